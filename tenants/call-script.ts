import { askOf, spokenAbsence, spokenAsk, spokenNotice, type CallScript } from './base/greeting.ts'
import { isPhone } from './base/e164.ts'
import { isWaitingForConsent } from './journey/missed-call/consent.ts'
import type { MissedCallState } from './journey/state.ts'
import { loadConsents } from './storage/consent-rows.ts'
import { loadCustomerByPhone } from './storage/customer-rows.ts'
import { loadOpenJourney } from './storage/journey-rows.ts'
import { loadCallByKey, type Call } from './storage/lead-rows.ts'
import { loadVoice } from './storage/ring-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** What was told, where it is of a call: whose it is, and for its beginning the number that it shows. */
type Told = { type: string; callKey?: string; from?: string | null }

/** What becomes of this call now: it rings, is greeted, or has been taken. Null where nothing was told of a call. */
export function readCallScript(context: Context, told: Told): CallScript | null {
  const { callKey } = told
  if (callKey === undefined) return null
  const from = told.type === 'call_ended' ? (told.from ?? null) : null
  const call = loadCallByKey(context.db, callKey)
  const { recordsMessages } = loadVoice(context.db)
  const script = { ...readWords(context, callKey, call), ...(recordsMessages ? {} : { recordsMessages }) }
  const ring = call === null ? null : loadOpenJourney(context.db, call.customerId, 'ring')
  if (call === null) return isLoop(context, from) ? { ...script, isLoop: true } : script
  if (call.status === 'answered') return { ...script, isAnswered: true }
  const isRinging = ring?.state.kind === 'ring' && ring.state.status === 'ringing' && ring.state.callId === call.callId
  return isRinging ? { ...script, ring: readRing(context, from) } : script
}

/** A caller who hides their number, or whose cannot be shown, is announced by ours. */
function readRing({ db, tenant }: Context, from: string | null): NonNullable<CallScript['ring']> {
  const { primaryPhone, smsNumber, language } = tenant.profile
  const spoken = language === 'es' ? 'es' : 'en'
  return { to: primaryPhone, callerId: from ?? smsNumber, ringS: loadVoice(db).ringS, language: spoken }
}

/** It shows the number that we showed: ours, or that of somebody for whom a phone rings right now. */
function isLoop({ db, tenant }: Context, from: string | null): boolean {
  if (from === null) return false
  if (from === tenant.profile.smsNumber) return true
  const customer = isPhone(from) ? loadCustomerByPhone(db, from) : null
  const state = customer && loadOpenJourney(db, customer.customerId, 'ring')?.state
  return state?.kind === 'ring' && state.status === 'ringing'
}

/**
 * What this call is to hear now. Only a caller whose yes would bring a text is asked for one: not who hides their
 * number, has opted out or is being texted already, and nobody while the business cannot text.
 */
function readWords({ db, tenant }: Context, callKey: string, call: Call | null): CallScript {
  const { businessName, language, consentMode } = tenant.profile
  const ask = askOf(consentMode)
  if (ask === null) {
    const { language: spoken, words } = spokenNotice(businessName, language)
    return { language: spoken, notice: words, question: null, isKnown: call !== null, isAgreed: false }
  }
  const open = call === null ? null : loadOpenJourney(db, call.customerId, 'missed_call')
  if (open && isWaitingForConsent(open.state as MissedCallState)) {
    const { language: spoken, offer, question } = spokenAsk(businessName, language, ask)
    return { language: spoken, notice: offer, question: { ask, words: question }, isKnown: true, isAgreed: false }
  }
  const evidence = `twilio:${callKey}`
  const isAgreed = call !== null && loadConsents(db, call.customerId).some((consent) => consent.evidence === evidence)
  const { language: spoken, words } = spokenAbsence(businessName, language)
  return { language: spoken, notice: words, question: null, isKnown: call !== null, isAgreed }
}
