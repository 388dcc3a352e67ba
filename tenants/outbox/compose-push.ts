import { HOUR_MS, SECOND_MS, type Instant } from '../base/clock.ts'
import { NOTICE_USEFUL_MS } from '../base/limits.ts'
import type { Order, PushAim } from '../journey/effect.ts'
import type { PushUrgency } from '../providers/port.ts'
import { factsOf } from '../replies/facts.ts'
import { composeNotice, saidLast } from '../replies/notice.ts'
import { loadCustomer } from '../storage/customer-rows.ts'
import type { Composed, Entry } from '../storage/outbox-rows.ts'
import { loadSubscription } from '../storage/push-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import type { Origin } from './compose-message.ts'
import { loadSaid } from './said-to-us.ts'

type Notice = Extract<Order, { type: 'notice' }>

/** How a phone that saves its battery treats it, and how long it waits for one that is off. */
const PRESSING = { urgency: 'high', keptMs: NOTICE_USEFUL_MS } as const
const USUAL = { urgency: 'normal', keptMs: NOTICE_USEFUL_MS } as const
const IDLE = { urgency: 'low', keptMs: NOTICE_USEFUL_MS } as const

const PRESSURE: Record<Notice['reason'], { urgency: PushUrgency; keptMs: number }> = {
  // An hour later an emergency is over, one way or the other.
  emergency: { urgency: 'high', keptMs: HOUR_MS },
  emergency_taken: USUAL,
  emergency_unanswered: PRESSING,
  booking_wanted: PRESSING,
  wrote_while_taken_over: PRESSING,
  question_asked: USUAL,
  price_unknown: USUAL,
  caller_hidden: USUAL,
  known_called: USUAL,
  known_wrote: USUAL,
  visit_called: PRESSING,
  visit_confirmed: USUAL,
  visit_moved: USUAL,
  visit_cancelled: USUAL,
  visit_cancelled_late: PRESSING,
  visit_refused: PRESSING,
  visit_over: IDLE,
  visit_clash: PRESSING,
  visit_word: PRESSING,
  visit_doubted: PRESSING,
  visit_opted_out: PRESSING,
  visit_unclear: PRESSING,
  caller_unreachable: USUAL,
  caller_opted_out: USUAL,
  not_agreed: USUAL,
  call_too_old: USUAL,
  lead_untexted: USUAL,
  lead_again: USUAL,
  quote_waiting: USUAL,
  canary_failed: PRESSING,
  ads_stopped: PRESSING,
  decision_waiting: USUAL,
  no_reply: USUAL,
  called_again: USUAL,
  text_failed: USUAL,
  email_failed: USUAL,
  unclear_reply: USUAL,
  message_in_doubt: USUAL,
  dead_letter: IDLE,
  customer_declined: IDLE,
  registration_moved: USUAL,
  customer_complained: PRESSING,
  feedback_left: USUAL,
  plan_agreed: USUAL,
  plan_more_agreed: USUAL,
  plan_word: USUAL,
  plan_renewed: USUAL,
  plan_ended: USUAL,
  plan_cancelled: USUAL,
  plan_terms_unsent: USUAL,
  plan_reminder_failed: PRESSING,
  plan_customer_opted_out: USUAL,
  sending_stopped: PRESSING,
  privacy_due: USUAL,
  privacy_late: PRESSING,
  privacy_step_failed: IDLE,
  business_closed: USUAL,
  crm_disconnected: USUAL,
  ads_disconnected: USUAL,
  help_asked: USUAL,
  decision_stands: USUAL,
  more_waiting: USUAL,
  many_waiting: PRESSING,
}

/**
 * A notice as a push: what the text to the technician says, and where a tap leads. Null where the browser has given up
 * its subscription. There is no gate: it costs nothing, reaches no customer and makes no sound that was not allowed.
 */
export function composePush(
  context: Context,
  entry: Entry,
  order: Notice,
  { endpoint }: PushAim,
  origin: Origin,
  now: Instant,
): Composed | null {
  const { db, tenant } = context
  if (!loadSubscription(db, endpoint)) return null
  const customer = entry.customerId ? loadCustomer(db, entry.customerId) : null
  const last = customer ? loadSaid(db, customer.customerId, order.reason) : null
  const { subject, text } = composeNotice(
    order.reason,
    { ...order, customerName: customer?.name ?? null, customerPhone: customer?.phone ?? null, ...saidLast(last) },
    factsOf(tenant.profile, tenant.profile.language, now),
  )
  const topic = entry.customerId ?? 'tenant'
  const place = entry.customerId ? `/c/${entry.customerId}` : ''
  const url = `${origin.appUrl}/app/${tenant.tenantId}${place}`
  const { urgency, keptMs } = PRESSURE[order.reason]
  const ttlS = Math.floor(Math.max(0, Math.min(keptMs, entry.usefulUntil - now)) / SECOND_MS)
  return {
    to: endpoint,
    from: '',
    body: JSON.stringify({ title: subject, body: text, url, tag: topic }),
    subject: null,
    html: null,
    headers: { TTL: String(ttlS), Urgency: urgency, Topic: topic },
    variant: 'ours',
  }
}
