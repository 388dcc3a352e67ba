import type { ModelProvider } from './model-port.ts'
import type { JsonObjectSchema } from './model-schema.ts'

/** A request as it may leave: masked, fenced and told as JSON Schema. */
export type Asked = {
  system: string
  turns: readonly { role: 'user' | 'assistant'; text: string }[]
  schema: JsonObjectSchema
  schemaName: string
  tools: readonly { name: string; description: string; parameters: JsonObjectSchema }[]
  maxOutputTokens: number
}

export type Usage = { inputTokens: number; outputTokens: number }
export type ToolCall = { id: string; name: string; args: unknown }
export type ToolResult = { id: string; text: string; isError: boolean }

/** How one request to a provider ended. `usage` is missing where nothing is charged. */
export type Step =
  | { kind: 'answered'; text: string; usage: Usage }
  | { kind: 'calls'; calls: ToolCall[]; usage: Usage }
  /** It will not, or it stopped before the end. */
  | { kind: 'unusable'; reason: 'refused' | 'malformed'; detail: string; usage: Usage }
  | Failed

export type Failed = {
  kind: 'failed'
  isLate: boolean
  /** Whether it is worth asking the same provider again. */
  isRetryable: boolean
  retryAfterMs: number | null
  /** Whether the provider may have done the work, and charge it. */
  mayBeCharged: boolean
  /** Our mistake and no fault of the provider's, such as a request that is too long. */
  isOurs: boolean
  detail: string
}

/** One request, ready to go. `bytes` is the length of its body: there are never more tokens in it. */
export type Prepared = { bytes: number; send(timeoutMs: number): Promise<Step> }

export type Dialogue = {
  /** The first request, or the next one with what the tools returned. Without `mayCall` the model has to answer. */
  prepare(results: readonly ToolResult[], mayCall: boolean): Prepared
}

/** One model of one provider. */
export type ModelDriver = {
  provider: ModelProvider
  model: string
  /** Of one answer, what it thinks included. */
  outputTokensMax(asked: number): number
  open(asked: Asked): Dialogue
}
