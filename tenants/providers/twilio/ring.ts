import * as v from 'valibot'
import type { WebhookRefusal } from '../../base/errors.ts'
import { fail, succeed, type Result } from '../../base/result.ts'
import type { Delivery, InboundEvent } from '../inbound.ts'
import { parseWith } from '../parse.ts'
import type { FormParams } from '../signature.ts'
import { CallSid, Seconds, Word } from './fields.ts'
import { ownId, tenantAddress } from './webhook.ts'

/** Reports of phones that we ring ourselves. Their URLs are ours: they name the tenant, and the caller's own call. */

type Reading = Result<Delivery, WebhookRefusal>

const Taken = v.object({ CallSid, Digits: v.optional(v.pipe(v.string(), v.maxLength(40))) })
const Dialled = v.object({
  CallSid,
  DialCallStatus: Word,
  DialCallDuration: Seconds,
  DialBridged: v.optional(Word, ''),
})

const LOST: Reading = fail({ code: 'payload_invalid', issues: ['tenant: missing from the URL'] })

/** Somebody, or a mailbox, took the phone that we ring: asked first, and then what was pressed. */
export function readWhisper(params: FormParams, query: URLSearchParams): Reading {
  const read = parseWith(Taken, params)
  if (!read.ok) return read
  const address = tenantAddress(query)
  const tenantId = ownId(query.get('tenant'))
  const callKey = ownId(query.get('call'))
  const customerId = ownId(query.get('customer'))
  if (!address || tenantId === null || (callKey === null && customerId === null)) return LOST
  const { CallSid: leg, Digits } = read.value
  const language = query.get('lang') === 'es' ? ('es' as const) : ('en' as const)
  const deliver = (step: string, event: InboundEvent): Reading =>
    succeed({ address, deliveryKey: `${leg}:whisper:${step}`, event })
  if (query.get('step') !== 'accept') {
    const isBridge = customerId !== null
    return deliver('asked', {
      type: 'whisper_asked',
      callKey: callKey ?? customerId ?? '',
      tenantId,
      language,
      isBridge,
    })
  }
  if (Digits !== '1') return deliver('declined', { type: 'ignored', reason: 'ring_declined' })
  if (customerId !== null) return deliver('accepted', { type: 'bridge_accepted', customerId })
  return deliver('accepted', { type: 'ring_accepted', callKey: callKey ?? '' })
}

/** The technician's phone stopped ringing, or a talk is over. */
export function readRingEnd(params: FormParams, query: URLSearchParams): Reading {
  const read = parseWith(Dialled, params)
  if (!read.ok) return read
  const address = tenantAddress(query)
  if (!address) return LOST
  const { CallSid: callKey, DialCallStatus, DialCallDuration: talkedS } = read.value
  const isBridged = wasBridged(read.value)
  const outcome = DialCallStatus === 'busy' ? 'busy' : 'no_answer'
  const event: InboundEvent = { type: 'ring_ended', callKey, isBridged, talkedS, outcome }
  return succeed({ address, deliveryKey: `${callKey}:ring:${DialCallStatus}`, event })
}

/** A call that we put through for the technician is over. */
export function readBridgeEnd(params: FormParams, query: URLSearchParams): Reading {
  const read = parseWith(Dialled, params)
  if (!read.ok) return read
  const address = tenantAddress(query)
  const customerId = ownId(query.get('customer'))
  if (!address || customerId === null) return LOST
  const { CallSid: callKey, DialCallStatus, DialCallDuration: talkedS } = read.value
  const isAnswered = wasBridged(read.value) && talkedS > 0
  const event: InboundEvent = { type: 'bridge_ended', callKey, customerId, isAnswered, talkedS }
  return succeed({ address, deliveryKey: `${callKey}:bridge:${DialCallStatus}`, event })
}

/** A leg that was taken and hung up again before it was connected is called completed too. */
function wasBridged({ DialCallStatus, DialBridged }: v.InferOutput<typeof Dialled>): boolean {
  return (DialCallStatus === 'completed' || DialCallStatus === 'answered') && DialBridged !== 'false'
}
