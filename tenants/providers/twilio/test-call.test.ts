import { expect, test } from 'vitest'
import { readRing, readTestStatus } from './test-call.ts'

const NOW = 1_800_000_000_000
const OURS = '+17375550160'
const SID = `CA${'0'.repeat(32)}`
const ring = (over: Record<string, string> = {}) => {
  const params = { CallSid: SID, From: OURS, To: OURS, CallStatus: 'ringing', Direction: 'inbound', ...over }
  const read = readRing(params, NOW)
  return read.ok ? read.value : read.error
}
const report = (params: Record<string, string>, query: string) => {
  const read = readTestStatus(params, new URLSearchParams(query))
  return read.ok ? read.value : read.error
}

test('a call from our own number to our own number is a test call that came back', () => {
  expect(ring()).toMatchObject({ address: { kind: 'phone', phone: OURS }, event: { type: 'test_call_returned' } })
})

test('any other call that rings is a missed one', () => {
  expect(ring({ From: '+12145550147' })).toMatchObject({ event: { type: 'call_ended', outcome: 'no_answer' } })
  expect(ring({ From: 'anonymous' })).toMatchObject({ event: { type: 'call_ended', withheld: true } })
})

test.each([
  ['completed', 'taken'],
  ['busy', 'busy'],
  ['no-answer', 'not_taken'],
  ['canceled', 'not_taken'],
  ['failed', 'failed'],
])('the end of a test call as %s means %s', (CallStatus, outcome) => {
  expect(report({ CallSid: SID, CallStatus }, 'tenant=ten_a&test=t1')).toEqual({
    address: { kind: 'tenant', tenantId: 'ten_a' },
    deliveryKey: `${SID}:test:${CallStatus}`,
    event: { type: 'test_call_ended', testId: 't1', outcome },
  })
})

test('a report that names no test, or of a call that goes on, changes nothing', () => {
  expect(report({ CallSid: SID, CallStatus: 'ringing' }, 'tenant=ten_a&test=t1')).toMatchObject({
    event: { type: 'ignored' },
  })
  for (const query of ['', 'tenant=ten_a', 'test=t1', 'tenant=ten_a&test=%3Cx%3E']) {
    expect(report({ CallSid: SID, CallStatus: 'busy' }, query)).toMatchObject({ code: 'payload_invalid' })
  }
})
