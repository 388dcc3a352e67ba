import { DAY_MS, type Instant } from '../../base/clock.ts'
import { visitsEffectOf } from '../../experiments/effect.ts'
import { pairOf } from '../../experiments/evidence.ts'
import { sumTallies, type Tally } from '../../experiments/tally.ts'
import { judgeScript } from '../../judge-script.ts'
import type { ModelPort } from '../../providers/model-port.ts'
import { countBooked, loadExperiment, OUTCOME_WITHIN_MS, type Experiment } from '../../storage/experiment-rows.ts'
import { countReturns, hasCallsSince } from '../../storage/return-rows.ts'
import type { Context } from '../../storage/tenant-rows.ts'
import type { Agent, Applied, Measured } from '../agent.ts'
import { averageJob } from '../retention/rules.ts'
import { effectOfArm, spreadOf, tallyExperiment } from './counts.ts'
import { observe } from './observe.ts'
import { askForWords } from './prompt.ts'
import { decide, ready } from './rules.ts'
import type { Candidate, CxSeen, ScriptSeen } from './seen.ts'

/** Whoever has not been called for so long has nothing to try on. */
const LATELY_MS = 7 * DAY_MS
const SEEN_YEARS_MS = 5 * 365 * DAY_MS

/** Watches what customers answer to, tries other words, and keeps those that did better. */
export const CX: Agent<CxSeen> = {
  name: 'cx',
  version: 3,
  coolDownMs: 7 * DAY_MS,
  everyDays: 1,
  hasWork: ({ db }, now) => hasCallsSince(db, now - LATELY_MS),
  observe: (context, _trigger, now) => observe(context, now),
  think,
  // What was tried is measured by the trial itself, once whoever saw the last of it has had the time to book.
  measureAfterMs: ({ kind }) => (kind === 'set_script' ? OUTCOME_WITHIN_MS.booked : null),
  measure,
}

async function think(seen: CxSeen, model: ModelPort | null) {
  const written = new Map<ScriptSeen, Candidate>()
  const [first] = ready(seen.scripts)
  if (model !== null && first) {
    const candidate = await writeWords(model, seen, first)
    if (candidate) written.set(first, candidate)
  }
  return decide(seen.scripts, written)
}

/** A model's words pass what everybody's words pass, or are not tried. */
async function writeWords(model: ModelPort, { at, facts }: CxSeen, script: ScriptSeen): Promise<Candidate | null> {
  const { subject: name, language, text: stands, tried } = script
  const text = await askForWords(model, script, at)
  if (text === null || text === stands || tried.includes(text)) return null
  return judgeScript({ name, language, text }, facts[language], []).findings.length > 0
    ? null
    : { edit: 'written', text }
}

function measure({ db }: Context, { action }: Applied, now: Instant): Measured | null {
  const experiment =
    action.kind === 'set_script' && action.experimentId !== null ? loadExperiment(db, action.experimentId) : null
  if (experiment === null) return null
  const { arms, winner } = experiment
  const tallies = tallyExperiment(db, experiment, now)
  const counts = sumTallies(tallies, arms.length)
  const countOf = (arm: number) => ({ hits: counts[arm]?.succeeded ?? 0, of: counts[arm]?.exposed ?? 0 })
  const won = arms.findIndex(({ arm }) => arm === winner)
  const fair = effectOfArm(db, tallies, won)
  const worth = worthOf(db, experiment, tallies, now)
  return { before: countOf(0), after: countOf(won), control: null, fair, ...worth }
}

/** Only visits are paid for: what more of them came of the words while both were tried, at what a job is worth. */
function worthOf(db: Context['db'], experiment: Experiment, tallies: readonly Tally[], now: Instant) {
  const { experimentId, arms, winner } = experiment
  const valueMinor = averageJob(countReturns(db, now - SEEN_YEARS_MS, now)) ?? 0
  const booked = countBooked(db, experimentId, now)
  const bookedOf = (name: string | undefined) => {
    const { hits, of } = booked.find(({ arm }) => arm === name) ?? { hits: 0, of: 0 }
    return { hits, of }
  }
  const [before, after] = [bookedOf(arms[0]?.arm), bookedOf(winner ?? undefined)]
  const pairs = pairOf(
    tallies,
    arms.findIndex(({ arm }) => arm === winner),
    'succeeded',
  )
  const { change } = visitsEffectOf(pairs, [before, after], spreadOf(db))
  return { valueMinor, paid: { before, after, change } }
}
