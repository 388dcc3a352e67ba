import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import type { GhlRecords } from './ghl-records.ts'
import type { TokenScope } from './ghl-tokens.ts'

/** The one date each product accepts in the Version header. */
export const VERSIONS = {
  contacts: '2021-07-28',
  opportunities: '2021-07-28',
  oauth: '2021-07-28',
  locations: '2021-07-28',
  workflows: '2021-07-28',
  conversations: '2021-04-15',
  calendars: '2021-04-15',
  'phone-system': '2021-07-28',
} as const

export type GhlRoute = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `:name` stands for one segment. Its first segment names the product. */
  path: string
  /** The kind of token that opens it. */
  opens: 'Location' | 'Company' | 'either'
  answer(call: GhlCall): EmulatorResponse
}

/** One call that has passed token, rate and version. */
export type GhlCall = {
  request: EmulatorRequest
  world: World
  records: GhlRecords
  scope: TokenScope
  /** Segments of the path by the name the route gave them, decoded. */
  params: Record<string, string>
}

/** An answer in GoHighLevel's own error shape; several messages become a list, as its validation gives them. */
export class GhlRefusal extends Error {
  readonly status: number
  readonly messages: string[]
  readonly extra: Record<string, unknown>

  constructor(status: number, message: string | string[], extra: Record<string, unknown> = {}) {
    const messages = Array.isArray(message) ? message : [message]
    super(messages.join('; '))
    this.status = status
    this.messages = messages
    this.extra = extra
  }
}

const STATUS_WORDS: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  422: 'Unprocessable Entity',
}
const STATUS_MESSAGES: Record<number, string> = {
  401: 'Invalid token: access token is invalid',
  403: 'The token does not have access to this location.',
  429: 'Too Many Requests',
  500: 'Internal server error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
}

/** The error body for a status: a list under 422, one sentence elsewhere. */
export function respondRefusal(status: number, refusal?: GhlRefusal): EmulatorResponse {
  const messages = refusal?.messages ?? [STATUS_MESSAGES[status] ?? STATUS_WORDS[status] ?? 'Something went wrong']
  const error = STATUS_WORDS[status]
  const json = {
    statusCode: status,
    message: status === 422 ? messages : messages.join('; '),
    ...(error ? { error } : {}),
    ...refusal?.extra,
    traceId: randomUUID(),
  }
  return { status, json }
}

/** Every answer carries the trace id that GoHighLevel's support asks for. */
export function answer(json: Record<string, unknown>, status = 200): EmulatorResponse {
  return { status, json: { ...json, traceId: randomUUID() } }
}

export type Fields = v.ObjectSchema<v.ObjectEntries, undefined>

/** The JSON body, or 422 naming every field that is unknown, missing or of the wrong kind. */
export function readBody<S extends Fields>(call: GhlCall, fields: S): v.InferOutput<S> {
  const type = call.request.headers['content-type'] ?? ''
  if (!type.startsWith('application/json')) throw new GhlRefusal(400, 'The body must be sent as application/json')
  const body = call.request.json()
  if (body === undefined) throw new GhlRefusal(400, 'Unexpected token in JSON')
  return readFields(body, fields)
}

/** The query, where every value is a string; unknown names are refused as in bodies. */
export function readQuery<S extends Fields>(call: GhlCall, fields: S): v.InferOutput<S> {
  return readFields(Object.fromEntries(call.request.query), fields)
}

export function readFields<S extends Fields>(given: unknown, fields: S): v.InferOutput<S> {
  const unknown = isRecord(given) ? Object.keys(given).filter((name) => !(name in fields.entries)) : []
  const parsed = v.safeParse(fields, given)
  const issues = parsed.issues?.map(describeIssue) ?? []
  const messages = [...unknown.map((name) => `property ${name} should not exist`), ...issues]
  if (messages.length > 0 || !parsed.success) throw new GhlRefusal(422, messages)
  return parsed.output
}

const KIND_WORDS: Record<string, string> = {
  string: 'must be a string',
  number: 'must be a number conforming to the specified constraints',
  boolean: 'must be a boolean value',
  array: 'must be an array',
  email: 'must be an email',
  non_empty: 'should not be empty',
  iso_timestamp: 'must be a valid ISO 8601 date string',
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'body'
  if (issue.received === 'undefined') return `${path} should not be empty`
  if (issue.type === 'picklist') {
    return `${path} must be one of the following values: ${issue.expected?.replaceAll('"', '').replaceAll(' | ', ', ')}`
  }
  return `${path} ${KIND_WORDS[issue.type] ?? issue.message}`
}

/** The location the token is for, or 403 when another one is meant. */
export function requireLocation(call: GhlCall, locationId: string): string {
  if (call.scope.kind !== 'Location' || call.scope.locationId !== locationId)
    throw new GhlRefusal(403, STATUS_MESSAGES[403] ?? '')
  return locationId
}

/** The row, 404 when there is none, 403 when it belongs to another location. */
export function requireOwn<T extends { locationId: string }>(call: GhlCall, row: T | undefined, missing: string): T {
  if (!row) throw new GhlRefusal(404, missing)
  requireLocation(call, row.locationId)
  return row
}

/** Leaves out what is undefined or null: GoHighLevel takes both as "not given". */
export function given<T extends object>(fields: T): { [key in keyof T]?: NonNullable<T[key]> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)
  // Object.fromEntries forgets the keys' names, which filtering cannot have changed.
  return Object.fromEntries(kept) as { [key in keyof T]?: NonNullable<T[key]> }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The route for this method and path with its path parameters. A slash at the end makes no difference. */
export function findRoute(
  routes: GhlRoute[],
  method: string,
  path: string,
): { route: GhlRoute; params: Record<string, string> } | undefined {
  const segments = splitPath(path)
  for (const route of likely(routes, method, segments)) {
    const params = matchSegments(segmentsOf(route), segments)
    if (params) return { route, params }
  }
  return undefined
}

const sorted = new WeakMap<GhlRoute[], Map<string, GhlRoute[]>>()

/** The routes of this method and product that have as many segments, in their order. */
function likely(routes: GhlRoute[], method: string, segments: readonly string[]): GhlRoute[] {
  const known = sorted.get(routes) ?? Map.groupBy(routes, (route) => kindOf(route.method, segmentsOf(route)))
  sorted.set(routes, known)
  return known.get(kindOf(method, segments)) ?? []
}

function kindOf(method: string, segments: readonly string[]): string {
  return `${method} ${segments[0]} ${segments.length}`
}

/** Routes stand for good, and every call is held against many of them. */
const split = new WeakMap<GhlRoute, string[]>()

function segmentsOf(route: GhlRoute): string[] {
  const known = split.get(route) ?? splitPath(route.path)
  split.set(route, known)
  return known
}

function splitPath(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}

function matchSegments(wanted: string[], segments: string[]): Record<string, string> | undefined {
  if (wanted.length !== segments.length) return undefined
  if (wanted.some((want, place) => want !== segments[place] && !want.startsWith(':'))) return undefined
  const named = wanted.flatMap((want, place) => (want.startsWith(':') ? [[want.slice(1), segments[place] ?? '']] : []))
  return Object.fromEntries(named.map(([name, segment]) => [name, decodeSegment(segment ?? '')]))
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
