import type { Instant } from '../base/clock.ts'
import { CELL_MS, type Busy } from './appointment-rows.ts'
import type { TenantDb } from './open.ts'

/** Quarters of an hour that belong to what stands in the CRM's calendar and is no visit of ours. */

/**
 * Takes all of a stretch but the time of agreed visits and of others like it; what is only kept for somebody who has
 * not said yes yields to it. Answers whether nothing was in the way.
 */
export function claimForOthers(
  db: TenantDb,
  { crewId, from, until, appointmentId }: Busy & { appointmentId: string },
): boolean {
  const { sql } = db.$client
  const first = Math.floor(from / CELL_MS)
  const end = Math.ceil(until / CELL_MS)
  const claim = `with recursive wanted(cell) as (select ?2 union all select cell + 1 from wanted where cell + 1 < ?3)
    insert into slot_cells (crew_id, cell, appointment_id) select ?1, cell, ?4 from wanted where true
    on conflict (crew_id, cell) do update set appointment_id = excluded.appointment_id
    where slot_cells.appointment_id not like 'crm:%' and not exists (
      select 1 from appointments as visit where visit.appointment_id = slot_cells.appointment_id
      and visit.status = 'confirmed' and slot_cells.crew_id = visit.crew_id
      and (slot_cells.cell + 1) * ${CELL_MS} > visit.busy_from and slot_cells.cell * ${CELL_MS} < visit.busy_until)`
  sql.exec(claim, crewId, first, end, appointmentId)
  const owned = `select count(*) as count from slot_cells
    where crew_id = ?1 and cell >= ?2 and cell < ?3 and appointment_id = ?4`
  return sql.exec<{ count: number }>(owned, crewId, first, end, appointmentId).one().count === end - first
}

export type BusyRow = { eventRef: string; startsAt: Instant; endsAt: Instant; digest: string }

/** Whose calendar is not ours to look into any more takes nobody's time. */
export function dropOthers(db: TenantDb): void {
  db.$client.sql.exec(`delete from slot_cells where appointment_id like 'crm:%'`)
  db.$client.sql.exec(`delete from crm_links where kind = 'busy'`)
}

/** What touches a stretch of time. */
export function loadOthersBetween(db: TenantDb, from: Instant, until: Instant): BusyRow[] {
  const query = `select our_id as eventRef, ours_at as startsAt, theirs_at as endsAt, digest from crm_links
    where kind = 'busy' and theirs_at > ? and ours_at < ?`
  return db.$client.sql.exec<BusyRow>(query, from, until).toArray()
}
