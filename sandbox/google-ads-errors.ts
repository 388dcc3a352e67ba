import { randomBytes } from 'node:crypto'
import type { EmulatorResponse } from './emulator.ts'

/** One error in Google's own words: `kind` and `code` as in `{"queryError":"UNRECOGNIZED_FIELD"}`. */
export type AdsError = {
  kind: string
  code: string
  message: string
  /** What set it off. */
  trigger?: string
  /** Where in the request: `operations` 0 → `create` → `ad`. */
  path?: { fieldName: string; index?: number }[]
  details?: Record<string, unknown>
}

/** Google's edge or its API turns a request away. */
export class AdsRefusal extends Error {
  readonly status: number
  readonly errors: AdsError[]

  constructor(status: number, errors: AdsError[]) {
    super(errors.map(({ kind, code }) => `${kind}.${code}`).join(', '))
    this.status = status
    this.errors = errors
  }
}

export function refusal(status: number, kind: string, code: string, message: string, rest: Partial<AdsError> = {}) {
  return new AdsRefusal(status, [{ kind, code, message, ...rest }])
}

const STATUSES: Record<number, { status: string; message: string }> = {
  400: { status: 'INVALID_ARGUMENT', message: 'Request contains an invalid argument.' },
  401: {
    status: 'UNAUTHENTICATED',
    message:
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
  },
  403: { status: 'PERMISSION_DENIED', message: 'The caller does not have permission' },
  404: { status: 'NOT_FOUND', message: 'Requested entity was not found.' },
  409: { status: 'ABORTED', message: 'The operation was aborted.' },
  429: { status: 'RESOURCE_EXHAUSTED', message: 'Resource has been exhausted (e.g. check quota).' },
  500: { status: 'INTERNAL', message: 'Internal error encountered.' },
  503: { status: 'UNAVAILABLE', message: 'The service is currently unavailable.' },
  504: { status: 'DEADLINE_EXCEEDED', message: 'Deadline expired before operation could complete.' },
}
/** What Google says where a fault wants a status and nothing more is known. */
const PLAIN: Record<number, [kind: string, code: string]> = {
  401: ['authenticationError', 'OAUTH_TOKEN_EXPIRED'],
  403: ['authorizationError', 'USER_PERMISSION_DENIED'],
  429: ['quotaError', 'RESOURCE_TEMPORARILY_EXHAUSTED'],
  500: ['internalError', 'INTERNAL_ERROR'],
  503: ['internalError', 'TRANSIENT_ERROR'],
  504: ['internalError', 'DEADLINE_EXCEEDED'],
}
const RETRY_DELAY_S = 30

export function makeRequestId(): string {
  return randomBytes(16).toString('base64url')
}

/** GoogleAdsFailure, as it stands in `details` of an error and of `partialFailureError`. */
export function failureOf(errors: AdsError[], requestId: string, version: string): Record<string, unknown> {
  return {
    '@type': `type.googleapis.com/google.ads.googleads.${version}.errors.GoogleAdsFailure`,
    errors: errors.map(({ kind, code, message, trigger, path, details }) => ({
      errorCode: { [kind]: code },
      message,
      ...(trigger === undefined ? {} : { trigger: { stringValue: trigger } }),
      ...(path === undefined ? {} : { location: { fieldPathElements: path } }),
      ...(details === undefined ? {} : { details }),
    })),
    requestId,
  }
}

export function answerRefusal(refused: AdsRefusal, requestId: string, version: string): EmulatorResponse {
  const { status, message } = STATUSES[refused.status] ?? { status: 'UNKNOWN', message: 'Unknown error.' }
  const error = { code: refused.status, message, status, details: [failureOf(refused.errors, requestId, version)] }
  return { status: refused.status, json: { error }, headers: { 'request-id': requestId } }
}

export function refuseWithStatus(status: number): EmulatorResponse {
  const [kind, code] = PLAIN[status] ?? ['requestError', 'UNKNOWN']
  const details = status === 429 ? quotaDetails() : {}
  const { message } = STATUSES[status] ?? { message: 'Unknown error.' }
  return answerRefusal(refusal(status, kind, code, message, details), makeRequestId(), 'v25')
}

export function quotaDetails(delayS = RETRY_DELAY_S): Pick<AdsError, 'details'> {
  const rateName = 'Requests per service per method'
  return { details: { quotaErrorDetails: { rateScope: 'DEVELOPER', rateName, retryDelay: `${delayS}s` } } }
}

/** An answer of Google's common front: it says why in an ErrorInfo, and knows nothing of the service behind it. */
export function answerAtTheDoor(code: number, message: string, reason?: string): EmulatorResponse {
  const { status } = STATUSES[code] ?? { status: 'UNKNOWN' }
  const info = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com' }
  const details = reason === undefined ? {} : { details: [info] }
  return { status: code, json: { error: { code, message, status, ...details } } }
}
