import type { Instant } from '../base/clock.ts'
import { isHopedFor, OUTCOME_WITHIN_MS, type Metric } from './experiment-rows.ts'
import type { TenantDb } from './open.ts'

export type ScriptQuestion = { template: string; language: string; metric: Metric; since: Instant; until: Instant }

/** Customers of a language who got a text of ours of one kind, and how many of them did what was hoped for. */
export function countScript(
  db: TenantDb,
  { template, language, metric, since, until }: ScriptQuestion,
): { hits: number; of: number } {
  const query = `with got as (select messages.customer_id, min(messages.created_at) as exposed_at from messages
      join customers on customers.customer_id = messages.customer_id and customers.language = ?5
      where messages.template = ?1 and messages.direction = 'outbound' and messages.audience = 'customer'
      and messages.created_at >= ?3 and messages.created_at < ?4 group by messages.customer_id)
    select count(*) as total, coalesce(sum((${isHopedFor(metric, 'got')}) is not null), 0) as hits from got`
  const { total, hits } = db.$client.sql
    .exec<{ total: number; hits: number }>(query, template, OUTCOME_WITHIN_MS[metric], since, until, language)
    .one()
  return { hits, of: total }
}
