import type { Instant } from '../base/clock.ts'
import type { Ask } from '../base/greeting.ts'
import type { AppointmentId, CustomerId, LeadId } from '../base/ids.ts'
import type { WorkFact } from './work-event.ts'

/** What the technician is told of visits that customers make and change themselves. */
export type VisitNotice =
  | 'visit_confirmed'
  | 'visit_moved'
  | 'visit_cancelled'
  | 'visit_cancelled_late'
  /** They took none of what was offered, or nothing is free. */
  | 'visit_refused'
  /** Its time has passed: was it done? */
  | 'visit_over'
  /** Something else stands at its time in the CRM's calendar. */
  | 'visit_clash'
  /** Words for whoever drives there. */
  | 'visit_word'
  /** It may be called off, and nobody knows yet. */
  | 'visit_doubted'
  /** They want no more texts, and the visit stands. */
  | 'visit_opted_out'
  /** Their card was ended in the CRM. */
  | 'visit_unclear'

/** Why a technician is told something; each has its own wording. */
export type NoticeReason =
  | 'caller_hidden'
  /** Staff, a supplier or family, who get no automated text. */
  | 'known_called'
  | 'known_wrote'
  | VisitNotice
  /** Somebody who has a visit before them. */
  | 'visit_called'
  | 'caller_unreachable'
  | 'caller_opted_out'
  /** In a mode where only who agrees is texted. */
  | 'not_agreed'
  | 'call_too_old'
  /** Somebody filled in a form and no text can go; or filled in another while their matter is open. */
  | 'lead_untexted'
  | 'lead_again'
  /** A job waits for its price. */
  | 'quote_waiting'
  /** The nightly check found the way from a missed call to its text broken. */
  | 'canary_failed'
  /** Spending on advertisements is out of line, so that nothing is changed there. */
  | 'ads_stopped'
  /** An agent proposes something. */
  | 'decision_waiting'
  | 'no_reply'
  | 'text_failed'
  | 'email_failed'
  | 'booking_wanted'
  | 'question_asked'
  | 'price_unknown'
  | 'emergency'
  | 'emergency_taken'
  | 'emergency_unanswered'
  | 'called_again'
  | 'wrote_while_taken_over'
  | 'customer_declined'
  | 'unclear_reply'
  | 'message_in_doubt'
  | 'dead_letter'
  | 'registration_moved'
  | 'sending_stopped'
  | 'privacy_due'
  | 'privacy_late'
  | 'privacy_step_failed'
  | 'business_closed'
  | 'crm_disconnected'
  | 'ads_disconnected'
  | 'help_asked'
  /** A text named a proposal that cannot be answered any more. */
  | 'decision_stands'
  | 'customer_complained'
  | 'feedback_left'
  | 'plan_agreed'
  | 'plan_more_agreed'
  /** What they say to a reminder is neither a yes nor a no. */
  | 'plan_word'
  | 'plan_renewed'
  | 'plan_ended'
  | 'plan_cancelled'
  /** The terms or their confirmation did not reach the customer. */
  | 'plan_terms_unsent'
  /** No notice of the renewal reached the customer in time, so that nothing renews. */
  | 'plan_reminder_failed'
  | 'plan_customer_opted_out'
  /** Notices about one customer, and callers, that are told of in one notice. */
  | 'more_waiting'
  | 'many_waiting'

/** How an opt-out reached us. */
export type OptOutBy =
  | 'carrier'
  | 'words'
  | 'contact'
  | 'link'
  | 'complaint'
  | 'voicemail'
  | 'email'
  | 'form'
  /** Said to the technician, who noted it. */
  | 'hand'
  | 'wrong_number'

/** Who changed a visit: its customer by text or on their page, the business on its board or in its CRM, or we. */
export type VisitBy = 'text' | 'page' | 'board' | 'crm' | 'expiry' | 'erasure'
type VisitFact = { appointmentId: AppointmentId; startsAt: Instant }

export type PrivacyMove = 'received' | 'confirmed' | 'extended' | 'closing' | 'done' | 'refused'

