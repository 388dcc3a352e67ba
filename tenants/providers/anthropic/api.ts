import { BaseAnthropic } from '@anthropic-ai/sdk/client'
import { APIError } from '@anthropic-ai/sdk/error'
import {
  Messages,
  type ContentBlockParam,
  type MessageCreateParamsNonStreaming,
  type MessageParam,
} from '@anthropic-ai/sdk/resources/messages/messages'
import * as v from 'valibot'
import { MODEL_THINKING_TOKENS } from '../../base/model-limits.ts'
import type { Http } from '../http.ts'
import type { Asked, Dialogue, ModelDriver, Step, ToolResult } from '../model-driver.ts'
import { describeBreak, describeStatus, openFetch } from '../model-http.ts'
import { thinks } from '../model-prices.ts'

type Account = { apiUrl: string; apiKey: string; model: string; http: Http }

/** Anthropic's Messages API. */
export function anthropicModel(account: Account): ModelDriver {
  const { model } = account
  const outputTokensMax = (asked: number) => asked + (thinks(model) ? MODEL_THINKING_TOKENS : 0)
  return {
    provider: 'anthropic',
    model,
    outputTokensMax,
    open: (asked) => openDialogue(account, asked, outputTokensMax(asked.maxOutputTokens)),
  }
}

const SDK_PATIENCE_MS = 5_000

/** The SDK's client with the one resource that is used: all of them are 87 KiB packed, this is 40 (decision 0039). */
class MessagesClient extends BaseAnthropic {
  readonly messages = new Messages(this)
}

function openDialogue(account: Account, asked: Asked, maxTokens: number): Dialogue {
  const messages: MessageParam[] = asked.turns.map(({ role, text }) => ({ role, content: text }))
  return {
    prepare(results, mayCall) {
      if (results.length > 0) messages.push({ role: 'user', content: results.map(writeResult) })
      const body = writeBody(account.model, asked, { messages: [...messages], mayCall, maxTokens })
      return {
        bytes: new TextEncoder().encode(JSON.stringify(body)).length,
        async send(timeoutMs) {
          try {
            const answer = v.parse(Answer, await openClient(account, timeoutMs).messages.create(body))
            // What it said and thought goes back unchanged, signatures and all.
            messages.push({ role: 'assistant', content: answer.content as unknown as ContentBlockParam[] })
            return readAnswer(answer)
          } catch (error) {
            return describeError(error)
          }
        },
      }
    },
  }
}

function openClient({ apiUrl, apiKey, http }: Account, timeoutMs: number): MessagesClient {
  return new MessagesClient({
    apiKey,
    baseURL: apiUrl,
    fetch: openFetch(http, timeoutMs),
    // Who is asked again, and when, is decided in models.ts, where the deadline and the money are known.
    maxRetries: 0,
    // Our own way out gives up first, and says what it was.
    timeout: timeoutMs + SDK_PATIENCE_MS,
    logLevel: 'off',
    openTelemetry: false,
  })
}

function writeBody(
  model: string,
  { system, schema, tools }: Asked,
  now: { messages: MessageParam[]; mayCall: boolean; maxTokens: number },
): MessageCreateParamsNonStreaming {
  return {
    model,
    max_tokens: now.maxTokens,
    system,
    messages: now.messages,
    output_config: { format: { type: 'json_schema', schema }, ...(thinks(model) && { effort: 'low' }) },
    ...(tools.length > 0 && {
      tools: tools.map(({ name, description, parameters }) => ({
        ...{ name, description, strict: true },
        input_schema: parameters,
      })),
      tool_choice: { type: now.mayCall ? ('auto' as const) : ('none' as const) },
    }),
  }
}

function writeResult({ id, text, isError }: ToolResult): ContentBlockParam {
  return { type: 'tool_result', tool_use_id: id, content: text, ...(isError && { is_error: true }) }
}

/** Blocks keep what is not read here: they go back as they came. */
const Text = v.looseObject({ type: v.literal('text'), text: v.string() })
const ToolUse = v.looseObject({ type: v.literal('tool_use'), id: v.string(), name: v.string(), input: v.unknown() })
const Answer = v.object({
  type: v.literal('message'),
  content: v.array(v.looseObject({ type: v.string() })),
  stop_reason: v.nullable(v.string()),
  usage: v.object({ input_tokens: v.number(), output_tokens: v.number() }),
})
type Answer = v.InferOutput<typeof Answer>

function readAnswer({ content, stop_reason: stop, usage: told }: Answer): Step {
  const why = stop ?? 'unknown'
  const usage = { inputTokens: told.input_tokens, outputTokens: told.output_tokens }
  switch (why) {
    case 'tool_use': {
      const calls = content.flatMap((block) => {
        const call = v.safeParse(ToolUse, block)
        return call.success ? [{ id: call.output.id, name: call.output.name, args: call.output.input }] : []
      })
      return { kind: 'calls', calls, usage }
    }
    case 'end_turn':
    case 'stop_sequence': {
      const texts = content.flatMap((block) => {
        const part = v.safeParse(Text, block)
        return part.success ? [part.output.text] : []
      })
      return { kind: 'answered', text: texts.join(''), usage }
    }
    default:
      return { kind: 'unusable', reason: why === 'refusal' ? 'refused' : 'malformed', detail: why, usage }
  }
}

function describeError(error: unknown): Step {
  if (!(error instanceof APIError) || typeof error.status !== 'number') return describeBreak(error)
  return describeStatus(error.status, readType(error.error), error.headers)
}

const Refusal = v.object({ error: v.object({ type: v.string() }) })
function readType(body: unknown): string {
  const parsed = v.safeParse(Refusal, body)
  return parsed.success ? parsed.output.error.type : 'unknown'
}
