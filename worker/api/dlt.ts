import { DltSettings } from '../../tenants/contract/dlt.ts'
import type { Route, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondEmpty, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/dlt`: `{settings}`, null where the business is not registered with Indian operators. */
export const readDlt: Route<TenantContext> = async (_request, context) => {
  const settings = await askOutcome(context, () => context.tenant.readDlt())
  return settings.ok ? respondJson({ settings: settings.value }) : refuse(settings.error)
}

/** `PUT …/dlt`: the whole registration, and `{settings}` after it. */
export const changeDlt: Route<TenantContext> = async (request, context) => {
  const settings = await readJson(request, DltSettings)
  if (!settings.ok) return refuse(settings.error)
  await recordAccess(context, 'registration_changed', context.tenantId, 'dlt')
  const changed = await askOutcome(context, () => context.tenant.changeDlt(settings.value))
  return changed.ok ? respondJson({ settings: changed.value }) : refuse(changed.error)
}

/** `DELETE …/dlt`: 204. From then on nothing goes to India. */
export const dropDlt: Route<TenantContext> = async (_request, context) => {
  await recordAccess(context, 'registration_changed', context.tenantId, 'dlt dropped')
  const changed = await askOutcome(context, () => context.tenant.changeDlt(null))
  return changed.ok ? respondEmpty(204) : refuse(changed.error)
}
