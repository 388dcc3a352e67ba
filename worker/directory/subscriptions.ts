import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { DAY_MS, type Instant } from '../../tenants/base/clock.ts'
import { describeDay, parseDay } from '../../tenants/base/local-time.ts'
import {
  monthlyOf,
  type SubscriptionAnswer,
  type SubscriptionChange,
  type SubscriptionView,
} from '../../tenants/contract/subscriptions.ts'
import { SUBSCRIPTION_CHANGES_LISTED_MAX } from '../bounds.ts'
import { subscription, subscriptionChange } from './subscription-schema.ts'

export type Row = typeof subscription.$inferSelect
export type Line = typeof subscriptionChange.$inferSelect

/** From which day a line counts, in SQL as in `dayOf`. */
export const effectiveOn = sql<string>`coalesce(${subscriptionChange.effectiveOn},
  date(${subscriptionChange.changedAt} / 1000, 'unixepoch'))`
/** What was taken out counts for nothing. */
export const isCounted = isNull(subscriptionChange.removedAt)
const NEWEST_FIRST = [desc(effectiveOn), desc(subscriptionChange.changeId)]

const dayOf = (line: Pick<Line, 'effectiveOn' | 'changedAt'>) => line.effectiveOn ?? dayAt(line.changedAt)
const dayAt = (at: Instant) => describeDay(Math.floor(at / DAY_MS))

export async function loadSubscription(directory: D1Database, tenantId: string): Promise<SubscriptionAnswer> {
  const rows = drizzle(directory)
  const row = await rows.select().from(subscription).where(eq(subscription.tenantId, tenantId)).get()
  const changes = await rows
    .select()
    .from(subscriptionChange)
    .where(eq(subscriptionChange.tenantId, tenantId))
    .orderBy(...NEWEST_FIRST)
    .limit(SUBSCRIPTION_CHANGES_LISTED_MAX)
  return {
    subscription: row ? view(row) : null,
    changes: changes.map((line) => {
      const { plan, status, amountMinor, currency, interval, source, changedBy, changedAt } = line
      const state = { plan, status, amountMinor, currency, interval, source, monthlyMinor: monthlyOf(line) }
      const { changeId: id, removedAt, removedBy } = line
      return { id, ...state, effectiveOn: dayOf(line), changedBy, changedAt, removedAt, removedBy }
    }),
  }
}

export type Writing = { tenantId: string; source: Row['source']; by: string; now: Instant }

/**
 * Writes it down with a line of its history. What is the same as it was on that day writes nothing, and what counts
 * from a day before a later change leaves what stands now as it is.
 */
export async function saveSubscription(
  directory: D1Database,
  change: SubscriptionChange,
  { tenantId, source, by, now }: Writing,
): Promise<void> {
  const rows = drizzle(directory)
  const today = dayAt(now)
  const { effectiveOn: on = today, ...state } = change
  const before = await rows.select().from(subscription).where(eq(subscription.tenantId, tenantId)).get()
  const { plan, status, amountMinor, currency, interval, startedAt: start, trialEndsAt, cancelledAt } = state
  const told = { plan, status, amountMinor, currency, interval, source }
  const said = { startedAt: start ?? null, trialEndsAt: trialEndsAt ?? null, cancelledAt: cancelledAt ?? null }
  const when = { ...said, changedBy: by, changedAt: now, effectiveOn: on === today ? null : on }
  const insertLine = rows.insert(subscriptionChange).values({ tenantId, ...told, ...when })
  const newest = await readLine(directory, tenantId)
  if (before && newest && on < dayOf(newest)) {
    const then = await readLine(directory, tenantId, on)
    if (then && isSame(toldBy(then), told)) return
    const startedAt = await moveStart(directory, before, on)
    const where = eq(subscription.tenantId, tenantId)
    await rows.batch([insertLine, rows.update(subscription).set({ startedAt, updatedAt: now }).where(where)])
    return
  }
  const next: Row = { tenantId, ...follow(state, before, on === today ? now : startOf(on)), source, updatedAt: now }
  if (before && isSame(withoutUpdate(before), withoutUpdate(next))) return
  const { tenantId: _key, ...changed } = next
  await rows.batch([
    rows.insert(subscription).values(next).onConflictDoUpdate({ target: subscription.tenantId, set: changed }),
    insertLine,
  ])
}

export const startOf = (day: string): Instant => parseDay(day) * DAY_MS

