import type { TenantApiRpc } from '../../tenants/contract/api-rpc.ts'
import type { Deliveries, DeliveryView, MadeWebhook, Webhooks, WebhookView } from '../../tenants/contract/webhooks.ts'
import type { Outcome } from '../../tenants/contract.ts'
import { DONE } from './stand-in-trust.ts'
import { StandInWork } from './stand-in-work.ts'

const NONE = { ok: false as const, error: { code: 'webhook_missing' as const, detail: 'There is no such webhook.' } }

/** The part of the stand-in tenant that concerns other programs: it tells nobody. */
export abstract class StandInApi extends StandInWork implements TenantApiRpc {
  async listWebhooks(): Promise<Outcome<Webhooks>> {
    await this.behave()
    return { ok: true, value: { items: [] } }
  }

  async makeWebhook(): Promise<Outcome<MadeWebhook>> {
    await this.behave()
    return NONE
  }

  async changeWebhook(): Promise<Outcome<WebhookView>> {
    await this.behave()
    return NONE
  }

  async dropWebhook(): Promise<Outcome<null>> {
    await this.behave()
    return DONE
  }

  async rotateWebhook(): Promise<Outcome<MadeWebhook>> {
    await this.behave()
    return NONE
  }

  async testWebhook(): Promise<Outcome<DeliveryView>> {
    await this.behave()
    return NONE
  }

  async listDeliveries(): Promise<Outcome<Deliveries>> {
    await this.behave()
    return { ok: true, value: { items: [], next: null } }
  }

  async replayDelivery(): Promise<Outcome<DeliveryView>> {
    await this.behave()
    return NONE
  }
}
