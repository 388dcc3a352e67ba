import * as v from 'valibot'
import { Language } from './board.ts'

/** The business's own words for the texts and e-mails we send. Empty means the words we ship. */

export const ScriptName = v.picklist([
  'missed_call_text',
  'price_answer',
  'price_ask_service',
  'booking_received',
  'question_received',
  'missed_call_email',
  'review_request',
  'amc_offer',
  'reengage',
])
export type ScriptName = v.InferOutput<typeof ScriptName>

/** `{business}` and the like stand for what is known when the message is written; `placeholders` lists their names. */
export type ScriptView = {
  name: ScriptName
  language: Language
  /** What is sent now: the business's own words, or ours. */
  text: string
  isOwn: boolean
  placeholders: string[]
  /** Counts the changes; a save names the version it was made from. */
  version: number
}

export const ScriptQuestion = v.strictObject({
  name: ScriptName,
  language: Language,
  text: v.pipe(v.string(), v.trim(), v.maxLength(1_000)),
})
export type ScriptQuestion = v.InferOutput<typeof ScriptQuestion>

/** How a script would read for an example customer, and what forbids it. It can be saved where `findings` is empty. */
export type ScriptPreview = {
  text: string
  encoding: 'GSM-7' | 'UCS-2'
  segments: number
  characters: number
  findings: { code: string; detail: string }[]
}

/** `text` empty goes back to our words. */
export const ScriptPatch = v.strictObject({ ...ScriptQuestion.entries, version: v.pipe(v.number(), v.integer()) })
export type ScriptPatch = v.InferOutput<typeof ScriptPatch>
