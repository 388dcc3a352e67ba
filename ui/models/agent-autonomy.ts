import type { TenantView } from '../../tenants/contract.ts'
import type { Policy } from '../../tenants/contract/policy.ts'
import type { AgentName, AgentView } from '../../tenants/contract/agents.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'

export type Autonomy = AgentView['autonomy']

const POLICY_SHAPE: Shape<Policy> = { autonomy: 'object' }
const TENANT_SHAPE: Shape<TenantView> = { policy: 'object', version: 'number' }
const TRIES_MAX = 3

/** The policy holds all five together, so the others' are sent as they stand, and only on what stands. */
export async function saveAutonomy(tenantId: string, agent: AgentName, autonomy: Autonomy): Promise<Problem | null> {
  for (let tries = 1; ; tries += 1) {
    const tenant = await get<TenantView>(tenantPath(tenantId), TENANT_SHAPE)
    if (!tenant.ok) return tenant.problem
    const { policy, version } = tenant.value
    const body = { autonomy: { ...policy.autonomy, [agent]: autonomy } }
    const path = tenantPath(tenantId, 'policy')
    const answer = await call<Policy>('PATCH', path, { body, version, shape: POLICY_SHAPE })
    if (answer.ok) return null
    if (answer.problem.status !== 412 || tries === TRIES_MAX) return answer.problem
  }
}
