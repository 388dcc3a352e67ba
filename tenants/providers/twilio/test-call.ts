import * as v from 'valibot'
import type { Instant } from '../../base/clock.ts'
import type { WebhookRefusal } from '../../base/errors.ts'
import { fail, succeed, type Result } from '../../base/result.ts'
import type { Delivery, InboundEvent } from '../inbound.ts'
import { parseWith } from '../parse.ts'
import type { FormParams } from '../signature.ts'
import { CallSid } from './fields.ts'
import { ownId, readVoice, tenantAddress } from './webhook.ts'

/** A call that rings at our number, told apart from a test call of ours that the technician's carrier sent back. */
export function readRing(params: FormParams, now: Instant): Result<Delivery, WebhookRefusal> {
  const read = readVoice(params, now)
  if (!read.ok || read.value.event.type !== 'call_ended') return read
  const { from, to } = read.value.event
  // Nobody calls us from our own number but we ourselves.
  return from !== null && from === to ? succeed({ ...read.value, event: { type: 'test_call_returned' } }) : read
}

const TestStatus = v.object({ CallSid, CallStatus: v.pipe(v.string(), v.maxLength(40)) })

const TEST_OUTCOMES: ReadonlyMap<string, Extract<InboundEvent, { type: 'test_call_ended' }>['outcome']> = new Map([
  ['completed', 'taken'],
  ['busy', 'busy'],
  ['no-answer', 'not_taken'],
  ['canceled', 'not_taken'],
  ['failed', 'failed'],
])

/** How our test call to the technician ended. The callback's URL names the tenant and the test. */
export function readTestStatus(params: FormParams, query: URLSearchParams): Result<Delivery, WebhookRefusal> {
  const read = parseWith(TestStatus, params)
  if (!read.ok) return read
  const address = tenantAddress(query)
  const testId = ownId(query.get('test'))
  if (!address || testId === null) return fail({ code: 'payload_invalid', issues: ['test: missing from the URL'] })
  const { CallSid: callKey, CallStatus } = read.value
  const outcome = TEST_OUTCOMES.get(CallStatus)
  const event: InboundEvent = outcome
    ? { type: 'test_call_ended', testId, outcome }
    : { type: 'ignored', reason: 'call_goes_on' }
  return succeed({ address, deliveryKey: `${callKey}:test:${CallStatus}`, event })
}
