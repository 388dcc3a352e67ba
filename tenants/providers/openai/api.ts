import type { ResponseCreateParamsNonStreaming, ResponseInputItem } from 'openai/resources/responses/responses'
import * as v from 'valibot'
import { MODEL_THINKING_TOKENS } from '../../base/model-limits.ts'
import type { Http } from '../http.ts'
import type { Asked, Dialogue, ModelDriver, Step, ToolCall, ToolResult } from '../model-driver.ts'
import { ask, describeStatus, UNREADABLE } from '../model-http.ts'
import { thinks } from '../model-prices.ts'
import { parseAnswer } from '../parse.ts'

type Account = { apiUrl: string; apiKey: string; model: string; http: Http }

/** OpenAI's Responses API, with nothing kept there (`store: false`). */
export function openaiModel(account: Account): ModelDriver {
  const { model } = account
  const outputTokensMax = (asked: number) => asked + (thinks(model) ? MODEL_THINKING_TOKENS : 0)
  return { provider: 'openai', model, outputTokensMax, open: (asked) => openDialogue(account, asked, outputTokensMax) }
}

function openDialogue(account: Account, asked: Asked, outputTokensMax: (asked: number) => number): Dialogue {
  const { apiUrl, apiKey, model, http } = account
  const url = `${apiUrl}/responses`
  const headers = { Authorization: `Bearer ${apiKey}` }
  const input: ResponseInputItem[] = asked.turns.map(({ role, text }) => ({ role, content: text }))
  return {
    prepare(results, mayCall) {
      input.push(...results.map(writeResult))
      const body = JSON.stringify(writeBody(model, asked, { input, mayCall, outputTokensMax }))
      return {
        bytes: new TextEncoder().encode(body).length,
        async send(timeoutMs) {
          const sent = await ask(http, { url, headers, body, timeoutMs }, readCode)
          if (sent.kind !== 'answered') return sent
          const answer = parseAnswer(Answer, sent.text)
          if (!answer) return UNREADABLE
          // The model wants to see what it said and thought, unchanged, beside what came of it.
          input.push(...(answer.output.filter(isOwn) as unknown as ResponseInputItem[]))
          return readAnswer(answer)
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

const Word = v.fallback(v.nullish(v.string()), null)
const Refusal = v.object({ error: v.object({ code: Word, type: Word }) })
function readCode(text: string): string {
  const error = parseAnswer(Refusal, text)?.error
  return error?.code ?? error?.type ?? 'unknown'
}
