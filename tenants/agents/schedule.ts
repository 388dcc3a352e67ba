import { RUN_RETRY_MS, RUN_START_AGE_MAX_MS, RUNS_DUE_MAX } from '../base/agent-limits.ts'
import { after, type Instant } from '../base/clock.ts'
import { newId, type RunId } from '../base/ids.ts'
import { readLocalTime } from '../base/local-time.ts'
import { AGENTS } from '../contract/agent-lists.ts'
import type { AgentName } from '../contract/agents.ts'
import { loadToMeasure } from '../storage/decision-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import { saveRightsTimer, clearRightsTimer } from '../storage/privacy-rows.ts'
import { loadLastRun } from '../storage/run-rows.ts'
import { loadSetting, saveSetting } from '../storage/settings-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import type { Trigger } from './agent.ts'
import { haltOf } from './halt.ts'
import { isRunDue, runAt } from './orchestrator.ts'
import { agentNamed } from './registry.ts'

/** Runs that are to start, and the one timer that wakes for them. The rows of a run begin when it does. */

export type DueRun = { runId: RunId; agent: AgentName; trigger: Trigger; at: Instant }

/** Whose timer it is: no journey's. */
export const AGENTS_TIMER = { journeyId: 'agents', name: 'run_due' }

type Schedule = { runs: DueRun[] }

export function loadSchedule(db: TenantDb): DueRun[] {
  return loadSetting<Schedule>(db, 'agent_schedule')?.runs ?? []
}

function saveSchedule(db: TenantDb, runs: readonly DueRun[], notBefore: Instant): void {
  saveSetting(db, 'agent_schedule', { runs: [...runs] } satisfies Schedule)
  const { journeyId, name } = AGENTS_TIMER
  if (runs.length === 0) return clearRightsTimer(db, journeyId, name)
  saveRightsTimer(db, journeyId, name, Math.max(notBefore, Math.min(...runs.map(({ at }) => at))))
}

/** One run of an agent for one reason is enough. */
export function scheduleRun({ db }: Context, agent: AgentName, trigger: Trigger, at: Instant): void {
  const runs = loadSchedule(db)
  const isSame = (run: DueRun) => run.agent === agent && JSON.stringify(run.trigger) === JSON.stringify(trigger)
  if (runs.some(isSame) || runs.length >= RUNS_DUE_MAX) return
  saveSchedule(db, [...runs, { runId: newId('run'), agent, trigger, at }], at)
}

/** The night's runs: of each agent that is due, and only where it would find something. */
export function planNight(context: Context, now: Instant): void {
  const { db, tenant } = context
  if (haltOf(context) !== null) return
  const { timeZone } = tenant.profile
  const { day } = readLocalTime(timeZone, now)
  for (const name of AGENTS) {
    const agent = agentNamed(name)
    if (agent === null) continue
    const isDue =
      isRunDue(loadLastRun(db, name)?.startedAt ?? null, agent.everyDays, now) && agent.hasWork(context, now)
    if (!isDue && loadToMeasure(db, name, now, 1).length === 0) continue
    scheduleRun(context, name, { type: 'schedule' }, Math.max(now, runAt(timeZone, day, tenant.tenantId, name)))
  }
}

/**
 * The timer rang: it is set again at once, so that what is due is tried again where this life of the object ends before
 * its runs have begun. What could not begin for half a day is given up; there is another night.
 */
export function fireAgents({ db }: Context, now: Instant): void {
  const runs = loadSchedule(db).filter(({ at }) => now - at < RUN_START_AGE_MAX_MS)
  saveSchedule(db, runs, after(now, RUN_RETRY_MS))
}

export function loadDueRuns(db: TenantDb, now: Instant): DueRun[] {
  return loadSchedule(db).filter(({ at }) => at <= now)
}

/** It has begun, and looks after itself from now on. */
export function noteStarted({ db }: Context, runId: RunId): void {
  const rest = loadSchedule(db).filter((run) => run.runId !== runId)
  saveSchedule(db, rest, 0)
}
