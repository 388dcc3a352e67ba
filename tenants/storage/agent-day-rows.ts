import { DAY_MS, HOUR_MS, type Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import { firstSeq, type Span } from './number-rows.ts'
import type { TenantDb } from './open.ts'

/**
 * What the agents count days and look for causes in: a row for each matter, text and call, by where it belongs and what
 * came of it, and by nobody's name, number or word. Found by their ids, as in number-rows.ts.
 */

/** An agent that looks back reads no more than so much; the newest of it. */
const LEADS_MAX = 5_000
const TEXTS_MAX = 20_000
const CALLS_MAX = 10_000
const CHANGES_MAX = 500
/** A text of the same conversation is no answer to it for longer than that. */
const FOLLOWED_MS = 3 * DAY_MS

/** How a text ended; `unconfirmed` is one of which nothing was heard. */
export type Fate = 'delivered' | 'failed' | 'unconfirmed'

/** A lead, and how it went with it in its first days. */
export type LeadCase = {
  at: Instant
  source: string
  campaign: string | null
  language: string
  lineType: string
  /** The area code of their number, with the country's, such as +1512. */
  area: string | null
  isKnown: boolean
  /** What a price was told for, or what the visit is for. */
  service: string | null
  /** Of the first text: the words it had, how it ended, and how long after its occasion it left. */
  variant: string | null
  fate: Fate | null
  code: string | null
  textDelayMs: number | null
  /** From the first words that were answered to their answer. */
  answerDelayMs: number | null
  textedAt: Instant | null
  repliedAt: Instant | null
  pricedAt: Instant | null
  bookedAt: Instant | null
  optedOutAt: Instant | null
}

const FIRST_TEXTS = `('missed_call_text', 'visit_call_text', 'web_lead_text')`
const MATTER = `select l.created_at as at, l.source, 
  coalesce((select a.name from campaigns as a where a.campaign_id = l.attribution ->> 'campaign'),
    l.attribution ->> 'campaign') as campaign, c.language,
  c.line_type as lineType, substr(c.phone, 1, 5) as area, c.created_at < l.created_at - ${DAY_MS} as isKnown,
  l.booked_at as bookedAt, f.status, f.error_code as code, f.sent_at as textedAt,
  f.sent_at - f.occasioned_at as textDelayMs, o.gate ->> 'variant' as variant,
  (select min(m.created_at) from messages as m where m.customer_id = l.customer_id and m.direction = 'inbound'
    and m.created_at >= l.created_at and m.created_at < l.created_at + ${FOLLOWED_MS}) as repliedAt,
  (select m.sent_at - m.occasioned_at from messages as m where m.customer_id = l.customer_id
    and m.direction = 'outbound' and m.unprompted = 0 and m.channel = 'sms' and m.sent_at is not null
    and m.occasioned_at is not null and m.template <> 'human_text' and m.template not in ${FIRST_TEXTS}
    and m.created_at >= l.created_at and m.created_at < l.created_at + ${FOLLOWED_MS}
    order by m.created_at limit 1) as answerDelayMs,
  (select json_object('at', t.at, 'service', t.fact ->> '$.services[0]') from timeline as t
    where t.customer_id = l.customer_id and t.at >= l.created_at and t.at < l.created_at + ${FOLLOWED_MS}
    and t.fact ->> 'type' = 'price_answered' order by t.seq limit 1) as priced,
  (select min(t.at) from timeline as t where t.customer_id = l.customer_id and t.at >= l.created_at
    and t.at < l.created_at + ${FOLLOWED_MS} and t.fact ->> 'type' = 'customer_opted_out') as optedOutAt,
  (select a.service from appointments as a where a.lead_id = l.lead_id order by a.created_at limit 1) as visitFor
  from leads as l join customers as c on c.customer_id = l.customer_id
  left join messages as f on f.seq = (select m.seq from messages as m where m.customer_id = l.customer_id
    and m.direction = 'outbound' and m.channel = 'sms' and m.template in ${FIRST_TEXTS}
    and m.created_at >= l.created_at - ${HOUR_MS} and m.created_at < l.created_at + ${FOLLOWED_MS}
    order by m.created_at limit 1)
  left join outbox as o on o.entry_id = f.entry_id
  where l.lead_id >= ? and l.created_at >= ? and l.created_at < ? and c.relation is null
  order by l.lead_id desc limit ${LEADS_MAX}`

type Matter = Omit<LeadCase, 'isKnown' | 'fate' | 'service' | 'pricedAt'> & {
  isKnown: number
  status: string | null
  priced: string | null
  visitFor: string | null
}

/** The oldest comes first. */
export function loadLeadCases(db: TenantDb, { from, until }: Span): LeadCase[] {
  const rows = db.$client.sql.exec<Matter>(MATTER, firstIdAt('led', from), from, until).toArray()
  return rows.toReversed().map(({ isKnown, status, priced, visitFor, ...rest }) => {
    const told = priced === null ? null : (JSON.parse(priced) as { at: Instant; service: string | null })
    const service = told?.service ?? visitFor
    return { ...rest, isKnown: isKnown === 1, fate: fateOf(status), service, pricedAt: told?.at ?? null }
  })
}

function fateOf(status: string | null): Fate | null {
  if (status === null || status === 'sending') return null
  if (status === 'delivered' || status === 'replied') return 'delivered'
  return status === 'failed' || status === 'undelivered' ? 'failed' : 'unconfirmed'
}

/** A text to a customer that left, or that the provider would not take. */
export type TextCase = {
  at: Instant
  template: string
  language: string
  lineType: string
  area: string | null
  fate: Fate
  code: string | null
}

export function loadTextCases(db: TenantDb, { from, until }: Span): TextCase[] {
  const query = `select m.created_at as at, coalesce(m.template, '') as template, c.language, c.line_type as lineType,
      substr(c.phone, 1, 5) as area, m.status, m.error_code as code
    from messages as m join customers as c on c.customer_id = m.customer_id
    where m.seq >= ? and m.created_at >= ? and m.created_at < ? and m.direction = 'outbound' and m.channel = 'sms'
    and m.audience = 'customer' and m.status <> 'sending' order by m.seq desc limit ${TEXTS_MAX}`
  type Row = Omit<TextCase, 'fate'> & { status: string }
  const rows = db.$client.sql.exec<Row>(query, firstSeq(db, from), from, until).toArray()
  return rows.toReversed().flatMap(({ status, ...rest }) => {
    const fate = fateOf(status)
    return fate === null ? [] : [{ ...rest, fate }]
  })
}

export type CallCase = { at: Instant; via: string; status: string; area: string | null }

export function loadCallCases(db: TenantDb, { from, until }: Span): CallCase[] {
  const query = `select l.ended_at as at, l.via, l.status, substr(c.phone, 1, 5) as area
    from call_logs as l join customers as c on c.customer_id = l.customer_id
    where l.call_id >= ? and l.ended_at >= ? and l.ended_at < ? and c.relation is null
    order by l.call_id desc limit ${CALLS_MAX}`
  return db.$client.sql.exec<CallCase>(query, firstIdAt('cal', from), from, until).toArray().toReversed()
}

export type OwnAnswer = { at: Instant; delayMs: number }

/** How long people waited for the technician's own word: for a price that they had to set, and for a text of theirs. */
export function loadOwnAnswers(db: TenantDb, { from, until }: Span): OwnAnswer[] {
  const query = `select sent_at as at, sent_at - created_at as delayMs from quotes
      where quote_id >= ?1 and sent_at >= ?2 and sent_at < ?3 and approved_by is not null
    union all select m.created_at as at, m.created_at - (select max(i.created_at) from messages as i
        where i.customer_id = m.customer_id and i.direction = 'inbound' and i.created_at < m.created_at
        and i.created_at >= m.created_at - ${FOLLOWED_MS}) as delayMs
      from messages as m where m.seq >= ?4 and m.created_at >= ?2 and m.created_at < ?3
      and m.direction = 'outbound' and m.template = 'human_text'`
  const rows = db.$client.sql
    .exec<{ at: Instant; delayMs: number | null }>(
      query,
      firstIdAt('quo', from - FOLLOWED_MS),
      from,
      until,
      firstSeq(db, from),
    )
    .toArray()
  return rows.flatMap(({ at, delayMs }) => (delayMs === null ? [] : [{ at, delayMs }]))
}

/** Something that was set otherwise from then on: a field of the settings, or `scripts:<name>:<language>`. */
export type ChangeCase = { at: Instant; what: string }

export function loadChangeCases(db: TenantDb, { from, until }: Span): ChangeCase[] {
  const { sql } = db.$client
  const settings = `select t.at, f.value as what from timeline as t, json_each(t.fact, '$.fields') as f
    where t.customer_id is null and t.at >= ? and t.at < ? and t.fact ->> 'type' = 'settings_changed'
    order by t.seq desc limit ${CHANGES_MAX}`
  const words = `select updated_at as at, 'scripts:' || name || ':' || language as what from scripts
    where updated_at >= ? and updated_at < ?`
  const moves = `select at, case fact ->> 'type' when 'texting_moved' then 'texting' else 'gohighlevel' end as what
    from timeline where customer_id is null and at >= ? and at < ?
    and fact ->> 'type' in ('texting_moved', 'crm_disconnected', 'crm_dropped') limit ${CHANGES_MAX}`
  const load = (query: string) => sql.exec<ChangeCase>(query, from, until).toArray()
  return [...load(settings), ...load(words), ...load(moves)].sort((one, other) => one.at - other.at)
}

/** Whether anybody has ever asked: without anybody there is nothing to see. */
export function hasLeads({ $client: { sql } }: TenantDb): boolean {
  return sql.exec('select 1 from leads limit 1').toArray().length > 0
}
