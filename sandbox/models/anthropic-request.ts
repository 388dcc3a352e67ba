import { findLaxity } from './strict-schema.ts'
import { isRecord, type Prompt, type Schema } from './prompt.ts'

/** What Anthropic refuses as an invalid request. */
export class AnthropicRefusal extends Error {}

const FIELDS =
  'model max_tokens messages system tools tool_choice output_config thinking metadata stop_sequences service_tier ' +
  'speed stream cache_control container context_management fallbacks inference_geo mcp_servers'
const KNOWN = new Set(FIELDS.split(' '))
const EFFORTS = ['low', 'medium', 'high', 'xhigh', 'max']
/** What API version 2026-10-21 took away. */
const GONE = new Set(['temperature', 'top_p', 'top_k'])
const NAME = /^[A-Za-z0-9_-]{1,128}$/

/** Reads a request for a message as strictly as Anthropic does. Throws AnthropicRefusal. */
export function readAnthropicRequest(body: unknown): { prompt: Prompt; model: string } {
  if (!isRecord(body)) throw new AnthropicRefusal('The request body is not valid JSON')
  for (const field of Object.keys(body)) {
    if (GONE.has(field)) throw new AnthropicRefusal(`${field}: not supported in this API version`)
    if (!KNOWN.has(field)) throw new AnthropicRefusal(`${field}: Extra inputs are not permitted`)
  }
  const { model, max_tokens: tokens, messages, system = '' } = body
  if (typeof model !== 'string') throw new AnthropicRefusal('model: Field required')
  if (typeof tokens !== 'number') throw new AnthropicRefusal('max_tokens: Field required')
  if (!Number.isInteger(tokens) || tokens < 1)
    throw new AnthropicRefusal('max_tokens: must be greater than or equal to 1')
  if (body['stream']) throw new AnthropicRefusal('stream: the stand-in does not stream')
  const { turns, results } = readMessages(messages)
  const tools = readTools(body['tools'])
  const schema = readOutput(body['output_config'])
  const choice = body['tool_choice']
  const mustAnswer = isRecord(choice) && choice['type'] === 'none'
  return { prompt: { system: readText(system, 'system'), turns, results, schema, tools, mustAnswer }, model }
}

function readText(value: unknown, at: string): string {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) throw new AnthropicRefusal(`${at}: Input should be a valid string`)
  return value.map((block) => (isRecord(block) && typeof block['text'] === 'string' ? block['text'] : '')).join('')
}

/** The first is a user's, roles need not take turns, and each use of a tool is answered in the very next message. */
function readMessages(messages: unknown): Pick<Prompt, 'turns' | 'results'> {
  if (!Array.isArray(messages)) throw new AnthropicRefusal('messages: Field required')
  if (messages.length === 0) throw new AnthropicRefusal('messages: at least one message is required')
  const turns: Prompt['turns'] = []
  const results: string[] = []
  let open: string[] = []
  for (const [index, message] of messages.entries()) {
    const at = `messages.${index}`
    const role = isRecord(message) ? message['role'] : undefined
    if (!isRecord(message) || (role !== 'user' && role !== 'assistant')) {
      throw new AnthropicRefusal(`${at}.role: Input should be 'user' or 'assistant'`)
    }
    if (index === 0 && role !== 'user') throw new AnthropicRefusal('messages: first message must use the "user" role')
    const blocks = readBlocks(message['content'], at)
    const answered = blocks.filter(({ type }) => type === 'tool_result').map(({ tool_use_id: id }) => String(id))
    const unanswered = open.filter((id) => !answered.includes(id))
    if (unanswered.length > 0) {
      throw new AnthropicRefusal(
        `${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${unanswered.join(', ')}`,
      )
    }
    const strange = answered.find((id) => !open.includes(id))
    if (strange !== undefined)
      throw new AnthropicRefusal(`${at}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${strange}`)
    open = blocks.filter(({ type }) => type === 'tool_use').map(({ id }) => String(id))
    for (const block of blocks) if (block['type'] === 'tool_result') results.push(readText(block['content'] ?? '', at))
    const text = blocks.flatMap((block) => (block['type'] === 'text' ? [String(block['text'])] : [])).join('')
    if (text !== '') turns.push({ role, text })
  }
  if (open.length > 0) throw new AnthropicRefusal('messages: `tool_use` ids were found without `tool_result` blocks')
  return { turns, results }
}

const BLOCKS = ['text', 'tool_use', 'tool_result', 'thinking', 'redacted_thinking']

function readBlocks(content: unknown, at: string): Record<string, unknown>[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  if (!Array.isArray(content)) throw new AnthropicRefusal(`${at}.content: Input should be a valid list`)
  return content.map((block: unknown, index) => {
    if (isRecord(block) && BLOCKS.includes(String(block['type']))) return block
    throw new AnthropicRefusal(`${at}.content.${index}: Input tag does not match any of the expected tags`)
  })
}

function readTools(tools: unknown): Prompt['tools'] {
  if (tools === undefined) return []
  if (!Array.isArray(tools)) throw new AnthropicRefusal('tools: Input should be a valid list')
  return tools.map((tool: unknown, index) => {
    const at = `tools.${index}`
    if (!isRecord(tool)) throw new AnthropicRefusal(`${at}: Input should be an object`)
    const { name, description = '', input_schema: schema, strict, ...rest } = tool
    const odd = Object.keys(rest).find(
      (field) => !['type', 'cache_control', 'defer_loading', 'allowed_callers'].includes(field),
    )
    if (odd !== undefined) throw new AnthropicRefusal(`${at}.custom.${odd}: Extra inputs are not permitted`)
    if (typeof name !== 'string' || !NAME.test(name))
      throw new AnthropicRefusal(`${at}.custom.name: String should match pattern '${NAME.source}'`)
    if (!isRecord(schema)) throw new AnthropicRefusal(`${at}.custom.input_schema: Field required`)
    return {
      name,
      description: String(description),
      schema: strict === true ? checkSchema(schema, `${at}.custom.input_schema`) : schema,
    }
  })
}

function readOutput(config: unknown): Schema | null {
  if (config === undefined) return null
  if (!isRecord(config)) throw new AnthropicRefusal('output_config: Input should be an object')
  const { format, effort, ...rest } = config
  const [odd] = Object.keys(rest)
  if (odd !== undefined) throw new AnthropicRefusal(`output_config.${odd}: Extra inputs are not permitted`)
  if (effort !== undefined && !EFFORTS.some((known) => known === effort)) {
    throw new AnthropicRefusal(`output_config.effort: Input should be ${EFFORTS.join(', ')}`)
  }
  if (format === undefined || format === null) return null
  if (!isRecord(format) || format['type'] !== 'json_schema' || !isRecord(format['schema'])) {
    throw new AnthropicRefusal('output_config.format: Input should be a JSON schema format')
  }
  return checkSchema(format['schema'], 'output_config.format.schema')
}

function checkSchema(schema: Schema, at: string): Schema {
  const lax = findLaxity(schema)
  if (lax !== null) throw new AnthropicRefusal(`${at}: ${lax.why} at ${lax.path}`)
  return schema
}
