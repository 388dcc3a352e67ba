import { DAY_MS, type Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import type { TenantDb } from './open.ts'

const BOOKED_WITHIN_MS = 60 * DAY_MS

/** Leads that were booked in a stretch of time, all of them and those that advertisements are known to have brought. */
export function countBooked(db: TenantDb, from: Instant, until: Instant): { all: number; byAds: number } {
  // Whoever books does so within two months of asking.
  const query = `select count(*) as "all", count(attribution ->> 'campaign') as byAds from leads
    where lead_id >= ? and booked_at >= ? and booked_at < ?`
  const since = firstIdAt('led', from - BOOKED_WITHIN_MS)
  const [row] = db.$client.sql.exec<{ all: number; byAds: number }>(query, since, from, until).toArray()
  return row ?? { all: 0, byAds: 0 }
}

type Hits = { hits: number; of: number }

/** Leads of a stretch of time, by whether their card was made in GoHighLevel; hits booked within `withinMs`. */
export function countBookedByCrm(
  db: TenantDb,
  from: Instant,
  until: Instant,
  withinMs: number,
): { crm: Hits; rest: Hits } {
  const query = `select source = 'gohighlevel' as isCrm, count(*) as "of",
      count(*) filter (where booked_at - created_at < ?) as hits
    from leads where lead_id >= ? and lead_id < ? group by isCrm`
  const span = [firstIdAt('led', from), firstIdAt('led', until)]
  const rows = db.$client.sql.exec<Hits & { isCrm: number }>(query, withinMs, ...span).toArray()
  const countOf = (isCrm: boolean) => {
    const { hits, of } = rows.find((row) => (row.isCrm === 1) === isCrm) ?? { hits: 0, of: 0 }
    return { hits, of }
  }
  return { crm: countOf(true), rest: countOf(false) }
}
