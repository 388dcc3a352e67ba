import { createHash } from 'node:crypto'
import type {
  Response,
  ResponseCreateParamsNonStreaming,
  ResponseOutputItem,
  ResponseOutputMessage,
} from 'openai/resources/responses/responses'
import type { Emulator, EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import type { Manners } from './models/control.ts'
import { OpenaiRefusal, readOpenaiRequest } from './models/openai-request.ts'
import type { Reply } from './models/prompt.ts'

const MODELS = /^(?:gpt-(?:4|5|6)[a-z0-9.-]*|o[134](?:-[a-z0-9-]+)?)$/

/** `output_text` is the SDK's own, and `access_programs` is newer than the published description. */
type Wire = Omit<Response, 'output_text' | 'access_programs'>

/** OpenAI: the Responses API without streaming and without memory. Source: its published description. */
export function openai(manners: Manners): Emulator {
  return {
    name: 'openai',
    basePath: '/openai',
    handle: (request, world) => handle(request, world, manners),
    refuse: refuseWithStatus,
    control: (request) => manners.control(request),
    reset: () => manners.reset(),
  }
}

async function handle(request: EmulatorRequest, world: World, manners: Manners): Promise<EmulatorResponse> {
  const given = /^Bearer\s+(.+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
  if (given === undefined) return refuse(401, 'You didn’t provide an API key.', 'invalid_request_error', null, null)
  if (given !== world.settings.OPENAI_API_KEY) {
    return refuse(401, 'Incorrect API key provided.', 'invalid_request_error', null, 'invalid_api_key')
  }
  if (request.path !== '/v1/responses') {
    return refuse(404, `Invalid URL (${request.method} ${request.path})`, 'invalid_request_error', null, null)
  }
  if (request.method !== 'POST') {
    return refuse(
      405,
      `Not allowed to ${request.method} on ${request.path}.`,
      'invalid_request_error',
      null,
      'method_not_supported',
    )
  }
  try {
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      throw new OpenaiRefusal(
        "Unsupported content type. This API method only accepts 'application/json' requests.",
        null,
        'unsupported_content_type',
      )
    }
    const body = request.json()
    const { prompt, model, echo } = readOpenaiRequest(body)
    manners.note({ provider: 'openai', at: world.now(), body })
    if (!MODELS.test(model)) {
      return refuse(
        404,
        `The model '${model}' does not exist or you do not have access to it.`,
        'invalid_request_error',
        null,
        'model_not_found',
      )
    }
    const reply = await manners.answer('openai', prompt)
    return {
      status: 200,
      json: writeResponse(reply, echo, request.rawBody, world),
      headers: { 'x-request-id': idOf('req', request.rawBody) },
    }
  } catch (error) {
    if (error instanceof OpenaiRefusal)
      return refuse(400, error.message, 'invalid_request_error', error.param, error.code)
    throw error
  }
}

/** What the SDK's own types say of it is checked where this compiles, but for what is only given back. */
function writeResponse(reply: Reply, echo: ResponseCreateParamsNonStreaming, raw: Buffer, world: World): Wire {
  const output = writeOutput(reply, echo, raw)
  const inputTokens = countTokens(raw.toString('utf8'))
  const outputTokens = countTokens(JSON.stringify(output))
  const isCut = reply.kind === 'cut'
  const at = Math.floor(world.now() / 1000)
  return {
    id: idOf('resp', raw),
    object: 'response',
    created_at: at,
    status: isCut ? 'incomplete' : 'completed',
    completed_at: isCut ? null : at,
    error: null,
    incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
    instructions: echo.instructions ?? null,
    max_output_tokens: echo.max_output_tokens ?? null,
    model: echo.model ?? '',
    output,
    parallel_tool_calls: echo.parallel_tool_calls ?? true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null, ...echo.reasoning },
    temperature: null,
    text: echo.text ?? { format: { type: 'text' } },
    tool_choice: echo.tool_choice ?? 'auto',
    tools: echo.tools ?? [],
    top_p: null,
    truncation: 'disabled',
    usage: {
      input_tokens: inputTokens,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: inputTokens + outputTokens,
    },
    metadata: {},
  }
}

function writeOutput(reply: Reply, echo: ResponseCreateParamsNonStreaming, raw: Buffer): ResponseOutputItem[] {
  const include = echo.include ?? []
  const thought: ResponseOutputItem[] = include.includes('reasoning.encrypted_content')
    ? [{ id: idOf('rs', raw), type: 'reasoning', summary: [], encrypted_content: idOf('sealed', raw) }]
    : []
  const message = (
    content: ResponseOutputMessage['content'][number],
    status: 'completed' | 'incomplete' = 'completed',
  ): ResponseOutputItem[] => [
    ...thought,
    { id: idOf('msg', raw), type: 'message', role: 'assistant', status, content: [content] },
  ]
  switch (reply.kind) {
    case 'text':
      return message({ type: 'output_text', text: reply.text, annotations: [], logprobs: [] })
    case 'cut':
      return message({ type: 'output_text', text: reply.text, annotations: [], logprobs: [] }, 'incomplete')
    case 'refusal':
      return message({ type: 'refusal', refusal: reply.text })
    case 'calls':
      return [
        ...thought,
        ...reply.calls.map(({ name, args }, index) => ({
          ...{ id: idOf(`fc${index}`, raw), type: 'function_call' as const, call_id: idOf(`call${index}`, raw) },
          ...{ name, arguments: JSON.stringify(args), status: 'completed' as const },
        })),
      ]
    case 'hang':
      return message({ type: 'output_text', text: '', annotations: [], logprobs: [] })
    default:
      return reply satisfies never
  }
}

function idOf(kind: string, raw: Buffer): string {
  return `${kind}_${createHash('sha256').update(kind).update(raw).digest('hex').slice(0, 32)}`
}

/** About four characters of English make a token. */
function countTokens(text: string): number {
  return Math.ceil(text.length / 4)
}

function refuse(status: number, message: string, type: string, param: string | null, code: string | null) {
  return { status, json: { error: { message, type, param, code } } }
}

/** `POST /sandbox/faults` with 402 plays an account without credit, which OpenAI answers with 429. */
function refuseWithStatus(status: number): EmulatorResponse {
  if (status === 402) {
    return refuse(
      429,
      'You exceeded your current quota, please check your plan and billing details.',
      'insufficient_quota',
      null,
      'insufficient_quota',
    )
  }
  if (status === 429) {
    const limited = refuse(429, 'Rate limit reached for requests.', 'requests', null, 'rate_limit_exceeded')
    return {
      ...limited,
      headers: { 'retry-after': '1', 'retry-after-ms': '1000', 'x-ratelimit-remaining-requests': '0' },
    }
  }
  if (status >= 500)
    return refuse(
      status,
      'The server had an error while processing your request.',
      'server_error',
      null,
      'server_error',
    )
  return refuse(status, 'The request was not carried out.', 'invalid_request_error', null, null)
}
