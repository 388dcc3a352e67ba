import { applyInput } from '../apply-input.ts'
import { redactCardNumbers } from '../base/card-numbers.ts'
import type { Instant } from '../base/clock.ts'
import { spokenAsk } from '../base/greeting.ts'
import type { InboundEvent } from '../providers/inbound.ts'
import { isSpokenYes } from '../reading/spoken-yes.ts'
import { recordConsent } from '../storage/consent-rows.ts'
import { loadCustomer } from '../storage/customer-rows.ts'
import { loadCallByKey } from '../storage/lead-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'

type Answer = Extract<InboundEvent, { type: 'consent_answered' }>

/**
 * What a caller answered who was asked whether they want a text. The consent stands before the text that rests on it.
 * A call that is not known here was another business's, and says nothing.
 */
export function takeConsentAnswer(context: Context, answer: Answer, now: Instant): void {
  const { db } = context
  const { callKey, ask } = answer
  const call = loadCallByKey(db, callKey)
  const customer = call?.via === 'twilio' ? loadCustomer(db, call.customerId) : null
  if (!customer || customer.phone === null) return
  const { customerId, phone } = customer
  if (!isYes(answer)) {
    applyInput(context, customerId, { type: 'consent_refused' }, now)
    return
  }
  const evidence = `twilio:${callKey}`
  const wording = wordingOf(context, answer)
  recordConsent(db, { customerId, basis: ask, evidence, address: phone, wording, purpose: 'this_call' }, now)
  applyInput(context, customerId, { type: 'consent_given', ask }, now)
}

function isYes({ ask, digits, speech }: Answer): boolean {
  return ask === 'press_1' ? digits === '1' : speech !== null && isSpokenYes(speech)
}

/** All that was said to them, and below it what they said. */
function wordingOf({ tenant }: Context, { ask, language, speech }: Answer): string {
  const { offer, question } = spokenAsk(tenant.profile.businessName, language, ask)
  const asked = `${offer} ${question}`
  return ask === 'spoken_yes' && speech !== null ? `${asked}\n> ${redactCardNumbers(speech).text}` : asked
}
