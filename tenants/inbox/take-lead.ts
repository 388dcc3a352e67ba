import { after, type Instant } from '../base/clock.ts'
import type { CustomerId, MessageId } from '../base/ids.ts'
import { CONVERSATION_OPEN_MS } from '../base/limits.ts'
import { redactCardNumbers } from '../base/card-numbers.ts'
import { applyEmergency } from '../apply-emergency.ts'
import { applyLead } from '../apply-journey.ts'
import { optOut } from '../opt-outs.ts'
import { tellAddress } from '../apply-address.ts'
import type { LeadSubmitted } from '../providers/inbound.ts'
import { readAddress } from '../reading/address.ts'
import { tellLanguage } from '../reading/language.ts'
import { isSuppressed, recordConsent } from '../storage/consent-rows.ts'
import { loadCustomersByEmail, saveCustomer, withPlaces, type Customer } from '../storage/customer-rows.ts'
import { loadOpenLead, saveLead } from '../storage/lead-rows.ts'
import { recordReceived } from '../storage/message-rows.ts'
import { isStaff, type Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import { loadWebLeads, saveWebLeads } from '../storage/web-lead-rows.ts'
import { matchCustomer } from './match-customer.ts'
import { judgeTopic, readWish } from './read-wish.ts'
import { readWords } from './read-words.ts'

/**
 * Somebody filled in a form. What they wrote is their first message, what they agreed to is their consent, and the same
 * journey begins as after a missed call. Whoever sets the form up and tries it out becomes nobody's customer.
 */
export function takeLead(context: Context, event: LeadSubmitted, now: Instant): void {
  const { db, tenant } = context
  const isOurOwn = isStaff(context, event.phone) || (event.phone !== null && event.phone === tenant.profile.smsNumber)
  if (event.isTest || isOurOwn) {
    saveWebLeads(db, { lastTestAt: now })
    return
  }
  saveWebLeads(db, { lastLeadAt: { ...loadWebLeads(db).lastLeadAt, [event.source]: now } })
  const customer = findCustomer(context, event, now)
  const { customerId } = customer
  const { text } = redactCardNumbers(event.words.trim())
  // Questions of the form are its owner's words, and say nothing of what this person wants or speaks.
  const said = event.answers === undefined ? text : redactCardNumbers(event.answers.trim()).text
  learn(context, customer, event, said, now)
  const wish = said === '' ? null : readWish(said, null, false)
  const address = readAddress(text)
  if (address !== null) tellAddress(context, customerId, address, now)
  const messageId = keepWords(context, customerId, event, { text, label: wish?.reading.label ?? null }, now)
  keepConsents(context, customerId, event, text, now)
  const emergency = wish?.reading.emergency ?? null
  if (emergency !== null) applyEmergency(context, customerId, { type: 'danger_told', danger: emergency }, now)
  if (wish?.reading.label === 'opt_out' && messageId) {
    return leave(context, customer, event, { text, messageId }, now)
  }
  const words = { customerId, text: said, answeredByCarrier: false }
  const reply = wish && messageId ? readWords(context, wish, { ...words, messageId }, now) : null
  // A form's clock may run ahead of ours; nobody can have sent it later than now.
  const submittedAt = Math.min(event.submittedAt, now)
  const { source, phoneFault: fault } = event
  applyLead(context, customerId, { type: 'lead_submitted', source, submittedAt, reply, fault }, now)
  keepAttribution(context, customerId, event, now)
}

/**
 * By their number. Who gave none is known again by an e-mail address alone, and only among those who gave none before:
 * anybody can type somebody else's address into a form.
 */
function findCustomer(context: Context, { phone, email }: LeadSubmitted, now: Instant): Customer {
  const sameEmail = phone !== null || email === null ? [] : loadCustomersByEmail(context.db, email)
  const known = sameEmail.find((customer) => customer.phone === null)
  return known ?? matchCustomer(context, { phone, withheld: false, contactRef: null }, now)
}

/**
 * A form adds to what we know of somebody, and replaces none of it but the language: whoever writes Spanish is answered
 * in it, and a form in Spanish counts where their own words do not tell.
 */
function learn({ db }: Context, customer: Customer, event: LeadSubmitted, said: string, now: Instant): void {
  const isNew = customer.createdAt === now
  const spoken = tellLanguage(said)
  const language = spoken === 'es' || isNew ? (spoken ?? event.language) : null
  saveCustomer(
    db,
    customer.customerId,
    {
      name: customer.name ?? event.name,
      email: customer.email ?? event.email,
      conversationOpenUntil: after(now, CONVERSATION_OPEN_MS),
      ...(language === null ? {} : { language }),
      ...(event.zip === null ? {} : { places: withPlaces(customer, { zip: event.zip }) }),
    },
    now,
  )
}

function keepWords(
  { db }: Context,
  customerId: CustomerId,
  { phone, email, source, leadKey }: LeadSubmitted,
  { text, label }: { text: string; label: string | null },
  now: Instant,
): MessageId | null {
  if (text === '') return null
  return recordReceived(db, {
    customerId,
    channel: 'web',
    fromAddress: phone ?? email,
    body: text,
    label,
    providerRef: `${source}:${leadKey}`,
    createdAt: now,
  })
}

/** Their own words open the conversation, below the ones they sent them with. A ticked box is a consent of its own. */
function keepConsents({ db }: Context, customerId: CustomerId, event: LeadSubmitted, text: string, now: Instant): void {
  const { phone, source, leadKey, consent, offers } = event
  if (phone === null || isSuppressed(db, 'sms', phone)) return
  const evidence = `${source}:${leadKey}`
  const said = text === '' ? [] : [`> ${text}`]
  const wording = [...(consent === null ? [] : [consent]), ...said].join('\n')
  const given = { customerId, evidence, address: phone } as const
  recordConsent(db, { ...given, basis: 'inbound_message', purpose: 'this_conversation', wording }, now)
  if (offers !== null) recordConsent(db, { ...given, basis: 'written', purpose: 'offers', wording: offers }, now)
}

/** A form is as good a way as any to ask for no more messages. */
function leave(
  context: Context,
  { customerId, email }: Customer,
  event: LeadSubmitted,
  { text, messageId }: { text: string; messageId: MessageId },
  now: Instant,
): void {
  const fact = { type: 'reply_received' as const, messageId, label: 'opt_out' }
  recordEvent(context.db, { customerId, journeyId: null, fact }, now)
  const topic = judgeTopic(text, context.tenant.policy.revocationScope, now)
  const wish = { customerId, phone: event.phone, email: event.email ?? email, topic, by: 'form' } as const
  optOut(context, { ...wish, evidence: `message:${messageId}` }, { confirm: false }, now)
}

/** Where the first of their requests came from is where the lead came from. */
function keepAttribution({ db }: Context, customerId: CustomerId, { attribution }: LeadSubmitted, now: Instant): void {
  const lead = loadOpenLead(db, customerId)
  if (!lead || lead.attribution !== null || Object.keys(attribution).length === 0) return
  const by = attribution.campaign === undefined ? {} : { by: 'form' as const }
  saveLead(db, lead.leadId, { attribution: JSON.stringify({ ...attribution, ...by }) }, now)
}
