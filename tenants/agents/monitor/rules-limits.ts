import { learnShare } from './baseline.ts'
import { cumulate } from './cumulate.ts'
import { datedFigures, evidenceOf, usualDays, type Raised } from './evidence.ts'
import type { MonitorSeen } from './figures.ts'
import { adDays, usualCost } from './rules-ads.ts'
import { addHits, binomialAtMost, poissonAtMost } from './statistics.ts'

/**
 * What the mission forbids whatever is usual: a lead for more than thirty dollars on three days in a row, and fewer
 * than one lead in four booked over seven days. Where the business is usually better than that, chance alone must not
 * explain it; where it never was, the limit itself must be missed clearly.
 */
export const COST_LIMIT_MINOR = 3_000
export const COST_DAYS = 3
export const BOOKED_LIMIT = 0.25
export const BOOKED_DAYS = 7
const BOOKED_LEADS_MIN = 20
const USUAL_OF_MIN = 40
/** Chances below which a better business, and one that never was better, are taken to have missed it. */
const CHANCE_OF_USUAL = { cost: 0.001, booked: 0.0005 }
const CHANCE_OF_LIMIT = 0.1

export function judgeLimits(seen: MonitorSeen): Raised[] {
  return [...judgeCost(seen), ...judgeBooked(seen)]
}

function judgeCost(seen: MonitorSeen): Raised[] {
  const days = adDays(seen)
  const last = days.slice(-COST_DAYS)
  const until = seen.firstDay + seen.days.length - 1
  const isInARow = last.length === COST_DAYS && last[0]?.day === until - COST_DAYS + 1
  if (!isInARow || last.some(({ spendMinor, leads }) => spendMinor <= COST_LIMIT_MINOR * leads)) return []
  const spent = last.reduce((sum, { spendMinor }) => sum + spendMinor, 0)
  const leads = last.reduce((sum, day) => sum + day.leads, 0)
  // On less money than three leads may cost, none is no news.
  if (spent < COST_DAYS * COST_LIMIT_MINOR) return []
  const usual = usualCost(usualDays(seen, 'cpl_over_limit', days, until - COST_DAYS).slice(-84))
  const isBetter = usual !== null && usual.perLead <= COST_LIMIT_MINOR
  const chance = poissonAtMost(leads, spent / (isBetter ? usual.perLead : COST_LIMIT_MINOR))
  if (usual !== null && chance > (isBetter ? CHANCE_OF_USUAL.cost : CHANCE_OF_LIMIT)) return []
  const sum = { score: -Math.log(chance), since: until - COST_DAYS + 1, hits: leads, of: spent }
  const rest = { subject: null, usual: Math.round(usual?.perLead ?? COST_LIMIT_MINOR), factor: 1, isSlow: false }
  const evidence = evidenceOf('cpl_over_limit', sum, { ...rest, limit: COST_LIMIT_MINOR })
  return [{ kind: 'cpl_over_limit', severity: 'warning', evidence }]
}

function judgeBooked(seen: MonitorSeen): Raised[] {
  const days = datedFigures(seen).map(({ day, figures }) => ({ day, hits: figures.bookings, of: figures.leads }))
  const until = days.at(-1)?.day ?? 0
  const week = addHits(days.slice(-BOOKED_DAYS))
  if (days.length < BOOKED_DAYS || week.of < BOOKED_LEADS_MIN || week.hits >= week.of * BOOKED_LIMIT) return []
  const before = learnShare(usualDays(seen, 'conversion_under_limit', days, until - BOOKED_DAYS).slice(-84), 0.05)
  const usual = before === null || before.of < USUAL_OF_MIN ? null : before.share
  const isBetter = usual !== null && usual >= BOOKED_LIMIT
  // Weeks lie farther apart than chance has them, so that each matter counts for less than one.
  const spread = before?.spread ?? 1
  const counted = { hits: Math.round(week.hits / spread), of: Math.round(week.of / spread) }
  const chance = binomialAtMost(counted, isBetter ? usual : BOOKED_LIMIT)
  if (usual !== null && chance > (isBetter ? CHANCE_OF_USUAL.booked : CHANCE_OF_LIMIT)) return []
  const since = until - BOOKED_DAYS + 1
  const sum = cumulate([{ day: since, llr: -Math.log(chance), ...week }])
  if (!sum) return []
  const rest = { subject: null, usual: usual ?? BOOKED_LIMIT, factor: 1, isSlow: false, limit: BOOKED_LIMIT }
  const evidence = evidenceOf('conversion_under_limit', sum, rest)
  return [{ kind: 'conversion_under_limit', severity: 'serious', evidence }]
}
