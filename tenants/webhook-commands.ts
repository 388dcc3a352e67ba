import { after, type Instant } from './base/clock.ts'
import { newId, randomBytes } from './base/ids.ts'
import { openKeyring, seal } from './base/sealing.ts'
import { WEBHOOK_OLD_SECRET_MS, WEBHOOK_USEFUL_MS, WEBHOOKS_MAX } from './base/webhook-limits.ts'
import type { Outcome } from './contract.ts'
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
import { webhookOwner } from './outbox/call-webhook.ts'
import type { WebhookPort } from './providers/port.ts'
import { orderDelivery } from './record-webhooks.ts'
import { loadEntry, saveEntry } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import {
  cancelDeliveries,
  changeEndpoint,
  deliveryIdOf,
  loadDeliveries,
  loadEndpoints,
  saveEndpoints,
  tellFromNow,
  type Delivery,
  type Endpoint,
} from './storage/webhook-rows.ts'
import { refuse } from './tenant-core.ts'

/** What a business does with the programs that it has told of things. `sealingKey` is the setting of that name. */

export function listWebhooks({ db }: Context): Webhooks {
  return { items: loadEndpoints(db).map(view) }
}

type Means = { sealingKey: string; judge: WebhookPort['judge'] }

export function makeWebhook(context: Context, means: Means, wanted: NewWebhook, now: Instant): Outcome<MadeWebhook> {
  const { db } = context
  const endpoints = loadEndpoints(db)
  if (endpoints.length >= WEBHOOKS_MAX) return wrong('url', `at most ${WEBHOOKS_MAX}; remove one first`)
  const fault = judgeUrl(means, wanted.url)
  if (fault) return fault
  const id = newId('whk')
  const { secret, kept } = newSecret(context, means, id)
  const { url, events, include } = wanted
  const endpoint = { id, url, events, include, isOn: true, ...kept, previous: null, createdAt: now, failingSince: null }
  // Nobody has listened so far, so what has happened is nobody's news.
  if (!endpoints.some(({ isOn }) => isOn)) tellFromNow(db)
  saveEndpoints(db, [...endpoints, endpoint])
  return { ok: true, value: { ...view(endpoint), secret } }
}

export function changeWebhook(
  context: Context,
  means: Means,
  { id, patch }: { id: string; patch: WebhookPatch },
): Outcome<WebhookView> {
  const { db } = context
  const fault = patch.url === undefined ? null : judgeUrl(means, patch.url)
  if (fault) return fault
  const endpoints = loadEndpoints(db)
  if (patch.isOn && !endpoints.some(({ isOn }) => isOn)) tellFromNow(db)
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  // Whoever turns it on again has seen to what was amiss.
  const changed = changeEndpoint(db, id, { ...given, ...(patch.isOn ? { failingSince: null } : {}) })
  return changed ? { ok: true, value: view(changed) } : MISSING
}

export function dropWebhook({ db }: Context, id: string, now: Instant): Outcome<null> {
  const endpoints = loadEndpoints(db)
  saveEndpoints(
    db,
    endpoints.filter((endpoint) => endpoint.id !== id),
  )
  cancelDeliveries(db, id, now)
  return { ok: true, value: null }
}

export function rotateWebhook(context: Context, means: Means, id: string, now: Instant): Outcome<MadeWebhook> {
  const endpoint = find(context, id)
  if (!endpoint) return MISSING
  const { secret, kept } = newSecret(context, means, id)
  const previous = { sealed: endpoint.sealed, until: after(now, WEBHOOK_OLD_SECRET_MS) }
  const changed = changeEndpoint(context.db, id, { ...kept, previous })
  return changed ? { ok: true, value: { ...view(changed), secret } } : MISSING
}

/** A delivery that says nothing of anybody, to see whether it arrives. */
export function testWebhook(context: Context, id: string, now: Instant): Outcome<DeliveryView> {
  const endpoint = find(context, id)
  if (!endpoint?.isOn) return MISSING
  const news = { event: 'webhook.test' as const, at: now, customerId: null, data: { webhookId: id } }
  const entryId = orderDelivery(context, endpoint, { ...news, messageId: newId('whm') }, now)
  return showDelivery(context, entryId)
}

