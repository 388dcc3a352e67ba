import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import type { AgentName } from '../contract/agents.ts'
import type { TenantDb } from './open.ts'
import { agentRuns, modelCalls } from './schema-agents.ts'

/** Runs of agents as they stand; what is JSON here is typed by agents/journal.ts. */
export type RunRow = Omit<typeof agentRuns.$inferSelect, 'agent' | 'status' | 'trigger'> & {
  agent: AgentName
  trigger: 'schedule' | 'finding' | 'person'
  status: 'running' | 'done' | 'failed' | 'stopped'
}

export function loadRun(db: TenantDb, runId: string): RunRow | null {
  return (db.select().from(agentRuns).where(eq(agentRuns.runId, runId)).get() as RunRow | undefined) ?? null
}

/** The newest run of an agent, whatever came of it. */
export function loadLastRun(db: TenantDb, agent: AgentName): RunRow | null {
  const ofAgent = db.select().from(agentRuns).where(eq(agentRuns.agent, agent))
  return (ofAgent.orderBy(desc(agentRuns.startedAt)).limit(1).get() as RunRow | undefined) ?? null
}

/** What it observed counts anew where the same run begins again. */
export function recordRun(db: TenantDb, run: RunRow): void {
  const { observed, startedAt } = run
  db.insert(agentRuns).values(run).onConflictDoUpdate({ target: agentRuns.runId, set: { observed, startedAt } }).run()
}

export function changeRun(db: TenantDb, runId: string, change: Partial<RunRow>): void {
  db.update(agentRuns).set(change).where(eq(agentRuns.runId, runId)).run()
}

/** Answers whether more of them are left. */
export function dropRunsBefore(db: TenantDb, before: Instant, max: number): boolean {
  const old = db.select({ runId: agentRuns.runId }).from(agentRuns).where(lt(agentRuns.startedAt, before)).limit(max)
  const dropped = db
    .delete(agentRuns)
    .where(sql`${agentRuns.runId} in ${old}`)
    .returning({ id: agentRuns.runId })
    .all()
  return dropped.length === max
}

/** What models have cost since then: of one run, or of all a business asks of them. */
export function sumRunCost(db: TenantDb, runId: string): number {
  return sumCost(db, eq(modelCalls.runId, runId))
}

export function sumAgentCost(db: TenantDb, agent: AgentName, since: Instant): number {
  const row = db
    .select({ sum: sql<number>`coalesce(sum(${agentRuns.costMicros}), 0)` })
    .from(agentRuns)
    .where(and(eq(agentRuns.agent, agent), gte(agentRuns.startedAt, since)))
    .get()
  return row?.sum ?? 0
}

export function sumDayCost(db: TenantDb, day: number): number {
  return sumCost(db, eq(modelCalls.day, day))
}

function sumCost(db: TenantDb, which: ReturnType<typeof and>): number {
  const row = db
    .select({ sum: sql<number>`coalesce(sum(${modelCalls.costMicros}), 0)` })
    .from(modelCalls)
    .where(which)
    .get()
  return row?.sum ?? 0
}
