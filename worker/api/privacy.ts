import type { AccessAction } from '../../tenants/contract/people.ts'
import {
  NewPrivacyRequest,
  RequestRefusal,
  type PrivacyRequestView,
  type RequestMove,
} from '../../tenants/contract/rights.ts'
import type { Route, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
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
  const { type, law } = asked.value
  await recordAccess(context, 'privacy_request_opened', context.tenantId, `${type} ${law}`)
  const opened = await askOutcome(context, () => context.tenant.openPrivacyRequest(asked.value, email))
  return opened.ok ? respondJson(opened.value, 201) : refuse(opened.error)
}

/** `GET …/privacy-requests/:requestId` */
export const readPrivacyRequest: Route<TenantContext> = async (request, context) => {
  const found = await askOutcome(context, () => context.tenant.readPrivacyRequest(idOf(request.params)))
  return found.ok ? respondJson(found.value) : refuse(found.error)
}

/** `POST …/:requestId/{confirm,extend,close}`: the request after it, 409 where it cannot take this step. */
export function movePrivacyRequest(move: Exclude<RequestMove, 'refuse'>): Route<TenantContext> {
  return (request, context) => takeStep(context, idOf(request.params), move, null)
}

/** `POST …/:requestId/refuse` with `{reason}`. */
export const refusePrivacyRequest: Route<TenantContext> = async (request, context) => {
  const refusal = await readJson(request, RequestRefusal)
  if (!refusal.ok) return refuse(refusal.error)
  return takeStep(context, idOf(request.params), 'refuse', refusal.value.reason)
}

/** Who takes a step is written down before it is taken: no erasure happens that nobody is known to have made. */
async function takeStep(
  context: TenantContext,
  id: string,
  move: RequestMove,
  reason: string | null,
): Promise<Response> {
  const found = await askOutcome(context, () => context.tenant.readPrivacyRequest(id))
  if (!found.ok) return refuse(found.error)
  await recordAccess(context, actionOf(found.value, move), context.tenantId, `${id} ${move}`)
  const moved = await askOutcome(context, () => context.tenant.movePrivacyRequest(id, move, reason))
  return moved.ok ? respondJson(moved.value) : refuse(moved.error)
}

/** Closing an erasure carries it out, once: one that is under way or over is asked about in vain. */
function actionOf({ type, status }: PrivacyRequestView, move: RequestMove): AccessAction {
  const isErasing = type === 'erasure' && move === 'close' && (status === 'received' || status === 'confirmed')
  return isErasing ? 'person_erased' : 'privacy_request_changed'
}

function idOf(params: Record<string, string>): string {
  return params['requestId'] ?? ''
}
