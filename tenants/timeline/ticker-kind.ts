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

/** Most facts concern the business alone, and are of no kind. */
const OF_FACTS: Partial<Record<TimelineFact['type'], Kind>> = {
  call_missed: 'missed_call',
  lead_received: 'lead_received',
  reply_received: 'replied',
  visit_confirmed: 'booked',
  booking_confirmed: 'booked',
  job_completed: 'job_done',
  customer_opted_out: 'opted_out',
  text_undelivered: 'message_failed',
  email_bounced: 'message_failed',
  entry_dead: 'message_failed',
}

/** The kind of a fact, null where it is of none. */
export function tickerKindOf(fact: TimelineFact): Kind | null {
  if (fact.type === 'text_sent') return OF_TEMPLATES[fact.template] ?? null
  if (fact.type === 'emergency_told') return fact.isMore ? null : 'emergency'
  return OF_FACTS[fact.type] ?? null
}
