import { clock } from '../../tenants/base/clock.ts'
import { newToken } from '../../tenants/base/ids.ts'
import { WebLeadsPatch, type NewGoogleKey } from '../../tenants/contract/web-leads.ts'
import { digestLeadKey } from '../../tenants/providers/google-ads/webhook.ts'
import type { Route, TenantContext } from '../context.ts'
import { changeLeadKey, dropLeadKey } from '../directory/lead-key.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/web-leads`: the form's address, who may show it, and how Google Ads is connected. */
export const readWebLeads: Route<TenantContext> = async (_request, context) => {
  const found = await askOutcome(context, () => context.tenant.readWebLeads())
  return found.ok ? respondJson(found.value) : refuse(found.error)
}

/** `PUT …/web-leads`: whether the form is on, and which sites may show it; 412 where it has changed since `version`. */
export const changeWebLeads: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, WebLeadsPatch)
  if (!patch.ok) return refuse(patch.error)
  const changed = await askOutcome(context, () => context.tenant.changeWebLeads(patch.value))
  return changed.ok ? respondJson(changed.value) : refuse(changed.error)
}

/**
 * `POST …/web-leads/google-key`: a new key in the place of the old one. It is shown in this answer and never again. The
 * directory comes first: a key that is shown always works.
 */
export const changeGoogleKey: Route<TenantContext> = async (_request, context) => {
  const { env, tenant, tenantId } = context
  const key = newToken()
  await changeLeadKey(env.DIRECTORY, tenantId, digestLeadKey(key), clock.now())
  const noted = await askOutcome(context, () => tenant.noteLeadKey(key.slice(-4)))
  if (!noted.ok) return refuse(noted.error)
  return respondJson({ ...noted.value, key } satisfies NewGoogleKey, 201)
}

/** `DELETE …/web-leads/google-key`: an isolate that knows the old key from before lets it in for a minute at most. */
export const revokeGoogleKey: Route<TenantContext> = async (_request, context) => {
  await dropLeadKey(context.env.DIRECTORY, context.tenantId)
  const noted = await askOutcome(context, () => context.tenant.noteLeadKey(null))
  return noted.ok ? respondJson(noted.value) : refuse(noted.error)
}
