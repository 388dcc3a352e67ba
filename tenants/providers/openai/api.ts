import { APIPromise } from 'openai/api-promise'
import type { OpenAI } from 'openai/client'
import { APIError } from 'openai/error'
import {
  Responses,
  type ResponseCreateParamsNonStreaming,
  type ResponseInputItem,
} from 'openai/resources/responses/responses'
import * as v from 'valibot'
import { MODEL_THINKING_TOKENS } from '../../base/model-limits.ts'
import type { Http } from '../http.ts'
import type { Asked, Dialogue, ModelDriver, Step, ToolCall, ToolResult } from '../model-driver.ts'
import { describeBreak, describeStatus, openFetch } from '../model-http.ts'
import { thinks } from '../model-prices.ts'

type Account = { apiUrl: string; apiKey: string; model: string; http: Http }

/** OpenAI's Responses API, with nothing kept there (`store: false`). */
export function openaiModel(account: Account): ModelDriver {
  const { model } = account
  const outputTokensMax = (asked: number) => asked + (thinks(model) ? MODEL_THINKING_TOKENS : 0)
  return { provider: 'openai', model, outputTokensMax, open: (asked) => openDialogue(account, asked, outputTokensMax) }
}

function openDialogue(account: Account, asked: Asked, outputTokensMax: (asked: number) => number): Dialogue {
  const input: ResponseInputItem[] = asked.turns.map(({ role, text }) => ({ role, content: text }))
  return {
    prepare(results, mayCall) {
      input.push(...results.map(writeResult))
      const body = writeBody(account.model, asked, { input: [...input], mayCall, outputTokensMax })
      return {
        bytes: new TextEncoder().encode(JSON.stringify(body)).length,
        async send(timeoutMs) {
          try {
            const client = new ResponsesClient(account, timeoutMs)
            const answer = v.parse(Answer, await new Responses(client as unknown as OpenAI).create(body))
            // The model wants to see what it said and thought, unchanged, beside what came of it.
            input.push(...(answer.output.filter(isOwn) as unknown as ResponseInputItem[]))
            return readAnswer(answer)
          } catch (error) {
            return describeError(error)
          }
        },
      }
    },
  }
}

function writeBody(
  model: string,
  { system, schema, schemaName, tools, maxOutputTokens }: Asked,
  now: { input: ResponseInputItem[]; mayCall: boolean; outputTokensMax: (asked: number) => number },
): ResponseCreateParamsNonStreaming {
  return {
    model,
    store: false,
    instructions: system,
    input: now.input,
    max_output_tokens: now.outputTokensMax(maxOutputTokens),
    text: { format: { type: 'json_schema', name: schemaName, strict: true, schema } },
    ...(tools.length > 0 && {
      tools: tools.map((tool) => ({ type: 'function' as const, strict: true, ...tool })),
      tool_choice: now.mayCall ? ('auto' as const) : ('none' as const),
    }),
    // Nothing is kept there, so what it thought has to come here, sealed, to be shown to it again.
    ...(thinks(model) && { reasoning: { effort: 'low' }, include: ['reasoning.encrypted_content'] }),
  }
}

function writeResult({ id, text }: ToolResult): ResponseInputItem {
  return { type: 'function_call_output', call_id: id, output: text }
}

const Part = v.variant('type', [
  v.object({ type: v.literal('output_text'), text: v.string() }),
  v.object({ type: v.literal('refusal'), refusal: v.string() }),
])
/** Items keep what is not read here: they go back as they came. */
const Item = v.variant('type', [
  v.looseObject({ type: v.literal('message'), content: v.array(Part) }),
  v.looseObject({ type: v.literal('function_call'), call_id: v.string(), name: v.string(), arguments: v.string() }),
  v.looseObject({ type: v.string() }),
])
type Item = v.InferOutput<typeof Item>
const Answer = v.object({
  object: v.literal('response'),
  status: v.string(),
  error: v.nullish(v.object({ code: v.string() })),
  incomplete_details: v.nullish(v.object({ reason: v.optional(v.string()) })),
  output: v.array(Item),
  usage: v.nullish(v.object({ input_tokens: v.number(), output_tokens: v.number() })),
})
type Answer = v.InferOutput<typeof Answer>

function isOwn({ type }: Item): boolean {
  return type === 'message' || type === 'function_call' || type === 'reasoning'
}

function readAnswer({ status, error, incomplete_details: incomplete, output, usage: told }: Answer): Step {
  const usage = { inputTokens: told?.input_tokens ?? 0, outputTokens: told?.output_tokens ?? 0 }
  if (status === 'failed') return { ...describeStatus(500, error?.code ?? 'failed', undefined), mayBeCharged: false }
  if (status === 'incomplete') {
    const why = incomplete?.reason ?? 'incomplete'
    return { kind: 'unusable', reason: why === 'content_filter' ? 'refused' : 'malformed', detail: why, usage }
  }
  const calls = output.flatMap(readCall)
  if (calls.length > 0) return { kind: 'calls', calls, usage }
  const parts = output.flatMap((item) => ('content' in item && item.type === 'message' ? (item.content as Part[]) : []))
  if (parts.some(({ type }) => type === 'refusal')) {
    return { kind: 'unusable', reason: 'refused', detail: 'refusal', usage }
  }
  return { kind: 'answered', text: parts.map((part) => ('text' in part ? part.text : '')).join(''), usage }
}
type Part = v.InferOutput<typeof Part>

function readCall(item: Item): ToolCall[] {
  const call = v.safeParse(FunctionCall, item)
  return call.success
    ? [{ id: call.output.call_id, name: call.output.name, args: readJson(call.output.arguments) }]
    : []
}
const FunctionCall = Item.options[1]

/** Undefined passes no schema, so the model is told that its arguments do not fit. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function describeError(error: unknown): Step {
  if (!(error instanceof APIError) || typeof error.status !== 'number') return describeBreak(error)
  const code = typeof error.code === 'string' ? error.code : (error.type ?? 'unknown')
  // Waiting brings no credit.
  return describeStatus(error.status, code, error.headers, code === 'insufficient_quota')
}

type PostOptions = { body?: unknown }

/**
 * What the SDK's resource of responses needs of the SDK's client. The client itself brings all other resources along,
 * 86 KiB packed where this is 23, and its retries and its way out would be ours anyway (decision 0039).
 */
class ResponsesClient {
  readonly #account: Account
  readonly #timeoutMs: number

  constructor(account: Account, timeoutMs: number) {
    this.#account = account
    this.#timeoutMs = timeoutMs
  }

  post<T>(path: string, options: PostOptions | Promise<PostOptions>): APIPromise<T> {
    return new APIPromise<T>(this as unknown as OpenAI, this.#post(path, options))
  }

  async #post(path: string, given: PostOptions | Promise<PostOptions>): Promise<Answered> {
    const options = await given
    const { apiUrl, apiKey, http } = this.#account
    const controller = new AbortController()
    const send = openFetch(http, this.#timeoutMs)
    const headers = {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      accept: 'application/json',
    }
    const response = await send(`${apiUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(options.body) })
    if (response.ok) {
      return { response, controller, options: { method: 'post', path }, ...NO_LOG }
    }
    const text = await response.text()
    throw APIError.generate(response.status, readJson(text) as object | undefined, undefined, response.headers)
  }
}

type Answered = Awaited<ConstructorParameters<typeof APIPromise>[1]>
const NO_LOG = { requestLogID: '', retryOfRequestLogID: undefined, startTime: 0 }
