import { HOUR_MS, type Instant } from './base/clock.ts'
import type { CustomerId, JourneyId } from './base/ids.ts'
import { NOTICE_USEFUL_MS } from './base/limits.ts'
import type { Effect, Order } from './journey/effect.ts'
import { placeNotice, type NoticePlace } from './journey/notice-flood.ts'
import { OVERDUE_MARGIN_MS } from './journey/timers.ts'
import { countOverdue, loadNoticesTold } from './storage/notice-rows.ts'
import { loadPending, recordEntry, saveEntry } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** Notices that go together, so that the one that counts is read: about one customer, or about all who wait. */

type Tell = Extract<Effect, { type: 'tell_technician' }>
type Notice = Extract<Order, { type: 'notice' }>
type SumUp = Extract<NoticePlace, { kind: 'sum_up' }> & { sequenceEnd: string }

/** What is told of an emergency or of the business itself always goes by itself. */
export function placeOf(context: Context, customerId: CustomerId | null, notice: Tell, now: Instant): NoticePlace {
  if (customerId === null || notice.reason.startsWith('emergency')) return { kind: 'tell' }
  const { textDeadlineMs } = context.tenant.policy
  const isOverdue = notice.reason === 'text_failed' && notice.detail === 'overdue'
  const since = isOverdue ? now - textDeadlineMs + OVERDUE_MARGIN_MS : null
  return placeNotice(
    { customerId, since, reason: notice.reason },
    loadNoticesTold(context.db, now - HOUR_MS, notice),
    now,
  )
}

/** One that waits still counts one more; otherwise one is ordered, by each of the given ways. */
export function recordDigest(
  { db }: Context,
  base: { customerId: CustomerId; journeyId: JourneyId | null },
  place: SumUp,
  channels: readonly ('sms' | 'email')[],
  now: Instant,
): void {
  const isOfOne = place.about === 'customer'
  const whom = isOfOne ? base : { customerId: null, journeyId: null }
  // Whoever waits for a text now is counted, and need not be told of once more.
  const count = isOfOne ? 1 : 1 + countOverdue(db)
  for (const channel of place.byMail ? (['email'] as const) : channels) {
    const sequenceKey = `notice_${channel}:${whom.customerId ?? 'tenant'}:more${place.sequenceEnd}`
    const [waiting] = loadPending(db, sequenceKey).filter(({ composed }) => composed === null)
    if (waiting?.order.type === 'notice') {
      const detail = String(Number(waiting.order.detail ?? 0) + 1)
      saveEntry(db, waiting.entryId, { order: { ...waiting.order, detail } })
      continue
    }
    const reason = isOfOne ? 'more_waiting' : 'many_waiting'
    const order: Notice = {
      ...{ type: 'notice', channel, reason, wishedAt: null, detail: String(count) },
      ...{ isFallback: false, hasFallback: place.byMail },
    }
    const lane = channel === 'sms' ? ('twilio' as const) : ('resend' as const)
    const { dueAt } = place
    recordEntry(db, { ...whom, lane, sequenceKey, order, dueAt, usefulUntil: dueAt + NOTICE_USEFUL_MS }, now)
  }
}
