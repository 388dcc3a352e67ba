import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type EffectId } from '../base/ids.ts'
import type { AdsChange } from '../providers/ads-port.ts'
import type { TenantDb } from './open.ts'
import { adChanges } from './schema-ads.ts'

export type AdChangeStatus = 'ordered' | 'applied' | 'refused' | 'gone' | 'dead'

/** `made` names what came into being by it, for whatever takes it back. */
export type KeptChange = AdsChange & { made?: string }

export type AdChangeRow = Omit<typeof adChanges.$inferSelect, 'change' | 'status'> & {
  change: KeptChange
  status: AdChangeStatus
}

type Stored = typeof adChanges.$inferSelect

function fromStored(row: Stored): AdChangeRow {
  return { ...row, change: JSON.parse(row.change) as KeptChange, status: row.status as AdChangeStatus }
}

export type NewChange = {
  change: AdsChange
  target: string
  dailyMicros: number
  decisionId: string | null
  orderedBy: string
}

/** Null where another change of the same target is under way. */
export function recordAdChange(db: TenantDb, wanted: NewChange, now: Instant): string | null {
  const changeId = newId('chg')
  const { change, ...rest } = wanted
  const made = db
    .insert(adChanges)
    .values({
      ...{ changeId, ...rest, change: JSON.stringify(change), status: 'ordered', entryId: null },
      ...{ requestRef: null, code: null, orderedAt: now, settledAt: null },
    })
    .onConflictDoNothing()
    .returning({ changeId: adChanges.changeId })
    .all()
  return made[0]?.changeId ?? null
}

export function saveAdChange(
  db: TenantDb,
  changeId: string,
  { change, ...rest }: Partial<Omit<AdChangeRow, 'changeId'>>,
): void {
  const document = change === undefined ? {} : { change: JSON.stringify(change) }
  db.update(adChanges)
    .set({ ...rest, ...document })
    .where(eq(adChanges.changeId, changeId))
    .run()
}

export function bindEntry(db: TenantDb, changeId: string, entryId: EffectId): void {
  saveAdChange(db, changeId, { entryId })
}

export function loadAdChange(db: TenantDb, changeId: string): AdChangeRow | null {
  const row = db.select().from(adChanges).where(eq(adChanges.changeId, changeId)).get()
  return row ? fromStored(row) : null
}

/** The newest first. */
export function loadAdChanges(db: TenantDb, max: number): AdChangeRow[] {
  return db
    .select()
    .from(adChanges)
    .orderBy(desc(adChanges.orderedAt), desc(adChanges.changeId))
    .limit(max)
    .all()
    .map(fromStored)
}

export function loadChangesOf(db: TenantDb, decisionId: string): AdChangeRow[] {
  return db.select().from(adChanges).where(eq(adChanges.decisionId, decisionId)).all().map(fromStored)
}

/** What was done since then, may have been or is still to be, the newest first: bounds and rests are counted by it. */
export function loadChangesSince(db: TenantDb, since: Instant, max: number): AdChangeRow[] {
  const counts = and(gte(adChanges.orderedAt, since), inArray(adChanges.status, ['ordered', 'applied', 'dead']))
  return db.select().from(adChanges).where(counts).orderBy(desc(adChanges.orderedAt)).limit(max).all().map(fromStored)
}

export function isUnderWay(db: TenantDb, target: string): boolean {
  const found = db
    .select({ one: sql`1` })
    .from(adChanges)
    .where(and(eq(adChanges.target, target), eq(adChanges.status, 'ordered')))
    .get()
  return found !== undefined
}

/** Changes whose entry has ended and did not say so here: it was cancelled along with others. */
export function loadStuckChanges(db: TenantDb, max: number): { changeId: string; code: string }[] {
  const query = `select c.change_id as changeId, coalesce(o.last_code, 'not_wanted') as code
    from ad_changes as c left join outbox as o on o.entry_id = c.entry_id
    where c.status = 'ordered' and (o.entry_id is null or o.settled_at is not null) limit ?`
  return db.$client.sql.exec<{ changeId: string; code: string }>(query, max).toArray()
}

/** Whether anything was done to the same thing after it, or is about to be. */
export function wasChangedSince(db: TenantDb, { target, changeId }: Pick<AdChangeRow, 'target' | 'changeId'>): boolean {
  const query = `select 1 from ad_changes
    where target = ? and change_id > ? and status in ('ordered', 'applied') limit 1`
  return db.$client.sql.exec(query, target, changeId).toArray().length > 0
}
