import type { IRequestStrict } from 'itty-router'
import type { Router } from 'itty-router/Router'
import { forTenant } from './access/sign-in.ts'
import { moveDecision, readAgents, runAgent, switchAgents } from './api/agents.ts'
import { wholeListOf } from './api/lists.ts'
import { changeExperiment } from './api/experiments.ts'
import type { Context } from './context.ts'

type Routes = ReturnType<typeof Router<IRequestStrict, [Context]>>

/** The agents: what they did, what they propose, and how a person steers them. */
export function addAgentRoutes(routes: Routes): void {
  routes
    .get('/api/v1/tenants/:id/agent-logs', forTenant('read_progress', wholeListOf('agent-logs')))
    .get('/api/v1/tenants/:id/experiments', forTenant('read_progress', wholeListOf('experiments')))
    .patch('/api/v1/tenants/:id/experiments/:experimentId', forTenant('change_tenant', changeExperiment))
    .get('/api/v1/tenants/:id/agents', forTenant('read_progress', readAgents))
    .patch('/api/v1/tenants/:id/agents', forTenant('change_tenant', switchAgents))
    .post('/api/v1/tenants/:id/agents/:agent/run', forTenant('change_tenant', runAgent))
    .patch('/api/v1/tenants/:id/decisions/:decisionId', forTenant('change_tenant', moveDecision))
}
