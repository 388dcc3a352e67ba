import type * as v from 'valibot'
import type { DeliveriesQuery } from '../../tenants/contract/webhooks.ts'
import type { ListName, PageQuery } from '../../tenants/contract/lists.ts'
import type { QuotesQuery } from '../../tenants/contract/quotes.ts'
import type { Read } from '../../tenants/contract/reads.ts'
import type { SlotQuery } from '../../tenants/contract/booking.ts'
import type { TenantAction } from '../access/roles.ts'
import { AGENTS } from '../api-description/agents.ts'
import { PEOPLE } from '../api-description/people.ts'
import { WORK } from '../api-description/work.ts'

/** A field of a business in the graph. It is what `GET /api/v1/tenants/:id/<name>` gives, as in `agent-logs`. */
export type TenantRead = {
  name: string
  route: string
  action: TenantAction
  summary: string
  query: v.GenericSchema | undefined
  answer: v.GenericSchema
  /** From the query as the route's schema has read it. */
  read(query: unknown): Read
}

/** Whom REST lets read what, and what the business is asked for. A test holds the actions against the routes' own. */
const ASKED: Record<string, { action: TenantAction; read: (query: unknown) => Read }> = {
  leads: list('leads'),
  customers: list('customers'),
  calls: list('calls'),
  messages: list('messages'),
  timeline: list('timeline'),
  appointments: list('appointments'),
  journeys: list('journeys', 'read_progress'),
  jobs: { action: 'read_customers', read: (query) => ({ of: 'jobs', query: query as PageQuery }) },
  quotes: { action: 'read_customers', read: (query) => ({ of: 'quotes', query: query as QuotesQuery }) },
  slots: { action: 'read_customers', read: (query) => ({ of: 'slots', query: query as SlotQuery }) },
  agentLogs: list('agent-logs', 'read_progress'),
  experiments: list('experiments', 'read_progress'),
  numbers: { action: 'read_progress', read: (query) => ({ of: 'numbers', ...(query as { days: number }) }) },
  webhooks: { action: 'keep_api', read: () => ({ of: 'webhooks' }) },
  deliveries: { action: 'keep_api', read: (query) => ({ of: 'deliveries', query: query as DeliveriesQuery }) },
}

function list(name: ListName, action: TenantAction = 'read_customers') {
  return { action, read: (query: unknown): Read => ({ of: 'list', name, query: query as PageQuery }) }
}

export function listTenantReads(): TenantRead[] {
  return Object.entries(ASKED).map(([name, asked]) => {
    const route = `/api/v1/tenants/:id/${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    const described = { ...WORK, ...PEOPLE, ...AGENTS }[`GET ${route}`]
    if (!described?.answer) throw new Error(`${route} has no described answer.`)
    const { summary, query, answer } = described
    return { name, route, summary, query, answer, ...asked }
  })
}
