import * as v from 'valibot'

/** How calls to our number are taken where it is the business's public one. */
export const VoicePatch = v.strictObject({
  /** Whether the technician's phone rings first: never, while the business is open, or at any hour. */
  ringFirst: v.picklist(['never', 'open', 'always']),
  /** For how long, before the caller hears our greeting. */
  ringS: v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(40)),
})
export type VoiceSettings = v.InferOutput<typeof VoicePatch>

export const USUAL_VOICE: VoiceSettings = { ringFirst: 'never', ringS: 20 }

/** Whom to connect the technician with who has taken our call to them. */
export type BridgeView = { to: string; from: string }
