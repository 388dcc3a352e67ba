import type { AgentName } from '../contract/agents.ts'
import { isFleetStopped } from '../storage/fleet-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import { loadSetting, saveSetting } from '../storage/settings-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { findHalt, type Autonomy, type Halt } from './orchestrator.ts'

/** What a business has said of its agents. */
export type AgentSettings = {
  isPaused: boolean
  /** What a text names a proposal by, and which settled one it named last. */
  codes: Record<string, string>
  past?: Record<string, string>
  /** What was said of a number that names nothing open, so that it is said once. */
  told?: Record<string, string>
}

export function loadAgentSettings(db: TenantDb): AgentSettings {
  return loadSetting<AgentSettings>(db, 'agents') ?? { isPaused: false, codes: {} }
}

export function saveAgentSettings(db: TenantDb, settings: AgentSettings): void {
  saveSetting(db, 'agents', settings)
}

/** Why nothing of any agent's goes on now, if so. Read anew at each step of a run. */
export function haltOf({ db, tenant }: Context): Halt | null {
  return findHalt({
    isClosing: tenant.closing !== null && tenant.closing !== undefined,
    isFleetStopped: isFleetStopped(db),
    areAgentsPaused: loadAgentSettings(db).isPaused,
    isBusinessPaused: tenant.policy.paused,
  })
}

export function autonomyOf({ tenant }: Context, agent: AgentName): Autonomy {
  return tenant.policy.autonomy[agent] ?? 'propose'
}
