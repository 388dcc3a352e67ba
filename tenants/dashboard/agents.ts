import type { Report } from '../agents/diagnostic/causes.ts'
import { autonomyOf, haltOf, loadAgentSettings } from '../agents/halt.ts'
import { agentNamed } from '../agents/registry.ts'
import { loadSchedule } from '../agents/schedule.ts'
import { readEvidence } from '../agents/monitor/observe.ts'
import { describeCause, describeFound, describeReport } from '../agents/words/describe-found.ts'
import { describeFinding, describeState, type Reader } from '../agents/words/describe.ts'
import { DAY_MS, type Instant } from '../base/clock.ts'
import { readLocalTime } from '../base/local-time.ts'
import { MODEL_DAY_MICROS_MAX, modelDayCap } from '../base/model-limits.ts'
import { AGENTS } from '../contract/agent-lists.ts'
import type { AgentName, AgentsView, AgentView, FindingView } from '../contract/agents.ts'
import { listDecisions, loadProposed, tallyDecisions, type DecisionRow } from '../storage/decision-rows.ts'
import { loadFindings, type FindingRow } from '../storage/finding-rows.ts'
import { loadLastRun, sumAgentCost, sumDayCost } from '../storage/run-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { decisionView } from './decisions.ts'

const LATELY_MS = 30 * DAY_MS
const FINDINGS_MAX = 20
const RECENT_MAX = 30
const PROPOSALS_MAX = 20
const CAUSES_MAX = 5

/** All of the agents' screen, read in one turn. */
export function readAgentsView(context: Context, reader: Reader, hasModel: boolean, now: Instant): AgentsView {
  const { db, tenant } = context
  const recent = listDecisions(db, { after: null, limit: RECENT_MAX })
  return {
    isPaused: loadAgentSettings(db).isPaused,
    hasModel,
    spentTodayMicros: sumDayCost(db, readLocalTime(tenant.profile.timeZone, now).day),
    dailyCapMicros: modelDayCap(tenant.policy),
    dailyCapMaxMicros: MODEL_DAY_MICROS_MAX,
    agents: AGENTS.map((name) => agentView(context, name, recent, reader, now)),
    proposals: loadProposed(db, PROPOSALS_MAX).map((row) => decisionView(row, reader)),
    findings: loadFindings(db, now - LATELY_MS, FINDINGS_MAX).map((row) => findingView(row, reader)),
    recent: recent.filter(({ status }) => status !== 'proposed').map((row) => decisionView(row, reader)),
  }
}

function agentView(
  context: Context,
  name: AgentName,
  recent: readonly DecisionRow[],
  reader: Reader,
  now: Instant,
): AgentView {
  const { db } = context
  const agent = agentNamed(name)
  const run = loadLastRun(db, name)
  const { decisions, impactMinor } = tallyDecisions(db, name, now - LATELY_MS)
  const isRunning = run?.status === 'running'
  const planned = loadSchedule(db).find((due) => due.agent === name)?.at ?? null
  const usual = agent && run ? run.startedAt + agent.everyDays * DAY_MS : null
  return {
    ...{ name, autonomy: autonomyOf(context, name), isThere: agent !== null, isRunning },
    sentence: sentenceOf(
      context,
      { isSetUp: agent !== null, isRunning, hasRun: run !== null },
      lastOf(recent, name),
      reader,
    ),
    lastRunAt: run?.startedAt ?? null,
    // A moment that is past is as good as none: it runs when there is something to see.
    nextRunAt: haltOf(context) !== null ? null : (planned ?? (usual !== null && usual > now ? usual : null)),
    costMicros: sumAgentCost(db, name, now - LATELY_MS),
    ...{ decisions, impactMinor },
  }
}

function lastOf(recent: readonly DecisionRow[], name: AgentName): DecisionRow | null {
  return recent.find(({ agent }) => agent === name) ?? null
}

function sentenceOf(
  context: Context,
  { isSetUp, isRunning, hasRun }: { isSetUp: boolean; isRunning: boolean; hasRun: boolean },
  last: DecisionRow | null,
  reader: Reader,
): string {
  if (!isSetUp) return describeState('missing', reader)
  if (haltOf(context) !== null) return describeState('halted', reader)
  if (isRunning) return describeState('running', reader)
  if (last !== null) return decisionView(last, reader).sentence
  return describeState(hasRun ? 'calm' : 'idle', reader)
}

function findingView(row: FindingRow, reader: Reader): FindingView {
  const { findingId, kind, severity, openedAt, closedAt } = row
  const evidence = readEvidence(row)
  const report = row.report === null ? null : (JSON.parse(row.report) as Report)
  const causes = report?.causes.slice(0, CAUSES_MAX) ?? []
  return {
    ...{ id: findingId, kind, severity },
    sentence: evidence ? describeFound(evidence, reader) : describeFinding(kind, reader),
    causes: causes.map((cause) => ({ sentence: describeCause(cause, reader.language), share: cause.share })),
    report: report === null || evidence === null ? null : (report.written ?? describeReport(evidence, causes, reader)),
    ...{ openedAt, closedAt },
  }
}
