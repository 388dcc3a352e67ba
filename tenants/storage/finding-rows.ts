import { and, desc, eq, gte, isNull, or, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type FindingId } from '../base/ids.ts'
import type { TenantDb } from './open.ts'
import { findings } from './schema-agents.ts'
import { RowQuery } from './statement.ts'

/** What is not as it should be; evidence and report are JSON. */
export type FindingRow = Omit<typeof findings.$inferSelect, 'severity' | 'findingId'> & {
  findingId: FindingId
  severity: 'warning' | 'serious'
}

export function loadFinding(db: TenantDb, findingId: string): FindingRow | null {
  return (db.select().from(findings).where(eq(findings.findingId, findingId)).get() as FindingRow | undefined) ?? null
}

/** Those that are open, and those that were since then, the newest first. */
export function loadFindings(db: TenantDb, since: Instant, max: number): FindingRow[] {
  return openSince.all(db, { since, max }) as FindingRow[]
}

const openSince = new RowQuery(findings, (db) =>
  db
    .select()
    .from(findings)
    .where(or(isNull(findings.closedAt), gte(findings.closedAt, sql.placeholder('since'))))
    .orderBy(desc(findings.findingId))
    .limit(sql.placeholder('max')),
)

/** Opens it, or says that it is still so. Of each kind one is open. */
export function noteFinding(
  db: TenantDb,
  seen: { kind: string; severity: 'warning' | 'serious'; evidence: string },
  now: Instant,
): { findingId: FindingId; isNew: boolean } {
  const isOpen = and(eq(findings.kind, seen.kind), isNull(findings.closedAt))
  const open = db.select().from(findings).where(isOpen).get() as FindingRow | undefined
  if (open) {
    const { severity, evidence } = seen
    db.update(findings).set({ severity, evidence, seenAt: now }).where(eq(findings.findingId, open.findingId)).run()
    return { findingId: open.findingId, isNew: false }
  }
  const findingId = newId('fnd')
  db.insert(findings)
    .values({ findingId, ...seen, report: null, openedAt: now, seenAt: now, closedAt: null })
    .run()
  return { findingId, isNew: true }
}

/** Answers whether one was open. */
export function closeFinding(db: TenantDb, kind: string, now: Instant): boolean {
  const isOpen = and(eq(findings.kind, kind), isNull(findings.closedAt))
  return db.update(findings).set({ closedAt: now }).where(isOpen).returning({ id: findings.findingId }).all().length > 0
}

export function explainFinding(db: TenantDb, findingId: string, report: string): void {
  db.update(findings).set({ report }).where(eq(findings.findingId, findingId)).run()
}
