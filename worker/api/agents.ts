import * as v from 'valibot'
import { AGENTS } from '../../tenants/contract/agent-lists.ts'
import { AgentsPatch, DecisionMove } from '../../tenants/contract/agents.ts'
import { BoardQuery } from '../../tenants/contract/board.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson, readQuery } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/agents?lang=`: what they do, cost and bring, and what waits for a person. */
export const readAgents: Route<TenantContext> = async (request, context) => {
  const query = readQuery(request.url, BoardQuery)
  if (!query.ok) return refuse(query.error)
  const view = await askOutcome(context, () => context.tenant.readAgents(query.value.lang ?? null))
  return view.ok ? respondJson(view.value) : refuse(view.error)
}

/** `PATCH …/agents`: switches all of them off, or on again. */
export const switchAgents: Route<TenantContext> = async (request, context) => {
  const asked = await readJson(request, AgentsPatch)
  if (!asked.ok) return refuse(asked.error)
  const view = await askOutcome(context, () => context.tenant.switchAgents(asked.value))
  return view.ok ? respondJson(view.value) : refuse(view.error)
}

const AgentPath = v.picklist(AGENTS)

/** `POST …/agents/:agent/run`: it looks now, not in the night; 409 `agents_halted` while it may not. */
export const runAgent: Route<TenantContext> = async (request, context) => {
  const agent = v.safeParse(AgentPath, request.params['agent'])
  if (!agent.success) return refuse({ code: 'not_found', detail: 'There is no such agent.' })
  const started = await askOutcome(context, () => context.tenant.startAgent(agent.output))
  return started.ok ? new Response(null, { status: 204 }) : refuse(started.error)
}

/** `PATCH …/decisions/:decisionId`: the decision as it stands then; 409 where it has been decided already. */
export const moveDecision: Route<TenantContext> = async (request, context) => {
  const asked = await readJson(request, DecisionMove)
  if (!asked.ok) return refuse(asked.error)
  const { tenant, person } = context
  const id = request.params['decisionId'] ?? ''
  const moved = await askOutcome(context, () => tenant.moveDecision(id, asked.value, person.email))
  return moved.ok ? respondJson(moved.value) : refuse(moved.error)
}
