import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses'
import { findLaxity } from './strict-schema.ts'
import { isRecord, type Prompt, type Schema } from './prompt.ts'

/** What OpenAI refuses: 400 with its own words. */
export class OpenaiRefusal extends Error {
  readonly param: string | null
  readonly code: string | null
  constructor(message: string, param: string | null, code: string | null = null) {
    super(message)
    this.param = param
    this.code = code
  }
}

const FIELDS =
  'background conversation include input instructions max_output_tokens max_tool_calls metadata model moderation ' +
  'parallel_tool_calls previous_response_id prompt prompt_cache_key prompt_cache_options prompt_cache_retention ' +
  'reasoning safety_identifier service_tier store stream stream_options temperature text tool_choice tools ' +
  'top_logprobs top_p truncation user'
const KNOWN = new Set(FIELDS.split(' '))
const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']
const TOKENS_MIN = 16
const NAME = /^[A-Za-z0-9_-]{1,64}$/

/** Reads a request for a response as strictly as OpenAI does. Throws OpenaiRefusal. */
export function readOpenaiRequest(body: unknown): {
  prompt: Prompt
  model: string
  echo: ResponseCreateParamsNonStreaming
} {
  if (!isRecord(body)) throw new OpenaiRefusal('We could not parse the JSON body of your request.', null)
  const odd = Object.keys(body).find((field) => !KNOWN.has(field))
  if (odd !== undefined) throw new OpenaiRefusal(`Unknown parameter: '${odd}'.`, odd, 'unknown_parameter')
  const model = body['model']
  if (typeof model !== 'string') throw missing('model')
  if (body['stream']) throw new OpenaiRefusal('The stand-in does not stream.', 'stream', 'unsupported_value')
  const tokens = body['max_output_tokens'] ?? TOKENS_MIN
  if (typeof tokens !== 'number' || !Number.isInteger(tokens)) throw wrongType('max_output_tokens', 'an integer')
  if (tokens < TOKENS_MIN) {
    const why = `Invalid 'max_output_tokens': integer below minimum value. Expected a value >= ${TOKENS_MIN}`
    throw new OpenaiRefusal(`${why}, but got ${tokens} instead.`, 'max_output_tokens', 'integer_below_min_value')
  }
  checkReasoning(body['reasoning'])
  const { turns, results } = readInput(body['input'])
  const tools = readTools(body['tools'])
  const choice = body['tool_choice'] ?? 'auto'
  if (choice === 'required' && tools.length === 0) throw new OpenaiRefusal('No tools are given.', 'tool_choice')
  const instructions = body['instructions'] ?? ''
  if (typeof instructions !== 'string') throw wrongType('instructions', 'a string')
  const schema = readFormat(body['text'])
  const prompt = { system: instructions, turns, results, schema, tools, mustAnswer: choice === 'none' }
  return { prompt, model, echo: body as unknown as ResponseCreateParamsNonStreaming }
}

