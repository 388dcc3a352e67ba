import * as v from 'valibot'
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../base/clock.ts'
import type { Answer } from '../port.ts'

/** Why nothing can be had from an account any more, until a person does something there or here. */
export type AdsLoss = 'token_revoked' | 'not_ads_user' | 'access_denied' | 'account_closed'

const Code = v.record(v.string(), v.string())
const Topic = v.object({ topic: v.optional(v.string(), '') })
const Details = v.object({
  quotaErrorDetails: v.optional(v.object({ retryDelay: v.optional(v.string(), '') })),
  policyViolationDetails: v.optional(v.object({ externalPolicyName: v.optional(v.string(), '') })),
  policyFindingDetails: v.optional(v.object({ policyTopicEntries: v.optional(v.array(Topic), []) })),
})
const Step = v.object({ fieldName: v.optional(v.string(), ''), index: v.optional(v.number()) })
const Fault = v.object({
  errorCode: v.optional(Code, {}),
  location: v.optional(v.object({ fieldPathElements: v.optional(v.array(Step), []) })),
  details: v.optional(Details),
})
const Detail = v.object({ errors: v.optional(v.array(Fault), []), requestId: v.optional(v.string()) })
const Status = v.object({ status: v.optional(v.string(), ''), details: v.optional(v.array(Detail), []) })

/** What Google says went wrong with all of a request. A stream says it inside its array. */
const Failed = v.object({ error: Status })
const FailedBody = v.union([Failed, v.pipe(v.array(Failed), v.minLength(1))])
/** What became of operations that may fail one by one. */
export const PartialFailure = Status

export type Fault = v.InferOutput<typeof Fault>
export type Failure = { status: string; faults: Fault[]; requestRef: string | null }

export function readFailure(json: unknown): Failure | null {
  const parsed = v.safeParse(FailedBody, json)
  if (!parsed.success) return null
  const [first] = [parsed.output].flat()
  return first ? describeStatus(first.error) : null
}

export function describeStatus({ status, details }: v.InferOutput<typeof Status>): Failure {
  const requestRef = details.find(({ requestId }) => requestId !== undefined)?.requestId ?? null
  return { status, faults: details.flatMap(({ errors }) => errors), requestRef }
}

/** A token that is refused is renewed once, whatever the words for it are. */
export function isTokenRefused(httpStatus: number, failure: Failure | null): boolean {
  const said = failure?.faults.map(nameOf) ?? []
  if (said.some((name) => LOSSES[name] !== undefined)) return false
  return httpStatus === 401 || said.includes('authenticationError.OAUTH_TOKEN_EXPIRED')
}

/** What a refusal says of the connection itself. */
export function lossIn(failure: Failure | null): AdsLoss | null {
  for (const fault of failure?.faults ?? []) {
    const loss = LOSSES[nameOf(fault)]
    if (loss !== undefined) return loss
  }
  return null
}

const LOSSES: Record<string, AdsLoss> = {
  'authenticationError.OAUTH_TOKEN_REVOKED': 'token_revoked',
  'authenticationError.NOT_ADS_USER': 'not_ads_user',
  'authenticationError.CUSTOMER_NOT_FOUND': 'access_denied',
  'authorizationError.USER_PERMISSION_DENIED': 'access_denied',
  'authorizationError.CUSTOMER_NOT_ENABLED': 'account_closed',
}

/** Whether an answer's code says that nothing can be had from an account any more. */
export function isLoss(code: string): boolean {
  return Object.values<string>(LOSSES).includes(code)
}

/** Not acted on, and worth another try so much later. */
const LATER: Record<string, { code: string; waitMs: number }> = {
  'databaseError.CONCURRENT_MODIFICATION': { code: 'changed_at_once', waitMs: 2 * SECOND_MS },
  'quotaError.RESOURCE_TEMPORARILY_EXHAUSTED': { code: 'quota_spent', waitMs: 30 * SECOND_MS },
  'quotaError.RESOURCE_EXHAUSTED': { code: 'quota_of_day_spent', waitMs: DAY_MS },
  'quotaError.EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION': { code: 'query_too_costly', waitMs: HOUR_MS },
  'quotaError.EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION': { code: 'query_too_costly', waitMs: DAY_MS },
  // Ours to mend, at Google: the project behind our credentials.
  'authorizationError.CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION': { code: 'project_not_approved', waitMs: HOUR_MS },
  'requestError.CLOUD_PROJECT_NOT_FOUND': { code: 'project_not_approved', waitMs: HOUR_MS },
}

