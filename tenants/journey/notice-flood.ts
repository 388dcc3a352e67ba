import { HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../base/clock.ts'
import type { VisitNotice } from '../timeline/event.ts'

/** A notice to the technician that was ordered within the last hour. */
export type NoticeTold = { at: Instant; customerId: string | null; reason: string }

export type NoticePlace =
  | { kind: 'tell' }
  /** What was said of all who wait was said of this one as well. */
  | { kind: 'covered' }
  /** Goes into one notice with others, about the same customer or about all. */
  | { kind: 'sum_up'; about: 'customer' | 'all'; byMail: boolean; dueAt: Instant }

/** Notices about one customer within an hour that go one by one; no one caller can use up the technician's texts. */
const ONE_BY_ONE_PER_CUSTOMER_MAX = 6
/** Whether anybody is to drive, and when, does not wait behind six other words: that is told twice as often. */
const WHERE_TO_DRIVE: ReadonlySet<string> = new Set<VisitNotice>([
  'visit_confirmed',
  'visit_moved',
  'visit_cancelled',
  'visit_cancelled_late',
  'visit_clash',
  'visit_doubted',
  'visit_opted_out',
])
const MORE_EVERY_MS = 10 * MINUTE_MS
/** More than this within a minute nobody reads one by one. */
const ONE_BY_ONE_PER_MINUTE_MAX = 10
/** Shorter than a text is promised in: whoever calls after one sum is in the next before their time is up. */
const SUM_EVERY_MS = 20 * SECOND_MS
/** Below the sixty at which the gate takes it for a loop, so that business news and sums still find room. */
const TEXTED_PER_HOUR_MAX = 50
const MAIL_EVERY_MS = 10 * MINUTE_MS

/**
 * Whether a notice goes by itself. `since`: whom it is about has waited from then on, where that is known; a sum of all
 * who wait that was ordered later counted them.
 */
export function placeNotice(
  { customerId, since, reason }: { customerId: string; since: Instant | null; reason: string },
  told: readonly NoticeTold[],
  now: Instant,
): NoticePlace {
  const lately = told.filter((each) => each.at > now - HOUR_MS && !each.reason.startsWith('emergency'))
  const sums = lately.filter((each) => each.reason === 'many_waiting')
  const summedAt = Math.max(-Infinity, ...sums.map(({ at }) => at))
  if (since !== null && summedAt >= since) return { kind: 'covered' }
  const single = lately.filter((each) => each.reason !== 'many_waiting' && each.reason !== 'more_waiting')
  const most = ONE_BY_ONE_PER_CUSTOMER_MAX * (WHERE_TO_DRIVE.has(reason) ? 2 : 1)
  if (single.filter((each) => each.customerId === customerId).length >= most) {
    return { kind: 'sum_up', about: 'customer', byMail: false, dueAt: now + MORE_EVERY_MS }
  }
  if (lately.length >= TEXTED_PER_HOUR_MAX) {
    return { kind: 'sum_up', about: 'all', byMail: true, dueAt: Math.max(now, summedAt + MAIL_EVERY_MS) }
  }
  if (single.filter(({ at }) => at > now - MINUTE_MS).length < ONE_BY_ONE_PER_MINUTE_MAX) return { kind: 'tell' }
  return { kind: 'sum_up', about: 'all', byMail: false, dueAt: Math.max(now, summedAt + SUM_EVERY_MS) }
}
