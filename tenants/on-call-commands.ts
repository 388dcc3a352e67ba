import { applyToEmergency, ladderOf } from './apply-emergency.ts'
import type { Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { OnCallPatch, OnCallView } from './contract/on-call.ts'
import { takeBackAlerts } from './record-alert.ts'
import { isSuppressed } from './storage/consent-rows.ts'
import { loadEmergency, loadOnLadders, loadOpenEmergencies } from './storage/emergency-rows.ts'
import { saveSetting } from './storage/settings-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** Who is on call, and who takes an emergency on the board. The caller holds the transaction. */

export function viewOnCall({ db, tenant }: Context): OnCallView {
  const { profile } = tenant
  const { leaving: _, ...onCall } = tenant.onCall
  const { ownerName: name, primaryPhone: phone, email } = profile
  const optedOut = ladderOf(tenant).contacts.filter((contact) => isSuppressed(db, 'sms', contact.phone))
  return { ...onCall, optedOut: optedOut.map((contact) => contact.phone), alone: { name, phone, email } }
}

export function changeOnCall(context: Context, patch: OnCallPatch, now: Instant): Outcome<OnCallView> {
  const { db, tenant } = context
  if (patch.version !== tenant.onCall.version) {
    return { ok: false, error: { code: 'edited_meanwhile', detail: 'Somebody else has changed who is on call.' } }
  }
  const own = patch.contacts.findIndex(({ phone }) => phone === tenant.profile.smsNumber)
  if (own >= 0) {
    const issues = [{ path: `contacts.${own}.phone`, message: 'a person’s number, not the one we text from' }]
    return { ok: false, error: { code: 'on_call_refused', detail: 'An alert cannot go to our own number.', issues } }
  }
  const onCall = { ...patch, version: patch.version + 1, ...leavingBy(context, patch) }
  takeBackFromThoseGone(context, patch, now)
  saveSetting(db, 'on_call', onCall)
  // The copy that everything in this object works with; a transaction that is undone drops it.
  Object.assign(tenant, { onCall })
  recordEvent(db, { customerId: null, journeyId: null, fact: { type: 'settings_changed', fields: ['onCall'] } }, now)
  return { ok: true, value: viewOnCall(context) }
}

/** Who goes from the list in the middle of an emergency may still answer the alert about it. */
function leavingBy({ db, tenant }: Context, { contacts }: OnCallPatch): Pick<Context['tenant']['onCall'], 'leaving'> {
  const before = [...tenant.onCall.contacts.map(({ phone }) => phone), ...(tenant.onCall.leaving ?? [])]
  const onLadders = loadOnLadders(db)
  const leaving = before.filter((phone) => onLadders.has(phone) && !contacts.some((contact) => contact.phone === phone))
  return leaving.length === 0 ? {} : { leaving }
}

/** Who goes from the list is alerted no more, so what has not left to them is let go. */
function takeBackFromThoseGone(context: Context, { contacts }: OnCallPatch, now: Instant): void {
  const gone = context.tenant.onCall.contacts.filter(
    ({ phone }) => !contacts.some((contact) => contact.phone === phone),
  )
  if (gone.length === 0) return
  for (const { customerId } of loadOpenEmergencies(context.db)) {
    takeBackAlerts(context, customerId, { contacts: gone, reason: 'off_call' }, now)
  }
}

/** Pressed twice it is taken once. `email` is whoever is signed in: a customer reads a name only where it is theirs. */
export function acknowledgeEmergency(context: Context, journeyId: string, email: string, now: Instant): Outcome<null> {
  const emergency = loadEmergency(context.db, journeyId)
  if (!emergency) return { ok: false, error: { code: 'emergency_missing', detail: 'There is no such emergency.' } }
  const { tenant } = context
  const known = [
    ...(emergency.state.status === 'closed' ? [] : emergency.state.alarm.ladder.contacts),
    { name: tenant.profile.ownerName, phone: tenant.profile.primaryPhone, email: tenant.profile.email },
  ]
  const person = known.find((contact) => contact.email?.toLowerCase() === email.toLowerCase())
  const by = { by: person?.name ?? null, phone: person?.phone ?? null }
  applyToEmergency(context, journeyId, { type: 'acknowledged', ...by, via: 'board' }, now)
  return { ok: true, value: null }
}
