import { DAY_MS, type Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import type { TenantDb } from './open.ts'

/** How customers come back, in counts alone: what the Retention agent goes by. */

const MONTH_MS = 30 * DAY_MS
/** Older ones tell little of how people behave now. */
const JOBS_SEEN_MAX = 5_000

export type Returns = {
  /** Customers who came back after so many whole months, by month. Who came back within two is a visit's follow-up. */
  gaps: number[]
  customers: number
  repeats: number
  /** Years that all of them together could have come back in. */
  years: number
  /** Of jobs whose amount is known. */
  jobs: number
  amountMinor: number
}

type JobRow = { id: string; at: Instant; amount: number | null }

export function hasJobs(db: TenantDb): boolean {
  return db.$client.sql.exec(`select 1 from jobs limit 1`).toArray().length > 0
}

export function hasCallsSince(db: TenantDb, since: Instant): boolean {
  // Ids sort by when they were made.
  const query = `select 1 from call_logs where call_id >= ? limit 1`
  return db.$client.sql.exec(query, firstIdAt('cal', since)).toArray().length > 0
}

export function countReturns(db: TenantDb, since: Instant, now: Instant): Returns {
  const query = `select customer_id as id, completed_at as at, amount_minor as amount from jobs
    where completed_at between ?1 and ?2 order by completed_at desc limit ${JOBS_SEEN_MAX}`
  const byCustomer = Map.groupBy(db.$client.sql.exec<JobRow>(query, since, now).toArray(), ({ id }) => id)
  const counted: Returns = { gaps: [], customers: byCustomer.size, repeats: 0, years: 0, jobs: 0, amountMinor: 0 }
  for (const jobs of byCustomer.values()) {
    const inOrder = jobs.toReversed()
    for (const [index, { at, amount }] of inOrder.entries()) {
      if (amount !== null) {
        counted.jobs += 1
        counted.amountMinor += amount
      }
      const before = inOrder[index - 1]
      if (!before) continue
      const months = Math.floor((at - before.at) / MONTH_MS)
      if (months < 2) continue
      counted.repeats += 1
      counted.gaps[months] = (counted.gaps[months] ?? 0) + 1
    }
    counted.years += (now - (inOrder[0]?.at ?? now)) / (365 * DAY_MS)
  }
  return {
    ...counted,
    gaps: Array.from(counted.gaps, (count) => count ?? 0),
    years: Math.round(counted.years * 100) / 100,
  }
}

export type Started = 'review' | 'amc' | 'reengage'

/** Of journeys that were begun within these moments: how many, how many had a text, and what came of them by now. */
export type StartedCount = { begun: number; told: number; won: number; optedOut: number }

const WON: Record<Started, string> = {
  review: `state ->> 'outcome' = 'left'`,
  amc: `exists (select 1 from contracts as t where t.customer_id = j.customer_id and t.status = 'active')`,
  // Whoever answered and whoever had a job done since.
  reengage: `state ->> 'outcome' = 'replied' and exists (select 1 from jobs as w
    where w.customer_id = j.customer_id and w.completed_at > j.opened_at)`,
}

export function countStarted(db: TenantDb, kind: Started, from: Instant, until: Instant): StartedCount {
  const query = `select count(*) as begun,
      coalesce(sum(coalesce(state ->> 'outcome', '') not in ('not_asked', 'not_offered', 'not_written')), 0) as told,
      coalesce(sum(${WON[kind]}), 0) as won,
      coalesce(sum(state ->> 'outcome' = 'opted_out'), 0) as optedOut
    from journeys as j where kind = ?1 and opened_at >= ?2 and opened_at < ?3`
  return db.$client.sql.exec<StartedCount>(query, kind, from, until).one()
}

/** What a plan brings in a year, on average over those that run; null where none does. */
export function averagePlanMinor(db: TenantDb): number | null {
  const query = `select avg(price_minor * 12.0 / term_months) as average from contracts where status = 'active'`
  const { average } = db.$client.sql.exec<{ average: number | null }>(query).one()
  return average === null ? null : Math.round(average)
}
