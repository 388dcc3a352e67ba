import { clock } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { TenantApiRpc } from './contract/api-rpc.ts'
import type {
  Deliveries,
  DeliveriesQuery,
  DeliveryView,
  MadeWebhook,
  NewWebhook,
  WebhookPatch,
  Webhooks,
  WebhookView,
} from './contract/webhooks.ts'
import type { Context } from './storage/tenant-rows.ts'
import { TenantWork } from './tenant-work.ts'
import {
  changeWebhook,
  dropWebhook,
  listDeliveries,
  listWebhooks,
  makeWebhook,
  replayDelivery,
  rotateWebhook,
  testWebhook,
} from './webhook-commands.ts'

/** Other programs, and what they are told. Each method wires; none decides. */
export abstract class TenantApi extends TenantWork implements TenantApiRpc {
  async listWebhooks(): Promise<Outcome<Webhooks>> {
    return this.read(listWebhooks)
  }

  async makeWebhook(wanted: NewWebhook): Promise<Outcome<MadeWebhook>> {
    return this.#change((context) => makeWebhook(context, this.#means, wanted, clock.now()))
  }

  async changeWebhook(webhookId: string, patch: WebhookPatch): Promise<Outcome<WebhookView>> {
    return this.#change((context) => changeWebhook(context, this.#means, { id: webhookId, patch }))
  }

  async dropWebhook(webhookId: string): Promise<Outcome<null>> {
    return this.within((context) => dropWebhook(context, webhookId, clock.now()))
  }

  async rotateWebhook(webhookId: string): Promise<Outcome<MadeWebhook>> {
    return this.within((context) => rotateWebhook(context, this.#means, webhookId, clock.now()))
  }

  async testWebhook(webhookId: string): Promise<Outcome<DeliveryView>> {
    return this.within((context) => testWebhook(context, webhookId, clock.now()))
  }

  async listDeliveries(query: DeliveriesQuery): Promise<Outcome<Deliveries>> {
    return this.read((context) => listDeliveries(context, query))
  }

  async replayDelivery(deliveryId: string): Promise<Outcome<DeliveryView>> {
    return this.within((context) => replayDelivery(context, deliveryId, clock.now()))
  }

  /** Whether anybody listens may be another after it. */
  #change<T>(work: (context: Context) => Outcome<T>): Outcome<T> {
    const outcome = this.within(work)
    this.isTelling = null
    return outcome
  }

  get #means() {
    const { judge } = this.wiring.webhooks
    return { sealingKey: this.env.SEALING_KEY, judge }
  }
}
