import { and, asc, desc, eq, lte, ne, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type CustomerId, type JourneyId } from '../base/ids.ts'
import type { JourneyKind, JourneyState } from '../journey/state.ts'
import type { TimerName } from '../journey/timers.ts'
import type { TenantDb } from './open.ts'
import { journeys, timers } from './schema.ts'

export type JourneyRow = { journeyId: JourneyId; customerId: CustomerId; state: JourneyState; openedAt: Instant }

type Stored = typeof journeys.$inferSelect

function fromStored(row: Stored | undefined): JourneyRow | null {
  if (!row) return null
  return {
    journeyId: row.journeyId as JourneyId,
    customerId: row.customerId as CustomerId,
    state: JSON.parse(row.state) as JourneyState,
    openedAt: row.openedAt,
  }
}

/** The customer's journey of a kind that is still open; there is at most one. */
export function loadOpenJourney(db: TenantDb, customerId: CustomerId, kind: JourneyKind): JourneyRow | null {
  const row = db
    .select()
    .from(journeys)
    .where(and(eq(journeys.customerId, customerId), eq(journeys.kind, kind), ne(journeys.status, 'closed')))
    .orderBy(desc(journeys.seq))
    .limit(1)
    .get()
  return fromStored(row)
}

export function loadJourney(db: TenantDb, journeyId: JourneyId): JourneyRow | null {
  return fromStored(db.select().from(journeys).where(eq(journeys.journeyId, journeyId)).get())
}

export function recordJourney(db: TenantDb, customerId: CustomerId, state: JourneyState, now: Instant): JourneyId {
  const journeyId = newId('jny')
  db.insert(journeys)
    .values({
      journeyId,
      customerId,
      kind: state.kind,
      status: state.status,
      state: JSON.stringify(state),
      openedAt: now,
      updatedAt: now,
    })
    .run()
  return journeyId
}

export function saveJourney(db: TenantDb, journeyId: JourneyId, state: JourneyState, now: Instant): void {
  db.update(journeys)
    .set({ status: state.status, state: JSON.stringify(state), updatedAt: now })
    .where(eq(journeys.journeyId, journeyId))
    .run()
}

export function saveTimer(db: TenantDb, journeyId: JourneyId, name: TimerName, dueAt: Instant): void {
  db.insert(timers)
    .values({ journeyId, name, dueAt })
    .onConflictDoUpdate({ target: [timers.journeyId, timers.name], set: { dueAt } })
    .run()
}

export function clearTimer(db: TenantDb, journeyId: JourneyId, name: TimerName): void {
  db.delete(timers)
    .where(and(eq(timers.journeyId, journeyId), eq(timers.name, name)))
    .run()
}

export function clearTimers(db: TenantDb, journeyId: JourneyId): void {
  db.delete(timers).where(eq(timers.journeyId, journeyId)).run()
}

export type DueTimer = { journeyId: JourneyId; name: TimerName; dueAt: Instant }

export function loadDueTimers(db: TenantDb, now: Instant, max: number): DueTimer[] {
  return db
    .select()
    .from(timers)
    .where(lte(timers.dueAt, now))
    .orderBy(asc(timers.dueAt))
    .limit(max)
    .all() as DueTimer[]
}

export function loadNextTimerAt(db: TenantDb): Instant | null {
  const row = db
    .select({ at: sql<number | null>`min(${timers.dueAt})` })
    .from(timers)
    .get()
  return row?.at ?? null
}
