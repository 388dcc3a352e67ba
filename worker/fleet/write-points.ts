import type { Figures } from '../../tenants/base/figures.ts'
import { quantileOf } from '../../tenants/base/sketch.ts'

/** What one call of the Worker may write. */
const POINTS_MAX = 200

/**
 * Keeps figures for longer than the fleet room does, where a place for it is bound. One point a measure: its name, what
 * it was of, how many, how long together and p50, p95, p99 in milliseconds.
 */
export function writePoints(dataset: AnalyticsEngineDataset | undefined, { measures }: Figures): void {
  if (!dataset) return
  const most = measures.toSorted((one, other) => other.count - one.count).slice(0, POINTS_MAX)
  for (const { name, labels, count, sumMs, sketch } of most) {
    const delays = [0.5, 0.95, 0.99].map((share) => quantileOf(sketch, share) ?? 0)
    const blobs = Object.entries(labels).map(([label, value]) => `${label}=${value}`)
    dataset.writeDataPoint({ indexes: [name], blobs: [name, ...blobs], doubles: [count, sumMs, ...delays] })
  }
}
