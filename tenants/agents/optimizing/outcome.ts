import type { Measured } from '../agent.ts'

/**
 * What a change in the account brought, in money: what the changed keywords earned less what they cost, after against
 * before, set against what the keywords that were left as they were did meanwhile (difference in differences of
 * relative changes, since groups differ in size). A season or a fair moves both. Pure.
 */
export type Earned = { clicks: number; conversions: number; costMicros: number }
export type Spans = { before: Earned; after: Earned }

/** Too few of the others to tell a season by. */
const CONTROL_CONVERSIONS_MIN = 10

/** `leadMicros` is what a lead is worth. */
export function measureMoney(changed: Spans, others: Spans, leadMicros: number, minorMicros: number): Measured {
  const trend = trendOf(others)
  const profit = ({ conversions, costMicros }: Earned) => conversions * leadMicros - costMicros
  // Both what came in and what went out would have gone with everybody else's.
  const change = profit(changed.after) - profit(changed.before) * trend
  // Leads come by chance (Poisson); what they cost is known.
  const margin = leadMicros * Math.sqrt(changed.after.conversions + changed.before.conversions * trend ** 2 + 1)
  const count = ({ conversions, clicks }: Earned) => ({ hits: Math.round(conversions), of: clicks })
  return {
    ...{ before: count(changed.before), after: count(changed.after), valueMinor: leadMicros / minorMicros },
    control: { before: count(others.before), after: count(others.after) },
    moneyMinor: { change: change / minorMicros, margin: margin / minorMicros },
  }
}

function trendOf({ before, after }: Spans): number {
  if (before.conversions < CONTROL_CONVERSIONS_MIN || after.conversions < CONTROL_CONVERSIONS_MIN) return 1
  return after.conversions / before.conversions
}
