/** The switch for all businesses, in English. Spanish has the same entries. */
export const EN_FLEET = {
  title: 'All businesses',
  lead: 'While sending is stopped here, nothing automated goes out for any business. What people type themselves still goes, calls are written down, and technicians are told by e-mail and notification.',
  isOn: 'Sending is stopped for all',
  isOff: 'Sending is on',
  changed: (who: string, when: string) => `Changed by ${who}, ${when}`,
  why: (reason: string) => `Reason: ${reason}`,
  told: (told: string) => `${told} businesses know.`,
  remaining: (left: string) => `${left} have yet to be told.`,
  tell: 'Go on telling',
  reason: 'Reason',
  reasonHint: 'It is kept with your name.',
  stop: 'Stop sending for all',
  start: 'Start sending again',
  askTitle: 'Stop sending for all businesses?',
  ask: 'Missed callers of every business get no text and no e-mail until somebody starts it again.',
  confirm: 'Stop now',
  cancel: 'Keep going',
  account: 'All businesses',
}
export type FleetWords = typeof EN_FLEET
