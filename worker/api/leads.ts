import { LeadPatch } from '../../tenants/contract/board.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `PATCH /api/v1/tenants/:id/leads/:leadId`: the lead after the move, 409 where it is not where the person saw it. */
export const moveLead: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, LeadPatch)
  if (!patch.ok) return refuse(patch.error)
  const moved = await askOutcome(context, () => context.tenant.moveLead(request.params['leadId'] ?? '', patch.value))
  return moved.ok ? respondJson(moved.value) : refuse(moved.error)
}
