import { VoicePatch } from '../../tenants/contract/voice.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondEmpty, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `POST …/conversations/:customerId/call`: rings the technician, and then the customer. 204 once theirs rings. */
export const callCustomer: Route<TenantContext> = async (request, context) => {
  const placed = await askOutcome(context, () => context.tenant.callCustomer(request.params['customerId'] ?? ''))
  return placed.ok ? respondEmpty() : refuse(placed.error)
}

/** `POST …/conversations/:customerId/called`: they have talked, on a phone that we know nothing of. */
export const noteCalled: Route<TenantContext> = async (request, context) => {
  const noted = await askOutcome(context, () => context.tenant.noteCalled(request.params['customerId'] ?? ''))
  return noted.ok ? respondEmpty() : refuse(noted.error)
}

/** `GET /api/v1/tenants/:id/voice`: whether the technician's phone rings before our greeting is heard. */
export const readVoice: Route<TenantContext> = async (_request, context) => {
  const found = await askOutcome(context, () => context.tenant.readVoice())
  return found.ok ? respondJson(found.value) : refuse(found.error)
}

export const changeVoice: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, VoicePatch)
  if (!patch.ok) return refuse(patch.error)
  const changed = await askOutcome(context, () => context.tenant.changeVoice(patch.value))
  return changed.ok ? respondJson(changed.value) : refuse(changed.error)
}
