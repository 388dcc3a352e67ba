import { DAY_MS } from '../../../tenants/base/clock.ts'
import { EXPERIMENT_REST_DAYS } from '../../../tenants/base/experiment-limits.ts'
import { LIBRARY } from '../../../tenants/agents/cx/library.ts'
import { EDITS, METRIC_OF, type CxSeen, type ScriptSeen, type TriedScript } from '../../../tenants/agents/cx/seen.ts'
import { effectOf } from '../../../tenants/experiments/effect.ts'
import { pairOf } from '../../../tenants/experiments/evidence.ts'
import { assignArm } from '../../../tenants/experiments/assign.ts'
import { FLAT } from '../../../tenants/experiments/posterior.ts'
import type { Rule } from '../../../tenants/experiments/rule.ts'
import { ruleFor } from '../../../tenants/experiments/sample.ts'
import { decideShares } from '../../../tenants/experiments/shares.ts'
import { USUAL_SPREAD } from '../../../tenants/experiments/spread.ts'
import { decideStop } from '../../../tenants/experiments/stop.ts'
import { sumTallies, type Arm, type SharesFrom, type Tally } from '../../../tenants/experiments/tally.ts'
import { shippedText } from '../../../tenants/replies/compose.ts'
import type { LeadCase } from '../../../tenants/storage/agent-day-rows.ts'
import { OUTCOME_WITHIN_MS } from '../../../tenants/storage/experiment-rows.ts'
import { makeScriptFacts } from '../../../tests/support/scripts.ts'
import type { Random } from '../../fuzz/random.ts'
import { drawNormal } from '../faults/chance.ts'

/** The scripts of one business, what each wording is worth, and trials of them, counted and ended as in production. */

type Language = 'en' | 'es'
export type Where = { script: TriedScript; language: Language }
/** Who got an arm, and when. */
type Exposure = { lead: LeadCase; arm: number; at: number }
export type Trial = Where & {
  id: string
  arms: Arm[]
  rule: Rule
  shares: SharesFrom[]
  startedAt: number
  endedAt: number | null
  status: 'running' | 'won' | 'even' | 'stopped'
  winner: number
  exposures: Exposure[]
}

export type Words = {
  /** By script and language: what stands; empty where it is ours. */
  own: Map<string, string>
  /** By script, language and text: what it does to the odds, as a logarithm. */
  worth: Map<string, number>
  trials: Trial[]
  /** Each who got a text of a script, the newest last. */
  got: Map<string, { lead: LeadCase; at: number }[]>
}

const LANGUAGES: readonly Language[] = ['en', 'es']
const SCRIPTS: readonly TriedScript[] = ['missed_call_text', 'price_answer']
const PLACES: readonly Where[] = SCRIPTS.flatMap((script) => LANGUAGES.map((language) => ({ script, language })))

/** How far apart wordings lie, in log-odds, and what a business's own lose against ours on the mean. */
const EDIT_DEVIATION = 0.2
const OWN = { chance: 0.5, mean: -0.1, deviation: 0.25 }

export const keyOf = ({ script, language }: Where) => `${script}:${language}`

export function drawWords(random: Random): Words {
  const words: Words = { own: new Map(), worth: new Map(), trials: [], got: new Map() }
  for (const where of PLACES) {
    for (const text of Object.values(LIBRARY[where.script][where.language]))
      value(words, where, text, EDIT_DEVIATION * drawNormal(random))
    const isOwn = random.chance(OWN.chance)
    const worth = OWN.mean + OWN.deviation * drawNormal(random)
    if (isOwn) setWords(words, where, 'own words', worth)
  }
  return words
}

function value({ worth }: Words, where: Where, text: string, by: number): void {
  worth.set(`${keyOf(where)}:${text}`, by)
}

export function standing({ own }: Words, where: Where): string {
  return own.get(keyOf(where)) || shippedText(where.script, where.language)
}

export function worthOf({ worth }: Words, where: Where, text: string): number {
  return worth.get(`${keyOf(where)}:${text}`) ?? 0
}

/** A person words it: what was compared does not stand any more. */
export function setWords(words: Words, where: Where, text: string, worth: number | null, now = 0): void {
  if (worth !== null) value(words, where, text, worth)
  words.own.set(keyOf(where), text)
  const trial = running(words, where)
  if (trial) Object.assign(trial, { status: 'stopped', endedAt: now })
}

function running({ trials }: Words, where: Where): Trial | undefined {
  return trials.find((trial) => trial.status === 'running' && keyOf(trial) === keyOf(where))
}

/** Somebody is sent a script now: answers what its words do to the odds. */
export function tell(words: Words, script: TriedScript, lead: LeadCase, customer: string): number {
  const where: Where = { script, language: lead.language === 'es' ? 'es' : 'en' }
  const at = (script === 'price_answer' ? lead.pricedAt : lead.textedAt) ?? lead.at
  const got = words.got.get(keyOf(where)) ?? []
  words.got.set(keyOf(where), got)
  got.push({ lead, at })
  const trial = running(words, where)
  if (!trial) return worthOf(words, where, standing(words, where))
  const arm = assignArm(trial.id, customer, trial.shares.at(-1)?.shares ?? [1])
  trial.exposures.push({ lead, arm, at })
  return worthOf(words, where, trial.arms[arm]?.text ?? '')
}

function isHopedFor({ script }: Where, lead: LeadCase, at: number, now: number): boolean {
  const metric = METRIC_OF[script]
  const came = metric === 'booked' ? lead.bookedAt : lead.repliedAt
  return came !== null && came > at && came <= at + OUTCOME_WITHIN_MS[metric] && came <= now
}

