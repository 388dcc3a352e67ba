import { and, asc, desc, eq, lte, ne, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type CustomerId, type JourneyId } from '../base/ids.ts'
import { TIMERS_PER_WAKE_MAX } from '../base/limits.ts'
import type { JourneyKind, JourneyState } from '../journey/state.ts'
import type { TimerName } from '../journey/timers.ts'
import type { TenantDb } from './open.ts'
import { journeys, timers } from './schema.ts'
import { insertRow, RowQuery, Statement, updateRow } from './statement.ts'
import { readTraced, traced } from './trace.ts'

export type JourneyRow = {
  journeyId: JourneyId
  customerId: CustomerId
  state: JourneyState
  /** What moved it last from outside, for what its timers order. */
  traceId: string | null
  openedAt: Instant
}

type Stored = typeof journeys.$inferSelect

export function toJourney(row: Stored | null): JourneyRow | null {
  if (!row) return null
  const { value, traceId } = readTraced<JourneyState>(row.state)
  return {
    journeyId: row.journeyId as JourneyId,
    customerId: row.customerId as CustomerId,
    state: value,
    traceId,
    openedAt: row.openedAt,
  }
}

const openJourney = new RowQuery(journeys, (db) =>
  db
    .select()
    .from(journeys)
    .where(
      and(
        eq(journeys.customerId, sql.placeholder('customerId')),
        eq(journeys.kind, sql.placeholder('kind')),
        ne(journeys.status, 'closed'),
      ),
    )
    .orderBy(desc(journeys.journeyId))
    .limit(1),
)

/** The customer's journey of a kind that is still open; there is at most one. */
export function loadOpenJourney(db: TenantDb, customerId: CustomerId, kind: JourneyKind): JourneyRow | null {
  return toJourney(openJourney.get(db, { customerId, kind }))
}

const journeyById = new RowQuery(journeys, (db) =>
  db
    .select()
    .from(journeys)
    .where(eq(journeys.journeyId, sql.placeholder('journeyId'))),
)

/** Whether anybody is to get their first text in a moment. */
export function hasTextPlanned(db: TenantDb): boolean {
  return db.$client.sql.exec(`select 1 from journeys where status = 'awaiting_text' limit 1`).toArray().length > 0
}

export function loadJourney(db: TenantDb, journeyId: JourneyId): JourneyRow | null {
  return toJourney(journeyById.get(db, { journeyId }))
}

export function recordJourney(db: TenantDb, customerId: CustomerId, state: JourneyState, now: Instant): JourneyId {
  const journeyId = newId('jny')
  const { kind, status } = state
  const row = { journeyId, customerId, kind, status, state: traced(state), openedAt: now, updatedAt: now }
  insertRow(db, journeys, row)
  return journeyId
}

export function saveJourney(db: TenantDb, journeyId: JourneyId, state: JourneyState, now: Instant): void {
  updateRow(db, journeys, { journeyId }, { status: state.status, state: traced(state), updatedAt: now })
}

const ofJourney = eq(timers.journeyId, sql.placeholder('journeyId'))
/** Also for timers that are no journey's. */
export const upsertTimer = new Statement((db) =>
  db
    .insert(timers)
    .values({
      journeyId: sql.placeholder('journeyId'),
      name: sql.placeholder('name'),
      dueAt: sql.placeholder('dueAt'),
    })
    .onConflictDoUpdate({ target: [timers.journeyId, timers.name], set: { dueAt: sql`excluded.due_at` } }),
)
export const deleteTimer = new Statement((db) =>
  db.delete(timers).where(and(ofJourney, eq(timers.name, sql.placeholder('name')))),
)
export const deleteTimers = new Statement((db) => db.delete(timers).where(ofJourney))

export function saveTimer(db: TenantDb, journeyId: JourneyId, name: TimerName, dueAt: Instant): void {
  upsertTimer.run(db, { journeyId, name, dueAt })
}

export function clearTimer(db: TenantDb, journeyId: JourneyId, name: TimerName): void {
  deleteTimer.run(db, { journeyId, name })
}

export function clearTimers(db: TenantDb, journeyId: JourneyId): void {
  deleteTimers.run(db, { journeyId })
}

export type DueTimer = { journeyId: JourneyId; name: TimerName; dueAt: Instant }

const dueTimers = new RowQuery(timers, (db) =>
  db
    .select()
    .from(timers)
    .where(lte(timers.dueAt, sql.placeholder('now')))
    .orderBy(asc(timers.dueAt))
    .limit(TIMERS_PER_WAKE_MAX),
)

export function loadDueTimers(db: TenantDb, now: Instant): DueTimer[] {
  return dueTimers.all(db, { now }) as DueTimer[]
}

const firstTimer = new Statement((db) => db.select({ at: sql`min(${timers.dueAt})` }).from(timers))

export function loadNextTimerAt(db: TenantDb): Instant | null {
  return (firstTimer.rows(db)[0]?.[0] ?? null) as Instant | null
}
