import type { Measured, MoneyChange } from './agent.ts'
import type { Count, Metric, Outcome } from './decision.ts'

/** Fewer than so many tell nothing, however they turned out. */
const CASES_MIN = 20
/** Nineteen of twenty intervals hold the truth. */
const Z = 1.96

/**
 * What an action changed: the difference of the shares after and before, less what changed meanwhile where nothing was
 * done (difference in differences). Money is claimed only for a change that is hardly chance; where there was no
 * before, what came of it is counted as it is. What was picked for how it came out is told without the luck in it,
 * and so is its money.
 */
export function estimate(metric: Metric, measured: Measured): Outcome {
  const { before, after, control, valueMinor, paid, moneyMinor, fair } = measured
  if (moneyMinor !== undefined) return ofMoney(metric, measured, moneyMinor)
  if (before === null) {
    const impactMinor = Math.round(after.hits * valueMinor)
    return { metric, before, after, change: null, low: null, high: null, impactMinor }
  }
  const own = compare(before, after, control)
  const worth = paid ? compare(paid.before, paid.after, null) : own
  const change = (paid ? paid.change : fair?.change) ?? worth.change
  const impactMinor = isSure(worth) ? Math.round(change * (paid ?? { after }).after.of * valueMinor) : 0
  const money = paid && impactMinor !== 0 ? { paid: { before: paid.before, after: paid.after } } : {}
  if (fair === undefined) return { metric, before, after, ...own, impactMinor, ...money }
  const { change: gained, low, high, ...shares } = fair
  return { metric, before, after, change: gained, low, high, impactMinor, ...money, fair: shares }
}

type Compared = { change: number; low: number | null; high: number | null }

function compare(before: Count, after: Count, control: Measured['control']): Compared {
  const change = share(after) - share(before) - (control ? share(control.after) - share(control.before) : 0)
  const counts = [before, after, ...(control ? [control.before, control.after] : [])]
  if (counts.some(({ of }) => of < CASES_MIN)) return { change, low: null, high: null }
  const margin = Z * Math.sqrt(counts.reduce((sum, count) => sum + variance(count), 0))
  return { change, low: change - margin, high: change + margin }
}

function isSure({ low, high }: Compared): boolean {
  return low !== null && high !== null && (low > 0 || high < 0)
}

/** Where money itself is measured, it is claimed by the same rule. */
function ofMoney(metric: Metric, { before, after }: Measured, { change, margin }: MoneyChange): Outcome {
  const isSure = Math.abs(change) > Z * margin
  return { metric, before, after, change: null, low: null, high: null, impactMinor: isSure ? Math.round(change) : 0 }
}

function share({ hits, of }: Count): number {
  return of === 0 ? 0 : hits / of
}

/** With two of each added (Agresti and Caffo 2000), so that none of ten is not taken for certain. */
function variance({ hits, of }: Count): number {
  const tried = of + 2
  const part = (hits + 1) / tried
  return (part * (1 - part)) / tried
}
