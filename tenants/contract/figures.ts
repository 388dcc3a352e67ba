import * as v from 'valibot'
import { MEASURE_NAMES, TALLY_NAMES } from '../base/figures.ts'
import { FIGURES_SERIES_MAX } from '../base/fleet-limits.ts'

/** The figures of tenants/base/figures.ts as they are sent: the shapes keep out whatever is no word of ours. */

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Label = v.pipe(v.string(), v.regex(/^[\w./:*-]{1,100}$/))
const Labels = v.record(v.pipe(v.string(), v.regex(/^[a-z_]{1,30}$/)), Label)

const Measure = v.strictObject({
  name: v.picklist(MEASURE_NAMES),
  labels: Labels,
  count: Count,
  sumMs: v.pipe(v.number(), v.minValue(0)),
  sketch: v.strictObject({ buckets: v.array(v.pipe(v.number(), v.safeInteger())), counts: v.array(Count) }),
})

const Tally = v.strictObject({ name: v.picklist(TALLY_NAMES), labels: Labels, count: Count })

export const Figures = v.strictObject({
  measures: v.pipe(v.array(Measure), v.maxLength(FIGURES_SERIES_MAX)),
  tallies: v.pipe(v.array(Tally), v.maxLength(FIGURES_SERIES_MAX + 1)),
})
export type Figures = v.InferOutput<typeof Figures>
