import { normalQuantile } from './normal.ts'
import { RULE, type Rule } from './rule.ts'

/**
 * How many customers a trial needs, from what is usual: so many that a lift of this part of the usual rate is found
 * with the power that is promised. Small rates need far more, since what differs is small against what chance does.
 */
export const LIFT_FOUND = 0.3
export const POWER = 0.8
/** Planned for a little more: the usual rate is only known so well, and seasons move it. */
const POWER_PLANNED = 0.88
/** A smaller share than half of one arm tells less; on the mean, shares that follow what is seen cost so much. */
const EFFICIENCY = 0.87
/** No rate is taken to rise above it, nor to lie below. */
const RATE_MAX = 0.97
const RATE_MIN = 0.01
const SAMPLE_MIN = 500
/** In round numbers, as it is told. */
const ROUNDED_TO = 10

/** Customers of all arms together, for a variant against what stands. */
export function sampleFor(usualRate: number): number {
  const usual = Math.min(RATE_MAX / (1 + LIFT_FOUND), Math.max(RATE_MIN, usualRate))
  const lifted = usual * (1 + LIFT_FOUND)
  const deviations = normalQuantile(1 - RULE.lastErrorMax) + normalQuantile(POWER_PLANNED)
  const variance = usual * (1 - usual) + lifted * (1 - lifted)
  const even = (2 * deviations ** 2 * variance) / (lifted - usual) ** 2
  return Math.max(SAMPLE_MIN, Math.ceil(even / EFFICIENCY / ROUNDED_TO) * ROUNDED_TO)
}

export type Plan = { customers: number; days: number }

/** Null where so many would not come within the longest that a trial may last. */
export function planTrial(usualRate: number, customersAMonth: number): Plan | null {
  const customers = sampleFor(usualRate)
  const days = Math.ceil((30 * customers) / Math.max(1, customersAMonth))
  return days > RULE.daysMax ? null : { customers, days }
}

/** What a trial is held to that was planned for so many; one proposed before trials were planned has the rule's own. */
export function ruleFor(customers: number = RULE.exposedMax): Rule {
  return { ...RULE, exposedMax: customers }
}
