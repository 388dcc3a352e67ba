import type { Route, TenantContext } from '../context.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/canary`: when the way from a missed call to its text was last checked, and how it went. */
export const readCanary: Route<TenantContext> = async (_request, context) => {
  const found = await askOutcome(context, () => context.tenant.readCanary())
  return found.ok ? respondJson({ last: found.value }) : refuse(found.error)
}

/** `POST …/canary/check`: checks it now, and answers how it went; 409 where there is no number to call. */
export const checkCanary: Route<TenantContext> = async (_request, context) => {
  const checked = await askOutcome(context, () => context.tenant.checkCanary())
  return checked.ok ? respondJson({ last: checked.value }) : refuse(checked.error)
}
