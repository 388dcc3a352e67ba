import { and, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import { MINUTE_MS, type Instant } from '../base/clock.ts'
import { newId, type AppointmentId, type CustomerId, type LeadId } from '../base/ids.ts'
import type { AppointmentStatus } from '../contract/booking.ts'
import type { TenantDb } from './open.ts'
import { appointments } from './schema-work.ts'
import { insertRow, RowQuery, updateRow } from './statement.ts'

/** Visits, and the quarters of an hour that they take. Whoever calls these holds the transaction. */

export type AppointmentSource = 'text' | 'board' | 'page' | 'crm'
export type AppointmentRow = {
  appointmentId: AppointmentId
  customerId: CustomerId
  leadId: LeadId | null
  crewId: string
  status: AppointmentStatus
  service: string | null
  startsAt: Instant
  endsAt: Instant
  busyFrom: Instant
  busyUntil: Instant
  holdUntil: Instant | null
  address: string | null
  notes: string | null
  feeMinor: number
  source: AppointmentSource
  crmRef: string | null
  sequence: number
  createdAt: Instant
  updatedAt: Instant
}

export const CELL_MS = 15 * MINUTE_MS

/** What of one crew member's time is taken, as whole quarters of an hour; `appointmentId` says by which visit. */
export type Busy = { crewId: string; from: Instant; until: Instant }
type Stretch = Busy & { appointmentId: AppointmentId }

/**
 * Takes all of a stretch, or nothing of it where somebody else has a part. The key of the table admits one visit to
 * each quarter of an hour, so that no order of events can book one twice. What the visit itself has already is no
 * hindrance.
 */
export function claimCells(db: TenantDb, { crewId, from, until, appointmentId }: Stretch): boolean {
  const first = Math.floor(from / CELL_MS)
  const end = Math.ceil(until / CELL_MS)
  const claim = `with recursive wanted(cell) as (select ?2 union all select cell + 1 from wanted where cell + 1 < ?3)
    insert into slot_cells (crew_id, cell, appointment_id) select ?1, cell, ?4 from wanted
    where not exists (select 1 from slot_cells where crew_id = ?1 and cell >= ?2 and cell < ?3 and appointment_id <> ?4)
    on conflict do nothing`
  db.$client.sql.exec(claim, crewId, first, end, appointmentId)
  const owned = `select count(*) as count from slot_cells
    where crew_id = ?1 and cell >= ?2 and cell < ?3 and appointment_id = ?4`
  const { count } = db.$client.sql.exec<{ count: number }>(owned, crewId, first, end, appointmentId).one()
  return count === end - first
}

/** Gives back all that a visit takes, but for one stretch where that is named. */
export function freeCells(db: TenantDb, appointmentId: string, kept: Busy | null = null): void {
  if (kept === null) {
    db.$client.sql.exec(`delete from slot_cells where appointment_id = ?`, appointmentId)
    return
  }
  const { crewId, from, until } = kept
  const others = `delete from slot_cells where appointment_id = ?1
    and not (crew_id = ?2 and cell >= ?3 and cell < ?4)`
  db.$client.sql.exec(others, appointmentId, crewId, Math.floor(from / CELL_MS), Math.ceil(until / CELL_MS))
}

/** What was taken of time that has passed says nothing any more. Answers whether more is left. */
export function dropCellsBefore(db: TenantDb, before: Instant, max: number): boolean {
  const { sql } = db.$client
  const drop = `delete from slot_cells where (crew_id, cell) in (select crew_id, cell from slot_cells where cell < ? limit ?)`
  return sql.exec(drop, Math.floor(before / CELL_MS), max).rowsWritten >= max
}

/** All that is taken between two instants, of everybody; `except` names a visit that does not count. */
export function loadBusy(db: TenantDb, from: Instant, until: Instant, except: string | null = null): Busy[] {
  const query = `select crew_id as crewId, cell from slot_cells
    where cell >= ?1 and cell < ?2 and appointment_id <> ?3 order by crew_id, cell`
  const range = [Math.floor(from / CELL_MS), Math.ceil(until / CELL_MS)]
  const busy: Busy[] = []
  for (const { crewId, cell } of db.$client.sql.exec<{ crewId: string; cell: number }>(query, ...range, except ?? '')) {
    const last = busy.at(-1)
    if (last && last.crewId === crewId && last.until === cell * CELL_MS) last.until += CELL_MS
    else busy.push({ crewId, from: cell * CELL_MS, until: (cell + 1) * CELL_MS })
  }
  return busy
}

export type NewAppointment = Omit<AppointmentRow, 'appointmentId' | 'crmRef' | 'sequence' | 'createdAt' | 'updatedAt'> &
  Partial<Pick<AppointmentRow, 'crmRef'>>

/** The row alone: `claimCells` has to have said that its time is free. */
export function recordAppointment(
  db: TenantDb,
  appointmentId: AppointmentId,
  fields: NewAppointment,
  now: Instant,
): AppointmentRow {
  const row = { crmRef: null, ...fields, appointmentId, sequence: 0, createdAt: now, updatedAt: now }
  insertRow(db, appointments, row)
  return row
}

export function newAppointmentId(): AppointmentId {
  return newId('apt')
}

const byId = new RowQuery(appointments, (db) =>
  db
    .select()
    .from(appointments)
    .where(eq(appointments.appointmentId, sql.placeholder('appointmentId'))),
)

export function loadAppointment(db: TenantDb, appointmentId: string): AppointmentRow | null {
  return byId.get(db, { appointmentId }) as AppointmentRow | null
}

const byCrmRef = new RowQuery(appointments, (db) =>
  db
    .select()
    .from(appointments)
    .where(eq(appointments.crmRef, sql.placeholder('crmRef'))),
)

export function loadAppointmentByCrmRef(db: TenantDb, crmRef: string): AppointmentRow | null {
  return byCrmRef.get(db, { crmRef }) as AppointmentRow | null
}

const byCrmRefs = new RowQuery(appointments, (db) =>
  db
    .select()
    .from(appointments)
    .where(sql`${appointments.crmRef} in (select value from json_each(${sql.placeholder('crmRefs')}))`),
)

/** The visits behind a page of a calendar, in one query: a comparison has one of them by the hour. */
export function loadAppointmentsByCrmRefs(db: TenantDb, crmRefs: readonly string[]): Map<string, AppointmentRow> {
  const rows = byCrmRefs.all(db, { crmRefs: JSON.stringify(crmRefs) }) as AppointmentRow[]
  return new Map(rows.flatMap((row) => (row.crmRef === null ? [] : [[row.crmRef, row] as const])))
}

/** Where the customer's other visits stand there. */
export function loadOtherRefs(db: TenantDb, { customerId, appointmentId }: AppointmentRow): string[] {
  const query = `select crm_ref as ref from appointments
    where customer_id = ? and appointment_id <> ? and crm_ref is not null`
  return db.$client.sql
    .exec<{ ref: string }>(query, customerId, appointmentId)
    .toArray()
    .map(({ ref }) => ref)
}

export type AppointmentChange = Partial<
  Pick<
    AppointmentRow,
    | 'crewId'
    | 'status'
    | 'startsAt'
    | 'endsAt'
    | 'busyFrom'
    | 'busyUntil'
    | 'holdUntil'
    | 'address'
    | 'notes'
    | 'service'
    | 'feeMinor'
    | 'crmRef'
    | 'sequence'
  >
>

/** Answers the row as it stands then. */
export function saveAppointment(
  db: TenantDb,
  row: AppointmentRow,
  change: AppointmentChange,
  now: Instant,
): AppointmentRow {
  updateRow(db, appointments, { appointmentId: row.appointmentId }, { ...change, updatedAt: now })
  return { ...row, ...change, updatedAt: now }
}

const AT_ONCE_MAX = 50
const ofCustomer = new RowQuery(appointments, (db) =>
  db
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.customerId, sql.placeholder('customerId')),
        inArray(appointments.status, ['held', 'confirmed']),
        gt(appointments.endsAt, sql.placeholder('now')),
      ),
    )
    .orderBy(appointments.startsAt)
    .limit(AT_ONCE_MAX),
)

/** Held and confirmed visits of a customer that are not over, the next first. */
export function loadComing(db: TenantDb, customerId: string, now: Instant): AppointmentRow[] {
  return ofCustomer.all(db, { customerId, now }) as AppointmentRow[]
}

const between = new RowQuery(appointments, (db) =>
  db
    .select()
    .from(appointments)
    .where(
      and(
        lt(appointments.startsAt, sql.placeholder('until')),
        gt(appointments.startsAt, sql`${sql.placeholder('from')} - 86400000`),
        gt(appointments.endsAt, sql.placeholder('from')),
      ),
    )
    .orderBy(appointments.startsAt)
    .limit(sql.placeholder('max')),
)

/** Visits of whatever status that touch a stretch of time, the first first. */
export function loadAppointmentsBetween(db: TenantDb, from: Instant, until: Instant, max: number): AppointmentRow[] {
  return between.all(db, { from, until, max }) as AppointmentRow[]
}
