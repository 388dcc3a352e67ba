import type { Instant } from '../base/clock.ts'
import type { CustomerId } from '../base/ids.ts'

/** What another program is told. It holds ids, statuses and times alone; whose they are is looked up when it leaves. */
export type WebhookOrder = {
  type: 'call_webhook'
  webhookId: string
  /** Shared by every program that is told, and by every try. */
  messageId: string
  event: 'lead.created' | 'booking.confirmed' | 'message.failed' | 'webhook.test'
  at: Instant
  customerId: CustomerId | null
  data: Record<string, string | number | null>
}
