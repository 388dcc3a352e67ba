import * as v from 'valibot'
import { WEBHOOKS_MAX } from '../base/webhook-limits.ts'

/** What other programs are told of, as it happens, by the rules of standardwebhooks.com. */

export const WebhookEvent = v.picklist(['lead.created', 'booking.confirmed', 'message.failed'])
export type WebhookEvent = v.InferOutput<typeof WebhookEvent>
export const WEBHOOK_EVENTS = WebhookEvent.options
export { WEBHOOKS_MAX }

/** `ids` alone unless the business wants the customer's name, number and address sent along. Never anybody's words. */
const Include = v.picklist(['ids', 'contact'])

const Fields = {
  /** Encrypted, and somewhere in public. */
  url: v.pipe(v.string(), v.trim(), v.maxLength(500), v.url()),
  events: v.pipe(
    v.array(WebhookEvent),
    v.minLength(1),
    v.maxLength(WEBHOOK_EVENTS.length),
    v.transform((events) => WEBHOOK_EVENTS.filter((event) => events.includes(event))),
  ),
}

/** `POST /api/v1/tenants/:id/webhooks` */
export const NewWebhook = v.strictObject({ ...Fields, include: v.optional(Include, 'ids') })
export type NewWebhook = v.InferOutput<typeof NewWebhook>

/** `PATCH …/webhooks/:webhookId`: what is left out stays. */
export const WebhookPatch = v.partial(v.strictObject({ ...Fields, include: Include, isOn: v.boolean() }))
export type WebhookPatch = v.InferOutput<typeof WebhookPatch>

export const WebhookView = v.object({
  id: v.string(),
  url: v.string(),
  events: v.array(WebhookEvent),
  include: Include,
  isOn: v.boolean(),
  /** What the secret ends with. */
  lastFour: v.string(),
  createdAt: v.number(),
  /** Since when deliveries are given up; null while all is well. */
  failingSince: v.nullable(v.number()),
})
export type WebhookView = v.InferOutput<typeof WebhookView>

export const Webhooks = v.object({ items: v.array(WebhookView) })
export type Webhooks = v.InferOutput<typeof Webhooks>

/** `secret` is shown this once. After a change the one before it signs along for a day. */
export const MadeWebhook = v.object({ ...WebhookView.entries, secret: v.string() })
export type MadeWebhook = v.InferOutput<typeof MadeWebhook>

export const DeliveriesQuery = v.object({
  after: v.optional(v.pipe(v.string(), v.regex(/^whm_[0-9a-z]{24}:whk_[0-9a-z]{24}$/))),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(100)),
    '20',
  ),
})
export type DeliveriesQuery = v.InferOutput<typeof DeliveriesQuery>

export const DeliveryView = v.object({
  id: v.string(),
  webhookId: v.string(),
  /** The `webhook-id` that every try of it carries, by which a receiver knows repeats. */
  messageId: v.string(),
  event: v.picklist([...WEBHOOK_EVENTS, 'webhook.test']),
  /** `waiting` for its first try or the next; `failed` once it is given up; `dropped` where the endpoint went. */
  status: v.picklist(['waiting', 'delivered', 'failed', 'dropped']),
  attempts: v.number(),
  /** How the last try ended, such as `http_500` or `timeout`; null where it went well. */
  code: v.nullable(v.string()),
  createdAt: v.number(),
  /** When it is tried next; null once it is settled. */
  nextAt: v.nullable(v.number()),
  settledAt: v.nullable(v.number()),
})
export type DeliveryView = v.InferOutput<typeof DeliveryView>

export const Deliveries = v.object({ items: v.array(DeliveryView), next: v.nullable(v.string()) })
export type Deliveries = v.InferOutput<typeof Deliveries>

/** What a program is sent. `timestamp` is when it happened, which is not when it is told. */
const Payload = <T extends string, S extends v.ObjectEntries>(type: T, data: S) =>
  v.object({ type: v.literal(type), timestamp: v.pipe(v.string(), v.isoTimestamp()), data: v.object(data) })
const About = {
  tenantId: v.string(),
  customerId: v.nullable(v.string()),
  /** With `include: contact`, where there is a customer who is still known. */
  contact: v.optional(
    v.object({ name: v.nullable(v.string()), phone: v.nullable(v.string()), email: v.nullable(v.string()) }),
  ),
}

/** By event, as they leave; a story holds what leaves against them. */
export const WebhookPayloads = {
  'lead.created': Payload('lead.created', { ...About, leadId: v.string(), source: v.string(), status: v.string() }),
  'booking.confirmed': Payload('booking.confirmed', {
    ...About,
    appointmentId: v.nullable(v.string()),
    startsAt: v.nullable(v.number()),
    /** `customer`, `board`, `crm` or `page`. */
    by: v.string(),
  }),
  'message.failed': Payload('message.failed', {
    ...About,
    messageId: v.nullable(v.string()),
    channel: v.picklist(['sms', 'email']),
    /** The carrier’s or the provider’s, such as `30003` or `bounced`. */
    code: v.string(),
  }),
  'webhook.test': Payload('webhook.test', { tenantId: v.string(), webhookId: v.string() }),
} as const
