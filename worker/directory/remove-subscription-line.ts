import { and, asc, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Instant } from '../../tenants/base/clock.ts'
import { SUBSCRIPTION_LINES_MAX } from '../bounds.ts'
import { subscription, subscriptionChange } from './subscription-schema.ts'
import { effectiveOn, follow, isCounted, startOf, type Line, type Row } from './subscriptions.ts'

/**
 * Takes a line out that should never have been. It stays to be read, with who took it out and when, and what stands is
 * told from the lines that are left. Answers the line, also where it was taken out before; null where there is none.
 */
export async function removeSubscriptionLine(
  directory: D1Database,
  { tenantId, changeId }: Pick<Line, 'tenantId' | 'changeId'>,
  { by, now }: { by: string; now: Instant },
): Promise<Line | null> {
  const rows = drizzle(directory)
  const isIt = and(eq(subscriptionChange.tenantId, tenantId), eq(subscriptionChange.changeId, changeId))
  const line = await rows.select().from(subscriptionChange).where(isIt).get()
  if (!line || line.removedAt !== null) return line ?? null
  const lines = await rows
    .select()
    .from(subscriptionChange)
    .where(and(eq(subscriptionChange.tenantId, tenantId), isCounted))
    .orderBy(asc(effectiveOn), asc(subscriptionChange.changeId))
    .limit(SUBSCRIPTION_LINES_MAX)
  const held = await rows.select().from(subscription).where(eq(subscription.tenantId, tenantId)).get()
  const next = standingAfter(lines, changeId, held, now)
  const takeOut = rows.update(subscriptionChange).set({ removedAt: now, removedBy: by }).where(and(isIt, isCounted))
  const where = eq(subscription.tenantId, tenantId)
  await rows.batch([
    takeOut,
    next === null ? rows.delete(subscription).where(where) : rows.update(subscription).set(next).where(where),
  ])
  return line
}

/** What stands without the line; null where nothing is left. Oldest first. */
function standingAfter(lines: readonly Line[], changeId: number, held: Row | undefined, now: Instant): Row | null {
  const next = stateOf(
    lines.filter((line) => line.changeId !== changeId),
    now,
  )
  if (next === null || held === undefined) return next
  const was = stateOf(lines, now)
  // What no line says, as of before lines kept it, is not lost with one.
  const startedAt = was?.startedAt === held.startedAt ? next.startedAt : held.startedAt
  const trialEndsAt = next.trialEndsAt ?? (next.status === 'trialing' ? held.trialEndsAt : null)
  return { ...next, startedAt, trialEndsAt }
}

function stateOf(lines: readonly Line[], now: Instant): Row | null {
  let state: Row | undefined
  for (const line of lines) {
    const { tenantId, plan, status, amountMinor, currency, interval, source } = line
    const told = { plan, status, amountMinor, currency, interval }
    const { startedAt, trialEndsAt, cancelledAt } = line
    const at = line.effectiveOn === null ? line.changedAt : startOf(line.effectiveOn)
    const said = { ...told, startedAt, trialEndsAt, cancelledAt }
    state = { tenantId, source, ...follow(said, state, at), updatedAt: now }
  }
  return state ?? null
}
