import { meanOf, posteriorOf } from '../../experiments/posterior.ts'
import { planTrial, type Plan } from '../../experiments/sample.ts'
import type { Thought } from '../agent.ts'
import type { Evidence, Expectation, Proposal } from '../decision.ts'
import type { Candidate, ScriptSeen } from './seen.ts'

/** The playbook: adopt what has won, and where nothing is tried and enough customers come, try the next words. */

/** With fewer a month an experiment would end before it could tell anything. */
export const MONTHLY_MIN = 40
/** A lift of half of what is surely found. */
const LIFT_HOPED = 0.15
const SEEN_DAYS = 90
/** From fewer nothing is planned. */
const SEEN_MIN = 20

/** Scripts that other words could be tried for now, those that most customers get first. */
export function ready(scripts: readonly ScriptSeen[]): ScriptSeen[] {
  return scripts
    .filter((seen) => isReady(seen) && planOf(seen) !== null)
    .toSorted((one, other) => other.monthly - one.monthly)
}

/** What a trial of it would need; null where nothing is known of it yet, or it could not be had in a year. */
export function planOf({ hits, of, prior, monthly }: ScriptSeen): Plan | null {
  return of < SEEN_MIN ? null : planTrial(meanOf(posteriorOf(prior, { exposed: of, succeeded: hits })), monthly)
}

type Standing = Pick<ScriptSeen, 'isRunning' | 'isResting' | 'winner' | 'monthly'>

export function isReady({ isRunning, isResting, winner, monthly }: Standing): boolean {
  return !isRunning && !isResting && winner === null && monthly >= MONTHLY_MIN
}

/** `written` are a model's words for a script, where it was asked and they may be sent. */
export function decide(scripts: readonly ScriptSeen[], written: ReadonlyMap<ScriptSeen, Candidate>): Thought {
  const adopted = scripts.flatMap((seen) => (seen.winner && seen.text === seen.winner.base ? [adopt(seen)] : []))
  const tried = ready(scripts).flatMap((seen) => {
    const candidate = written.get(seen) ?? seen.candidates[0]
    const plan = planOf(seen)
    return candidate && plan ? [tryOut(seen, candidate, plan)] : []
  })
  return { notes: [], proposals: [...adopted.filter((each) => each !== null), ...tried] }
}

function adopt({ subject, language, metric, own, winner }: ScriptSeen): Proposal | null {
  if (winner === null) return null
  const { experimentId, text, stood, won } = winner
  const { before, after } = winner.fair
  return {
    action: { kind: 'set_script', subject, language, from: own, to: text, experimentId },
    evidence: [
      { code: 'arm_seen', isNew: true, metric, ...won },
      { code: 'arm_seen', isNew: false, metric, ...stood },
      { code: 'luck_taken_out', metric, before, after },
      { code: 'words', text },
    ],
    expectation: { metric, before, after, days: 30, impactMinor: null },
  }
}

function tryOut(seen: ScriptSeen, { edit, text }: Candidate, { customers, days }: Plan): Proposal {
  const { subject, language, metric, hits, of } = seen
  const before = hits / of
  const evidence: Evidence[] = [
    { code: 'script_seen', metric, hits, of, days: SEEN_DAYS },
    { code: 'trial_needs', customers, days },
    { code: 'words', text },
  ]
  const after = Math.min(1, before * (1 + LIFT_HOPED))
  const expectation: Expectation = { metric, before, after, days, impactMinor: null }
  return {
    action: { kind: 'start_experiment', subject, language, metric, edit, base: seen.text, text, customers },
    evidence,
    expectation,
  }
}
