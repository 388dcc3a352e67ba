import { normalQuantile } from '../../../tenants/experiments/normal.ts'

/** What came of one business-year, run one way. Money in minor units. */
export type Scored = {
  bookings: number
  moneyMinor: number
  delays: (number | null)[]
  stood: number[]
  falseAlarms: number
  looks: number
  trials: number
  won: number
}

export type Estimate = { mean: number; low: number; high: number }

/** The mean and where it lies in 19 of 20 cases, by Student's t. */
export function estimateOf(values: readonly number[]): Estimate {
  const count = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, count)
  if (count < 2) return { mean, low: -Infinity, high: Infinity }
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1)
  const width = studentQuantile(0.975, count - 1) * Math.sqrt(variance / count)
  return { mean, low: mean - width, high: mean + width }
}

/** By its expansion around the normal quantile (Abramowitz and Stegun 26.7.5), to a hundredth from five on. */
function studentQuantile(below: number, freedom: number): number {
  const z = normalQuantile(below)
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  )
}
