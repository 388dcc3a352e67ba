import { unreachable } from '../base/result.ts'
import { describeConflict, type ConflictTold } from './conflict-words.ts'
import { describeTrouble, type CrmTrouble } from './crm-words.ts'
import { describeWork, isWorkFact } from './describe-work.ts'
import { ENGLISH } from './english.ts'
import type { NoticeReason, TimelineFact } from './event.ts'
import { SPANISH } from './spanish.ts'
import type { BookingWish, PrivacyPress, Words } from './words.ts'

type Language = 'en' | 'es'

const WORDS: Record<Language, Words> = { en: ENGLISH, es: SPANISH }

/** What happened, as one sentence for the technician. Moments stand beside the sentence on the screen, not in it. */
export function describeEvent(fact: TimelineFact, language: Language): string {
  if (isWorkFact(fact)) return describeWork(fact, language)
  const words = WORDS[language]
  const text = (template: string) => nameOr(words.texts, template, words.otherText)
  const provider = (name: string) => nameOr(words.providers, name, words.otherProvider)
  switch (fact.type) {
    case 'call_answered':
    case 'call_repeated':
    case 'voicemail_left':
    case 'contact_changed':
    case 'customers_merged':
    case 'text_delivered':
    case 'email_delivered':
    case 'email_bounced':
    case 'crm_synced':
    case 'customer_opted_in_again':
    case 'taken_over':
    case 'handed_back':
    case 'human_wrote':
    case 'matter_settled':
    case 'on_call_unanswered':
    case 'automation_stopped':
    case 'customer_opted_out_of':
    case 'entry_retried':
    case 'entry_dismissed':
    case 'settings_changed':
    case 'customer_erased':
    case 'business_closed':
    case 'business_reopened':
    case 'evidence_exported':
      return words.plain[fact.type]
    case 'data_exported':
      return words.exported[fact.scope]
    case 'call_missed':
      return words.missed[fact.outcome]
    case 'revocation_rule_changes':
      return words.ruleChanges(fact.on)
    case 'contact_found':
      return words.contactFound(fact.hasEmail)
    case 'contact_missing':
      return words.contactMissing(words.code(fact.code))
    case 'consent_given':
      return words.agreedBy[fact.ask]
    case 'text_planned':
      return words.planned(text(fact.template))
    case 'text_cancelled':
      return words.tookBack(words.code(fact.reason))
    case 'text_sent':
    case 'email_sent':
      return words.sent(text(fact.template))
    case 'text_held':
      return words.held(text(fact.template), words.code(fact.code))
    case 'text_refused':
    case 'email_refused':
      return words.notSent(text(fact.template), words.code(fact.code))
    case 'own_words_passed_over':
      return words.ownWords(text(fact.template), words.code(fact.code))
    case 'text_undelivered':
      return words.undelivered(words.code(fact.code))
    case 'entry_delayed':
      return words.delayed(provider(fact.provider), words.code(fact.code))
    case 'entry_in_doubt':
      return words.inDoubt(provider(fact.provider))
    case 'entry_dead':
      return words.dead(provider(fact.provider), words.code(fact.code))
    case 'reply_received':
      return words.wrote(nameOr(words.readAs, fact.label, words.otherReading))
    case 'customer_opted_out':
      return words.optedOutBy[fact.by]
    case 'price_answered':
      return words.pricesAnswered(fact.services.join(', '))
    case 'booking_wanted':
      return words.bookingWanted(fact.wishedAt !== null)
    case 'booking_confirmed':
      return words.bookingConfirmed(fact.at !== null)
    case 'visit_held':
      return fact.from === undefined ? words.visits.held : words.visits.heldInstead
    case 'visit_released':
      return fact.by === 'expiry' ? words.visits.cancelled.expiry : words.visits.released
    case 'visit_confirmed':
      return words.visits.confirmed[fact.by]
    case 'visit_moved':
      return words.visits.moved[fact.by]
    case 'visit_cancelled':
      return words.visits.cancelled[fact.by]
    case 'visit_completed':
      return words.visits.completed
    case 'visit_no_show':
      return words.visits.noShow
    case 'technician_told':
      return words.told(words.reasons[fact.reason])
    case 'emergency_told':
      return words.emergencyTold(nameOr(words.dangers, fact.danger, words.otherDanger), fact.isMore)
    case 'on_call_alerted':
      return words.onCallAlerted(fact.name, fact.round)
    case 'on_call_declined':
      return words.onCallDeclined(fact.name)
    case 'emergency_acknowledged':
      return words.taken(fact.name, fact.via)
    case 'lead_changed':
      return words.leadNow(nameOr(words.statuses, fact.status, fact.status))
    case 'lead_moved_by_hand':
      return words.leadMoved(nameOr(words.statuses, fact.to, fact.to))
    case 'registration_moved':
      return nameOr(words.registration, fact.by, words.otherStep)
    case 'sending_stopped':
      return words.stopped(fact.sentLastHour)
    case 'email_domain_changed':
      return words.emailDomain[fact.status]
    case 'fleet_switched':
      return words.fleet(fact.isOn)
    case 'privacy_request_moved':
      return words.privacy[fact.status]
    case 'journey_closed':
      return nameOr(words.outcomes, fact.outcome, words.otherOutcome)
    default:
      return unreachable(fact)
  }
}

