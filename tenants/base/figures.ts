import { bucketOf, toSketch, type Sketch } from './sketch.ts'

/** How the platform itself is doing, as counts that can be added up whoever counted them. */

export const MEASURE_NAMES = ['request', 'directory', 'warehouse', 'tenant_call', 'provider_call', 'run'] as const
export const TALLY_NAMES = ['directory_cache', 'fault', 'figures_dropped'] as const
export type MeasureName = (typeof MEASURE_NAMES)[number]
export type TallyName = (typeof TALLY_NAMES)[number]

/** Words of ours, such as a route's pattern or a provider's name. Never an id, a number or a name. */
export type FigureLabels = Record<string, string>

/** Things that took time: how many, how long together, and their delays as buckets. */
export type Measure = { name: MeasureName; labels: FigureLabels; count: number; sumMs: number; sketch: Sketch }
/** Things that were only counted. */
export type Tally = { name: TallyName; labels: FigureLabels; count: number }
export type Figures = { measures: Measure[]; tallies: Tally[] }

type OpenMeasure = Omit<Measure, 'sketch'> & { buckets: Map<number, number> }

/**
 * Counts what happens. However many names and labels come, it keeps no more series than it was given room for; what
 * belongs to none of them is counted as dropped.
 */
export class FiguresBook {
  readonly #seriesMax: number
  #measures = new Map<string, OpenMeasure>()
  #tallies = new Map<string, Tally>()

  constructor(seriesMax: number) {
    this.#seriesMax = seriesMax
  }

  get isEmpty(): boolean {
    return this.#measures.size === 0 && this.#tallies.size === 0
  }

  measure(name: MeasureName, labels: FigureLabels, tookMs: number): void {
    const measure = this.#open(name, labels)
    if (!measure) return this.count('figures_dropped', {})
    const bucket = bucketOf(tookMs)
    measure.count += 1
    measure.sumMs += Math.max(0, tookMs)
    measure.buckets.set(bucket, (measure.buckets.get(bucket) ?? 0) + 1)
  }

  count(name: TallyName, labels: FigureLabels, count = 1): void {
    const key = keyOf(name, labels)
    const tally = this.#tallies.get(key)
    if (tally) tally.count += count
    else if (this.#tallies.size < this.#seriesMax || name === 'figures_dropped') {
      this.#tallies.set(key, { name, labels, count })
    } else this.count('figures_dropped', {}, count)
  }

  /** What others have counted. */
  add({ measures, tallies }: Figures): void {
    for (const { name, labels, count, sumMs, sketch } of measures) {
      const measure = this.#open(name, labels)
      if (!measure) {
        this.count('figures_dropped', {}, count)
        continue
      }
      measure.count += count
      measure.sumMs += sumMs
      for (const [place, bucket] of sketch.buckets.entries()) {
        measure.buckets.set(bucket, (measure.buckets.get(bucket) ?? 0) + (sketch.counts[place] ?? 0))
      }
    }
    for (const { name, labels, count } of tallies) this.count(name, labels, count)
  }

  read(): Figures {
    const measures = [...this.#measures.values()].map(({ buckets, ...rest }) => ({
      ...rest,
      sketch: toSketch(buckets),
    }))
    return { measures, tallies: [...this.#tallies.values()].map((tally) => ({ ...tally })) }
  }

  /** All of it, and begins anew. */
  take(): Figures {
    const figures = this.read()
    this.#measures = new Map()
    this.#tallies = new Map()
    return figures
  }

  #open(name: MeasureName, labels: FigureLabels): OpenMeasure | null {
    const key = keyOf(name, labels)
    const known = this.#measures.get(key)
    if (known) return known
    if (this.#measures.size >= this.#seriesMax) return null
    const opened = { name, labels, count: 0, sumMs: 0, buckets: new Map<number, number>() }
    this.#measures.set(key, opened)
    return opened
  }
}

function keyOf(name: string, labels: FigureLabels): string {
  let key = name
  for (const label of Object.keys(labels).sort()) key += ` ${label}=${labels[label]}`
  return key
}
