import { signal, type ReadonlySignal } from '@preact/signals'
import type { ApiKeys, ApiKeyView, MadeApiKey, NewApiKey } from '../../tenants/contract/api-keys.ts'
import type {
  Deliveries,
  DeliveryView,
  MadeWebhook,
  NewWebhook,
  WebhookPatch,
  Webhooks,
  WebhookView,
} from '../../tenants/contract/webhooks.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'

/** Keys of other programs, whom they are told, and how that went. */

const LIST: Shape<ApiKeys & Webhooks & Deliveries> = { items: 'array' }
const KEY: Shape<MadeApiKey> = { id: 'string', key: 'string' }
const HOOK: Shape<MadeWebhook> = { id: 'string', secret: 'string' }

/** Does something and says how it went; answers whether it was done. */
export type Act = (deed: () => Promise<Problem | null>) => Promise<boolean>

/** What is shown this once, and whose it is. */
export type Fresh = { of: 'key' | 'webhook'; name: string; text: string }

export type ApiModel = {
  keys: ReadonlySignal<ApiKeyView[] | null>
  webhooks: ReadonlySignal<WebhookView[]>
  deliveries: ReadonlySignal<DeliveryView[]>
  problem: ReadonlySignal<Problem | null>
  fresh: ReadonlySignal<Fresh | null>
  isBusy: ReadonlySignal<boolean>
  load: () => Promise<void>
  makeKey: (wanted: NewApiKey) => Promise<Problem | null>
  revokeKey: (id: string) => Promise<Problem | null>
  makeWebhook: (wanted: NewWebhook) => Promise<Problem | null>
  changeWebhook: (id: string, patch: WebhookPatch) => Promise<Problem | null>
  dropWebhook: (id: string) => Promise<Problem | null>
  rotate: (webhook: WebhookView) => Promise<Problem | null>
  test: (id: string) => Promise<Problem | null>
  replay: (deliveryId: string) => Promise<Problem | null>
}

export function openApi(tenantId: string): ApiModel {
  const keys = signal<ApiKeyView[] | null>(null)
  const webhooks = signal<WebhookView[]>([])
  const deliveries = signal<DeliveryView[]>([])
  const problem = signal<Problem | null>(null)
  const fresh = signal<Fresh | null>(null)
  const isBusy = signal(false)
  const path = (rest: string) => tenantPath(tenantId, rest)

  const load = async () => {
    const [first, second, third] = await Promise.all([
      get<ApiKeys>(path('api-keys'), LIST),
      get<Webhooks>(path('webhooks'), LIST),
      get<Deliveries>(path('deliveries'), LIST),
    ])
    problem.value = [first, second, third].map((each) => (each.ok ? null : each.problem)).find(Boolean) ?? null
    if (!first.ok || !second.ok || !third.ok) return
    webhooks.value = second.value.items
    deliveries.value = third.value.items
    keys.value = first.value.items.filter(({ revokedAt }) => revokedAt === null)
  }
  const does = async (work: () => Promise<Problem | null>): Promise<Problem | null> => {
    isBusy.value = true
    const refused = await work()
    if (refused === null) await load()
    isBusy.value = false
    return refused
  }
  const plainly = (method: 'POST' | 'PATCH' | 'DELETE', rest: string, body?: unknown) =>
    does(async () => {
      const answer = await call(method, path(rest), body === undefined ? {} : { body })
      return answer.ok ? null : answer.problem
    })
  const withSecret = (rest: string, name: string, body?: unknown) =>
    does(async () => {
      const answer = await call<MadeWebhook>('POST', path(rest), {
        shape: HOOK,
        ...(body === undefined ? {} : { body }),
      })
      if (!answer.ok) return answer.problem
      fresh.value = { of: 'webhook', name, text: answer.value.secret }
      return null
    })
  return {
    ...{ keys, webhooks, deliveries, problem, fresh, isBusy, load },
    makeKey: (wanted) =>
      does(async () => {
        const answer = await call<MadeApiKey>('POST', path('api-keys'), { body: wanted, shape: KEY })
        if (!answer.ok) return answer.problem
        fresh.value = { of: 'key', name: wanted.name, text: answer.value.key }
        return null
      }),
    revokeKey: (id) => plainly('DELETE', `api-keys/${id}`),
    makeWebhook: (wanted) => withSecret('webhooks', wanted.url, wanted),
    changeWebhook: (id, patch) => plainly('PATCH', `webhooks/${id}`, patch),
    dropWebhook: (id) => plainly('DELETE', `webhooks/${id}`),
    rotate: ({ id, url }) => withSecret(`webhooks/${id}/secret`, url),
    test: (id) => plainly('POST', `webhooks/${id}/test`),
    replay: (deliveryId) => plainly('POST', `deliveries/${deliveryId}/replay`),
  }
}
