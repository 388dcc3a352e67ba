import type { Ask } from '../base/greeting.ts'
import type { NoticeReason, TimelineFact, VisitBy } from './event.ts'

type Fact<T extends TimelineFact['type']> = Extract<TimelineFact, { type: T }>

/** Facts that one sentence tells, whatever they hold. */
export type PlainFact =
  | 'call_answered'
  | 'call_repeated'
  | 'voicemail_left'
  | 'contact_changed'
  | 'customers_merged'
  | 'text_delivered'
  | 'email_delivered'
  | 'email_bounced'
  | 'crm_synced'
  | 'customer_opted_in_again'
  | 'taken_over'
  | 'handed_back'
  | 'human_wrote'
  | 'matter_settled'
  | 'on_call_unanswered'
  | 'automation_stopped'
  | 'customer_opted_out_of'
  | 'entry_retried'
  | 'entry_dismissed'
  | 'settings_changed'
  | 'customer_erased'
  | 'business_closed'
  | 'business_reopened'
  | 'evidence_exported'

/** Whether somebody who wants a visit said when, and whether the business is open then. */
export type BookingWish = 'without_time' | 'within_hours' | 'outside_hours'

/** Why a request under a law of privacy cannot wait. */
export type PrivacyPress = 'due' | 'confirm' | 'late' | 'breached'

/** What is told of a visit, by who changed it. */
export type VisitWords = {
  held: string
  heldInstead: string
  released: string
  confirmed: Record<VisitBy, string>
  moved: Record<VisitBy, string>
  cancelled: Record<VisitBy, string>
  completed: string
  noShow: string
  /** Its time is over, and nobody has said whether it was done. */
  isOver: (who: string) => string
}

/** Everything the timeline and the list of what needs attention say, in one language. */
export type Words = {
  visits: VisitWords
  plain: Record<PlainFact, string>
  missed: Record<Fact<'call_missed'>['outcome'], string>
  optedOutBy: Record<Fact<'customer_opted_out'>['by'], string>
  emailDomain: Record<Fact<'email_domain_changed'>['status'], string>
  exported: Record<Fact<'data_exported'>['scope'], string>
  agreedBy: Record<Ask, string>
  reasons: Record<NoticeReason, string>
  /** How texts, providers, statuses, readings and outcomes are called; anything else has `other…`. */
  texts: Record<string, string>
  otherText: string
  providers: Record<string, string>
  otherProvider: string
  statuses: Record<string, string>
  readAs: Record<string, string>
  otherReading: string
  outcomes: Record<string, string>
  otherOutcome: string
  code(code: string): string
  /** `on` is a day, such as 2027-01-31. */
  ruleChanges(on: string): string
  contactFound(hasEmail: boolean): string
  contactMissing(why: string): string
  planned(text: string): string
  tookBack(why: string): string
  sent(text: string): string
  held(text: string, why: string): string
  notSent(text: string, why: string): string
  /** Their own words stood back for ours. */
  ownWords(text: string, why: string): string
  undelivered(why: string): string
  delayed(provider: string, why: string): string
  inDoubt(provider: string): string
  dead(provider: string, why: string): string
  wrote(reading: string): string
  pricesAnswered(services: string): string
  bookingWanted(hasTime: boolean): string
  bookingConfirmed(hasTime: boolean): string
  told(reason: string): string
  dangers: Record<string, string>
  otherDanger: string
  emergencyTold(danger: string, isMore: boolean): string
  onCallAlerted(name: string, round: number): string
  onCallDeclined(name: string): string
  /** `name` is null where the technician took it. */
  taken(name: string | null, via: Fact<'emergency_acknowledged'>['via']): string
  leadNow(status: string): string
  leadMoved(status: string): string
  /** Steps of the registration for texting; anything else has `otherStep`. */
  registration: Record<string, string>
  otherStep: string
  stopped(sentLastHour: number): string
  fleet(isOn: boolean): string
  privacy: Record<Fact<'privacy_request_moved'>['status'], string>
  /** What needs the technician; `who` is a name or a number. */
  attention: {
    emergency(who: string, danger: string): string
    /** Everybody on call was alerted in vain. */
    unanswered(who: string, danger: string): string
    booking(who: string, wish: BookingWish): string
    waiting(who: string, reason: string): string
    privacy: Record<PrivacyPress, string>
    /** `what` in the customer's own words; null where they have not said it. */
    quote(who: string, what: string | null): string
    unconfirmed: string
    ruleChange(on: string): string
    canary(why: string): string
    someone: string
  }
}