/** What needs the technician now. */
export type Need =
  | { kind: 'emergency'; danger: string; isUnanswered: boolean }
  | { kind: 'booking'; wish: BookingWish }
  | { kind: 'waiting'; reason: NoticeReason }
  | { kind: 'dead_letter'; provider: string; code: string }
  | { kind: 'in_doubt'; provider: string }
  | { kind: 'privacy'; press: PrivacyPress }
  /** An opt-out in words of their own that we could not confirm in time. */
  | { kind: 'unconfirmed' }
  | { kind: 'rule_change'; on: string }
  | { kind: 'canary'; code: string }
  | { kind: 'crm'; trouble: CrmTrouble; scope: string | null }
  | { kind: 'visit_over' }
  | { kind: 'conflict'; told: ConflictTold }
  | { kind: 'quote'; what: string | null }

/** `who` is a name or a number, null where nothing is known of the person. */
export function describeNeed(need: Need, who: string | null, language: Language): string {
  const sentence = wordNeed(need, who, language)
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

function wordNeed(need: Need, who: string | null, language: Language): string {
  const words = WORDS[language]
  const { attention } = words
  const person = who ?? attention.someone
  switch (need.kind) {
    case 'emergency': {
      const danger = nameOr(words.dangers, need.danger, words.otherDanger)
      return need.isUnanswered ? attention.unanswered(person, danger) : attention.emergency(person, danger)
    }
    case 'booking':
      return attention.booking(person, need.wish)
    case 'waiting':
      return attention.waiting(person, words.reasons[need.reason])
    case 'privacy':
      return attention.privacy[need.press]
    case 'unconfirmed':
      return attention.unconfirmed
    case 'conflict':
      return describeConflict(need.told, person, words.statuses, language)
    case 'visit_over':
      return words.visits.isOver(person)
    case 'quote':
      return attention.quote(person, need.what)
    case 'canary':
      return words.attention.canary(words.code(need.code))
    case 'rule_change':
      return attention.ruleChange(need.on)
    case 'crm':
      return describeTrouble(need.trouble, need.scope, language)
    case 'dead_letter':
      return words.dead(nameOr(words.providers, need.provider, words.otherProvider), words.code(need.code))
    case 'in_doubt':
      return words.inDoubt(nameOr(words.providers, need.provider, words.otherProvider))
    default:
      return unreachable(need)
  }
}

function nameOr(names: Record<string, string>, name: string, other: string): string {
  return Object.hasOwn(names, name) ? (names[name] ?? other) : other
}
