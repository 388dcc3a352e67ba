import * as v from 'valibot'
import type { GreetingLanguage } from '../base/greeting.ts'
import { KEEP_DAYS } from '../base/voice-limits.ts'

/** How calls to our number are taken where it is the business's public one. */
export const VoicePatch = v.strictObject({
  /** Whether the technician's phone rings first: never, while the business is open, or at any hour. */
  ringFirst: v.picklist(['never', 'open', 'always']),
  /** For how long, before the caller hears our greeting. */
  ringS: v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(40)),
  /** Whether callers may leave a message after the tone. */
  recordsMessages: v.optional(v.boolean(), true),
  /** For how long recordings and pictures are kept. */
  keepDays: v.optional(v.picklist(KEEP_DAYS), 90),
})
export type VoiceSettings = v.InferOutput<typeof VoicePatch>

/** What a caller hears: the notice, with the question where one is asked; what stands before the tone; the end. */
export type Heard = { notice: string[]; record: string; goodbye: string }

/** Beside the settings: which phones they are about, and what is said, in the order in which it is heard. */
export type VoiceView = VoiceSettings & {
  number: string
  rings: string
  /** What whoever takes the technician's phone hears. */
  whisper: Record<GreetingLanguage, string>
  hears: Record<GreetingLanguage, Heard>
  /** In which of the two this business speaks. */
  language: GreetingLanguage
}

/** Whom to connect the technician with who has taken our call to them. */
export type BridgeView = { to: string; from: string }
