import { describeDeliveryCode } from '../base/delivery-codes.ts'
import { unreachable } from '../base/result.ts'
import type { NoticeReason, TimelineFact } from './event.ts'

const TEXTS: Record<string, string> = {
  missed_call_text: 'the missed-call text',
  price_answer: 'the price answer',
  price_ask_service: 'the question which job it is',
  booking_received: 'the answer to the booking',
  question_received: 'the answer to the question',
  emergency_answer: 'the safety advice',
  bot_answer: 'the answer that an automated assistant writes',
  help_answer: 'the help text',
  opt_out_confirmation: 'the confirmation of the opt-out',
  human_text: 'your text',
  missed_call_email: 'the missed-call e-mail',
}

const REASONS: Record<NoticeReason, string> = {
  caller_hidden: 'a caller whose number we do not have',
  caller_unreachable: 'a caller who cannot get texts',
  caller_opted_out: 'a call from someone who opted out',
  call_too_old: 'a call that was too old to text',
  no_reply: 'a caller who has not replied',
  text_failed: 'a text that did not arrive',
  email_failed: 'an e-mail that did not arrive',
  booking_wanted: 'a wish for a visit',
  question_asked: 'a question',
  price_unknown: 'a price that is not in the price book',
  emergency: 'an emergency',
  called_again: 'another call from this customer',
  wrote_while_taken_over: 'a new text in your conversation',
  customer_declined: 'a customer who needs nothing more',
  unclear_reply: 'a reply we could not read',
  message_in_doubt: 'a message that may or may not have gone out',
  dead_letter: 'something that could not be done',
}

const READ_AS: Record<string, string> = {
  opt_out: 'an opt-out',
  opt_in_again: 'a wish to get texts again',
  help: 'a call for help',
  booking: 'a wish for a visit',
  price_question: 'a question about a price',
  question_other: 'a question',
  not_interested: 'a no, thanks',
  wrong_number: 'a wrong number',
  thanks: 'thanks',
  spam: 'spam',
}

const OUTCOMES: Record<string, string> = {
  answered: 'Closed: the caller was answered.',
  booked: 'Closed: the customer wants a visit.',
  declined: 'Closed: the customer needs nothing more.',
  opted_out: 'Closed: the customer wants no more messages.',
  no_reply: 'Closed: nothing came back for three days.',
  taken_over: 'Closed: you had the conversation, and it went quiet.',
  unreachable: 'Closed: the caller cannot get texts or e-mail from us.',
  wrong_number: 'Closed: it was the wrong number.',
  spam: 'Closed: it was spam.',
  too_old: 'Closed: we heard of the call too late to text.',
  merged: 'Closed: two records were the same person.',
}

const PROVIDERS: Record<string, string> = {
  twilio: 'the text provider',
  resend: 'the e-mail provider',
  gohighlevel: 'GoHighLevel',
}

const MISSED: Record<Extract<TimelineFact, { type: 'call_missed' }>['outcome'], string> = {
  no_answer: 'Missed a call: nobody answered.',
  busy: 'Missed a call: the line was busy.',
  voicemail: 'Missed a call: it went to voicemail.',
}

const OPTED_OUT_BY: Record<Extract<TimelineFact, { type: 'customer_opted_out' }>['by'], string> = {
  carrier: 'The customer opted out; the carrier blocks our texts to them.',
  words: 'The customer asked for no more texts.',
  contact: 'The customer is marked "do not disturb" in GoHighLevel, so we text no more.',
  link: 'The customer opted out of e-mail by the link.',
}

const PLAIN = {
  call_answered: 'The caller was answered.',
  call_repeated: 'They called again and were missed again.',
  text_delivered: 'The text arrived.',
  email_bounced: 'The e-mail did not arrive.',
  crm_synced: 'Wrote the lead to GoHighLevel.',
  customer_opted_in_again: 'The customer wants to get texts again.',
  taken_over: 'You took the conversation over.',
  handed_back: 'You handed the conversation back.',
  human_wrote: 'You wrote to the customer.',
}

/** What happened, as one sentence for the technician. Moments stand beside the sentence on the screen, not in it. */
export function describeEvent(fact: TimelineFact): string {
  switch (fact.type) {
    case 'call_answered':
    case 'call_repeated':
    case 'text_delivered':
    case 'email_bounced':
    case 'crm_synced':
    case 'customer_opted_in_again':
    case 'taken_over':
    case 'handed_back':
    case 'human_wrote':
      return PLAIN[fact.type]
    case 'call_missed':
      return MISSED[fact.outcome]
    case 'contact_found':
      return fact.hasEmail ? 'Found who called, with an e-mail address.' : 'Found who called.'
    case 'contact_missing':
      return `Could not find out who called${because(fact.code)}.`
    case 'text_planned':
      return `Planned ${nameText(fact.template)}.`
    case 'text_cancelled':
      return `Took back what had not been sent${because(fact.reason)}.`
    case 'text_sent':
    case 'email_sent':
      return `Sent ${nameText(fact.template)}.`
    case 'text_held':
      return `Held ${nameText(fact.template)} for later${because(fact.code)}.`
    case 'text_refused':
    case 'email_refused':
      return `Did not send ${nameText(fact.template)}${because(fact.code)}.`
    case 'text_undelivered':
      return `The text did not arrive${because(fact.code)}.`
    case 'entry_in_doubt':
      return `Cannot tell whether ${nameProvider(fact.provider)} acted, so nothing was repeated. Please check.`
    case 'entry_dead':
      return `Gave up on ${nameProvider(fact.provider)}${because(fact.code)}. You can try again.`
    case 'reply_received':
      return `The customer wrote: ${READ_AS[fact.label] ?? 'a text'}.`
    case 'customer_opted_out':
      return OPTED_OUT_BY[fact.by]
    case 'price_answered':
      return fact.services.length === 0 ? 'Answered with prices.' : `Answered with prices: ${fact.services.join(', ')}.`
    case 'booking_wanted':
      return fact.wishedAt === null ? 'The customer wants a visit.' : 'The customer wants a visit and named a time.'
    case 'technician_told':
      return `Told you about ${REASONS[fact.reason]}.`
    case 'lead_changed':
      return `The lead is now ${fact.status}.`
    case 'journey_closed':
      return OUTCOMES[fact.outcome] ?? 'Closed.'
    default:
      return unreachable(fact)
  }
}

function nameText(template: string): string {
  return TEXTS[template] ?? 'a message'
}

function nameProvider(provider: string): string {
  return PROVIDERS[provider] ?? 'a provider'
}

function because(code: string): string {
  return `: ${describeDeliveryCode(code, 'en') ?? `code ${code}`}`
}
