import { HOUR_MS, SECOND_MS } from '../../tenants/base/clock.ts'
import { TROUBLES, type Trouble } from '../../tenants/contract/fleet-view.ts'

/** When a business counts as being in trouble. Shares of a few say nothing, so each has a least number. */
export const HEALTH = {
  /** From the end of a call to its text; one of twenty may take longer. */
  textPromiseMs: 30 * SECOND_MS,
  lateShareMax: 0.05,
  timedMin: 20,
  failedShareMax: 0.05,
  sentMin: 20,
  conversionMin: 0.25,
  leadsMin: 20,
  /** Minor units of US dollars a lead; no other currency has a bound. */
  leadCostMax: 3_000,
  /** Two nights, and what a run may take. */
  untoldAfterMs: 50 * HOUR_MS,
  /** Whoever has just joined may well be quiet. */
  quietDaysMin: 7,
} as const

/** A business's troubles are one number with a bit for each, so that the graver ones sort first. */
export function bitOf(trouble: Trouble): number {
  return 2 ** TROUBLES.indexOf(trouble)
}

/** The gravest first. */
export function troublesIn(bits: number): Trouble[] {
  return TROUBLES.filter((trouble) => Math.floor(bits / bitOf(trouble)) % 2 === 1).toReversed()
}
