import type { Instant } from '../base/clock.ts'
import { isHopedFor, OUTCOME_WITHIN_MS, type Metric } from './experiment-rows.ts'
import { firstSeq } from './number-rows.ts'
import type { TenantDb } from './open.ts'

export type TextedQuestion = { template: string; language: string; since: Instant; until: Instant }
export type ScriptQuestion = TextedQuestion & { metric: Metric }

/** The messages are found by their numbers, so that a long history costs no more than a short one. */
const TEXTED = `from messages
  join customers on customers.customer_id = messages.customer_id and customers.language = :language
  where messages.seq >= :seq and messages.template = :template and messages.direction = 'outbound'
  and messages.audience = 'customer' and messages.created_at >= :since and messages.created_at < :until`

const inOrder = (...names: string[]) =>
  names.reduce((text, name, place) => text.replaceAll(`:${name}`, `?${place + 1}`), TEXTED)

const COUNTED = `select count(distinct messages.customer_id) as total
  ${inOrder('template', 'since', 'until', 'language', 'seq')}`

/** How many customers of a language got a text of ours of one kind. */
export function countTexted(db: TenantDb, { template, language, since, until }: TextedQuestion): number {
  const { sql } = db.$client
  return sql.exec<{ total: number }>(COUNTED, template, since, until, language, firstSeq(db, since)).one().total
}

const GOT = `with got as (select messages.customer_id, min(messages.created_at) as exposed_at
  ${inOrder('template', 'within', 'since', 'until', 'language', 'seq')} group by messages.customer_id)`

/** The same customers, and how many of them did what was hoped for. */
export function countScript(
  db: TenantDb,
  { template, language, metric, since, until }: ScriptQuestion,
): { hits: number; of: number } {
  const query = `${GOT} select count(*) as total,
    coalesce(sum((${isHopedFor(metric, 'got')}) is not null), 0) as hits from got`
  const within = OUTCOME_WITHIN_MS[metric]
  const { total, hits } = db.$client.sql
    .exec<{ total: number; hits: number }>(query, template, within, since, until, language, firstSeq(db, since))
    .one()
  return { hits, of: total }
}
