import type { Instant } from '../base/clock.ts'
import type { CallId, CustomerId } from '../base/ids.ts'
import { applyEmergency } from '../apply-emergency.ts'
import { applyInput } from '../apply-input.ts'
import { optOut } from '../opt-outs.ts'
import { redactCardNumbers } from '../base/card-numbers.ts'
import { loadCustomer, saveCustomer } from '../storage/customer-rows.ts'
import { loadMessageByRef, recordReceived } from '../storage/message-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { judgeTopic, readWish } from './read-wish.ts'

/** The words of one recorded call. They may come in the report of the recording, or later from whoever writes them. */
export type Transcript = { callId: CallId; customerId: CustomerId; text: string; writtenBy: 'provider' | 'model' }

/**
 * What somebody says after the tone counts like what they write. A voicemail that asks for no more texts is an opt-out,
 * without a confirmation by text; one that may ask for it stops the automation until a person has heard it; one that
 * tells of a danger wakes whoever is on call, and is answered with what to do instead of an apology.
 */
export function takeTranscript(context: Context, transcript: Transcript, now: Instant): void {
  const { db, tenant } = context
  const customer = loadCustomer(db, transcript.customerId)
  const { text } = redactCardNumbers(transcript.text.trim())
  // Several reports tell of one recording, each with its words.
  const providerRef = `transcript:${transcript.callId}:${transcript.writtenBy}`
  if (!customer || text === '' || loadMessageByRef(db, providerRef)) return
  const { reading, mayBeOptOut } = readWish(text, null, false)
  const { label, emergency, asksIfBot, language } = reading
  const { customerId, phone, email } = customer
  const messageId = recordReceived(db, {
    customerId,
    channel: 'voice',
    fromAddress: phone,
    body: text,
    label,
    providerRef,
    createdAt: now,
  })
  if (language === 'es') saveCustomer(db, customerId, { language }, now)
  // Whatever else is said: a life may depend on it.
  if (emergency !== null) applyEmergency(context, customerId, { type: 'danger_told', danger: emergency }, now)
  if (label === 'opt_out') {
    const topic = judgeTopic(text, tenant.policy.revocationScope, now)
    const wish = { customerId, phone, email, topic, by: 'voicemail', evidence: `message:${messageId}` } as const
    return optOut(context, { ...wish, messageId }, { confirm: false }, now)
  }
  if (!mayBeOptOut && emergency === null) return
  const reply = { messageId, label, emergency, asksIfBot, services: [], wishedAt: null, answeredByCarrier: false }
  applyInput(context, customerId, { type: 'reply_received', reply: { ...reply, mayBeOptOut } }, now)
}
