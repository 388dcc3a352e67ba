import type { NoticeReason, TimelineFact } from './event.ts'

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
  | 'entry_retried'
  | 'entry_dismissed'
  | 'settings_changed'

/** Whether somebody who wants a visit said when, and whether the business is open then. */
export type BookingWish = 'without_time' | 'within_hours' | 'outside_hours'

/** Everything the timeline and the list of what needs attention say, in one language. */
export type Words = {
  plain: Record<PlainFact, string>
  missed: Record<Fact<'call_missed'>['outcome'], string>
  optedOutBy: Record<Fact<'customer_opted_out'>['by'], string>
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
  leadNow(status: string): string
  leadMoved(status: string): string
  /** What needs the technician; `who` is a name or a number. */
  attention: {
    emergency(who: string): string
    booking(who: string, wish: BookingWish): string
    waiting(who: string, reason: string): string
    someone: string
  }
}
