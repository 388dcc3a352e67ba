import { and, eq, gte, lt, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import type { DayNumber } from '../base/local-time.ts'
import { modelCalls } from './schema-agents.ts'
import type { TenantDb } from './open.ts'
import { Statement } from './statement.ts'

/** What models were asked and what it costs. Whoever calls these holds the transaction. */

export type ModelCallRow = {
  callId: string
  runId: string
  purpose: string
  provider: string
  model: string
  inputTokens: number
  outputTokens: number
  costMicros: number
  day: DayNumber
  startedAt: Instant
}

const spentOn = new Statement((db) =>
  db
    .select({ spent: sql`coalesce(sum(${modelCalls.costMicros}), 0)` })
    .from(modelCalls)
    .where(eq(modelCalls.day, sql.placeholder('day'))),
)

/** Millionths of a dollar of one day, calls that are under way at the most that they can come to. */
export function loadSpentMicros(db: TenantDb, day: DayNumber): number {
  return Number(spentOn.rows(db, { day })[0]?.[0] ?? 0)
}

/** Sets the money aside. False where it would be more than the day may cost; nothing is written then. */
export function reserveModelCall(db: TenantDb, call: ModelCallRow, dayMicrosMax: number): boolean {
  if (loadSpentMicros(db, call.day) + call.costMicros > dayMicrosMax) return false
  db.insert(modelCalls)
    .values({ ...call, outcome: 'reserved', tookMs: null })
    .run()
  return true
}

/** What is left out stays as it was set aside. */
export function settleModelCall(
  db: TenantDb,
  callId: string,
  change: { outcome: string; tookMs?: number; inputTokens?: number; outputTokens?: number; costMicros?: number },
): void {
  db.update(modelCalls).set(change).where(eq(modelCalls.callId, callId)).run()
}

/** Whether any call since that day is taken for being under way. */
export function hasOpenModelCalls(db: TenantDb, since: DayNumber): boolean {
  return db.select({ callId: modelCalls.callId }).from(modelCalls).where(isOpenSince(since)).limit(1).all().length > 0
}

/** Nobody will hear of them any more. They may have been charged, so what was set aside stays spent. */
export function loseModelCalls(db: TenantDb, since: DayNumber): void {
  db.update(modelCalls).set({ outcome: 'lost' }).where(isOpenSince(since)).run()
}

function isOpenSince(since: DayNumber) {
  return and(gte(modelCalls.day, since), eq(modelCalls.outcome, 'reserved'))
}

/** So many days' calls are kept to show what agents cost. Answers whether more are left to drop. */
export function dropModelCallsBefore(db: TenantDb, day: DayNumber, atOnceMax: number): boolean {
  const old = db.select({ callId: modelCalls.callId }).from(modelCalls).where(lt(modelCalls.day, day)).limit(atOnceMax)
  return (
    db
      .delete(modelCalls)
      .where(sql`${modelCalls.callId} in ${old}`)
      .returning({ id: modelCalls.callId })
      .all().length === atOnceMax
  )
}
