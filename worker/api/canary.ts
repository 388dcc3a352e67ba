import type { Route, TenantContext } from '../context.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/canary`: when the way from a missed call to its text was last checked, and how it went. */
export const readCanary: Route<TenantContext> = async (_request, context) => {
  const found = await askOutcome(context, () => context.tenant.readCanary())
  return found.ok ? respondJson({ last: found.value }) : refuse(found.error)
}
