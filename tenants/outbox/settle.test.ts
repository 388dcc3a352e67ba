import { describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../base/clock.ts'
import { OUTBOX_ATTEMPTS_MAX } from '../base/limits.ts'
import { backoff } from './backoff.ts'
import { settle, settleDoubt, type Settled } from './settle.ts'

const NOW = 1_800_000_000_000

function entry(over: Partial<Settled> = {}): Settled {
  const claimedAt = NOW - 5 * SECOND_MS
  return {
    attempts: 1,
    usefulUntil: NOW + HOUR_MS,
    claimedAt,
    doubtSince: null,
    lastCode: null,
    replaySafe: false,
    ...over,
  }
}

describe('an attempt', () => {
  test('that the provider took is sent', () => {
    expect(settle(entry(), { kind: 'sent', providerRef: 'SM1' }, NOW, 0)).toEqual({ kind: 'sent', providerRef: 'SM1' })
  })

  test('that the provider refused is final', () => {
    const outcome = { kind: 'refused' as const, code: '21614', detail: 'not a mobile' }
    expect(settle(entry(), outcome, NOW, 0)).toEqual({ kind: 'failed', status: 'refused', code: '21614' })
  })

  test('that certainly did not arrive is tried again, as late as the provider asks', () => {
    const outcome = { kind: 'unavailable' as const, code: '20429', retryAfterMs: 7_000 }
    expect(settle(entry(), outcome, NOW, 0)).toEqual({ kind: 'retry', dueAt: NOW + 7_000, code: '20429' })
  })

  test('is given up after the last try, or when it would come too late to be of use', () => {
    const outcome = { kind: 'unavailable' as const, code: '20429', retryAfterMs: null }
    const dead = { kind: 'failed', status: 'dead', code: '20429' }
    expect(settle(entry({ attempts: OUTBOX_ATTEMPTS_MAX }), outcome, NOW, 0)).toEqual(dead)
    expect(settle(entry({ usefulUntil: NOW }), outcome, NOW, 0)).toEqual(dead)
  })

  test.each([
    ...['token_refused', 'location_gone', 'scope_missing', 'uninstalled', 'crm_disconnected', 'http_429'],
    ...['ads_disconnected', 'quota_spent', 'quota_of_day_spent', 'query_too_costly', 'changed_at_once'],
  ])('that met %s is not given up for it, however often', (code) => {
    const outcome = { kind: 'unavailable' as const, code, retryAfterMs: 60_000 }
    const spent = entry({ attempts: OUTBOX_ATTEMPTS_MAX + 5 })
    expect(settle(spent, outcome, NOW, 0)).toEqual({ kind: 'retry', dueAt: NOW + MINUTE_MS, code })
  })

  test('that may have arrived is never repeated blindly, unless the provider knows the repeat', () => {
    const outcome = { kind: 'in_doubt' as const, code: 'timeout' }
    expect(settle(entry(), outcome, NOW, 0).kind).toBe('doubt')
    expect(settle(entry({ replaySafe: true }), outcome, NOW, 0).kind).toBe('retry')
  })
})

describe('an entry in doubt', () => {
  const doubtful = entry({ doubtSince: NOW, lastCode: 'timeout', claimedAt: NOW - 10 * SECOND_MS })

  test('that the provider has is sent', () => {
    expect(settleDoubt(doubtful, { kind: 'found', providerRef: 'SM1' }, false, NOW).kind).toBe('sent')
  })

  test('that the provider does not have yet is asked for again before it is believed', () => {
    expect(settleDoubt(doubtful, { kind: 'absent' }, false, NOW + 5_000)).toMatchObject({
      kind: 'doubt',
      isLeft: false,
    })
    expect(settleDoubt(doubtful, { kind: 'absent' }, false, NOW + 20_000).kind).toBe('retry')
  })

  test('is not sent after a later one has left, nor when it is of no more use', () => {
    expect(settleDoubt(doubtful, { kind: 'absent' }, true, NOW + 20_000)).toMatchObject({
      kind: 'failed',
      status: 'dead',
    })
    const late = { ...doubtful, usefulUntil: NOW + SECOND_MS }
    expect(settleDoubt(late, { kind: 'absent' }, false, NOW + 20_000)).toMatchObject({ kind: 'failed', status: 'dead' })
  })

  test('holds the others back for a minute, is then left, and goes on being asked for', () => {
    const unknown = { kind: 'unknown' as const, code: 'timeout' }
    expect(settleDoubt(doubtful, unknown, false, NOW + 58_000)).toMatchObject({ dueAt: NOW + MINUTE_MS, isLeft: false })
    const left = settleDoubt(doubtful, unknown, false, NOW + MINUTE_MS)
    expect(left).toMatchObject({ kind: 'doubt', isLeft: true })
    expect(settleDoubt(doubtful, unknown, false, NOW + 2 * HOUR_MS)).toMatchObject({ kind: 'failed', status: 'dead' })
  })
})

test('waits double from a second on, are spread, bounded, and yield to the provider', () => {
  expect([1, 2, 3, 4].map((attempts) => backoff(attempts, null, 0))).toEqual([1_000, 2_000, 4_000, 8_000])
  expect(backoff(3, null, 0.999)).toBeLessThan(backoff(3, null, 0))
  expect(backoff(40, null, 0)).toBe(5 * MINUTE_MS)
  expect(backoff(1, 90_000, 0)).toBe(90_000)
  expect(backoff(1, 10 * HOUR_MS, 0)).toBe(HOUR_MS)
  expect(backoff(1, 0, 0)).toBe(1_000)
})

test.each(['http_429', 'agency_token_http_429', 'rate_budget_spent'])('%s uses up no attempt', (code) => {
  const entry = {
    ...{ attempts: 40, usefulUntil: 1_000_000, claimedAt: 0, doubtSince: null, lastCode: null, replaySafe: true },
  }
  const outcome = { kind: 'unavailable' as const, code, retryAfterMs: 10_000 }
  expect(settle(entry, outcome, 0, 0.5)).toMatchObject({ kind: 'retry', code })
  expect(settle({ ...entry, usefulUntil: 9_000 }, outcome, 0, 0.5)).toMatchObject({ kind: 'failed', status: 'dead' })
  expect(settle(entry, { ...outcome, code: 'http_503' }, 0, 0.5)).toMatchObject({ kind: 'failed', status: 'dead' })
})