/** A fact worth showing and exporting. Customers' words stay in their message rows; events point at them. */
export type TimelineFact =
  | { type: 'call_missed'; callId: string; outcome: 'no_answer' | 'busy' | 'voicemail' }
  | { type: 'call_answered'; callId: string }
  | { type: 'call_repeated'; callId: string }
  | { type: 'voicemail_left'; callId: string }
  | { type: 'contact_found'; hasEmail: boolean }
  | { type: 'contact_missing'; code: string }
  | { type: 'contact_changed' }
  /** `from` is this customer under another row, which is gone. */
  | { type: 'customers_merged'; from: CustomerId }
  /** While on the line. */
  | { type: 'consent_given'; ask: Ask }
  | { type: 'text_planned'; template: string; dueAt: Instant }
  | { type: 'text_cancelled'; reason: string }
  | { type: 'text_sent'; messageId: string; template: string }
  | { type: 'text_held'; template: string; code: string; until: Instant }
  | { type: 'text_refused'; template: string; code: string; messageId?: string }
  /** Own words of the business that could not go, so ours went. */
  | { type: 'own_words_passed_over'; template: string; version: number; code: string }
  | { type: 'text_delivered'; messageId: string }
  | { type: 'text_undelivered'; messageId: string; code: string }
  | { type: 'email_sent'; messageId: string; template: string }
  | { type: 'email_delivered'; messageId: string }
  | { type: 'email_refused'; template: string; code: string; messageId?: string }
  | { type: 'email_bounced'; messageId: string }
  | { type: 'reply_received'; messageId: string; label: string }
  /** `messageId`: the words, where no reply shows them. */
  | { type: 'customer_opted_out'; by: OptOutBy; messageId?: string }
  /** Only from one kind of message; the rest may go on. */
  | { type: 'customer_opted_out_of'; topic: 'marketing'; by: OptOutBy; messageId?: string }
  | { type: 'customer_opted_in_again' }
  | { type: 'price_answered'; services: string[] }
  | { type: 'booking_wanted'; wishedAt: Instant | null }
  /** A time is kept for somebody who has not agreed to it yet. */
  /** `from`: what was kept for them before. */
  | ({ type: 'visit_held'; from?: Instant } & VisitFact)
  /** It was kept and never agreed on. */
  | ({ type: 'visit_released'; by: VisitBy } & VisitFact)
  | ({ type: 'visit_confirmed'; by: VisitBy } & VisitFact)
  | ({ type: 'visit_moved'; by: VisitBy; from: Instant } & VisitFact)
  | ({ type: 'visit_cancelled'; by: VisitBy } & VisitFact)
  | ({ type: 'visit_completed'; by: VisitBy } & VisitFact)
  | ({ type: 'visit_no_show'; by: VisitBy } & VisitFact)
  | { type: 'technician_told'; reason: NoticeReason }
  /** A danger the customer told of; `isMore` where it is known already. */
  | { type: 'emergency_told'; danger: string; isMore: boolean }
  /** Somebody on call; `round` counts from 1. */
  | { type: 'on_call_alerted'; name: string; round: number }
  | { type: 'on_call_declined'; name: string }
  | { type: 'on_call_unanswered' }
  | { type: 'emergency_acknowledged'; name: string | null; via: 'text' | 'board' | 'call' | 'words' }
  | { type: 'lead_changed'; status: string }
  | { type: 'lead_moved_by_hand'; leadId: LeadId; from: string; to: string; revenueMinor: number | null }
  | { type: 'booking_confirmed'; at: Instant | null }
  /** The technician has dealt with what waited for them. */
  | { type: 'matter_settled' }
  | { type: 'crm_synced'; opportunityRef: string }
  | { type: 'taken_over' }
  /** Their words may be an opt-out: a person has to read them, and nothing automated is sent meanwhile. */
  | { type: 'automation_stopped' }
  /** `on`: the day from which every opt-out counts for all messages. */
  | { type: 'revocation_rule_changes'; on: string }
  | { type: 'handed_back' }
  | { type: 'human_wrote'; messageId: string }
  | { type: 'entry_delayed'; entryId: string; provider: string; code: string }
  | { type: 'entry_in_doubt'; entryId: string; provider: string; messageId?: string }
  | { type: 'entry_dead'; entryId: string; provider: string; code: string }
  | { type: 'entry_retried'; entryId: string }
  | { type: 'entry_dismissed'; entryId: string }
  | { type: 'journey_closed'; outcome: string }
  /** What somebody asked for under a law of privacy; who it was stands in the request alone. */
  | { type: 'privacy_request_moved'; requestId: string; status: PrivacyMove }
  | { type: 'customer_erased'; requestId: string }
  | { type: 'business_closed' }
  | { type: 'business_reopened' }
  /** `fields` names what was changed, of profile, policy or scripts. */
  | { type: 'settings_changed'; fields: string[] }
  /** A file that proves what was said to one number was made. */
  | { type: 'evidence_exported' }
  /** Somebody took a copy: of everything, or of all there is about the customer whom the event is about. */
  | { type: 'data_exported'; scope: 'business' | 'customer'; format: string }
  | { type: 'email_domain_changed'; status: 'pending' | 'verified' | 'failed' }
  /** `by` is the step of the registration for texting that was taken. */
  | { type: 'registration_moved'; by: string }
  /** More automated texts within an hour than this business has reason to send. */
  | { type: 'sending_stopped'; sentLastHour: number; baselinePerHour: number }
  | { type: 'fleet_switched'; isOn: boolean }
  | WorkFact
