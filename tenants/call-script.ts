import { askOf, spokenAbsence, spokenAsk, spokenNotice, type CallScript } from './base/greeting.ts'
import { isWaitingForConsent } from './journey/missed-call/consent.ts'
import type { MissedCallState } from './journey/state.ts'
import { loadConsents } from './storage/consent-rows.ts'
import { loadOpenJourney } from './storage/journey-rows.ts'
import { loadCallByKey } from './storage/lead-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/**
 * What this call is to hear now. Only a caller whose yes would bring a text is asked for one: not who hides their
 * number, has opted out or is being texted already, and nobody while the business cannot text.
 */
export function readCallScript({ db, tenant }: Context, callKey: string): CallScript {
  const { businessName, language, consentMode } = tenant.profile
  const call = loadCallByKey(db, callKey)
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
