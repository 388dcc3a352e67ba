import { after, type Instant } from './base/clock.ts'
import { newId, type CustomerId } from './base/ids.ts'
import { WEBHOOK_EVENTS_AT_ONCE_MAX, WEBHOOK_USEFUL_MS } from './base/webhook-limits.ts'
import type { WebhookOrder } from './journey/webhook-order.ts'
import { recordEntry } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import {
  loadEndpoints,
  loadHappenedAfter,
  loadLeadsAfter,
  loadTold,
  saveTold,
  webhookSequence,
  type Endpoint,
  type Happened,
} from './storage/webhook-rows.ts'

type News = Pick<WebhookOrder, 'event' | 'at' | 'customerId' | 'data'>

/** Whether anything has happened since the last time that could be news. */
export function hasNews(db: Context['db']): boolean {
  const told = loadTold(db)
  return (
    told !== null && (loadHappenedAfter(db, told.seq, 1).length > 0 || loadLeadsAfter(db, told.leadId, 1).length > 0)
  )
}

/**
 * Makes deliveries of what has happened since the last time, for every program that wants to hear of it. Called after a
 * commit and not within it, so that a webhook of a provider costs no more where somebody listens. How far it has come
 * is written down with the deliveries: a crash between the two loses nothing and tells nothing twice.
 */
export function publishWebhooks(context: Context, now: Instant): void {
  const { db } = context
  const endpoints = loadEndpoints(db).filter(({ isOn }) => isOn)
  const told = loadTold(db)
  if (told === null) return
  const leads = loadLeadsAfter(db, told.leadId, WEBHOOK_EVENTS_AT_ONCE_MAX)
  const happened = loadHappenedAfter(db, told.seq, WEBHOOK_EVENTS_AT_ONCE_MAX)
  const made = leads.map(({ leadId, customerId, source, status, createdAt }): News => {
    return { event: 'lead.created', at: createdAt, customerId, data: { leadId, customerId, source, status } }
  })
  for (const news of [...made, ...happened.flatMap(readNews)]) {
    const messageId = newId('whm')
    for (const endpoint of endpoints)
      if (endpoint.events.some((event) => event === news.event)) {
        orderDelivery(context, endpoint, { ...news, messageId }, now)
      }
  }
  saveTold(db, { seq: happened.at(-1)?.seq ?? told.seq, leadId: leads.at(-1)?.leadId ?? told.leadId })
}

export function orderDelivery(
  { db }: Context,
  { id: webhookId }: Pick<Endpoint, 'id'>,
  news: News & { messageId: string },
  now: Instant,
): string {
  const order: WebhookOrder = { type: 'call_webhook', webhookId, ...news }
  return recordEntry(
    db,
    {
      // Whose matter it is stands in the order: erasing somebody must not take the proof that a program was told.
      ...{ journeyId: null, customerId: null, lane: 'webhooks', sequenceKey: webhookSequence(order) },
      ...{ order, dueAt: now, usefulUntil: after(now, WEBHOOK_USEFUL_MS) },
    },
    now,
  )
}

/** What a fact of the timeline is to others, where it is anything. Codes and ids; words stay here. */
function readNews({ fact, customerId: about, at }: Happened): News[] {
  const customerId = about as CustomerId | null
  const failed = (channel: string, messageId: string | null, code: string): News[] => [
    { event: 'message.failed', at, customerId, data: { customerId, messageId, channel, code } },
  ]
  if (fact.type === 'visit_confirmed') {
    const { appointmentId, startsAt, by } = fact
    return [{ event: 'booking.confirmed', at, customerId, data: { customerId, appointmentId, startsAt, by } }]
  }
  if (fact.type === 'booking_confirmed') {
    const data = { customerId, appointmentId: null, startsAt: fact.at, by: 'board' }
    return [{ event: 'booking.confirmed', at, customerId, data }]
  }
  if (fact.type === 'text_refused') return failed('sms', fact.messageId ?? null, fact.code)
  if (fact.type === 'text_undelivered') return failed('sms', fact.messageId, fact.code)
  if (fact.type === 'email_refused') return failed('email', fact.messageId ?? null, fact.code)
  return fact.type === 'email_bounced' ? failed('email', fact.messageId, 'bounced') : []
}
