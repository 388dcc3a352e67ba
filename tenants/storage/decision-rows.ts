import { and, count, desc, eq, gte, inArray, isNotNull, lt, lte, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import type { AgentName, DecisionStatus } from '../contract/agents.ts'
import type { TenantDb } from './open.ts'
import { aiAgentLogs } from './schema-agents.ts'
import { RowQuery, updateRow } from './statement.ts'

/** Decisions of agents as they stand; what is JSON here is typed by agents/decision.ts. */
export type DecisionRow = Omit<typeof aiAgentLogs.$inferSelect, 'agent' | 'status'> & {
  agent: AgentName
  status: DecisionStatus
}

const IN_FLIGHT: readonly DecisionStatus[] = ['proposed', 'approved', 'applied']

/** Newest first; `after` is the last id of the page before. */
export function listDecisions(db: TenantDb, query: { after: string | null; limit: number }): DecisionRow[] {
  return db
    .select()
    .from(aiAgentLogs)
    .where(query.after === null ? undefined : lt(aiAgentLogs.decisionId, query.after))
    .orderBy(desc(aiAgentLogs.decisionId))
    .limit(query.limit)
    .all() as DecisionRow[]
}

export function loadDecision(db: TenantDb, decisionId: string): DecisionRow | null {
  return byId.get(db, { decisionId }) as DecisionRow | null
}

const byId = new RowQuery(aiAgentLogs, (db) =>
  db
    .select()
    .from(aiAgentLogs)
    .where(eq(aiAgentLogs.decisionId, sql.placeholder('decisionId'))),
)

const proposed = new RowQuery(aiAgentLogs, (db) =>
  db
    .select()
    .from(aiAgentLogs)
    .where(eq(aiAgentLogs.status, 'proposed'))
    .orderBy(aiAgentLogs.decisionId)
    .limit(sql.placeholder('max')),
)

/** Whatever waits for a person, the oldest first. */
export function loadProposed(db: TenantDb, max: number): DecisionRow[] {
  return proposed.all(db, { max }) as DecisionRow[]
}

const ofTarget = new RowQuery(aiAgentLogs, (db) =>
  db
    .select()
    .from(aiAgentLogs)
    .where(eq(aiAgentLogs.target, sql.placeholder('target')))
    .orderBy(desc(aiAgentLogs.decisionId))
    .limit(sql.placeholder('max')),
)

/** What changed this target last, and what is under way there, the newest first. */
export function loadOfTarget(db: TenantDb, target: string, max: number): DecisionRow[] {
  return ofTarget.all(db, { target, max }) as DecisionRow[]
}

const inFlight = new RowQuery(aiAgentLogs, (db) =>
  db
    .select()
    .from(aiAgentLogs)
    .where(and(eq(aiAgentLogs.target, sql.placeholder('target')), inArray(aiAgentLogs.status, [...IN_FLIGHT]))),
)

export function loadInFlight(db: TenantDb, target: string): DecisionRow | null {
  return inFlight.get(db, { target }) as DecisionRow | null
}

const toMeasure = new RowQuery(aiAgentLogs, (db) =>
  db
    .select()
    .from(aiAgentLogs)
    .where(
      and(
        eq(aiAgentLogs.status, 'applied'),
        eq(aiAgentLogs.agent, sql.placeholder('agent')),
        isNotNull(aiAgentLogs.measureAt),
        lte(aiAgentLogs.measureAt, sql.placeholder('now')),
      ),
    )
    .orderBy(aiAgentLogs.measureAt)
    .limit(sql.placeholder('max')),
)

/** Of one agent, what was done and is now due to be measured. */
export function loadToMeasure(db: TenantDb, agent: AgentName, now: Instant, max: number): DecisionRow[] {
  return toMeasure.all(db, { agent, now, max }) as DecisionRow[]
}

/** False where it stands already: the same run decides once. */
export function recordDecision(db: TenantDb, row: DecisionRow): boolean {
  const made = db.insert(aiAgentLogs).values(row).onConflictDoNothing().returning({ id: aiAgentLogs.decisionId }).all()
  return made.length > 0
}

export function changeDecision(db: TenantDb, decisionId: string, change: Partial<DecisionRow>): void {
  updateRow(db, aiAgentLogs, { decisionId }, change)
}

/** What an agent did since then, what was only proposed left out, and what of it is measured in money. */
export function tallyDecisions(
  db: TenantDb,
  agent: AgentName,
  since: Instant,
): { decisions: number; impactMinor: number } {
  const row = db
    .select({ decisions: count(), impactMinor: sql<number>`coalesce(sum(${aiAgentLogs.impactMinor}), 0)` })
    .from(aiAgentLogs)
    .where(and(eq(aiAgentLogs.agent, agent), gte(aiAgentLogs.appliedAt, since)))
    .get()
  return row ?? { decisions: 0, impactMinor: 0 }
}
