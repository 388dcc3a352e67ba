import type { EmulatorResponse } from './emulator.ts'

/** Resend's error names and the status each comes with. */
const STATUS = {
  invalid_idempotency_key: 400,
  validation_error: 422,
  invalid_json: 400,
  domain_not_verified: 403,
  missing_api_key: 401,
  invalid_api_key: 403,
  not_found: 404,
  method_not_allowed: 405,
  invalid_idempotent_request: 409,
  invalid_attachment: 422,
  invalid_from_address: 422,
  missing_required_field: 422,
  rate_limit_exceeded: 429,
  application_error: 500,
} as const

/** Two of Resend's situations share the name validation_error with others and differ in status. */
const NAME: Partial<Record<keyof typeof STATUS, string>> = {
  invalid_json: 'validation_error',
  domain_not_verified: 'validation_error',
}

export type ResendErrorName = keyof typeof STATUS

export class Refused extends Error {
  readonly errorName: ResendErrorName
  constructor(errorName: ResendErrorName, message: string) {
    super(message)
    this.errorName = errorName
  }
}

export function refuseWith(errorName: ResendErrorName, message: string): EmulatorResponse {
  const statusCode = STATUS[errorName]
  return { status: statusCode, json: { statusCode, name: NAME[errorName] ?? errorName, message } }
}

/** The shape of an answer with any status, for faults on order. */
export function refuseWithStatus(status: number): EmulatorResponse {
  const retry = status === 429 ? { headers: { 'retry-after': '1', 'ratelimit-remaining': '0' } } : {}
  const known = (Object.keys(STATUS) as ResendErrorName[]).find((name) => STATUS[name] === status)
  const name = known === undefined ? 'application_error' : (NAME[known] ?? known)
  return { status, json: { statusCode: status, name, message: 'The request was not carried out' }, ...retry }
}
