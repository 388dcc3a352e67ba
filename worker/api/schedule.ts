import { SchedulePatch } from '../../tenants/contract/booking.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/schedule`: who drives out when, and how long things take. */
export const readSchedule: Route<TenantContext> = async (_request, context) => {
  const found = await askOutcome(context, () => context.tenant.readSchedule())
  return found.ok ? respondJson(found.value) : refuse(found.error)
}

/** `PUT …/schedule`: the whole of it; 412 where it has been changed since `version`. */
export const changeSchedule: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, SchedulePatch)
  if (!patch.ok) return refuse(patch.error)
  const changed = await askOutcome(context, () => context.tenant.changeSchedule(patch.value))
  return changed.ok ? respondJson(changed.value) : refuse(changed.error)
}
