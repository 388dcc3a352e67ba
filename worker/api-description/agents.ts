import {
  AgentsPatch,
  DecisionMove,
  DecisionView,
  ExperimentPatch,
  ExperimentView,
} from '../../tenants/contract/agents.ts'
import { BoardQuery } from '../../tenants/contract/board.ts'
import { WholePageQuery } from '../api/lists.ts'
import { pageOf } from './answers.ts'
import type { Descriptions } from './description.ts'

/** The agents, what they decide and what they try. */
export const AGENTS: Descriptions = {
  'GET /api/v1/tenants/:id/experiments': {
    summary: 'Wordings that are or were tried against each other, newest first.',
    query: WholePageQuery,
    answer: pageOf(ExperimentView),
  },
  'PATCH /api/v1/tenants/:id/experiments/:experimentId': {
    summary: 'Stops trying; everybody gets the words that stand.',
    body: ExperimentPatch,
    answer: ExperimentView,
  },
  'GET /api/v1/tenants/:id/agents': {
    summary: 'The agents: what they do, cost and bring, and what waits for a person.',
    query: BoardQuery,
  },
  'PATCH /api/v1/tenants/:id/agents': {
    summary: 'Switches all agents off, or on again. What is under way ends at its next step.',
    body: AgentsPatch,
  },
  'POST /api/v1/tenants/:id/agents/:agent/run': {
    summary: 'An agent looks now, not in the night; 409 while it may not.',
    status: 204,
  },
  'PATCH /api/v1/tenants/:id/decisions/:decisionId': {
    summary: 'Agrees to what is proposed, declines it, or takes back what was done; 409 where that is settled.',
    body: DecisionMove,
    answer: DecisionView,
  },
  'GET /api/v1/tenants/:id/agent-logs': {
    summary: 'What the agents did and propose, newest first, each with what was seen, expected and came of it.',
    query: WholePageQuery,
    answer: pageOf(DecisionView),
  },
}
