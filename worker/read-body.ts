import * as v from 'valibot'
import { API_BODY_BYTES_MAX } from '../tenants/base/limits.ts'
import { fail, succeed, type Result } from '../tenants/base/result.ts'
import { ISSUES_MAX } from './bounds.ts'
import type { Issue, Refusal } from './respond.ts'

/** The body's bytes, read no further than the cap, whatever Content-Length says. */
export async function readBytes(
  request: Pick<Request, 'headers' | 'body'>,
  bytesMax: number,
): Promise<Result<Uint8Array<ArrayBuffer>, Refusal>> {
  const declared = Number(request.headers.get('content-length') ?? Number.NaN)
  if (declared > bytesMax) return tooLarge(bytesMax)
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  const reader = request.body?.getReader()
  for (;;) {
    const chunk = await reader?.read()
    if (!chunk || chunk.done) return succeed(join(chunks, bytes))
    bytes += chunk.value.byteLength
    if (bytes > bytesMax) {
      await reader?.cancel()
      return tooLarge(bytesMax)
    }
    chunks.push(chunk.value)
    // That it is over would be told in a turn of its own, and whoever declared a length sends no more.
    if (bytes === declared) return succeed(join(chunks, bytes))
  }
}

/**
 * Refuses a charset that is not UTF-8 and bytes that are not, so that what was signed is what is read. A form has no
 * charset, whatever its label says: its letters are written as escapes of UTF-8.
 * Source: URL Standard, "application/x-www-form-urlencoded".
 */
export function checkUtf8(request: Request, bytes: Uint8Array): Result<string, Refusal> {
  const type = request.headers.get('content-type') ?? ''
  const isForm = /^\s*application\/x-www-form-urlencoded\b/i.test(type)
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(type)?.[1]
  if (charset && !isForm && !/^(utf-?8|us-ascii)$/i.test(charset))
    return invalid([{ path: 'body', message: 'expected UTF-8' }])
  try {
    return succeed(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return invalid([{ path: 'body', message: 'expected UTF-8' }])
  }
}

/** Reads a JSON body into the shape of `schema`. */
export async function readJson<S extends v.GenericSchema>(
  request: Request,
  schema: S,
): Promise<Result<v.InferOutput<S>, Refusal>> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    return fail({ code: 'content_type_unsupported', detail: 'Send the body as application/json.' })
  }
  const bytes = await readBytes(request, API_BODY_BYTES_MAX)
  if (!bytes.ok) return bytes
  const text = checkUtf8(request, bytes.value)
  if (!text.ok) return text
  const json = parseJson(text.value)
  if (json === undefined) return invalid([{ path: 'body', message: 'expected JSON' }])
  return parseInput(json, schema)
}

export function readQuery<S extends v.GenericSchema>(url: string, schema: S): Result<v.InferOutput<S>, Refusal> {
  return parseQuery(Object.fromEntries(new URL(url).searchParams), schema)
}

export function parseQuery<S extends v.GenericSchema>(
  query: Record<string, string>,
  schema: S,
): Result<v.InferOutput<S>, Refusal> {
  // `?after=&limit=20` is what programs write that have no page yet: an empty field is one that was not given.
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
  const parsed = v.safeParse(schema, given)
  if (parsed.success) return succeed(parsed.output)
  return fail({
    code: 'query_invalid',
    detail: 'The query has fields that cannot be used.',
    issues: describeIssues(parsed.issues),
  })
}

export function parseInput<S extends v.GenericSchema>(input: unknown, schema: S): Result<v.InferOutput<S>, Refusal> {
  const parsed = v.safeParse(schema, input)
  if (!parsed.success) return invalid(describeIssues(parsed.issues))
  const lists = findLists(input, parsed.output, '')
  return lists.length > 0 ? invalid(lists) : succeed(parsed.output)
}

/** Lists where objects are meant: a schema takes one for an object without fields, and a change of it for a success. */
function findLists(given: unknown, read: unknown, path: string): Issue[] {
  if (typeof given !== 'object' || given === null || typeof read !== 'object' || read === null) return []
  if (Array.isArray(given) && !Array.isArray(read)) return [{ path: path || 'body', message: 'expected Object' }]
  return Object.entries(read).flatMap(([key, part]) =>
    findLists((given as Record<string, unknown>)[key], part, path === '' ? key : `${path}.${key}`),
  )
}

export function invalid(issues: Issue[]): Result<never, Refusal> {
  return fail({ code: 'body_invalid', detail: 'The body has fields that cannot be used.', issues })
}

/** `undefined` where the text is not JSON, which JSON itself cannot say. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Where and what was expected. A schema's own words repeat the value it refused, so only our messages stay. */
function describeIssues(issues: readonly v.BaseIssue<unknown>[]): Issue[] {
  return issues.slice(0, ISSUES_MAX).map((issue) => ({
    path: v.getDotPath(issue) ?? 'body',
    message: issue.type === 'check' ? issue.message : describeExpected(issue),
  }))
}

function describeExpected(issue: v.BaseIssue<unknown>): string {
  if (issue.received === 'undefined' && issue.kind === 'schema') return 'missing'
  if (issue.type === 'strict_object') return 'not a field we know'
  const bound = describeBound(issue)
  if (bound !== null) return bound
  return `expected ${(issue.expected ?? issue.type).replaceAll('_', ' ')}`
}

/** A bound in words, with what it counts; null for whatever is none. */
function describeBound({ type, input, requirement }: v.BaseIssue<unknown>): string | null {
  const of = type.endsWith('_length') ? (Array.isArray(input) ? ' entries' : ' characters') : ''
  if (type === 'min_value' || type === 'min_length') return `at least ${String(requirement)}${of}`
  return type === 'max_value' || type === 'max_length' ? `at most ${String(requirement)}${of}` : null
}

function tooLarge(bytesMax: number): Result<never, Refusal> {
  return fail({ code: 'body_too_large', detail: `The body is larger than ${bytesMax / 1024} KiB.` })
}

function join(chunks: Uint8Array<ArrayBuffer>[], byteCount: number): Uint8Array<ArrayBuffer> {
  if (chunks.length === 1 && chunks[0]) return chunks[0]
  const joined = new Uint8Array(byteCount)
  let offset = 0
  for (const chunk of chunks) {
    joined.set(chunk, offset)
    offset += chunk.byteLength
  }
  return joined
}
