import type { Instant } from './base/clock.ts'
import type { Phone } from './base/e164.ts'
import { askOf, isHeardOut, type Ask } from './base/greeting.ts'
import type { CustomerId } from './base/ids.ts'
import type { Decision } from './journey/effect.ts'
import { loadConsents, recordConsent, type NewConsent } from './storage/consent-rows.ts'
import type { Call } from './storage/lead-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { hasDelivery } from './storage/timeline-rows.ts'

/**
 * What a call proves. A missed call by itself permits one text about it; more is claimed only for what the caller is
 * known to have heard (docs/decisions/0015). The mode of the business bounds the claim from above, and proves nothing.
 */

export type ConsentingCall = Pick<Call, 'callKey' | 'via' | 'status'> & {
  customerId: CustomerId
  /** Null while the caller's number is still being looked up. */
  phone: Phone | null
}

/**
 * Where only who agrees is texted: how this caller is being asked, null where nobody asks them. Only our own number
 * asks, and only the answer to a ring; a call whose end is all we hear of was never greeted by us.
 */
export function askFor({ db, tenant }: Context, { via, callKey }: Pick<Call, 'via' | 'callKey'>): { ask?: Ask | null } {
  const ask = askOf(tenant.profile.consentMode)
  if (ask === null) return {}
  return { ask: via === 'twilio' && hasDelivery(db, ringOf(callKey)) ? ask : null }
}

/** The evidence stands in the transaction that plans the text. Further calls of one episode are nothing new. */
export function recordCallConsent(context: Context, call: ConsentingCall, decision: Decision, now: Instant): void {
  // Who has to agree has not done so by calling.
  if (askOf(context.tenant.profile.consentMode) !== null) return
  if (decision.kind === 'ignored' || !decision.events.some(({ type }) => type === 'call_missed')) return
  const { customerId, phone } = call
  const heard = heardElsewhere(context, call)
  const consent: NewConsent = {
    customerId,
    basis: heard === null ? 'implied_single' : 'spoken_notice',
    evidence: evidenceOf(call),
    address: phone,
    wording: heard,
    purpose: 'this_call',
  }
  recordConsent(context.db, consent, now)
}

/** GoHighLevel says no more than that a call went to voicemail; what is said there the business must vouch for. */
function heardElsewhere({ tenant }: Context, { via, status }: ConsentingCall): string | null {
  const { consentMode, voicemailGreeting } = tenant.profile
  if (via !== 'gohighlevel' || status !== 'voicemail' || consentMode !== 'spoken_notice') return null
  return voicemailGreeting ?? null
}

export type Stay = {
  /** What our number says to callers. */
  notice: string | null
  durationS: number
  leftVoicemail: boolean
}

/**
 * A later report says how long the caller stayed: long enough to have heard our notice to its end? Only where their
 * ring came to us, since it is the ring that we answer with the notice.
 */
export function recordHeardNotice(
  { db, tenant }: Context,
  call: Pick<Call, 'callKey' | 'customerId' | 'via'> & { phone: Phone | null },
  { notice, durationS, leftVoicemail }: Stay,
  now: Instant,
): void {
  if (call.via !== 'twilio' || notice === null || tenant.profile.consentMode !== 'spoken_notice') return
  // The tone that a voicemail begins with comes after the notice.
  if (!leftVoicemail && !isHeardOut(notice, durationS)) return
  if (!hasDelivery(db, ringOf(call.callKey))) return
  const evidence = evidenceOf(call)
  const { customerId, phone } = call
  const isKept = loadConsents(db, customerId).some(
    (consent) => consent.evidence === evidence && consent.basis === 'spoken_notice',
  )
  if (isKept) return
  const given = { basis: 'spoken_notice', purpose: 'this_call', wording: notice } as const
  recordConsent(db, { customerId, evidence, address: phone, ...given }, now)
}

function ringOf(callKey: string): string {
  return `twilio:${callKey}:ringing`
}

function evidenceOf({ via, callKey }: Pick<Call, 'via' | 'callKey'>): string {
  return `${via}:${callKey}`
}