type NewTrial = { arms: Arm[]; customers: number | undefined }

export function startTrial(words: Words, where: Where, { arms, customers }: NewTrial, now: number): boolean {
  if (running(words, where)) return false
  const shares = [{ from: now, shares: arms.map(() => 1 / arms.length) }]
  const id = `exp_${keyOf(where)}_${now}`
  words.trials.push({
    ...where,
    ...{
      id,
      arms,
      rule: ruleFor(customers),
      shares,
      startedAt: now,
      endedAt: null,
      status: 'running',
      winner: 0,
      exposures: [],
    },
  })
  return true
}

/** As `agents/cx/nightly.ts` does over the rows of a business. */
export function tendTrials(words: Words, now: number): void {
  for (const trial of words.trials.filter(({ status }) => status === 'running')) {
    const { arms, rule, startedAt } = trial
    const tallies = tallyOf(trial, now)
    const verdict = decideStop({ tallies, arms: arms.length, startedAt }, rule, now)
    if (verdict.kind === 'running') {
      const shares = decideShares(sumTallies(tallies, arms.length), FLAT, rule)
      if (shares.join() !== trial.shares.at(-1)?.shares.join()) trial.shares.push({ from: now, shares })
    } else if (verdict.kind === 'won') Object.assign(trial, { status: 'won', winner: verdict.arm, endedAt: now })
    else Object.assign(trial, { status: verdict.kind === 'even' ? 'even' : 'stopped', endedAt: now })
  }
}

function tallyOf(trial: Trial, now: number): Tally[] {
  const byShares = new Map<string, Tally>()
  const within = OUTCOME_WITHIN_MS[METRIC_OF[trial.script]]
  const periods = trial.shares.map(({ from, shares }) => ({ from, shares, key: shares.join() }))
  const none = () => trial.arms.map(() => 0)
  for (const { lead, arm, at } of trial.exposures) {
    if (at + within > now) continue
    const current = periods.findLast(({ from }) => from <= at) ?? periods[0]
    if (!current) continue
    const { key, shares } = current
    const tally = byShares.get(key) ?? { shares, exposed: none(), succeeded: none(), optedOut: none() }
    byShares.set(key, tally)
    const add = (counts: number[], is: boolean) => (counts[arm] = (counts[arm] ?? 0) + (is ? 1 : 0))
    add(tally.exposed, true)
    add(tally.succeeded, isHopedFor(trial, lead, at, now))
    add(tally.optedOut, lead.optedOutAt !== null && lead.optedOutAt > at)
  }
  return [...byShares.values()]
}

const FACTS = { en: makeScriptFacts(), es: makeScriptFacts({ language: 'es' }) }

/** What the CX agent sees of it in a night. */
export function seeWords(words: Words, now: number): CxSeen | null {
  const scripts = PLACES.flatMap((where) => seeScript(words, where, now))
  return scripts.length === 0 ? null : { at: now, scripts, facts: FACTS }
}

function seeScript(words: Words, where: Where, now: number): ScriptSeen[] {
  const { script: subject, language } = where
  const got = words.got.get(keyOf(where)) ?? []
  const since = (days: number) => got.slice(got.findLastIndex(({ at }) => at < now - days * DAY_MS) + 1)
  const past = words.trials.filter((trial) => keyOf(trial) === keyOf(where))
  const monthly = since(30).length
  if (monthly === 0 && past.length === 0) return []
  const text = standing(words, where)
  const tried = past.flatMap(({ arms }) => (arms[0]?.text === text ? arms.slice(1).map((arm) => arm.text) : []))
  const library: Partial<Record<string, string>> = {
    ...LIBRARY[subject][language],
    shipped: shippedText(subject, language),
  }
  const isIn = ({ at }: { at: number }) => at <= now - OUTCOME_WITHIN_MS[METRIC_OF[subject]]
  const lately = since(90 + OUTCOME_WITHIN_MS[METRIC_OF[subject]] / DAY_MS).filter(isIn)
  return [
    {
      ...{
        subject,
        language,
        metric: METRIC_OF[subject],
        text,
        own: words.own.get(keyOf(where)) ?? '',
        monthly,
        tried,
      },
      isRunning: running(words, where) !== undefined,
      isResting: past.some(({ endedAt }) => endedAt !== null && endedAt > now - EXPERIMENT_REST_DAYS * DAY_MS),
      winner: winnerOf(past.at(-1), text, now),
      hits: lately.filter(({ lead, at }) => isHopedFor(where, lead, at, now)).length,
      of: lately.length,
      prior: FLAT,
      candidates: EDITS.flatMap((edit) => {
        const other = library[edit]
        return other === undefined || other === text || tried.includes(other) ? [] : [{ edit, text: other }]
      }),
    },
  ]
}

function winnerOf(newest: Trial | undefined, text: string, now: number): ScriptSeen['winner'] {
  const won = newest?.arms[newest.winner]
  if (newest?.status !== 'won' || !won || won.text === text) return null
  const tallies = tallyOf(newest, now)
  const counts = sumTallies(tallies, newest.arms.length)
  const countOf = (arm: number) => ({ hits: counts[arm]?.succeeded ?? 0, of: counts[arm]?.exposed ?? 0 })
  return {
    ...{ experimentId: newest.id, edit: won.arm, text: won.text, base: newest.arms[0]?.text ?? '' },
    ...{ stood: countOf(0), won: countOf(newest.winner) },
    fair: effectOf(pairOf(tallies, newest.winner, 'succeeded'), USUAL_SPREAD),
  }
}
