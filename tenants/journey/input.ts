import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { Ask } from '../base/greeting.ts'
import type { CallId, MessageId } from '../base/ids.ts'
import type { Effect } from './effect.ts'
import type { HoldReason } from './judge-caller.ts'
import type { LeadSource } from '../base/lead-source.ts'
import type { PlanAnswer } from './amc/states.ts'
import type { Mood } from './review/states.ts'
import type { VisitReply } from './booking/state.ts'
import type { Ladder } from './state.ts'
import type { EmergencyTimer, MissedCallTimer } from './timers.ts'

/** What a reply was read to mean (`tenants/reading`). */
export type ReplyLabel =
  | 'opt_out'
  | 'opt_in_again'
  | 'help'
  | 'booking'
  | 'price_question'
  | 'question_other'
  | 'not_interested'
  | 'wrong_number'
  | 'thanks'
  | 'spam'

export type Reply = {
  messageId: MessageId
  label: ReplyLabel
  emergency: string | null
  asksIfBot: boolean
  /** Services of the price book the words point at, best first. */
  services: string[]
  /** They want to know a price as well, whatever else they want. */
  asksPrice?: boolean
  /** The job they agreed to or wrote about before, where these words name none. */
  recalled?: string | null
  /** Where they say that it is. */
  address?: string
  /** A moment the words name, if any. */
  wishedAt: Instant | null
  /** True where the carrier handled the keyword and has answered it. */
  answeredByCarrier: boolean
  /** They ask for an estimate and say for which job. */
  namesJob?: boolean
  /** What they say to a price, where they were told one. */
  toPrice?: 'accept' | 'decline' | 'haggle' | null
  /** The words may ask for no more texts, and only a person can tell. */
  mayBeOptOut?: boolean
  /** What the words say to a plan that is offered or stands, and about a visit that is over. */
  plan?: PlanAnswer | null
  mood?: Mood | null
  saysReviewed?: boolean
  /** What the words say to times that were offered, or about a visit. */
  visit?: VisitReply
  /** The words are a day or an hour and nothing else. */
  isTimeAlone?: boolean
  /** The words are a question, or hold one. */
  asksSomething?: boolean
  /** They wrote in another language until now. */
  turnsToSpanish?: boolean
}

/** The text that they were sent last, or will have been: what was taken back or could not go is none. */
export type LastText = { text: Extract<Effect, { type: 'send_sms' }>; orderedAt: Instant }

/** What a journey is told: a past fact, or a timer that is due. */
export type JourneyInput =
  | {
      type: 'call_missed'
      callId: CallId
      outcome: 'no_answer' | 'busy' | 'voicemail'
      endedAt: Instant
      /** Set where only who agrees is texted: how this caller is being asked, null where nobody asks them. */
      ask?: Ask | null
    }
  /** The caller answered while on the line. */
  | { type: 'consent_given'; ask: Ask }
  | { type: 'consent_refused' }
  /** The caller has hung up, so nothing more is to be expected of them. */
  | { type: 'call_over' }
  | { type: 'call_answered'; callId: CallId; endedAt: Instant }
  | { type: 'contact_found' }
  | { type: 'contact_missing'; code: string }
  | { type: 'contact_merged' }
  | { type: 'text_sent'; template: string }
  | { type: 'text_failed'; template: string; code: string }
  | { type: 'email_failed'; template: string; code: string }
  | { type: 'reply_received'; reply: Reply }
  | { type: 'opted_out'; confirm: boolean }
  /** Somebody filled in a form. `reply` is what they wrote in it, `fault` why there is no number to text. */
  | { type: 'lead_submitted'; source: LeadSource; submittedAt: Instant; reply: Reply | null; fault: string | null }
  | { type: 'taken_over' }
  /** The technician has said that they are no customer like any other. */
  | { type: 'relation_set' }
  | { type: 'handed_back' }
  | { type: 'human_wrote'; text: string }
  | { type: MissedCallTimer }

/** What a decision may know besides the state: the customer as stored, and the tenant's settings. */
export type JourneyFacts = {
  customer: {
    hasPhone: boolean
    withheld: boolean
    hasEmail: boolean
    optedOut: boolean
    lookUpPending: boolean
    /** When the newest call of theirs that was answered ended. */
    lastAnsweredAt: Instant | null
    /** Somebody who gets no automated text. Whose calls are held back as spam is told by `holdReason`. */
    relation?: 'staff' | 'supplier' | 'family' | 'spam' | null
    /** Only where a call is missed, or it turns out who called, as that below. */
    holdReason?: HoldReason | null
    /** When a visit is agreed for. */
    visitAt?: Instant | null
  }
  policy: {
    textAfterMs: number
    textDeadlineMs: number
    emailAfterMs: number
    answerWithinMs: number
    staleAfterMs: number
  }
  /** Names of the services in the price book. */
  services: string[]
  /** Whether times can be offered to somebody who wants a visit: the business lets us, and some are free. */
  offersVisits?: boolean
  /** Whether what they want has led to a visit; told where a conversation ends by itself. */
  isBooked?: boolean
  /** Told to whoever writes in a conversation that goes on. */
  lastText?: LastText | null
  /** Whether a model may word what no script of ours answers in full. */
  answersByModel?: boolean
  /** False while the tenant cannot text at all (no number, registration not live, paused). */
  canText: boolean
}

/** How somebody took an emergency: by answering the alert, on the board, or by talking or writing to the customer. */
export type TakenVia = 'text' | 'board' | 'call' | 'words'

/** What an emergency is told. */
export type EmergencyInput =
  | { type: 'danger_told'; danger: string }
  /** A provider has taken an alert, the first or another way. */
  | { type: 'alert_sent'; step: number; name: string; round: number }
  | { type: 'alert_failed'; step: number }
  /** Its first attempt met a hindrance; it is tried again, and has gone another way as well. */
  | { type: 'alert_delayed'; step: number }
  | { type: 'contact_declined'; phone: Phone }
  | { type: 'acknowledged'; by: string | null; phone: Phone | null; via: TakenVia }
  | { type: EmergencyTimer }

export type EmergencyFacts = {
  /** As the settings stand now. */
  ladder: Ladder
  /** Contacts whom neither a text nor an e-mail may reach. */
  unreachable: Phone[]
  /** False where the customer opted out, or a person has the conversation. */
  mayText: boolean
}
