import {
  PROPOSAL_AGE_MAX_MS,
  PROPOSALS_WAITING_MAX,
  MODEL_RESERVE_MICROS,
  RUNS_FROM_MS,
  RUNS_SPREAD_MS,
} from '../base/agent-limits.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../base/clock.ts'
import { instantOn, readLocalTime, type DayNumber } from '../base/local-time.ts'
import { spreadOf } from '../base/spread.ts'
import type { AgentName, DecisionStatus } from '../contract/agents.ts'
import { isWithinBounds, MAY_DO, natureOf, type Action } from './decision.ts'

/** Who runs, and what becomes of what they want. Pure: everything it goes by is an argument. */

export type Autonomy = 'observe' | 'propose' | 'act'

/** Why nothing of any agent's goes on. `fleet` and `agents` are the two kill switches. */
export type Halt = 'closing' | 'fleet' | 'agents' | 'paused'

export function findHalt(standing: {
  isClosing: boolean
  isFleetStopped: boolean
  areAgentsPaused: boolean
  isBusinessPaused: boolean
}): Halt | null {
  if (standing.isClosing) return 'closing'
  if (standing.isFleetStopped) return 'fleet'
  if (standing.areAgentsPaused) return 'agents'
  return standing.isBusinessPaused ? 'paused' : null
}

/** What came of what an agent wanted, as its run keeps it. */
export type Fate =
  | 'applied'
  | 'proposed'
  /** It may only look. */
  | 'observed'
  | 'not_its_own'
  | 'out_of_bounds'
  | 'in_flight'
  | 'cooling_down'
  | 'too_many_waiting'
  | 'halted'
  /** It was tried, and what it goes by has changed meanwhile. */
  | 'failed'

/** What else is known of a target, newest first: only what is settled. */
export type Settled = { status: DecisionStatus; at: Instant }

export type Situation = {
  halt: Halt | null
  autonomy: Autonomy
  /** Whether another decision about the same target is under way. */
  isInFlight: boolean
  settled: readonly Settled[]
  waiting: number
  coolDownMs: number
}

/** What may be done with an action now: at the moment it would take effect, whatever was so when it was thought of. */
export function placeAction(
  agent: AgentName,
  action: Action,
  { halt, autonomy, isInFlight, settled, waiting, coolDownMs }: Situation,
  now: Instant,
): Fate {
  if (halt !== null) return 'halted'
  if (!MAY_DO[agent].includes(action.kind)) return 'not_its_own'
  if (!isWithinBounds(action)) return 'out_of_bounds'
  if (isInFlight) return 'in_flight'
  const nature = natureOf(action)
  if (nature === 'record') return settled.length > 0 ? 'in_flight' : 'applied'
  if (settled.some(({ status, at }) => isCooling(status, now - at, coolDownMs))) return 'cooling_down'
  if (autonomy === 'observe') return 'observed'
  // Advice is for a person, whatever an agent may do by itself.
  if (nature === 'change' && autonomy === 'act') return 'applied'
  return waiting >= PROPOSALS_WAITING_MAX ? 'too_many_waiting' : 'proposed'
}

/** Who said no is not asked again soon; twice as long as after what went through. */
function isCooling(status: DecisionStatus, ageMs: number, coolDownMs: number): boolean {
  switch (status) {
    case 'declined':
    case 'undone':
      return ageMs < 2 * coolDownMs
    case 'applied':
    case 'measured':
    case 'expired':
      return ageMs < coolDownMs
    case 'proposed':
    case 'approved':
    case 'failed':
      return false
  }
}

export function isExpired(proposedAt: Instant, now: Instant): boolean {
  return now - proposedAt >= PROPOSAL_AGE_MAX_MS
}

/** Whether a model may be asked: the day's money is counted before each call as well, so this only spares the try. */
export function hasModelMoney(spentMicros: number, capMicros: number): boolean {
  return capMicros - spentMicros >= MODEL_RESERVE_MICROS
}

/**
 * When an agent of a business runs in a night. Each has its own moment, so that a zone's businesses do not all wake at
 * one (docs/scale.md), and it is the same one every night.
 */
export function runAt(zone: string, day: DayNumber, tenantId: string, agent: AgentName): Instant {
  return instantOn(zone, day, RUNS_FROM_MS + spreadOf(`${tenantId}:${agent}`, RUNS_SPREAD_MS))
}

/** When the technician may be told of something that waits for them: by day, at once or in the morning. */
export function tellAt(zone: string, now: Instant): Instant {
  const { day } = readLocalTime(zone, now)
  const morning = instantOn(zone, day, TELL_FROM_MS)
  if (now < morning) return morning
  return now < instantOn(zone, day, TELL_UNTIL_MS) ? now : instantOn(zone, day + 1, TELL_FROM_MS)
}

const TELL_FROM_MS = 9 * HOUR_MS + HOUR_MS / 2
const TELL_UNTIL_MS = 19 * HOUR_MS

/** Whether an agent that last ran then is due on this day; `everyDays` is its own rhythm. */
export function isRunDue(lastRunAt: Instant | null, everyDays: number, now: Instant): boolean {
  // Half a day of grace: its moment moves with the clocks.
  return lastRunAt === null || now - lastRunAt >= everyDays * DAY_MS - DAY_MS / 2
}
