import type { Effect } from '../../experiments/effect.ts'
import type { Beta } from '../../experiments/posterior.ts'
import type { ScriptFacts } from '../../replies/facts.ts'
import type { Metric } from '../../storage/experiment-rows.ts'

/** Scripts that other words are tried for, and what shows that they are better. */
export const TRIED_SCRIPTS = ['missed_call_text', 'price_answer'] as const
export type TriedScript = (typeof TRIED_SCRIPTS)[number]
export const METRIC_OF: Record<TriedScript, Metric> = { missed_call_text: 'replied', price_answer: 'booked' }

/** One idea each, in the order in which they are tried. `shipped` are our words, where the business has its own. */
export const EDITS = ['shorter', 'question_last', 'owner_named', 'easy_question', 'price_first', 'shipped'] as const
/** `written`: by a model. */
export type Edit = (typeof EDITS)[number] | 'written'

export type Candidate = { edit: Edit; text: string }

/** A variant that has won and is not the script yet. */
export type Winner = {
  experimentId: string
  edit: string
  text: string
  /** The words that stood when it began. */
  base: string
  stood: { hits: number; of: number }
  won: { hits: number; of: number }
  /** The two without the luck that helped it to win. */
  fair: Effect
}

/** One script in one language, as it stands. */
export type ScriptSeen = {
  subject: TriedScript
  language: 'en' | 'es'
  metric: Metric
  /** What is sent now, and the business's own words, empty where they are ours. */
  text: string
  own: string
  isRunning: boolean
  /** Something was tried not long ago: customers see what came of it first. */
  isResting: boolean
  /** Customers who got it in the last 30 days, and what came of 90 days of them whose outcome is in. */
  monthly: number
  hits: number
  of: number
  /** What the fleet expects of it. */
  prior: Beta
  /** Words from the library that may be sent and were not tried against these. */
  candidates: Candidate[]
  /** Every wording that was tried against what stands. */
  tried: string[]
  winner: Winner | null
}

export type CxSeen = { at: number; scripts: ScriptSeen[]; facts: Record<'en' | 'es', ScriptFacts> }