function missing(param: string): OpenaiRefusal {
  return new OpenaiRefusal(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter')
}

function wrongType(param: string, wanted: string): OpenaiRefusal {
  return new OpenaiRefusal(`Invalid type for '${param}': expected ${wanted}.`, param, 'invalid_type')
}

function checkReasoning(reasoning: unknown): void {
  if (reasoning === undefined || reasoning === null) return
  const effort = isRecord(reasoning) ? reasoning['effort'] : undefined
  if (typeof effort === 'string' && EFFORTS.includes(effort)) return
  const param = 'reasoning.effort'
  throw new OpenaiRefusal(`Invalid value: '${String(effort)}' for '${param}'.`, param, 'invalid_value')
}

/** Every output of a tool answers a call that stands before it. */
function readInput(input: unknown): Pick<Prompt, 'turns' | 'results'> {
  if (input === undefined) throw missing('input')
  if (typeof input === 'string') return { turns: [{ role: 'user', text: input }], results: [] }
  if (!Array.isArray(input)) throw wrongType('input', 'a string or a list of items')
  const turns: Prompt['turns'] = []
  const results: string[] = []
  const open = new Set<string>()
  for (const [index, item] of input.entries()) {
    const at = `input[${index}]`
    if (!isRecord(item)) throw wrongType(at, 'an object')
    switch (item['type'] ?? 'message') {
      case 'message':
        turns.push({ role: readRole(item['role'], at), text: readContent(item['content'], `${at}.content`) })
        break
      case 'function_call':
        open.add(readText(item['call_id'], `${at}.call_id`))
        break
      case 'function_call_output': {
        const id = readText(item['call_id'], `${at}.call_id`)
        if (!open.delete(id))
          throw new OpenaiRefusal(`No tool call found for function call output with call_id ${id}.`, 'input')
        results.push(readText(item['output'], `${at}.output`))
        break
      }
      case 'reasoning':
        if (typeof item['encrypted_content'] !== 'string')
          throw new OpenaiRefusal('Items are not persisted when `store` is set to false.', 'input')
        break
      default:
        throw new OpenaiRefusal(`Invalid value: '${String(item['type'])}'.`, `${at}.type`, 'invalid_value')
    }
  }
  const [left] = open
  if (left !== undefined) throw new OpenaiRefusal(`No tool output found for function call ${left}.`, 'input')
  return { turns, results }
}

function readRole(role: unknown, at: string): 'user' | 'assistant' {
  if (role === 'assistant') return 'assistant'
  if (role === 'user' || role === 'system' || role === 'developer') return 'user'
  throw new OpenaiRefusal(`Invalid value: '${String(role)}'.`, `${at}.role`, 'invalid_value')
}

function readContent(content: unknown, at: string): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) throw wrongType(at, 'a string or a list of parts')
  return content
    .map((part, index) => readText(isRecord(part) ? (part['text'] ?? part['refusal']) : undefined, `${at}[${index}]`))
    .join('')
}

function readText(value: unknown, at: string): string {
  if (typeof value === 'string') return value
  throw value === undefined ? missing(at) : wrongType(at, 'a string')
}

function readTools(tools: unknown): Prompt['tools'] {
  if (tools === undefined || tools === null) return []
  if (!Array.isArray(tools)) throw wrongType('tools', 'an array')
  return tools.map((tool, index) => {
    const at = `tools[${index}]`
    if (!isRecord(tool) || tool['type'] !== 'function')
      throw new OpenaiRefusal('The stand-in knows functions alone.', `${at}.type`)
    const name = readText(tool['name'], `${at}.name`)
    if (!NAME.test(name))
      throw new OpenaiRefusal(`Invalid '${at}.name': string does not match pattern.`, `${at}.name`, 'invalid_value')
    const schema = checkSchema(tool['strict'] === true, tool['parameters'], `${at}.parameters`, name, 'function')
    return { name, description: readText(tool['description'] ?? '', `${at}.description`), schema }
  })
}

function readFormat(text: unknown): Schema | null {
  if (text === undefined || text === null) return null
  const format = isRecord(text) ? text['format'] : undefined
  if (format === undefined || (isRecord(format) && format['type'] === 'text')) return null
  if (!isRecord(format) || format['type'] !== 'json_schema') throw wrongType('text.format', 'a format')
  const name = readText(format['name'], 'text.format.name')
  if (!NAME.test(name))
    throw new OpenaiRefusal(
      "Invalid 'text.format.name': string does not match pattern.",
      'text.format.name',
      'invalid_value',
    )
  return checkSchema(format['strict'] === true, format['schema'], 'text.format.schema', name, 'response_format')
}

function checkSchema(isStrict: boolean, schema: unknown, param: string, name: string, what: string): Schema {
  if (!isRecord(schema)) throw missing(param)
  const lax = isStrict ? findLaxity(schema) : null
  if (lax === null) return schema
  throw new OpenaiRefusal(
    `Invalid schema for ${what} '${name}': In context=${lax.path}, ${lax.why}.`,
    param,
    `invalid_${what}_schema`.replace('response_format', 'json'),
  )
}
