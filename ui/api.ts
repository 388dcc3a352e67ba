import { signal } from '@preact/signals'
import { language } from './words/language.ts'

/** Why something was not done. `code` is the server's own, or `offline`, `timeout` or `unreadable`. */
export type Problem = {
  status: number
  code: string
  /** The server's sentence; empty where it gave none. */
  detail: string
  /** What is wrong with each field, by its path. */
  issues: Record<string, string>
}
export type Answer<T> = { ok: true; value: T; version: number | null } | { ok: false; problem: Problem }

/** What an answer must at least look like: a change of the server's breaks here and not in the middle of a view. */
export type Shape<T> = { [Key in keyof T]?: 'string' | 'number' | 'boolean' | 'object' | 'array' }

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Options<T> = {
  body?: unknown
  /** Absent where the answer has no body. */
  shape?: Shape<T>
  /** The version a change is made from; somebody else's change meanwhile then answers `edited_meanwhile`. */
  version?: number
  /** Sent twice under one key it is done once, and answered as the first time. */
  key?: string
}

const TIMEOUT_MS = 20_000

/** Set by the first call that was not let in; the app then offers to sign in again, and keeps what was typed. */
export const isSignedOut = signal(false)

export function tenantPath(tenantId: string, rest = ''): string {
  return `/api/v1/tenants/${encodeURIComponent(tenantId)}${rest === '' ? '' : `/${rest}`}`
}

export function get<T>(path: string, shape: Shape<T>): Promise<Answer<T>> {
  return call<T>('GET', path, { shape })
}

/** Calls our own API and reads the answer whatever it is; it never throws. */
export async function call<T = null>(method: Method, path: string, options: Options<T> = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language.value }
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  if (options.version !== undefined) headers['if-match'] = `"${options.version}"`
  if (options.key !== undefined) headers['idempotency-key'] = options.key
  const body = options.body === undefined ? null : JSON.stringify(options.body)
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  try {
    // Where the door before the server sends strangers elsewhere, following it would only end in a foreign page.
    const response = await fetch(path, {
      method,
      headers,
      body,
      signal,
      redirect: 'manual',
      credentials: 'same-origin',
    })
    const answer = await readAnswer(response, options.shape)
    if (!answer.ok && answer.problem.status === 401) isSignedOut.value = true
    if (answer.ok) isSignedOut.value = false
    return answer
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError'
    return fail(0, isLate ? 'timeout' : 'offline')
  }
}

async function readAnswer<T>(response: Response, shape: Shape<T> | undefined): Promise<Answer<T>> {
  if (response.type === 'opaqueredirect') return fail(401, 'token_missing')
  if (!response.ok) return readProblem(response)
  const version = readVersion(response.headers.get('etag'))
  if (shape === undefined) return { ok: true, value: null as T, version }
  const value: unknown = await response.json().catch(() => undefined)
  return hasShape<T>(value, shape) ? { ok: true, value, version } : fail(response.status, 'unreadable')
}

async function readProblem(response: Response): Promise<{ ok: false; problem: Problem }> {
  const body: unknown = await response.json().catch(() => null)
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const issues: Record<string, string> = {}
  for (const issue of Array.isArray(said['issues']) ? (said['issues'] as unknown[]) : []) {
    const { path, message } = issue as { path?: unknown; message?: unknown }
    // The first fault of a field is the one to mend first.
    if (typeof path === 'string' && typeof message === 'string') issues[path] ??= message
  }
  const code = typeof said['code'] === 'string' ? said['code'] : `status_${response.status}`
  const detail = typeof said['detail'] === 'string' ? said['detail'] : ''
  return { ok: false, problem: { status: response.status, code, detail, issues } }
}

export function hasShape<T>(value: unknown, shape: Shape<T>): value is T {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(shape).every(([key, kind]) => {
    const part = (value as Record<string, unknown>)[key]
    if (kind === 'array') return Array.isArray(part)
    if (kind === 'object') return typeof part === 'object' && part !== null
    return typeof part === kind
  })
}

function fail(status: number, code: string): { ok: false; problem: Problem } {
  return { ok: false, problem: { status, code, detail: '', issues: {} } }
}

function readVersion(tag: string | null): number | null {
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(tag ?? '')
  return version === null ? null : Number(version[1])
}
