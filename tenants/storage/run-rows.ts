import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import type { AgentName } from '../contract/agents.ts'
import type { TenantDb } from './open.ts'
import { agentRuns, modelCalls } from './schema-agents.ts'
import { insertRow, RowQuery, Statement, updateRow } from './statement.ts'

/** Runs of agents as they stand; what is JSON here is typed by agents/journal.ts. */
export type RunRow = Omit<typeof agentRuns.$inferSelect, 'agent' | 'status' | 'trigger'> & {
  agent: AgentName
  trigger: 'schedule' | 'finding' | 'person'
  status: 'running' | 'done' | 'failed' | 'stopped'
}

const byId = new RowQuery(agentRuns, (db) =>
  db
    .select()
    .from(agentRuns)
    .where(eq(agentRuns.runId, sql.placeholder('runId'))),
)

export function loadRun(db: TenantDb, runId: string): RunRow | null {
  return byId.get(db, { runId }) as RunRow | null
}

const lastOf = new RowQuery(agentRuns, (db) =>
  db
    .select()
    .from(agentRuns)
    .where(eq(agentRuns.agent, sql.placeholder('agent')))
    .orderBy(desc(agentRuns.startedAt))
    .limit(1),
)

/** The newest run of an agent, whatever came of it. */
export function loadLastRun(db: TenantDb, agent: AgentName): RunRow | null {
  return lastOf.get(db, { agent }) as RunRow | null
}

/** What it observed counts anew where the same run begins again. */
export function recordRun(db: TenantDb, run: RunRow): void {
  const { runId, observed, startedAt } = run
  if (loadRun(db, runId)) updateRow(db, agentRuns, { runId }, { observed, startedAt })
  else insertRow(db, agentRuns, run)
}

export function changeRun(db: TenantDb, runId: string, change: Partial<RunRow>): void {
  updateRow(db, agentRuns, { runId }, change)
}

/** Answers whether more of them are left. */
export function dropRunsBefore(db: TenantDb, before: Instant, max: number): boolean {
  return dropOld.rows(db, { before, max }).length === max
}

const dropOld = new Statement((db) => {
  const isOld = lt(agentRuns.startedAt, sql.placeholder('before'))
  const old = db.select({ runId: agentRuns.runId }).from(agentRuns).where(isOld).limit(sql.placeholder('max'))
  return db
    .delete(agentRuns)
    .where(sql`${agentRuns.runId} in ${old}`)
    .returning({ id: agentRuns.runId })
})

/** What models have cost since then: of one run, or of all a business asks of them. */
export function sumRunCost(db: TenantDb, runId: string): number {
  return Number(costOfRun.rows(db, { runId })[0]?.[0] ?? 0)
}

const costOfRun = new Statement((db) => sumCost(db, eq(modelCalls.runId, sql.placeholder('runId'))))
const costOfDay = new Statement((db) => sumCost(db, eq(modelCalls.day, sql.placeholder('day'))))

export function sumAgentCost(db: TenantDb, agent: AgentName, since: Instant): number {
  const row = db
    .select({ sum: sql<number>`coalesce(sum(${agentRuns.costMicros}), 0)` })
    .from(agentRuns)
    .where(and(eq(agentRuns.agent, agent), gte(agentRuns.startedAt, since)))
    .get()
  return row?.sum ?? 0
}

export function sumDayCost(db: TenantDb, day: number): number {
  return Number(costOfDay.rows(db, { day })[0]?.[0] ?? 0)
}

function sumCost(db: TenantDb, which: ReturnType<typeof and>) {
  return db
    .select({ sum: sql`coalesce(sum(${modelCalls.costMicros}), 0)` })
    .from(modelCalls)
    .where(which)
}
