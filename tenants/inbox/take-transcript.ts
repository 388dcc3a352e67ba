import type { Instant } from '../base/clock.ts'
import type { CallId, CustomerId } from '../base/ids.ts'
import { applyInput } from '../apply-input.ts'
import { optOut } from '../opt-outs.ts'
import { redactCardNumbers } from '../base/card-numbers.ts'
import { loadCustomer } from '../storage/customer-rows.ts'
import { recordMessage } from '../storage/message-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { judgeTopic, readWish } from './read-wish.ts'

/** The words of one recorded call. They may come in the report of the recording, or later from whoever writes them. */
export type Transcript = { callId: CallId; customerId: CustomerId; text: string }

/**
 * What somebody says after the tone counts like what they write. A voicemail that asks for no more texts is an opt-out,
 * without a confirmation by text; one that may ask for it stops the automation until a person has heard it.
 */
export function takeTranscript(context: Context, transcript: Transcript, now: Instant): void {
  const { db, tenant } = context
  const customer = loadCustomer(db, transcript.customerId)
  const { text } = redactCardNumbers(transcript.text.trim())
  if (!customer || text === '') return
  const { reading, mayBeOptOut } = readWish(text, null, false)
  const { label, emergency, asksIfBot } = reading
  const { customerId, phone, email } = customer
  const messageId = recordMessage(db, {
    ...RECEIVED,
    customerId,
    fromAddress: phone,
    body: text,
    label,
    createdAt: now,
  })
  if (label === 'opt_out') {
    const topic = judgeTopic(text, tenant.policy.revocationScope, now)
    const wish = { customerId, phone, email, topic, by: 'voicemail', evidence: `message:${messageId}` } as const
    return optOut(context, { ...wish, messageId }, { confirm: false }, now)
  }
  if (!mayBeOptOut) return
  const reply = { messageId, label, emergency, asksIfBot, services: [], wishedAt: null, answeredByCarrier: false }
  applyInput(context, customerId, { type: 'reply_received', reply: { ...reply, mayBeOptOut } }, now)
}

const RECEIVED = {
  audience: 'customer',
  channel: 'voice',
  direction: 'inbound',
  toAddress: null,
  subject: null,
  status: 'received',
  errorCode: null,
  template: null,
  class: null,
  unprompted: false,
  segments: 0,
  providerRef: null,
  entryId: null,
  episodeId: null,
  occasionedAt: null,
  sentAt: null,
} as const
