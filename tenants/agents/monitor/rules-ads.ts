import { weekdayOf } from './baseline.ts'
import { cumulate } from './cumulate.ts'
import { datedFigures, evidenceOf, OPEN_SCORE, usualDays, type Raised } from './evidence.ts'
import type { FindingEvidence, MonitorSeen } from './figures.ts'
import { clamp, median, poissonLlr, robustZ } from './statistics.ts'

type AdDay = { day: number; spendMinor: number; leads: number }

const AD_LEADS_MIN = 20
/** Each of several campaigns has a chance to be odd. */
const SUBJECT_SCORE = 0.7
/** Leads for the same money: at once, and as a drift. */
const JUMP = { factor: 0.45, windowDays: 28, isSlow: false }
/** Seasons move what a lead costs by so much, and nothing has broken. */
const SEASON = 0.88
const DRIFT = { factor: 0.5, windowDays: 84, isSlow: true }

const SPEND_Z_MIN = 5
const SPEND_DAYS = 2
const SPEND_HISTORY_DAYS = 56

/** It was seen, not inferred. */
const CERTAIN = 20

/** What advertisements cost and bring, where some run: each campaign, and all together. */
export function judgeAds(seen: MonitorSeen): Raised[] {
  const names = [...new Set(seen.days.flatMap(({ ads }) => Object.keys(ads)))]
  const subjects = names.length > 1 ? ['', ...names] : ['']
  const cost = subjects
    .flatMap((subject) =>
      [JUMP, DRIFT].flatMap((sought) => weighCost(seen, adDays(seen, subject), sought, subject) ?? []),
    )
    .sort((one, other) => other.score - one.score)[0]
  const spend = weighSpend(seen, adDays(seen))
  return [
    ...(cost ? [{ kind: 'cpl_high' as const, severity: 'warning' as const, evidence: cost }] : []),
    ...(spend ? [{ kind: 'spend_high' as const, severity: 'warning' as const, evidence: spend }] : []),
    ...(seen.adsLostOn === null ? [] : [lostOf(seen.adsLostOn)]),
  ]
}

/** Advertising goes on, and nobody watches what it costs. */
function lostOf(since: number): Raised {
  const sum = { score: CERTAIN, since, hits: 0, of: 0 }
  const rest = { subject: null, usual: 0, factor: 1, isSlow: false }
  return { kind: 'ads_lost', severity: 'serious', evidence: evidenceOf('ads_lost', sum, rest) }
}

/** Days on which something was spent: by one campaign, or by all where none is named. */
export function adDays(seen: MonitorSeen, campaign = ''): AdDay[] {
  return datedFigures(seen).flatMap(({ day, figures: { ads } }) => {
    const some = campaign === '' ? Object.values(ads) : [ads[campaign] ?? { spendMinor: 0, leads: 0 }]
    const spendMinor = some.reduce((sum, ad) => sum + ad.spendMinor, 0)
    return spendMinor === 0 ? [] : [{ day, spendMinor, leads: some.reduce((sum, ad) => sum + ad.leads, 0) }]
  })
}

/** What a lead has cost so far, in minor units; null where too few came to say. */
export function usualCost(days: readonly AdDay[]): { perLead: number; leads: number; spread: number } | null {
  const leads = days.reduce((sum, day) => sum + day.leads, 0)
  if (leads < AD_LEADS_MIN) return null
  const perLead = days.reduce((sum, { spendMinor }) => sum + spendMinor, 0) / leads
  const squares = days.map(
    ({ spendMinor, leads: count }) => (count - spendMinor / perLead) ** 2 / (spendMinor / perLead),
  )
  return { perLead, leads, spread: clamp(squares.reduce((sum, square) => sum + square, 0) / days.length, 1, 3) }
}

function weighCost(
  seen: MonitorSeen,
  days: readonly AdDay[],
  { factor, windowDays, isSlow }: typeof JUMP,
  subject: string,
): FindingEvidence | null {
  if (days.length < 28) return null
  const until = days.at(-1)?.day ?? 0
  const usual = usualCost(usualDays(seen, 'cpl_high', days, until - windowDays))
  if (!usual) return null
  // What is usual is itself only known so well, and what creeps may be the season.
  const doubt = (1 - Math.sqrt(usual.spread / usual.leads)) * (isSlow ? SEASON : 1)
  const steps = days
    .filter(({ day }) => day > until - windowDays)
    .map(({ day, spendMinor, leads }) => {
      const expected = spendMinor / usual.perLead
      const llr = poissonLlr(leads, expected * doubt, expected * factor) / usual.spread
      return { day, hits: leads, of: expected, llr }
    })
  const sum = cumulate(steps)
  if (!sum || sum.score < OPEN_SCORE + (subject === '' ? 0 : SUBJECT_SCORE)) return null
  return evidenceOf('cpl_high', sum, { subject: subject || null, usual: Math.round(usual.perLead), factor, isSlow })
}

/** Against the same weekdays of the weeks before. */
function weighSpend(seen: MonitorSeen, days: readonly AdDay[]): FindingEvidence | null {
  const recent = days.slice(-SPEND_DAYS)
  const since = recent[0]?.day ?? 0
  const before = usualDays(seen, 'spend_high', days, since - 1).filter(({ day }) => day >= since - SPEND_HISTORY_DAYS)
  const usual = median(before.map(({ spendMinor }) => spendMinor))
  if (before.length < 28 || usual === 0) return null
  const scores = recent.map(({ day, spendMinor }) => {
    const history = before.filter((other) => weekdayOf(other.day) === weekdayOf(day)).map((other) => other.spendMinor)
    return robustZ(spendMinor, history, 0.15 * usual)
  })
  if (scores.some((score) => score < SPEND_Z_MIN)) return null
  const spent = recent.reduce((sum, { spendMinor }) => sum + spendMinor, 0)
  const sum = { score: Math.min(...scores), since, hits: spent, of: usual * recent.length }
  const factor = spent / (usual * recent.length)
  return evidenceOf('spend_high', sum, { subject: null, usual, factor, isSlow: false })
}
