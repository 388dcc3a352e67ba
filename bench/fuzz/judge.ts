import type { Answer } from './send.ts'
import type { Attempt } from './attempt.ts'

/** The longest that the router itself waits for a tenant; nothing may take longer. */
const ANSWER_MS_MAX = 10_000
/** The most that a route reads of a body. */
const UNREAD_BYTES_MIN = 256 * 1024
const READING = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])
/** Ours, whatever their status: GoHighLevel is asked to come again by a 429. */
const OUR_FAULTS = new Set(['not_stored', 'internal_error', 'tenant_unreachable', 'directory_unreachable'])

/** What is wrong with an answer, in words; none where all is well. */
export function judge(attempt: Attempt, answer: Answer, secrets: readonly string[]): string[] {
  const { status } = answer
  if (status === null) return mayLackAnswer(attempt, answer) ? [] : [`no answer: ${answer.fault}`]
  const faults: string[] = []
  if (status >= 500) faults.push(`status ${status}`)
  const code = codeOf(answer)
  if (OUR_FAULTS.has(code)) faults.push(`code ${code}`)
  if (answer.tookMs > ANSWER_MS_MAX) faults.push(`took ${Math.round(answer.tookMs)} ms`)
  if (isBreach(attempt, status)) faults.push(`a forged request (${attempt.signing}) was answered with ${status}`)
  if (isLost(attempt, status)) faults.push(`a genuine webhook nobody changed was answered with ${status} ${code}`)
  if (secrets.some((secret) => answer.text.includes(secret))) faults.push('the answer holds a secret')
  return [...faults, ...faultsOfForm(attempt, answer, status)]
}

/** Whoever goes on sending what is refused unread may find the connection closed before the answer has come. */
function mayLackAnswer({ wire }: Attempt, { fault }: Answer): boolean {
  return wire.isCut || (wire.body.length > UNREAD_BYTES_MIN && /ECONNRESET|EPIPE/.test(fault))
}

function isBreach({ signing, surface, mayRead, wire }: Attempt, status: number): boolean {
  if (signing === 'genuine' || surface === 'page' || status >= 300) return false
  return status < 200 || !(mayRead && READING.has(wire.method))
}

function isLost({ signing, surface, mutations, wire }: Attempt, status: number): boolean {
  return surface === 'hook' && signing === 'genuine' && mutations.length === 0 && !wire.isCut && status !== 200
}

function codeOf({ headers, text }: Answer): string {
  if (!headers['content-type']?.startsWith('application/problem+json')) return ''
  const code = parse(text)?.['code']
  return typeof code === 'string' ? code : ''
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** What somebody saves as a file, and what machines read that speak no JSON. */
function isCopy(type: string, disposition = ''): boolean {
  return disposition.startsWith('attachment') || type.startsWith('application/openmetrics-text')
}

function faultsOfForm({ wire, surface, name }: Attempt, { headers, text }: Answer, status: number): string[] {
  // A socket's answer is bare, and so is what workerd itself says of a request it cannot read.
  if (status === 101) return []
  if (!headers['x-request-id']?.startsWith('req_')) {
    const isRuntime = status === 400 || status === 414 || status === 431
    return isRuntime ? [] : [`no x-request-id under ${status}: ${text.slice(0, 200)}`]
  }
  const type = headers['content-type'] ?? ''
  if (wire.method === 'HEAD') return text === '' ? [] : ['a body under HEAD']
  if (type.startsWith('text/html'))
    return surface === 'page' || status < 400 ? [] : ['a page where a problem should be']
  if (status >= 400) return faultsOfProblem(type, text, status)
  if (status >= 300) return headers['location'] ? [] : [`${status} without a location`]
  if (type.startsWith('application/json')) return isJson(text) ? [] : ['JSON that is none']
  if (type.startsWith('text/xml')) return isTwiml(text) ? [] : [`no TwiML: ${text.slice(0, 200)}`]
  if (name.startsWith('twilio/')) return [`Twilio was answered with "${type}"`]
  return text === '' || isCopy(type, headers['content-disposition']) ? [] : [`${status} with words of type "${type}"`]
}

function faultsOfProblem(type: string, text: string, status: number): string[] {
  const problem = parse(text)
  if (type !== 'application/problem+json' || !problem) return [`${status} as "${type}": ${text.slice(0, 200)}`]
  const { code, detail, title } = problem
  const isWhole = [code, detail, title].every((word) => typeof word === 'string' && word !== '')
  return isWhole && problem['status'] === status ? [] : [`a problem that is not whole: ${text.slice(0, 200)}`]
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Elements closed in the order in which they were opened, and no words that an element was made of. */
function isTwiml(text: string): boolean {
  const open: string[] = []
  for (const [, end, name = '', self] of text.matchAll(/<(\/?)([A-Za-z]+)[^<>]*?(\/?)>/g)) {
    if (end) {
      if (open.pop() !== name) return false
    } else if (!self) open.push(name)
  }
  return open.length === 0 && /^<\?xml [^>]*\?>\s*<Response[\s/>]/.test(text) && !/<Dial/.test(text)
}
