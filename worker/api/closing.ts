import { ClosingConfirmation } from '../../tenants/contract/closing.ts'
import { ask, type Route, type TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { forgetTenant } from '../directory/find-tenant.ts'
import { endSubscription } from '../directory/subscriptions.ts'
import { addressesOf, isSameKey, keysOf } from '../directory/tenant-key.ts'
import * as directory from '../directory/tenants.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { describeTaken } from './already-taken.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/closing`: `{closing: {closedAt, erasesAt, erasedOn} | null}`. */
export const readClosing: Route<TenantContext> = async (_request, context) => {
  const view = await askOutcome(context, () => context.tenant.readClosing())
  return view.ok ? respondJson(view.value) : refuse(view.error)
}

/**
 * `POST …/close {confirm: "<name of the business>"}`. The business closes itself first and answers no delivery from
 * then on; then its keys are freed. A request that broke off between the two is simply sent again.
 */
export const closeTenant: Route<TenantContext> = async (request, context) => {
  const { env, tenant, tenantId, person } = context
  const given = await readJson(request, ClosingConfirmation)
  if (!given.ok) return refuse(given.error)
  const closed = await askOutcome(context, () => tenant.closeBusiness(given.value.confirm))
  if (!closed.ok) return refuse(closed.error)
  const { closing } = closed.value
  if (closing) {
    const keys = await directory.loadKeys(env.DIRECTORY, tenantId)
    const { closedAt, erasesAt } = closing
    await directory.closeTenant(env.DIRECTORY, { tenantId, closedAt, erasesAt })
    await endSubscription(env.DIRECTORY, { tenantId, by: person.email, now: closedAt })
    forgetTenant([{ kind: 'tenant', tenantId }, ...keys.flatMap(addressesOf)])
  }
  await recordAccess(context, 'business_closed', tenantId)
  return respondJson(closed.value)
}

/**
 * `POST …/reopen`: within thirty days; 409 `already_taken` names the number or location that somebody else has by now.
 * The keys come first, so that no open business is ever without them; where it cannot reopen they are freed again.
 */
export const reopenTenant: Route<TenantContext> = async (_request, context) => {
  const { env, tenant, tenantId } = context
  const view = await ask(context, () => tenant.view())
  if (!view.ok) return refuse(view.error)
  if (!view.value) return refuse({ code: 'tenant_missing', detail: 'There is no such business.' })
  const known = await askOutcome(context, () => tenant.readClosing())
  if (!known.ok) return refuse(known.error)
  const { closing } = known.value
  const held = await directory.loadKeys(env.DIRECTORY, tenantId)
  const added = keysOf(view.value).filter((key) => !held.some((other) => isSameKey(key, other)))
  const reserved = await directory.reopenTenant(env.DIRECTORY, tenantId, added)
  if (!reserved.ok) return refuse(describeTaken(reserved.error.fields))
  const reopened = await askOutcome(context, () => tenant.reopenBusiness())
  if (!reopened.ok) {
    // Where it gave no answer it may be open, and must not lose its keys; a repeat of the request settles it.
    if (closing && reopened.error.code !== 'tenant_unreachable') {
      const { closedAt, erasesAt } = closing
      await directory.closeTenant(env.DIRECTORY, { tenantId, closedAt, erasesAt })
    }
    return refuse(reopened.error)
  }
  forgetTenant([{ kind: 'tenant', tenantId }, ...added.flatMap(addressesOf)])
  if (closing) await recordAccess(context, 'business_reopened', tenantId)
  return respondJson(reopened.value)
}
