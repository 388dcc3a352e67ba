import * as v from 'valibot'

/** Figures of how the platform is doing, in a form that can be added up however many isolates counted them. */

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** Words of ours: a route's pattern, a provider's name, a class of outcome. Never an id, a number or a name. */
const Label = v.pipe(v.string(), v.regex(/^[\w./:*{}-]{1,100}$/))
const Labels = v.record(v.pipe(v.string(), v.regex(/^[a-z_]{1,30}$/)), Label)

export const MEASURE_NAMES = ['request', 'directory', 'warehouse', 'tenant_call', 'provider_call', 'run'] as const
export const TALLY_NAMES = ['directory_cache', 'fault', 'figures_dropped'] as const

/** Things that took time: how many, how long together, and their delays as buckets (tenants/base/sketch.ts). */
export const Measure = v.strictObject({
  name: v.picklist(MEASURE_NAMES),
  labels: Labels,
  count: Count,
  sumMs: v.pipe(v.number(), v.minValue(0)),
  sketch: v.strictObject({ buckets: v.array(v.pipe(v.number(), v.safeInteger())), counts: v.array(Count) }),
})
export type Measure = v.InferOutput<typeof Measure>

/** Things that were only counted. */
export const Tally = v.strictObject({ name: v.picklist(TALLY_NAMES), labels: Labels, count: Count })
export type Tally = v.InferOutput<typeof Tally>

export const Figures = v.strictObject({
  measures: v.pipe(v.array(Measure), v.maxLength(500)),
  tallies: v.pipe(v.array(Tally), v.maxLength(100)),
})
export type Figures = v.InferOutput<typeof Figures>
