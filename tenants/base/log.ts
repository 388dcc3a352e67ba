import { clock } from './clock.ts'
import { maskPhone } from './e164.ts'

export type LogValue = string | number | boolean | null | undefined | LogValue[] | { [name: string]: LogValue }

/** Names whose values are never written, whatever they hold: secrets, and what customers say. */
const HIDDEN_NAMES = /token|secret|password|authorization|cookie|signature|credential|apikey|api_key|jwt|^body$|^text$/i

/** No letter or digit beside it: what stands inside an id is no number of anybody's. */
const alone = (pattern: string, flags = 'g') => new RegExp(`(?<![A-Za-z0-9])(?:${pattern})(?![A-Za-z0-9])`, flags)

const MASKS: [pattern: RegExp, mask: (found: string) => string][] = [
  [/eyJ[\w-]{4,}\.[\w-]+\.[\w-]*/g, () => '[token]'],
  [/(?<![A-Za-z0-9])(bearer|basic)\s+[\w.~+/=-]+/gi, () => '[token]'],
  [/(?<![A-Za-z0-9])v1a?,[\w+/=]{16,}/g, () => '[signature]'],
  [/(?<![A-Za-z0-9])(?:whsec|re|sk|rk|pk|rzp|pit|ya29|GOCSPX)[._-][\w+/=.-]{8,}/g, () => '[secret]'],
  // Keys without a name in front: 32 bytes in base64, and what Twilio calls its token.
  [/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=/g, () => '[secret]'],
  [alone('[0-9a-f]{32}', 'gi'), () => '[secret]'],
  [/\/u\/[\w.-]+/g, () => '/u/[token]'],
  [/\/invitation\/[\w.-]+/g, () => '/invitation/[token]'],
  [/[^\s@"'<>()[\],;:=&?/]{1,64}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/giu, maskEmail],
  [alone('\\d{2}[a-z]{5}\\d{4}[a-z][1-9a-z][a-z][0-9a-z]', 'gi'), () => '[GSTIN]'],
  [alone('[a-z]{5}\\d{4}[a-z]', 'gi'), () => '[PAN]'],
  [alone('\\d{2}-\\d{7}|\\d{3}-\\d{2}-\\d{4}'), () => '[tax number]'],
  [alone('[2-6](?:[ .-]?\\d){12,18}'), () => '[card number]'],
  [/(?:\+|%2B)\d[\d\s().-]{5,18}\d/gi, maskPhone],
  [alone('\\(?\\d{3}\\)?[\\s.-]?\\d{3}[\\s.-]?\\d{4}|\\d{10,19}'), maskPhone],
]

/** Writes one line of JSON: when, what, the trace it belongs to, and details without anybody's number or secret. */
export function log(event: string, traceId: string, details: { [name: string]: LogValue } = {}): void {
  const line: LogValue = { at: new Date(clock.now()).toISOString(), event, traceId, ...(hide(details) as object) }
  console.log(JSON.stringify(line))
}

/**
 * What went wrong underneath, masked. Errors that wrap a query's carry its values, and are passed by; so is what others
 * quote, such as the words that were no JSON.
 */
export function describeError(error: unknown): string {
  let innermost = error
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause
  const words = innermost instanceof Error ? `${nameOf(innermost)}: ${innermost.message}` : String(innermost)
  return mask(words.replace(/\bparams:[\s\S]*/, 'params: …').replaceAll(/"[^"\n]*\s[^"\n]*"/g, '"…"'))
}

/** A library's own class may have lost its name where the Worker was bundled; its code says more than a letter. */
function nameOf(error: Error & { code?: unknown }): string {
  if (error.name.length > 3) return error.name
  return typeof error.code === 'string' ? `Error ${error.code}` : 'Error'
}

/** The text without phone numbers, e-mail addresses, tax and card numbers, tokens and keys. */
export function mask(text: string): string {
  return MASKS.reduce((masked, [pattern, replace]) => masked.replace(pattern, replace), text)
}

function maskEmail(email: string): string {
  return `${email.slice(0, 1)}…@${email.split(/@|%40/i)[1] ?? ''}`
}

/** Words of ours, ids of ours and Twilio's ids, which hold nobody's number. */
const PLAIN = /^(?:[a-z_]{1,40}|[a-z]{3}_[0-9a-z]{24}|[A-Z]{2}[0-9a-f]{32})$/

function hide(value: LogValue): LogValue {
  if (typeof value === 'string') return PLAIN.test(value) ? value : mask(value)
  if (Array.isArray(value)) return value.map(hide)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, HIDDEN_NAMES.test(name) ? '[hidden]' : hide(inner)]),
  )
}
