/** The nightly check. Spanish has the same entries. */
export const EN_CHECK = {
  title: 'Nightly check',
  lead: 'Every night a made-up missed call takes the way of a real one, up to the text that would leave. Nobody is texted, and nothing of it stays.',
  good: 'All is well',
  goodWords: 'A missed call would be answered.',
  silentWords: 'The way is open. No text leaves yet, since texting is off, paused, or not approved.',
  bad: 'Something is broken',
  badWords: (why: string) => `It ended here: ${why}.`,
  badThen:
    'Missed callers may get no text until this works again. It stays on the board until a check finds the way open.',
  none: 'Not checked yet',
  noneWords: 'The first check comes tonight. You can also check now.',
  lastAt: 'Last checked',
  took: (length: string) => `It took ${length}.`,
  walked: 'What it walked',
  stations: {
    door: 'Our front door answers',
    signature: 'The call is known to be genuine',
    directory: 'Your number is found to be yours',
    answer: 'The caller would hear the greeting',
    conversation: 'The call becomes a conversation',
    text: 'A text would leave',
  },
  passed: { good: 'passed', bad: 'ended here', unknown: 'not reached', off: 'nothing to send' },
  check: 'Check now',
  checking: 'Checking…',
  failed: 'The check could not be made',
}
