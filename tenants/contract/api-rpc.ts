import type { Outcome } from '../contract.ts'
import type {
  Deliveries,
  DeliveriesQuery,
  DeliveryView,
  MadeWebhook,
  NewWebhook,
  WebhookPatch,
  Webhooks,
  WebhookView,
} from './webhooks.ts'

/** The part of a tenant's RPC that concerns other programs, and what they are told. */
export interface TenantApiRpc {
  listWebhooks(): Promise<Outcome<Webhooks>>
  /** Refused as `settings_refused` with issues where the address may not be written to or there are too many. */
  makeWebhook(wanted: NewWebhook): Promise<Outcome<MadeWebhook>>
  changeWebhook(webhookId: string, patch: WebhookPatch): Promise<Outcome<WebhookView>>
  /** What waits for it is dropped. */
  dropWebhook(webhookId: string): Promise<Outcome<null>>
  /** A new secret; the one before it signs along for a day. */
  rotateWebhook(webhookId: string): Promise<Outcome<MadeWebhook>>
  testWebhook(webhookId: string): Promise<Outcome<DeliveryView>>
  listDeliveries(query: DeliveriesQuery): Promise<Outcome<Deliveries>>
  /** Once more, under the id that it has. Refused as `delivery_missing` where it waits for its turn already. */
  replayDelivery(deliveryId: string): Promise<Outcome<DeliveryView>>
}