/** May have been acted on, as far as anybody can tell. */
const UNSURE = new Set(['internalError.INTERNAL_ERROR', 'internalError.TRANSIENT_ERROR'])

/** What a person can do something about, in a word of ours. */
const KNOWN: Record<string, string> = {
  'mutateError.RESOURCE_NOT_FOUND': 'gone',
  'mutateError.EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED': 'declaration_missing',
  'notAllowlistedError.CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE': 'not_allowed_for_account',
  'authorizationError.ACTION_NOT_PERMITTED': 'role_too_small',
  'adGroupCriterionError.CANT_UPDATE_NEGATIVE': 'is_negative',
  'campaignBudgetError.CANNOT_UPDATE_CAMPAIGN_BUDGET_TO_IMPLICITLY_SHARED': 'budget_shared',
}

/** `isWrite`: whether what was asked changes anything, so that no answer leaves it open. */
export function judgeFailure(failure: Failure, isWrite: boolean): Answer<never> {
  const loss = lossIn(failure)
  if (loss !== null) return { kind: 'unavailable', code: loss, retryAfterMs: HOUR_MS }
  const names = failure.faults.map(nameOf)
  const later = failure.faults.find((fault) => LATER[nameOf(fault)] !== undefined)
  if (later) return wait(later)
  if (names.some((name) => UNSURE.has(name)) || failure.status === 'DEADLINE_EXCEEDED') return unsure(isWrite)
  const [first] = failure.faults
  return first ? refuse(first) : judgeStatus(failure.status, isWrite)
}

/** Of one operation among several, which was not carried out. */
export function refuse(fault: Fault): Extract<Answer<never>, { kind: 'refused' }> {
  const name = nameOf(fault)
  const policies = policiesOf(fault)
  if (policies !== null) {
    const named = policies.length > 0 ? ` (${policies.join(', ')})` : ''
    return { kind: 'refused', code: 'policy', detail: `A policy of Google’s does not allow it${named}` }
  }
  // Its message may quote what we sent; the names of the fault and of the field say as much.
  const where = fault.location?.fieldPathElements.map(({ fieldName }) => fieldName).filter(Boolean) ?? []
  const about = where.length > 0 ? ` at ${where.join('.')}` : ''
  const code = KNOWN[name] ?? (name.split('.')[1] ?? 'unknown').toLowerCase()
  return { kind: 'refused', code, detail: `Google Ads refused it: ${name}${about}` }
}

function policiesOf({ errorCode, details }: Fault): string[] | null {
  const isPolicy = Object.keys(errorCode).some((category) => category.startsWith('policy'))
  if (!isPolicy) return null
  const topics = details?.policyFindingDetails?.policyTopicEntries.map(({ topic }) => topic) ?? []
  return [details?.policyViolationDetails?.externalPolicyName ?? '', ...topics].filter((name) => name !== '')
}

function wait(fault: Fault): Answer<never> {
  const { code = 'quota_spent', waitMs = HOUR_MS } = LATER[nameOf(fault)] ?? {}
  const asked = /^(\d{1,6}(?:\.\d+)?)s$/.exec(fault.details?.quotaErrorDetails?.retryDelay ?? '')?.[1]
  return { kind: 'unavailable', code, retryAfterMs: asked === undefined ? waitMs : Math.ceil(Number(asked) * 1_000) }
}

/** Refusals in Google's general words, where none of its advertising's own came with them. */
function judgeStatus(status: string, isWrite: boolean): Answer<never> {
  switch (status) {
    case 'RESOURCE_EXHAUSTED':
      return { kind: 'unavailable', code: 'quota_spent', retryAfterMs: 30 * SECOND_MS }
    case 'INTERNAL':
    case 'UNAVAILABLE':
    case 'UNKNOWN':
    case 'ABORTED':
      return unsure(isWrite)
    case 'UNAUTHENTICATED':
      return { kind: 'unavailable', code: 'token_refused', retryAfterMs: HOUR_MS }
    case 'PERMISSION_DENIED':
      return { kind: 'refused', code: 'scope_missing', detail: 'This permission was not given at Google' }
    default:
      return { kind: 'refused', code: status.toLowerCase() || 'unknown', detail: `Google refused it: ${status}` }
  }
}

function unsure(isWrite: boolean): Answer<never> {
  const code = 'google_failed'
  return isWrite ? { kind: 'in_doubt', code } : { kind: 'unavailable', code, retryAfterMs: null }
}

function nameOf({ errorCode }: Fault): string {
  const [[category, word] = ['', 'UNKNOWN']] = Object.entries(errorCode)
  return `${category}.${word}`
}