export function listDeliveries({ db }: Context, { after: from, limit }: DeliveriesQuery): Deliveries {
  const rows = loadDeliveries(db, { after: from ?? null, limit: limit + 1 })
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items: items.map(viewDelivery), next: rows.length > limit && last ? deliveryIdOf(last) : null }
}

/** Whether or not it arrived: the receiver knows it by its id, and may have lost what it was told. */
export function replayDelivery(context: Context, deliveryId: string, now: Instant): Outcome<DeliveryView> {
  const entry = loadEntry(context.db, deliveryId)
  if (!entry || entry.order.type !== 'call_webhook') return DELIVERY_MISSING
  if (!find(context, entry.order.webhookId)?.isOn) return MISSING
  // What waits is tried at once.
  const isUnderWay = entry.status === 'claimed' || entry.status === 'in_doubt'
  if (isUnderWay) return showDelivery(context, deliveryId)
  const anew = { attempts: 0, dueAt: now, usefulUntil: after(now, WEBHOOK_USEFUL_MS), doubtSince: null }
  saveEntry(context.db, entry.entryId, { status: 'pending', ...anew })
  return showDelivery(context, deliveryId)
}

const MISSING = refuse('webhook_missing', 'There is no such webhook, or it is off.')
const DELIVERY_MISSING = refuse('webhook_missing', 'There is no such delivery.')

const find = ({ db }: Context, id: string) => loadEndpoints(db).find((endpoint) => endpoint.id === id)

const FAULTS = {
  not_https: 'an address that begins https://',
  not_public: 'an address that anybody on the internet can reach by its name',
}

function judgeUrl({ judge }: Means, url: string): ReturnType<typeof wrong> | null {
  const fault = judge(url)
  return fault ? wrong('url', FAULTS[fault]) : null
}

function wrong(
  path: string,
  message: string,
): { ok: false; error: { code: 'settings_refused'; detail: string; issues: { path: string; message: string }[] } } {
  const detail = 'The body has fields that cannot be used.'
  return { ok: false, error: { code: 'settings_refused', detail, issues: [{ path, message }] } }
}

/** As standardwebhooks.com writes them. Shown once, and kept sealed: it has to sign. */
function newSecret(
  { tenant }: Context,
  { sealingKey }: Means,
  id: string,
): { secret: string; kept: Pick<Endpoint, 'sealed' | 'lastFour'> } {
  const secret = `whsec_${Buffer.from(randomBytes(32)).toString('base64')}`
  const sealed = seal(openKeyring(sealingKey), webhookOwner(tenant.tenantId, id), secret)
  return { secret, kept: { sealed, lastFour: secret.slice(-5, -1) } }
}

function view({ id, url, events, include, isOn, lastFour, createdAt, failingSince }: Endpoint): WebhookView {
  return { id, url, events, include, isOn, lastFour, createdAt, failingSince }
}

function showDelivery({ db }: Context, entryId: string): Outcome<DeliveryView> {
  const entry = loadEntry(db, entryId)
  if (!entry || entry.order.type !== 'call_webhook') return DELIVERY_MISSING
  return { ok: true, value: viewDelivery({ ...entry, order: entry.order, settledAt: null }) }
}

function viewDelivery(delivery: Omit<Delivery, 'sequenceKey'>): DeliveryView {
  const { entryId: id, order, attempts, dueAt, lastCode: code, createdAt, settledAt } = delivery
  const status = statusOf(delivery.status)
  const { webhookId, messageId, event } = order
  const nextAt = status === 'waiting' ? dueAt : null
  return { id, webhookId, messageId, event, status, attempts, code, createdAt, nextAt, settledAt }
}

function statusOf(status: Delivery['status']): DeliveryView['status'] {
  if (status === 'sent') return 'delivered'
  if (status === 'cancelled') return 'dropped'
  return status === 'dead' || status === 'refused' || status === 'expired' ? 'failed' : 'waiting'
}
