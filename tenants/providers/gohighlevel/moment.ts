import type { Instant } from '../../base/clock.ts'

/** GoHighLevel writes instants in ISO 8601, and here and there in epoch milliseconds. */
export function instantOrNull(moment: string | number | null | undefined): Instant | null {
  if (typeof moment === 'number') return moment
  const at = Date.parse(moment ?? '')
  return Number.isNaN(at) ? null : at
}
