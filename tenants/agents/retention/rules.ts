import type { Thought } from '../agent.ts'
import type { Action, Evidence, Expectation, Metric, Proposal } from '../decision.ts'

/** The playbook: what a good office would see in who comes back, and in what is asked and offered afterwards. Pure. */

export type Started = 'review' | 'amc' | 'reengage'
export type RetentionSeen = {
  reengage: { isOn: boolean; months: number; reachable: number; dormant: number }
  amc: { isOn: boolean; plans: number }
  /** By whole months: after how many customers came back. */
  gaps: readonly number[]
  customers: number
  repeats: number
  years: number
  jobs: number
  amountMinor: number
  jobsLately: number
  planMinor: number | null
  /** Over the last year, by what was begun. */
  lastYear: { [K in Started]: StartedSeen }
  /** Of the last whole week; days such as 2026-11-23, the second after the last. */
  week: { from: string; until: string; begun: { [K in Started]: number } }
}
export type StartedSeen = { begun: number; told: number; won: number; optedOut: number }

/** Fewer say nothing of the rest. */
const RETURNS_MIN = 20
const AMOUNTS_MIN = 10
const WRITTEN_MIN = 30
const REACHABLE_MIN = 5
const JOBS_LATELY_MIN = 10
/** Most of those who come back by themselves have done so by then; later ones need a word. */
const RETURNED_PART = 0.8
const MONTHS_STEP = 3
const MONTHS_STEP_MAX = 6
const MONTHS_MIN = 6
const MONTHS_MAX = 60
/** Whoever is written to and wants no more of it is lost for good. */
const OPT_OUT_PART_MAX = 0.1
/** What is taken for how many come back or agree, until the business's own figures say otherwise. */
const USUAL_WON: Record<'reengage' | 'amc', number> = { reengage: 0.05, amc: 0.08 }
/** As if so many had been told and behaved as usual. */
const USUAL_WEIGHT = 20
const VALUE_YEARS = 3
/** Half a job a year over ten customer-years: what a business is taken for before it has told. */
const PRIOR_REPEATS = 5
const PRIOR_YEARS = 10

export const MEASURE_DAYS = 60
const METRICS: Record<Started, Metric> = { review: 'reviews', amc: 'plans', reengage: 'won_back' }

export function think(seen: RetentionSeen): Thought {
  return {
    notes: [],
    proposals: [stopWriting(seen), moveMonths(seen), beginWriting(seen), beginOffering(seen)]
      .filter((proposal) => proposal !== null)
      .slice(0, 1)
      .concat(recordWeek(seen)),
  }
}

/**
 * What a customer is worth: the average job times one and the jobs to come in three years. How often they come back is
 * the repeats over the years they could have come back in, drawn towards the usual while there are few (the mean of a
 * Gamma posterior). Null where too few amounts are known.
 */
export function estimateValue({ jobs, amountMinor, repeats, years }: RetentionSeen): number | null {
  if (jobs < AMOUNTS_MIN) return null
  const yearly = (repeats + PRIOR_REPEATS) / (years + PRIOR_YEARS)
  return Math.round((amountMinor / jobs) * (1 + VALUE_YEARS * yearly))
}

/** The month by which most of those who come back by themselves have; null where too few have. */
export function findDormantMonths({ gaps }: Pick<RetentionSeen, 'gaps'>): number | null {
  const total = gaps.reduce((sum, count) => sum + count, 0)
  if (total < RETURNS_MIN) return null
  let reached = 0
  const month = gaps.findIndex((count) => {
    reached += count
    return reached >= total * RETURNED_PART
  })
  // The whole month has to be over, and a threshold is a round one.
  const round = Math.ceil((month + 1) / MONTHS_STEP) * MONTHS_STEP
  return Math.min(MONTHS_MAX, Math.max(MONTHS_MIN, round))
}

function moveMonths(seen: RetentionSeen): Proposal | null {
  const wanted = findDormantMonths(seen)
  const { isOn, months } = seen.reengage
  if (!isOn || wanted === null || Math.abs(wanted - months) < MONTHS_STEP) return null
  const step = Math.sign(wanted - months) * Math.min(MONTHS_STEP_MAX, Math.abs(wanted - months))
  const before = shareOf(seen, 'reengage')
  return {
    action: { kind: 'set_dormant_months', from: months, to: months + step },
    evidence: [
      { code: 'return_gap', months: medianOf(seen.gaps), customers: sum(seen.gaps) },
      { code: 'dormant_customers', count: seen.reengage.dormant, months },
      ...writtenEvidence(seen),
    ],
    expectation: {
      ...hope('won_back', before, before, null),
      protects: step > 0 ? 'who_comes_unasked' : 'who_stays_away',
    },
  }
}