/** The line that holds now, or that held on a day. */
async function readLine(directory: D1Database, tenantId: string, on?: string): Promise<Line | undefined> {
  const held = on === undefined ? undefined : sql`${effectiveOn} <= ${on}`
  const lines = drizzle(directory)
    .select()
    .from(subscriptionChange)
    .where(and(eq(subscriptionChange.tenantId, tenantId), isCounted, held))
  return lines
    .orderBy(...NEWEST_FIRST)
    .limit(1)
    .get()
}

/** What is told of a day before it began moves its beginning there, unless it ended in between. */
async function moveStart(directory: D1Database, before: Row, on: string): Promise<Instant> {
  const at = startOf(on)
  if (at >= before.startedAt || before.status === 'cancelled') return before.startedAt
  const { tenantId, status } = subscriptionChange
  const ended = and(eq(tenantId, before.tenantId), isCounted, eq(status, 'cancelled'), sql`${effectiveOn} >= ${on}`)
  const end = await drizzle(directory).select({ status }).from(subscriptionChange).where(ended).limit(1).get()
  return end ? before.startedAt : at
}

/** A business that is closed pays no longer. */
export async function endSubscription(directory: D1Database, writing: Omit<Writing, 'source'>): Promise<void> {
  const rows = drizzle(directory)
  const held = await rows.select().from(subscription).where(eq(subscription.tenantId, writing.tenantId)).get()
  if (!held || held.status === 'cancelled') return
  const { plan, amountMinor, currency, interval, trialEndsAt, source } = held
  const ended = { plan, amountMinor, currency, interval, trialEndsAt, status: 'cancelled' as const }
  await saveSubscription(directory, ended, { ...writing, source })
}

export type SubscriptionDay = {
  tenantId: string
  day: string
  plan: string
  status: string
  currency: string
  monthlyMinor: number
}

/** Days (UTC) from which something else counts, as each ended. */
export async function listSubscriptionDays(
  directory: D1Database,
  tenantIds: readonly string[],
): Promise<SubscriptionDay[]> {
  const { tenantId, changeId } = subscriptionChange
  // One parameter, however many there are.
  const isMeant = sql`${tenantId} in (select value from json_each(${JSON.stringify(tenantIds)}))`
  const last = sql`(select max(${changeId}) from ${subscriptionChange} where ${isMeant}
    and ${isCounted} group by ${tenantId}, ${effectiveOn})`
  const rows = await drizzle(directory)
    .select()
    .from(subscriptionChange)
    .where(sql`${changeId} in ${last}`)
    .orderBy(tenantId, effectiveOn)
  return rows.map((row) => {
    const { plan, status, currency } = row
    return { tenantId: row.tenantId, day: dayOf(row), plan, status, currency, monthlyMinor: monthlyOf(row) }
  })
}

/** Days of which every line was taken out: what was told of them holds no longer. */
export async function listRemovedDays(
  directory: D1Database,
  tenantIds: readonly string[],
): Promise<Pick<SubscriptionDay, 'tenantId' | 'day'>[]> {
  const { tenantId } = subscriptionChange
  return drizzle(directory)
    .select({ tenantId, day: effectiveOn })
    .from(subscriptionChange)
    .where(sql`${tenantId} in (select value from json_each(${JSON.stringify(tenantIds)}))`)
    .groupBy(tenantId, effectiveOn)
    .having(sql`count(*) = count(${subscriptionChange.removedAt})`)
}

/** What is left out: it began when it first did, or again then; and ended then, if it ends. */
export function follow(
  state: Omit<SubscriptionChange, 'effectiveOn' | 'startedAt'> & { startedAt?: number | null | undefined },
  before: Pick<Row, 'status' | 'startedAt' | 'cancelledAt'> | undefined,
  at: Instant,
) {
  const isEnded = state.status === 'cancelled'
  const isBack = before?.status === 'cancelled' && !isEnded
  return {
    ...state,
    startedAt: state.startedAt ?? (before && !isBack ? before.startedAt : at),
    trialEndsAt: state.trialEndsAt ?? null,
    cancelledAt: isEnded ? (state.cancelledAt ?? before?.cancelledAt ?? at) : null,
  }
}

function toldBy({ plan, status, amountMinor, currency, interval, source }: Line) {
  return { plan, status, amountMinor, currency, interval, source }
}

function withoutUpdate({ updatedAt: _at, ...rest }: Row) {
  return rest
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))
}

function ordered(fields: object) {
  return Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1))
}

function view({ tenantId: _id, ...row }: Row): SubscriptionView {
  return { ...row, monthlyMinor: monthlyOf(row) }
}
