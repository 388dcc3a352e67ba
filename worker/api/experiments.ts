import { ExperimentPatch } from '../../tenants/contract/agents.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `PATCH /api/v1/tenants/:id/experiments/:experimentId`: ends it; one that is over is answered as it ended. */
export const changeExperiment: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, ExperimentPatch)
  if (!patch.ok) return refuse(patch.error)
  const id = request.params['experimentId'] ?? ''
  const stopped = await askOutcome(context, () => context.tenant.stopExperiment(id))
  return stopped.ok ? respondJson(stopped.value) : refuse(stopped.error)
}
