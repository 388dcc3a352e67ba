import type * as v from 'valibot'
import type { Instant } from '../base/clock.ts'

/** What a model is asked. It is never given more than stands here, and what stands here is masked before it leaves. */
export type ModelRequest<T> = {
  /** What it is for, as the ledger of calls names it, such as `answer`. */
  purpose: string
  /** The run of an agent that asks, if one does. */
  runId?: string
  /** Our own instructions. Nothing that anybody else has written may stand in it. */
  system: string
  turns: readonly ModelTurn[]
  /** Names of people that stand in the turns, which leave as placeholders and come back as names. */
  names?: readonly string[]
  /**
   * What the answer must be: an object, of what `model-schema.ts` can tell a model. An answer that does not pass is
   * `malformed`.
   */
  schema: v.GenericSchema<unknown, T>
  /** Letters, digits, `_` and `-`, at most 64. */
  schemaName: string
  tools?: readonly ModelTool[]
  /** Of each answer of the model; the calls of tools are answers too. */
  maxOutputTokens: number
  /** After it nobody waits any more. Both providers and all tools together have until then. */
  deadlineAt: Instant
}

export type ModelTurn = {
  role: 'user' | 'assistant'
  /** Our own words in a user's turn; in an assistant's what the model, or we in its place, said. */
  text: string
  /** What others have written, a customer above all. It is fenced in, so that it is read and not obeyed. */
  data?: readonly ModelData[]
}

/** `name` has letters, digits and `_`, such as `customer_message` or `price_book`. */
export type ModelData = { name: string; text: string }

/**
 * What a model may do on its way to an answer. `run` gets arguments that passed the schema, with masked words put back;
 * what it returns or promises is masked, sent as JSON, and cut where it is too long. It may be called more than once.
 */
export type ModelTool = {
  name: string
  description: string
  parameters: v.GenericSchema
  run: (args: unknown) => unknown
}

export type ModelProvider = 'openai' | 'anthropic'

/**
 * `off`: no model is set up. `refused`: the model will not, or its provider's filter stopped it. `failed`: no answer
 * that can be used. `late`: the deadline came first. `over_budget`: the day’s money would not last. `malformed`: not
 * what the schema wants, or tools called without end. Where two providers were asked, the last one’s.
 */
export type ModelFailure = 'off' | 'refused' | 'failed' | 'late' | 'over_budget' | 'malformed'

export type ModelAnswer<T> =
  | {
      ok: true
      value: T
      provider: ModelProvider
      model: string
      inputTokens: number
      outputTokens: number
      /** Millionths of a dollar, of all that was asked for this answer. */
      costMicros: number
      tookMs: number
    }
  /** `detail` is for us; it holds no word of a customer's. */
  | { ok: false; reason: ModelFailure; detail: string }

export type ModelPort = {
  /** Never throws, and never answers later than the deadline. */
  ask<T>(request: ModelRequest<T>): Promise<ModelAnswer<T>>
}

/** A tool whose `run` is given what its schema makes of the arguments. */
export function defineTool<S extends v.GenericSchema>(tool: {
  name: string
  description: string
  parameters: S
  run: (args: v.InferOutput<S>) => unknown
}): ModelTool {
  return { ...tool, run: (args) => tool.run(args as v.InferOutput<S>) }
}

/** What stands in where no model is set up. */
export const NO_MODELS: ModelPort = {
  ask: () => Promise.resolve({ ok: false, reason: 'off', detail: 'No model is set up.' }),
}
