import type { DatabaseSync } from 'node:sqlite'
import { ask } from './invariants.ts'

/** How often each journey ended how, and what else a year has to have met. */

const JOURNEYS = `select kind || ' ' || coalesce(state ->> 'outcome', status) as what, count(*) as n from journeys
  group by 1 order by 1`
const FACTS = `select fact ->> 'type' as what, count(*) as n from timeline group by 1 order by 1`
const MEDIA = `select kind || ' ' || status as what, count(*) as n from media group by 1`
const SOURCES = `select 'lead from ' || source as what, count(*) as n from leads group by 1`
const CONTRACTS = `select 'contract ' || status as what, count(*) as n from contracts group by 1`
const SPANISH = `select 'Spanish speaker' as what, count(*) as n from customers where language = 'es'`

/** What one year of this life must have reached; each is a beginning, an end or a turn of one of its journeys. */
const NEEDED = [
  ...['missed_call no_reply', 'missed_call booked', 'missed_call opted_out', 'emergency handled'],
  ...['quote accepted', 'quote declined', 'quote expired'],
  ...['booking completed', 'booking cancelled', 'booking no_show', 'booking expired'],
  ...['review left', 'review ignored', 'amc declined', 'amc expired', 'amc cancelled'],
  ...['reengage replied', 'reengage ignored'],
  ...['lead from web', 'lead from google_ads', 'Spanish speaker'],
  ...['photo kept', 'recording kept'],
  ...['call_held_back', 'call_released', 'crm_moved', 'crm_healed', 'crm_lead_made', 'crm_gone'],
  ...['visit_moved', 'visit_cancelled', 'visit_no_show', 'plan_agreed', 'plan_renewed'],
]

export function countEnds(db: DatabaseSync): Map<string, number> {
  const queries = [JOURNEYS, MEDIA, SOURCES, CONTRACTS, SPANISH]
  const rows = queries.flatMap((query) => ask(db, query))
  return new Map(rows.map(({ what, n }) => [String(what), Number(n)]))
}

export function neverReached(db: DatabaseSync): string[] {
  const met = countEnds(db)
  for (const { what, n } of ask(db, FACTS)) met.set(String(what), Number(n))
  return NEEDED.filter((what) => (met.get(what) ?? 0) === 0)
}
