import { after, type Instant } from '../base/clock.ts'
import { WEBHOOK_CONTACT_WAIT_MS } from '../base/webhook-limits.ts'
import type { WebhookOrder } from '../journey/webhook-order.ts'
import type { OutboundWebhook } from '../providers/port.ts'
import { loadCustomer } from '../storage/customer-rows.ts'
import type { Entry } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { loadEndpoints } from '../storage/webhook-rows.ts'

/** Who a secret belongs to, see base/sealing.ts. */
export function webhookOwner(tenantId: string, webhookId: string): string {
  return `${tenantId}/webhook/${webhookId}`
}

/** Everything one try takes, read inside the claim. Null for other orders, and where nobody listens any more. */
export function planWebhook({ db, tenant }: Context, { order, attempts }: Entry, now: Instant): OutboundWebhook | null {
  if (order.type !== 'call_webhook') return null
  const endpoint = loadEndpoints(db).find(({ id }) => id === order.webhookId)
  if (!endpoint?.isOn) return null
  const { url, sealed, previous, include, id } = endpoint
  const contact = include === 'contact' ? readContact(db, order) : null
  const data = { tenantId: tenant.tenantId, ...order.data, ...(contact ? { contact } : {}) }
  return {
    ...{ url, messageId: order.messageId, attempts, at: now, owner: webhookOwner(tenant.tenantId, id) },
    sealed: [sealed, ...(previous && previous.until > now ? [previous.sealed] : [])],
    body: JSON.stringify({ type: order.event, timestamp: new Date(order.at).toISOString(), data }),
  }
}

/**
 * Whether news that is to say who it is about came before anybody knew: GoHighLevel tells of a call by a contact alone,
 * whose number is looked up a moment later. It is told without once it has waited long enough.
 */
export function awaitsContact({ db }: Context, { order, createdAt }: Entry, now: Instant): boolean {
  if (order.type !== 'call_webhook' || order.customerId === null) return false
  if (now >= after(createdAt, WEBHOOK_CONTACT_WAIT_MS)) return false
  const isTold = loadEndpoints(db).some(({ id, include }) => id === order.webhookId && include === 'contact')
  const customer = isTold ? loadCustomer(db, order.customerId) : null
  return customer !== null && customer.phone === null && customer.email === null
}

/** As they are known now: somebody who was erased meanwhile is known no more. */
function readContact(db: Context['db'], { customerId }: WebhookOrder) {
  const customer = customerId === null ? null : loadCustomer(db, customerId)
  return customer && { name: customer.name, phone: customer.phone, email: customer.email }
}
