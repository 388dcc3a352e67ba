import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../base/clock.ts'
import { isTokenRefused, judgeFailure, lossIn, readFailure, type Failure } from './refusal.ts'

/** The error of §6.5 in its documented shape. */
function said(name: string, rest: object = {}, status = 'INVALID_ARGUMENT'): Failure {
  const [category = '', word = ''] = name.split('.')
  const type = 'type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure'
  const fault = { errorCode: { [category]: word }, message: 'It quotes what we sent.', ...rest }
  const error = {
    code: 400,
    message: 'Request failed.',
    status,
    details: [{ '@type': type, errors: [fault], requestId: 'r1' }],
  }
  const failure = readFailure({ error })
  if (!failure) throw new Error('It was not read.')
  expect(readFailure([{ error }])).toEqual(failure)
  expect(failure.requestRef).toBe('r1')
  return failure
}

const quota = (retryDelay: string) => ({ details: { quotaErrorDetails: { rateScope: 'DEVELOPER', retryDelay } } })

describe('what Google Ads refuses', () => {
  test.each([
    ['internalError.INTERNAL_ERROR', {}, { kind: 'in_doubt', code: 'google_failed' }],
    ['internalError.TRANSIENT_ERROR', {}, { kind: 'in_doubt', code: 'google_failed' }],
    [
      'databaseError.CONCURRENT_MODIFICATION',
      {},
      { kind: 'unavailable', code: 'changed_at_once', retryAfterMs: 2_000 },
    ],
    ['quotaError.RESOURCE_TEMPORARILY_EXHAUSTED', quota('30s'), { code: 'quota_spent', retryAfterMs: 30_000 }],
    ['quotaError.RESOURCE_TEMPORARILY_EXHAUSTED', quota('1.5s'), { code: 'quota_spent', retryAfterMs: 1_500 }],
    ['quotaError.RESOURCE_EXHAUSTED', {}, { kind: 'unavailable', code: 'quota_of_day_spent', retryAfterMs: DAY_MS }],
    [
      'quotaError.EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION',
      {},
      { kind: 'unavailable', code: 'query_too_costly', retryAfterMs: HOUR_MS },
    ],
    ['authenticationError.OAUTH_TOKEN_REVOKED', {}, { kind: 'unavailable', code: 'token_revoked' }],
    ['authenticationError.NOT_ADS_USER', {}, { kind: 'unavailable', code: 'not_ads_user' }],
    ['authenticationError.CUSTOMER_NOT_FOUND', {}, { kind: 'unavailable', code: 'access_denied' }],
    ['authorizationError.USER_PERMISSION_DENIED', {}, { kind: 'unavailable', code: 'access_denied' }],
    ['authorizationError.CUSTOMER_NOT_ENABLED', {}, { kind: 'unavailable', code: 'account_closed' }],
    ['mutateError.RESOURCE_NOT_FOUND', {}, { kind: 'refused', code: 'gone' }],
    ['requestError.PAGE_SIZE_NOT_SUPPORTED', {}, { kind: 'refused', code: 'page_size_not_supported' }],
    ['queryError.UNRECOGNIZED_FIELD', {}, { kind: 'refused', code: 'unrecognized_field' }],
    ['newError.NEWER_THAN_OUR_TYPES', {}, { kind: 'refused', code: 'newer_than_our_types' }],
  ])('%s %j', (name, rest, outcome) => {
    expect(judgeFailure(said(name, rest), true)).toMatchObject(outcome)
  })

  test('a policy is told by its name, and what we sent is not quoted', () => {
    const violation = { details: { policyViolationDetails: { externalPolicyName: 'Trademarks in ad text' } } }
    const found = {
      details: { policyFindingDetails: { policyTopicEntries: [{ topic: 'ALCOHOL', type: 'PROHIBITED' }] } },
    }
    const first = judgeFailure(said('policyViolationError.POLICY_ERROR', violation), true)
    expect(first).toMatchObject({ kind: 'refused', code: 'policy' })
    expect(JSON.stringify(first)).toContain('Trademarks in ad text')
    expect(JSON.stringify(judgeFailure(said('policyFindingError.POLICY_FINDING', found), true))).toContain('ALCOHOL')
    const field = { location: { fieldPathElements: [{ fieldName: 'operations', index: 0 }, { fieldName: 'create' }] } }
    const refused = JSON.stringify(judgeFailure(said('fieldError.REQUIRED', field), true))
    expect(refused).toContain('operations.create')
    expect(refused).not.toContain('quotes')
  })

  test('leaves a question open only where it was to change something', () => {
    expect(judgeFailure(said('internalError.INTERNAL_ERROR'), false)).toMatchObject({ kind: 'unavailable' })
    const late = { status: 'DEADLINE_EXCEEDED', faults: [], requestRef: null }
    expect(judgeFailure(late, true)).toMatchObject({ kind: 'in_doubt' })
  })

  test('renews a token that has ended, and none that was taken back', () => {
    expect(isTokenRefused(401, null)).toBe(true)
    expect(isTokenRefused(401, said('authenticationError.OAUTH_TOKEN_EXPIRED'))).toBe(true)
    expect(isTokenRefused(401, said('authenticationError.OAUTH_TOKEN_REVOKED'))).toBe(false)
    expect(isTokenRefused(403, said('authorizationError.ACTION_NOT_PERMITTED'))).toBe(false)
    expect(lossIn(said('quotaError.RESOURCE_EXHAUSTED'))).toBe(null)
  })
})
