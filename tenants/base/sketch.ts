/**
 * Delays of any spread in few numbers that can be added up, so that percentiles of many days and many businesses come
 * from counts alone. Each bucket reaches 4 % further than the one below it, which puts every answer within 2 % of the
 * delay that really has that rank. After DDSketch (Masson, Rim and Lee, VLDB 2019).
 */
const GROWTH = 1.04
const LOG_GROWTH = Math.log(GROWTH)

/** Buckets in rising order, each with how many delays fell into it. */
export type Sketch = { buckets: number[]; counts: number[] }

/** Of delays in milliseconds; below one they count as one. */
export function sketchOf(delaysMs: readonly number[]): Sketch {
  const counted = new Map<number, number>()
  for (const delayMs of delaysMs) {
    const bucket = bucketOf(delayMs)
    counted.set(bucket, (counted.get(bucket) ?? 0) + 1)
  }
  return toSketch(counted)
}

/** Where a delay is counted: at most so long, and longer than what the bucket below holds. */
export function bucketOf(delayMs: number): number {
  return Math.ceil(Math.log(Math.max(1, delayMs)) / LOG_GROWTH)
}

export function mergeSketches(sketches: readonly Sketch[]): Sketch {
  const counted = new Map<number, number>()
  for (const { buckets, counts } of sketches) {
    for (const [place, bucket] of buckets.entries()) {
      counted.set(bucket, (counted.get(bucket) ?? 0) + (counts[place] ?? 0))
    }
  }
  return toSketch(counted)
}

/** The delay in milliseconds that this share of all does not exceed, null where there is none. */
export function quantileOf({ buckets, counts }: Sketch, share: number): number | null {
  const rank = Math.max(1, Math.ceil(counts.reduce((sum, count) => sum + count, 0) * share))
  let below = 0
  for (const [place, bucket] of buckets.entries()) {
    below += counts[place] ?? 0
    if (below >= rank) return middleOf(bucket)
  }
  return null
}

/** As far from the lowest delay of the bucket as from its highest, in proportion. */
function middleOf(bucket: number): number {
  return (2 * GROWTH ** bucket) / (GROWTH + 1)
}

/** How many fell into which bucket, in rising order. */
export function toSketch(counted: Map<number, number>): Sketch {
  const rising = [...counted].sort(([one], [other]) => one - other)
  return { buckets: rising.map(([bucket]) => bucket), counts: rising.map(([, count]) => count) }
}
