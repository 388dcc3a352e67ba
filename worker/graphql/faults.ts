import { GraphQLError, type GraphQLErrorExtensions } from 'graphql'
import { describeError, log } from '../../tenants/base/log.ts'
import { figures } from '../measure.ts'
import { statusOf, type RefusalCode } from '../refusal-codes.ts'
import type { Refusal } from '../respond.ts'

/** A refusal of one field, or of the whole query, in the words and under the code that REST has for it. */
export function faultOf({ code, detail, issues, headers }: Refusal): GraphQLError {
  const wait = Number(headers?.['retry-after'])
  const extensions = { code, ...(issues ? { issues } : {}), ...(wait > 0 ? { retryAfterS: wait } : {}) }
  return new GraphQLError(detail, { extensions })
}

/** For a query that is not begun with. */
export function refuseQuery(detail: string, code: RefusalCode = 'query_invalid'): GraphQLError {
  return new GraphQLError(detail, { extensions: { code, http: { status: statusOf(code) } } })
}

/** What went wrong on our side, by the error that tells nobody of it. */
const causes = new WeakMap<GraphQLError, unknown>()

/**
 * What people may know of an error. One of ours has its code; what the library says of a query is about the query
 * alone. The words of anything else are for the log.
 */
export function maskError(error: unknown): GraphQLError {
  const cause = error instanceof GraphQLError && error.originalError ? error.originalError : error
  if (cause instanceof GraphQLError) return rebuild(error, cause.message, cause.extensions)
  const masked = rebuild(error, 'Something went wrong on our side.', { code: 'internal_error' })
  causes.set(masked, cause)
  return masked
}

/** Says in the log what is behind an error that was masked. */
export function noteFault(error: GraphQLError, traceId: string): void {
  if (!causes.has(error)) return
  figures.count('fault', { kind: 'request_failed' })
  log('graphql_failed', traceId, { error: describeError(causes.get(error)) })
}

/** The library's own codes are in capitals, and differ from one of its releases to the next. */
export function withCode(error: GraphQLError): GraphQLError {
  const { code } = error.extensions
  if (typeof code === 'string' && /^[a-z_]+$/.test(code)) return error
  return rebuild(error, error.message, { ...error.extensions, code: 'query_invalid' })
}

function rebuild(error: unknown, message: string, extensions: GraphQLErrorExtensions): GraphQLError {
  if (!(error instanceof GraphQLError)) return new GraphQLError(message, { extensions })
  const { nodes = null, source = null, positions = null, path = null } = error
  return new GraphQLError(message, { nodes, source, positions, path, extensions })
}
