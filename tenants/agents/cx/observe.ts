import { DAY_MS, type Instant } from '../../base/clock.ts'
import { EXPERIMENT_REST_DAYS, EXPERIMENTS_SEEN_MAX } from '../../base/experiment-limits.ts'
import { sumTallies } from '../../experiments/tally.ts'
import { judgeScript } from '../../judge-script.ts'
import { shippedText } from '../../replies/compose.ts'
import { factsOf, type ScriptFacts } from '../../replies/facts.ts'
import { loadOfScript, OUTCOME_WITHIN_MS, type Experiment } from '../../storage/experiment-rows.ts'
import { countScript, countTexted } from '../../storage/script-result-rows.ts'
import { loadScript } from '../../storage/script-rows.ts'
import type { Context } from '../../storage/tenant-rows.ts'
import { effectOfArm, priorOf, tallyExperiment } from './counts.ts'
import { LIBRARY } from './library.ts'
import { isReady } from './rules.ts'
import {
  EDITS,
  METRIC_OF,
  TRIED_SCRIPTS,
  type Candidate,
  type CxSeen,
  type Edit,
  type ScriptSeen,
  type TriedScript,
  type Winner,
} from './seen.ts'

const LANGUAGES = ['en', 'es'] as const

/** Null where nobody gets any of the texts that other words are tried for. */
export function observe(context: Context, now: Instant): CxSeen | null {
  const { profile } = context.tenant
  const facts = { en: factsOf(profile, 'en', now), es: factsOf(profile, 'es', now) }
  const scripts = TRIED_SCRIPTS.flatMap((subject) =>
    LANGUAGES.flatMap((language) => seeScript(context, subject, facts[language], now)),
  )
  return scripts.length === 0 ? null : { at: now, scripts, facts }
}

function seeScript({ db }: Context, subject: TriedScript, facts: ScriptFacts, now: Instant): ScriptSeen[] {
  const { language } = facts
  const metric = METRIC_OF[subject]
  const within = (days: number, until: Instant) => {
    return { template: subject, language, since: until - days * DAY_MS, until }
  }
  const monthly = countTexted(db, within(30, now))
  const past = loadOfScript(db, subject, language, EXPERIMENTS_SEEN_MAX)
  if (monthly === 0 && past.length === 0) return []
  const own = loadScript(db, subject, language)?.text ?? ''
  const text = own === '' ? shippedText(subject, language) : own
  const tried = past.flatMap(({ arms }) => (arms[0]?.text === text ? arms.slice(1).map((arm) => arm.text) : []))
  const restedAt = now - EXPERIMENT_REST_DAYS * DAY_MS
  const standing = {
    ...{ subject, language, metric, text, own, monthly, tried },
    isRunning: past.some(({ status }) => status === 'running'),
    isResting: past.some(({ endedAt }) => endedAt !== null && endedAt > restedAt),
    winner: findWinner(db, past[0], text, now),
    prior: priorOf(db, { subject, language, metric }),
  }
  // Each is judged as a script is, which is too dear for a night in which none can be tried.
  if (!isReady(standing)) return [{ ...standing, hits: 0, of: 0, candidates: [] }]
  return [
    {
      ...standing,
      ...countScript(db, { ...within(90, now - OUTCOME_WITHIN_MS[metric]), metric }),
      candidates: findCandidates(subject, facts, { text, tried }),
    },
  ]
}

/** Whatever may be sent by this very business and is neither what stands nor what was tried against it. */
function findCandidates(
  name: TriedScript,
  facts: ScriptFacts,
  { text, tried }: { text: string; tried: readonly string[] },
): Candidate[] {
  const { language } = facts
  const words: Partial<Record<Edit, string>> = { ...LIBRARY[name][language], shipped: shippedText(name, language) }
  return EDITS.flatMap((edit): Candidate[] => {
    const other = words[edit]
    if (other === undefined || other === text || tried.includes(other)) return []
    return judgeScript({ name, language, text: other }, facts, []).findings.length > 0 ? [] : [{ edit, text: other }]
  })
}

function findWinner(db: Context['db'], newest: Experiment | undefined, text: string, now: Instant): Winner | null {
  const winner = newest?.status === 'won' ? seeWinner(db, newest, now) : null
  return winner === null || winner.text === text ? null : winner
}

/** The words that won a trial, with what it showed. */
export function seeWinner(db: Context['db'], experiment: Experiment, now: Instant): Winner | null {
  const { arms, winner, experimentId } = experiment
  const place = arms.findIndex(({ arm }) => arm === winner)
  const won = arms[place]
  if (!won) return null
  const tallies = tallyExperiment(db, experiment, now)
  const counts = sumTallies(tallies, arms.length)
  const countOf = (arm: number) => ({ hits: counts[arm]?.succeeded ?? 0, of: counts[arm]?.exposed ?? 0 })
  return {
    ...{ experimentId, edit: won.arm, text: won.text, base: arms[0]?.text ?? '' },
    ...{ stood: countOf(0), won: countOf(place), fair: effectOfArm(db, tallies, place) },
  }
}
