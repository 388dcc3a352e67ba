import type { Instant } from './clock.ts'

/**
 * 47 CFR 64.1200(a)(10): an opt-out from one kind of message is an opt-out from all. The FCC has waived that for
 * unrelated topics until the day below (DA 26-12), and may change it once more: then the two days here are changed.
 */
export const REVOKE_ALL = { remindFrom: '2027-01-15', bindsFrom: '2027-01-31' } as const

export type RevocationScope = 'all' | 'topic'

/** How far an opt-out reaches. What a business chose stops counting on the day on which the rule binds again. */
export function revocationScope(chosen: RevocationScope, now: Instant): RevocationScope {
  return now < dayBegins(REVOKE_ALL.bindsFrom) ? chosen : 'all'
}

/** Whether the technician is due to hear that the rule changes. */
export function isReminderDue(now: Instant): boolean {
  return now >= dayBegins(REVOKE_ALL.remindFrom)
}

/** Anywhere in the United States it is still the day before: too early is on the safe side. */
function dayBegins(day: string): Instant {
  return Date.parse(`${day}T00:00:00Z`)
}
