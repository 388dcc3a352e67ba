import { DeliveriesQuery, NewWebhook, WebhookPatch } from '../../tenants/contract/webhooks.ts'
import type { Route, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { readJson, readQuery } from '../read-body.ts'
import { refuse, respondEmpty, respondJson, type Refusal } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

const idOf = (request: { params: Record<string, string> }): string => request.params['webhookId'] ?? ''

/** `GET /api/v1/tenants/:id/webhooks`: the programs that are told. */
export const listWebhooks: Route<TenantContext> = async (_request, context) => {
  const found = await askOutcome(context, () => context.tenant.listWebhooks())
  return found.ok ? respondJson(found.value) : refuse(found.error)
}

/** `POST …/webhooks`: tells another program from now on. Its secret is shown in this answer and never again. */
export const makeWebhook: Route<TenantContext> = async (request, context) => {
  const wanted = await readJson(request, NewWebhook)
  if (!wanted.ok) return refuse(wanted.error)
  const beyond = reachesBeyond(context, wanted.value.include)
  if (beyond) return refuse(beyond)
  await recordAccess(context, 'webhook_changed', context.tenantId, new URL(wanted.value.url).hostname)
  const made = await askOutcome(context, () => context.tenant.makeWebhook(wanted.value))
  return made.ok ? respondJson(made.value, 201) : refuse(made.error)
}

/** `PATCH …/webhooks/:webhookId`: what is left out stays. */
export const changeWebhook: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, WebhookPatch)
  if (!patch.ok) return refuse(patch.error)
  const beyond = reachesBeyond(context, patch.value.include)
  if (beyond) return refuse(beyond)
  await recordAccess(context, 'webhook_changed', context.tenantId, idOf(request))
  const changed = await askOutcome(context, () => context.tenant.changeWebhook(idOf(request), patch.value))
  return changed.ok ? respondJson(changed.value) : refuse(changed.error)
}

/** `DELETE …/webhooks/:webhookId`: it is told no more, and what waits for it is dropped. */
export const dropWebhook: Route<TenantContext> = async (request, context) => {
  await recordAccess(context, 'webhook_changed', context.tenantId, idOf(request))
  const dropped = await askOutcome(context, () => context.tenant.dropWebhook(idOf(request)))
  return dropped.ok ? respondEmpty() : refuse(dropped.error)
}

/** `POST …/webhooks/:webhookId/secret`: a new secret, shown once; the one before it signs along for a day. */
export const rotateWebhook: Route<TenantContext> = async (request, context) => {
  await recordAccess(context, 'webhook_changed', context.tenantId, idOf(request))
  const rotated = await askOutcome(context, () => context.tenant.rotateWebhook(idOf(request)))
  return rotated.ok ? respondJson(rotated.value, 201) : refuse(rotated.error)
}

/** `POST …/webhooks/:webhookId/test`: sends `webhook.test`, which is about nobody. */
export const testWebhook: Route<TenantContext> = async (request, context) => {
  const tested = await askOutcome(context, () => context.tenant.testWebhook(idOf(request)))
  return tested.ok ? respondJson(tested.value, 202) : refuse(tested.error)
}

/** `GET …/deliveries?after=&limit=`: what was told to whom and how it went, newest first. */
export const listDeliveries: Route<TenantContext> = async (request, context) => {
  const query = readQuery(request.url, DeliveriesQuery)
  if (!query.ok) return refuse(query.error)
  const page = await askOutcome(context, () => context.tenant.listDeliveries(query.value))
  return page.ok ? respondJson(page.value) : refuse(page.error)
}

/** `POST …/deliveries/:deliveryId/replay`: once more, under the id that it has. */
export const replayDelivery: Route<TenantContext> = async (request, context) => {
  const deliveryId = request.params['deliveryId'] ?? ''
  const replayed = await askOutcome(context, () => context.tenant.replayDelivery(deliveryId))
  return replayed.ok ? respondJson(replayed.value, 202) : refuse(replayed.error)
}

/** A key must not have sent to it what it may not read. */
function reachesBeyond({ person }: TenantContext, include: string | undefined): Refusal | null {
  if (include !== 'contact' || !person.key || person.key.scopes.includes('read:leads')) return null
  return { code: 'scope_missing', detail: 'This key may not do that: with contacts it needs the scope read:leads.' }
}
