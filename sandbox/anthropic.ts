import { createHash } from 'node:crypto'
import type { ContentBlock, Message } from '@anthropic-ai/sdk/resources/messages/messages'
import type { Emulator, EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { AnthropicRefusal, readAnthropicRequest } from './models/anthropic-request.ts'
import type { Manners } from './models/control.ts'
import type { Reply } from './models/prompt.ts'

const VERSIONS = ['2023-06-01', '2026-10-21']
const MODELS = /^claude-[a-z0-9-]+$/

/** What comes with which status, as Anthropic's documents list them. */
const TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  504: 'timeout_error',
  529: 'overloaded_error',
}

/** Anthropic: the Messages API without streaming. */
export function anthropic(manners: Manners): Emulator {
  return {
    name: 'anthropic',
    basePath: '/anthropic',
    handle: (request, world) => handle(request, world, manners),
    refuse: (status) => refuse(status, 'The request was not carried out.'),
  }
}

async function handle(request: EmulatorRequest, world: World, manners: Manners): Promise<EmulatorResponse> {
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
  // Where both come, the first of them counts.
  const given = request.headers['x-api-key'] ?? bearer
  if (given === undefined) return refuse(401, 'x-api-key header is required')
  if (given !== world.settings.ANTHROPIC_API_KEY) return refuse(401, 'invalid x-api-key')
  if (request.path !== '/v1/messages') return refuse(404, 'Not found')
  if (request.method !== 'POST') return { ...refuse(400, 'Method Not Allowed'), status: 405 }
  const version = request.headers['anthropic-version']
  if (version === undefined) return refuse(400, 'anthropic-version: header is required')
  if (!VERSIONS.includes(version)) return refuse(400, `anthropic-version: "${version}" is not a valid version`)
  try {
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      throw new AnthropicRefusal('content-type: must be application/json')
    }
    const body = request.json()
    const { prompt, model } = readAnthropicRequest(body)
    manners.note({ provider: 'anthropic', at: world.now(), body })
    if (!MODELS.test(model)) return refuse(404, `model: ${model}`)
    const reply = await manners.answer('anthropic', prompt)
    const headers = { 'request-id': idOf('req', request.rawBody) }
    return { status: 200, json: writeMessage(reply, model, request.rawBody), headers }
  } catch (error) {
    if (error instanceof AnthropicRefusal) return refuse(400, error.message)
    throw error
  }
}

/** What the SDK's own types say of it is checked where this compiles. */
function writeMessage(reply: Reply, model: string, raw: Buffer): Message {
  const content = writeContent(reply, raw)
  return {
    id: idOf('msg', raw),
    type: 'message',
    role: 'assistant',
    model,
    content,
    stop_reason: STOPS[reply.kind],
    stop_sequence: null,
    stop_details: null,
    container: null,
    diagnostics: null,
    usage: {
      input_tokens: Math.ceil(raw.length / 4),
      output_tokens: Math.ceil(JSON.stringify(content).length / 4),
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
      server_tool_use: null,
      output_tokens_details: { thinking_tokens: 0 },
      inference_geo: null,
      speed: null,
      service_tier: 'standard',
    },
  }
}

const STOPS = { text: 'end_turn', hang: 'end_turn', calls: 'tool_use', refusal: 'refusal', cut: 'max_tokens' } as const

function writeContent(reply: Reply, raw: Buffer): ContentBlock[] {
  switch (reply.kind) {
    case 'text':
    case 'cut':
    case 'refusal':
      return [{ type: 'text', text: reply.text, citations: null }]
    case 'calls':
      return reply.calls.map(({ name, args }, index) => ({
        ...{ type: 'tool_use' as const, id: idOf(`toolu${index}`, raw), name, input: args },
        caller: { type: 'direct' as const },
      }))
    case 'hang':
      return []
    default:
      return reply satisfies never
  }
}

function idOf(kind: string, raw: Buffer): string {
  return `${kind}_${createHash('sha256').update(kind).update(raw).digest('hex').slice(0, 24)}`
}

function refuse(status: number, message: string): EmulatorResponse {
  const type = TYPES[status] ?? (status >= 500 ? 'api_error' : 'invalid_request_error')
  const waits = status === 429 ? { 'retry-after': '1', 'anthropic-ratelimit-requests-remaining': '0' } : {}
  const requestId = 'req_sandbox'
  return {
    status,
    json: { type: 'error', error: { type, message }, request_id: requestId },
    headers: { 'request-id': requestId, ...waits },
  }
}