function stopWriting(seen: RetentionSeen): Proposal | null {
  const { told, won, optedOut } = seen.lastYear.reengage
  if (!seen.reengage.isOn || told < WRITTEN_MIN || optedOut / told <= OPT_OUT_PART_MAX) return null
  return {
    action: { kind: 'switch_after_job', what: 'reengage', isOn: false },
    evidence: [
      { code: 'won_back', replied: won, written: told },
      { code: 'opted_out', count: optedOut, written: told },
    ],
    expectation: { ...hope('none', null, null, null), protects: 'who_wants_no_more' },
  }
}

function beginWriting(seen: RetentionSeen): Proposal | null {
  const { isOn, reachable, months } = seen.reengage
  if (isOn || reachable < REACHABLE_MIN || seen.lastYear.reengage.told > 0) return null
  const value = averageJob(seen)
  const impact = value === null ? null : Math.round(reachable * USUAL_WON.reengage * value)
  return {
    action: { kind: 'switch_after_job', what: 'reengage', isOn: true },
    evidence: [{ code: 'dormant_customers', count: reachable, months }, ...valueEvidence(seen)],
    expectation: hope('won_back', null, USUAL_WON.reengage, impact),
  }
}

function beginOffering(seen: RetentionSeen): Proposal | null {
  if (seen.amc.isOn || seen.amc.plans === 0 || seen.jobsLately < JOBS_LATELY_MIN) return null
  if (seen.lastYear.amc.told > 0) return null
  const { planMinor } = seen
  const impact = planMinor === null ? null : Math.round(seen.jobsLately * USUAL_WON.amc * planMinor)
  return {
    action: { kind: 'switch_after_job', what: 'amc', isOn: true },
    evidence: [{ code: 'jobs_done', count: seen.jobsLately, days: 90 }, ...valueEvidence(seen)],
    expectation: hope('plans', null, USUAL_WON.amc, impact),
  }
}

/** What went out by itself in a week, so that what comes of it is measured like anything an agent does. */
function recordWeek(seen: RetentionSeen): Proposal[] {
  const { from, until, begun } = seen.week
  return (['review', 'amc', 'reengage'] as const)
    .filter((what) => begun[what] > 0)
    .map((what) => {
      const action: Action = { kind: 'note_started', what, count: begun[what], from, until }
      return {
        action,
        evidence: startedEvidence(seen, what),
        expectation: hope(METRICS[what], null, shareOf(seen, what), null),
      }
    })
}

function startedEvidence(seen: RetentionSeen, what: Started): Evidence[] {
  const { told, won } = seen.lastYear[what]
  switch (what) {
    case 'review':
      return [{ code: 'reviews_asked', left: won, asked: told }]
    case 'amc':
      return [{ code: 'plans_offered', agreed: won, offered: told }]
    case 'reengage':
      return writtenEvidence(seen)
  }
}

function writtenEvidence({ lastYear: { reengage } }: RetentionSeen): Evidence[] {
  return reengage.told === 0 ? [] : [{ code: 'won_back', replied: reengage.won, written: reengage.told }]
}

function valueEvidence(seen: RetentionSeen): Evidence[] {
  const amountMinor = estimateValue(seen)
  return amountMinor === null ? [] : [{ code: 'customer_value', amountMinor, customers: seen.customers }]
}

/** How many came back or agreed of those who were told, drawn towards the usual while they are few. */
function shareOf({ lastYear }: RetentionSeen, what: Started): number | null {
  const { won, told } = lastYear[what]
  if (what === 'review') return told < WRITTEN_MIN ? null : won / told
  return (won + USUAL_WON[what] * USUAL_WEIGHT) / (told + USUAL_WEIGHT)
}

function hope(metric: Metric, before: number | null, after: number | null, impactMinor: number | null): Expectation {
  return { metric, before, after, days: MEASURE_DAYS, impactMinor }
}

export function averageJob({ jobs, amountMinor }: Pick<RetentionSeen, 'jobs' | 'amountMinor'>): number | null {
  return jobs < AMOUNTS_MIN ? null : Math.round(amountMinor / jobs)
}

function medianOf(gaps: readonly number[]): number {
  let reached = 0
  const half = sum(gaps) / 2
  return (
    gaps.findIndex((count) => {
      reached += count
      return reached >= half
    }) + 1
  )
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
