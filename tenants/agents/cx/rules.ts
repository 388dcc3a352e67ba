import type { Thought } from '../agent.ts'
import type { Evidence, Expectation, Proposal } from '../decision.ts'
import type { Candidate, ScriptSeen } from './seen.ts'

/** The playbook: adopt what has won, and where nothing is tried and enough customers come, try the next words. */

/** With fewer a month an experiment would end before it could tell anything. */
export const MONTHLY_MIN = 40
/** What the rule ends by; a lift that is smaller than this share is not worth a wait. */
export const LIFT_HOPED = 0.15
const SEEN_DAYS = 90
const DAYS_MAX = 240
const EXPOSED_MAX = 800

/** Scripts that other words could be tried for now, those that most customers get first. */
export function ready(scripts: readonly ScriptSeen[]): ScriptSeen[] {
  return scripts.filter(isReady).toSorted((one, other) => other.monthly - one.monthly)
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
    return candidate ? [tryOut(seen, candidate)] : []
  })
  return { notes: [], proposals: [...adopted.filter((each) => each !== null), ...tried] }
}

function adopt({ subject, language, metric, own, winner }: ScriptSeen): Proposal | null {
  if (winner === null) return null
  const { experimentId, text, stood, won } = winner
  const [before, after] = [shareOf(stood), shareOf(won)]
  return {
    action: { kind: 'set_script', subject, language, from: own, to: text, experimentId },
    evidence: [
      { code: 'arm_seen', isNew: true, metric, ...won },
      { code: 'arm_seen', isNew: false, metric, ...stood },
      { code: 'words', text },
    ],
    expectation: { metric, before, after, days: 30, impactMinor: null },
  }
}

function tryOut(seen: ScriptSeen, { edit, text }: Candidate): Proposal {
  const { subject, language, metric, hits, of, monthly } = seen
  const before = of === 0 ? null : hits / of
  const days = Math.min(DAYS_MAX, Math.ceil((EXPOSED_MAX / monthly) * 30))
  const evidence: Evidence[] = [{ code: 'words', text }]
  if (of > 0) evidence.unshift({ code: 'script_seen', metric, hits, of, days: SEEN_DAYS })
  const after = before === null ? null : Math.min(1, before * (1 + LIFT_HOPED))
  const expectation: Expectation = { metric, before, after, days, impactMinor: null }
  return {
    action: { kind: 'start_experiment', subject, language, metric, edit, base: seen.text, text },
    evidence,
    expectation,
  }
}

function shareOf({ hits, of }: { hits: number; of: number }): number | null {
  return of === 0 ? null : hits / of
}
