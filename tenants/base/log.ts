import { clock } from './clock.ts'
import { maskPhone } from './e164.ts'

export type LogValue = string | number | boolean | null | undefined | LogValue[] | { [name: string]: LogValue }

/** Names whose values are never written, whatever they hold: secrets, and what customers say. */
const HIDDEN_NAMES = /token|secret|password|authorization|cookie|signature|credential|apikey|api_key|jwt|^body$|^text$/i

const MASKS: [pattern: RegExp, mask: (found: string) => string][] = [
  [/eyJ[\w-]{4,}\.[\w-]+\.[\w-]*/g, () => '[token]'],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, () => '[token]'],
  [/\b(?:whsec|re|sk|rk|pk|pit)[_-][\w+/=-]{8,}/g, () => '[secret]'],
  [/\/u\/[\w.-]+/g, () => '/u/[token]'],
  [/[\w.!#$'*+^`{|}~-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/gi, maskEmail],
  [/(?:\+|%2B)\d[\d\s().-]{5,18}\d/gi, maskPhone],
  [/(?<!\w)\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}(?!\w)/g, maskPhone],
]

/** Writes one line of JSON: when, what, the trace it belongs to, and details without anybody's number or secret. */
export function log(event: string, traceId: string, details: { [name: string]: LogValue } = {}): void {
  const line: LogValue = { at: new Date(clock.now()).toISOString(), event, traceId, ...(hide(details) as object) }
  console.log(JSON.stringify(line))
}

/** What went wrong underneath, masked. Errors that wrap a query's carry its values, and are passed by. */
export function describeError(error: unknown): string {
  let innermost = error
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause
  return mask(innermost instanceof Error ? `${innermost.name}: ${innermost.message}` : String(innermost))
}

/** The text without phone numbers, e-mail addresses and tokens. */
export function mask(text: string): string {
  return MASKS.reduce((masked, [pattern, replace]) => masked.replace(pattern, replace), text)
}

function maskEmail(email: string): string {
  return `${email.slice(0, 1)}…@${email.split(/@|%40/i)[1] ?? ''}`
}

/** Words of ours and ids of ours, which hold nobody's number. */
const PLAIN = /^(?:[a-z_]{1,40}|[a-z]{3}_[0-9a-z]{24})$/

function hide(value: LogValue): LogValue {
  if (typeof value === 'string') return PLAIN.test(value) ? value : mask(value)
  if (Array.isArray(value)) return value.map(hide)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, HIDDEN_NAMES.test(name) ? '[hidden]' : hide(inner)]),
  )
}
