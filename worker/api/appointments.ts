import { AgendaQuery, AppointmentMove, NewAppointment, SlotQuery } from '../../tenants/contract/booking.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson, readQuery } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/slots?from&days&service`: free times, the first first. */
export const listSlots: Route<TenantContext> = async (request, context) => {
  const query = readQuery(request.url, SlotQuery)
  if (!query.ok) return refuse(query.error)
  const found = await askOutcome(context, () => context.tenant.listSlots(query.value))
  return found.ok ? respondJson({ items: found.value }) : refuse(found.error)
}

/** `GET …/agenda?from&days`: the visits of those days. */
export const readAgenda: Route<TenantContext> = async (request, context) => {
  const query = readQuery(request.url, AgendaQuery)
  if (!query.ok) return refuse(query.error)
  const found = await askOutcome(context, () => context.tenant.readAgenda(query.value))
  return found.ok ? respondJson(found.value) : refuse(found.error)
}

/** `GET …/conversations/:customerId/visits`: those of one customer, the last first. */
export const readVisitsOf: Route<TenantContext> = async (request, context) => {
  const customerId = request.params['customerId'] ?? ''
  const found = await askOutcome(context, () => context.tenant.readVisitsOf(customerId))
  return found.ok ? respondJson(found.value) : refuse(found.error)
}

/** `POST …/appointments`: 201, or 409 `slot_taken` with `slots` that are free instead. */
export const addAppointment: Route<TenantContext> = async (request, context) => {
  const wanted = await readJson(request, NewAppointment)
  if (!wanted.ok) return refuse(wanted.error)
  const added = await askOutcome(context, () => context.tenant.addAppointment(wanted.value))
  return added.ok ? respondJson(added.value, 201) : refuse(added.error)
}

/** `PATCH …/appointments/:appointmentId`: the visit after the move; 409 where it cannot be made. */
export const moveAppointment: Route<TenantContext> = async (request, context) => {
  const move = await readJson(request, AppointmentMove)
  if (!move.ok) return refuse(move.error)
  const appointmentId = request.params['appointmentId'] ?? ''
  const moved = await askOutcome(context, () => context.tenant.moveAppointment(appointmentId, move.value))
  return moved.ok ? respondJson(moved.value) : refuse(moved.error)
}
