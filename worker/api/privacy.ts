import { NewPrivacyRequest, RequestRefusal } from '../../tenants/contract/rights.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/privacy-requests`: `{items}`, newest first. */
export const listPrivacyRequests: Route<TenantContext> = async (_request, context) => {
  const items = await askOutcome(context, () => context.tenant.listPrivacyRequests())
  return items.ok ? respondJson({ items: items.value }) : refuse(items.error)
}

/** `POST …/privacy-requests`: 201 with the request, its dates and, for an erasure, its plan. */
export const openPrivacyRequest: Route<TenantContext> = async (request, context) => {
  const asked = await readJson(request, NewPrivacyRequest)
  if (!asked.ok) return refuse(asked.error)
  const { email } = context.person
  const opened = await askOutcome(context, () => context.tenant.openPrivacyRequest(asked.value, email))
  return opened.ok ? respondJson(opened.value, 201) : refuse(opened.error)
}

/** `GET …/privacy-requests/:requestId` */
export const readPrivacyRequest: Route<TenantContext> = async (request, context) => {
  const found = await askOutcome(context, () => context.tenant.readPrivacyRequest(idOf(request.params)))
  return found.ok ? respondJson(found.value) : refuse(found.error)
}

/** `POST …/:requestId/{confirm,extend,close}`: the request after it, 409 where it cannot take this step. */
export function movePrivacyRequest(move: 'confirm' | 'extend' | 'close'): Route<TenantContext> {
  return async (request, context) => {
    const moved = await askOutcome(context, () => context.tenant.movePrivacyRequest(idOf(request.params), move, null))
    return moved.ok ? respondJson(moved.value) : refuse(moved.error)
  }
}

/** `POST …/:requestId/refuse` with `{reason}`. */
export const refusePrivacyRequest: Route<TenantContext> = async (request, context) => {
  const refusal = await readJson(request, RequestRefusal)
  if (!refusal.ok) return refuse(refusal.error)
  const { reason } = refusal.value
  const id = idOf(request.params)
  const moved = await askOutcome(context, () => context.tenant.movePrivacyRequest(id, 'refuse', reason))
  return moved.ok ? respondJson(moved.value) : refuse(moved.error)
}

function idOf(params: Record<string, string>): string {
  return params['requestId'] ?? ''
}
