import { clock, DAY_MS } from '../../tenants/base/clock.ts'
import { parseDay } from '../../tenants/base/local-time.ts'
import { SubscriptionChange, type SubscriptionAnswer } from '../../tenants/contract/subscriptions.ts'
import type { Route, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { removeSubscriptionLine } from '../directory/remove-subscription-line.ts'
import { loadSubscription, saveSubscription } from '../directory/subscriptions.ts'
import { invalid, readJson } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'

/** `GET /api/v1/tenants/:id/subscription` */
export const readSubscription: Route<TenantContext> = async (_request, { env, tenantId }) => {
  return respondJson((await loadSubscription(env.DIRECTORY, tenantId)) satisfies SubscriptionAnswer)
}

/** `PUT …/subscription`: by hand, for as long as nobody collects the money who would tell. */
export const changeSubscription: Route<TenantContext> = async (request, context) => {
  const change = await readJson(request, SubscriptionChange)
  if (!change.ok) return refuse(change.error)
  const { env, tenantId, person } = context
  const { plan, status, effectiveOn } = change.value
  const now = clock.now()
  if (effectiveOn !== undefined && parseDay(effectiveOn) * DAY_MS > now) {
    const refused = invalid([{ path: 'effectiveOn', message: 'not after today' }])
    if (!refused.ok) return refuse(refused.error)
  }
  await recordAccess(context, 'subscription_changed', tenantId, `${plan} ${status}`)
  const writing = { tenantId, source: 'manual' as const, by: person.email, now }
  await saveSubscription(env.DIRECTORY, change.value, writing)
  return respondJson((await loadSubscription(env.DIRECTORY, tenantId)) satisfies SubscriptionAnswer)
}

/** `DELETE …/subscription/changes/:changeId`: a line that should never have been counts no more. Twice is once. */
export const removeSubscriptionChange: Route<TenantContext> = async (request, context) => {
  const { env, tenantId, person } = context
  const changeId = Number(request.params['changeId'])
  const known = Number.isSafeInteger(changeId)
    ? await removeSubscriptionLine(env.DIRECTORY, { tenantId, changeId }, { by: person.email, now: clock.now() })
    : null
  if (known === null) return refuse({ code: 'change_missing', detail: 'There is no such change.' })
  if (known.removedAt === null) {
    await recordAccess(context, 'subscription_changed', tenantId, `taken out: ${known.plan} ${known.status}`)
  }
  return respondJson((await loadSubscription(env.DIRECTORY, tenantId)) satisfies SubscriptionAnswer)
}
