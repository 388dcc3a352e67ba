import { desc, eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { DAY_MS, type Instant } from '../../tenants/base/clock.ts'
import { describeDay } from '../../tenants/base/local-time.ts'
import {
  monthlyOf,
  type SubscriptionAnswer,
  type SubscriptionChange,
  type SubscriptionView,
} from '../../tenants/contract/subscriptions.ts'
import { SUBSCRIPTION_CHANGES_LISTED_MAX } from '../bounds.ts'
import { subscription, subscriptionChange } from './subscription-schema.ts'

type Row = typeof subscription.$inferSelect

export async function loadSubscription(directory: D1Database, tenantId: string): Promise<SubscriptionAnswer> {
  const rows = drizzle(directory)
  const row = await rows.select().from(subscription).where(eq(subscription.tenantId, tenantId)).get()
  const changes = await rows
    .select()
    .from(subscriptionChange)
    .where(eq(subscriptionChange.tenantId, tenantId))
    .orderBy(desc(subscriptionChange.changeId))
    .limit(SUBSCRIPTION_CHANGES_LISTED_MAX)
  return {
    subscription: row ? view(row) : null,
    changes: changes.map(({ changeId: _id, tenantId: _tenant, ...change }) => {
      return { ...change, monthlyMinor: monthlyOf(change) }
    }),
  }
}

export type Writing = { tenantId: string; source: Row['source']; by: string; now: Instant }

/** Writes it down with a line of its history. What is the same as it was writes nothing. */
export async function saveSubscription(
  directory: D1Database,
  change: SubscriptionChange,
  { tenantId, source, by, now }: Writing,
): Promise<void> {
  const rows = drizzle(directory)
  const before = await rows.select().from(subscription).where(eq(subscription.tenantId, tenantId)).get()
  const next: Row = { tenantId, ...follow(change, before, now), source, updatedAt: now }
  if (before && isSame(before, next)) return
  const { plan, status, amountMinor, currency, interval } = next
  const line = { tenantId, plan, status, amountMinor, currency, interval, source, changedBy: by, changedAt: now }
  const { tenantId: _key, ...changed } = next
  await rows.batch([
    rows.insert(subscription).values(next).onConflictDoUpdate({ target: subscription.tenantId, set: changed }),
    rows.insert(subscriptionChange).values(line),
  ])
}

/** A business that is closed pays no longer. */
export async function endSubscription(directory: D1Database, writing: Omit<Writing, 'source'>): Promise<void> {
  const rows = drizzle(directory)
  const held = await rows.select().from(subscription).where(eq(subscription.tenantId, writing.tenantId)).get()
  if (!held || held.status === 'cancelled') return
  const { plan, amountMinor, currency, interval, startedAt, trialEndsAt, source } = held
  const ended = { plan, amountMinor, currency, interval, startedAt, trialEndsAt, status: 'cancelled' as const }
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

/** Days (UTC) on which something changed, as each ended. */
export async function listSubscriptionDays(
  directory: D1Database,
  tenantIds: readonly string[],
): Promise<SubscriptionDay[]> {
  const { tenantId, changeId, changedAt } = subscriptionChange
  // One parameter, however many there are.
  const isMeant = sql`${tenantId} in (select value from json_each(${JSON.stringify(tenantIds)}))`
  const day = sql`${changedAt} / ${sql.raw(String(DAY_MS))}`
  const last = sql`(select max(${changeId}) from ${subscriptionChange} where ${isMeant} group by ${tenantId}, ${day})`
  const rows = await drizzle(directory)
    .select()
    .from(subscriptionChange)
    .where(sql`${changeId} in ${last}`)
    .orderBy(tenantId, changeId)
  return rows.map((row) => {
    const { plan, status, currency } = row
    const on = describeDay(Math.floor(row.changedAt / DAY_MS))
    return { tenantId: row.tenantId, day: on, plan, status, currency, monthlyMinor: monthlyOf(row) }
  })
}

/** What is left out: it began when it first did, or again now; and ended now, if it ends. */
function follow(change: SubscriptionChange, before: Row | undefined, now: Instant) {
  const isEnded = change.status === 'cancelled'
  const isBack = before?.status === 'cancelled' && !isEnded
  return {
    ...change,
    startedAt: change.startedAt ?? (before && !isBack ? before.startedAt : now),
    trialEndsAt: change.trialEndsAt ?? null,
    cancelledAt: isEnded ? (change.cancelledAt ?? before?.cancelledAt ?? now) : null,
  }
}

function isSame(before: Row, next: Row): boolean {
  return JSON.stringify(ordered(before)) === JSON.stringify(ordered(next))
}

function ordered({ updatedAt: _at, ...rest }: Row) {
  return Object.entries(rest).toSorted(([one], [other]) => (one < other ? -1 : 1))
}

function view({ tenantId: _id, ...row }: Row): SubscriptionView {
  return { ...row, monthlyMinor: monthlyOf(row) }
}
