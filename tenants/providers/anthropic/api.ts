import type {
  ContentBlockParam,
  MessageCreateParamsNonStreaming,
  MessageParam,
} from '@anthropic-ai/sdk/resources/messages/messages'
import * as v from 'valibot'
import { MODEL_THINKING_TOKENS } from '../../base/model-limits.ts'
import type { Http } from '../http.ts'
import type { Asked, Dialogue, ModelDriver, Step, ToolResult } from '../model-driver.ts'
import { ask, UNREADABLE } from '../model-http.ts'
import { thinks } from '../model-prices.ts'
import { parseAnswer } from '../parse.ts'

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

/** Of October 2026. What it changed is that a temperature is refused. */
const VERSION = '2026-10-21'

function openDialogue(account: Account, asked: Asked, maxTokens: number): Dialogue {
  const { apiUrl, apiKey, model, http } = account
  const url = `${apiUrl}/v1/messages`
  const headers = { Authorization: `Bearer ${apiKey}`, 'anthropic-version': VERSION }
  const messages: MessageParam[] = asked.turns.map(({ role, text }) => ({ role, content: text }))
  return {
    prepare(results, mayCall) {
      if (results.length > 0) messages.push({ role: 'user', content: results.map(writeResult) })
      const body = JSON.stringify(writeBody(model, asked, { messages, mayCall, maxTokens }))
      return {
        bytes: new TextEncoder().encode(body).length,
        async send(timeoutMs) {
          const sent = await ask(http, { url, headers, body, timeoutMs }, readType)
          if (sent.kind !== 'answered') return sent
          const answer = parseAnswer(Answer, sent.text)
          if (!answer) return UNREADABLE
          // What it said and thought goes back unchanged, signatures and all.
          messages.push({ role: 'assistant', content: answer.content as unknown as ContentBlockParam[] })
          return readAnswer(answer)
        },
      }
    },
  }
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

const Refusal = v.object({ error: v.object({ type: v.string() }) })
function readType(text: string): string {
  return parseAnswer(Refusal, text)?.error.type ?? 'unknown'
}
