import type { TimelineFact } from './event.ts'

/** What an admin of the whole fleet sees go by, without anybody's name, number or word. */
type Kind =
  | 'missed_call'
  | 'lead_received'
  | 'texted'
  | 'replied'
  | 'answered'
  | 'booked'
  | 'job_done'
  | 'review_asked'
  | 'contract_offered'
  | 'opted_out'
  | 'message_failed'
  | 'emergency'

const OF_TEMPLATES: Record<string, Kind> = {
  missed_call_text: 'texted',
  visit_call_text: 'texted',
  web_lead_text: 'texted',
  price_answer: 'answered',
  price_ask_service: 'answered',
  question_received: 'answered',
  booking_received: 'answered',
  visit_offer: 'answered',
  quote_text: 'answered',
  emergency_answer: 'answered',
  help_answer: 'answered',
  bot_answer: 'answered',
  human_text: 'answered',
  review_request: 'review_asked',
  amc_offer: 'contract_offered',
}

/** The kind of a fact, null where it is of none. */
export function tickerKindOf(fact: TimelineFact): Kind | null {
  switch (fact.type) {
    case 'call_missed':
      return 'missed_call'
    case 'lead_received':
      return 'lead_received'
    case 'text_sent':
      return OF_TEMPLATES[fact.template] ?? null
    case 'reply_received':
      return 'replied'
    case 'visit_confirmed':
    case 'booking_confirmed':
      return 'booked'
    case 'job_completed':
      return 'job_done'
    case 'customer_opted_out':
      return 'opted_out'
    case 'text_undelivered':
    case 'email_bounced':
    case 'entry_dead':
      return 'message_failed'
    case 'emergency_told':
      return fact.isMore ? null : 'emergency'
    default:
      // Most facts concern the business alone.
      return null
  }
}
