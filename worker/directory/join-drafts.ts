import { and, eq, isNull, lte, or, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Instant } from '../../tenants/base/clock.ts'
import type { Phone } from '../../tenants/base/e164.ts'
import type { JoinDraft } from '../../tenants/contract/join.ts'
import { joinDraft } from './schema.ts'

/** How far somebody has come with joining. */
export type Joining = Pick<typeof joinDraft.$inferSelect, 'email' | 'draft' | 'tenantId' | 'smsNumber' | 'liveAt'>

export async function loadJoining(directory: D1Database, email: string): Promise<Joining | null> {
  return (await drizzle(directory).select().from(joinDraft).where(eq(joinDraft.email, email)).get()) ?? null
}

/** Keeps one step and leaves the others as they are, also those that another tab has saved meanwhile. */
export async function saveStep<S extends keyof JoinDraft>(
  directory: D1Database,
  email: string,
  { step, value }: { step: S; value: NonNullable<JoinDraft[S]> },
  now: Instant,
): Promise<Joining> {
  const text = JSON.stringify(value)
  const path = `$.${step}`
  const [row] = await drizzle(directory)
    .insert(joinDraft)
    .values({ email, draft: { [step]: value } as JoinDraft, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({
      target: joinDraft.email,
      set: { draft: sql`json_set(${joinDraft.draft}, ${path}, json(${text}))`, updatedAt: now },
    })
    .returning()
  if (!row) throw new Error('D1_ERROR: the draft was not returned')
  return row
}

/** The tenant's id, the same for all who ask: `offered`, unless one was kept before. */
export async function keepTenantId(directory: D1Database, email: string, offered: string): Promise<string> {
  const [row] = await drizzle(directory)
    .update(joinDraft)
    .set({ tenantId: sql`coalesce(${joinDraft.tenantId}, ${offered})` })
    .where(eq(joinDraft.email, email))
    .returning({ tenantId: joinDraft.tenantId })
  return row?.tenantId ?? offered
}

/** True for the one request that may buy a number until then. */
export async function claimPurchase(
  directory: D1Database,
  email: string,
  until: Instant,
  now: Instant,
): Promise<boolean> {
  const isFree = or(isNull(joinDraft.buyingUntil), lte(joinDraft.buyingUntil, now))
  const claimed = await drizzle(directory)
    .update(joinDraft)
    .set({ buyingUntil: until })
    .where(and(eq(joinDraft.email, email), isNull(joinDraft.smsNumber), isFree))
    .returning({ email: joinDraft.email })
  return claimed.length > 0
}

/** Lets the next request buy at once: this one certainly has not. */
export async function releasePurchase(directory: D1Database, email: string): Promise<void> {
  await drizzle(directory).update(joinDraft).set({ buyingUntil: null }).where(eq(joinDraft.email, email))
}

export async function keepNumber(directory: D1Database, email: string, smsNumber: Phone): Promise<void> {
  await drizzle(directory).update(joinDraft).set({ smsNumber, buyingUntil: null }).where(eq(joinDraft.email, email))
}

export async function recordLive(directory: D1Database, email: string, now: Instant): Promise<void> {
  await drizzle(directory)
    .update(joinDraft)
    .set({ liveAt: sql`coalesce(${joinDraft.liveAt}, ${now})` })
    .where(eq(joinDraft.email, email))
}
