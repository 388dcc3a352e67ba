import type { Instant } from '../base/clock.ts'
import type { CallId, EffectId, MediaId } from '../base/ids.ts'
import type { NoticeReason, TimelineFact } from '../timeline/event.ts'
import type { AdsOrder } from './ads-order.ts'
import type { CrmOrder } from './crm-order.ts'
import type { HoldReason } from './judge-caller.ts'
import type { AfterTemplate, PlanWords } from './offer-types.ts'
import type { VisitTemplate, VisitText } from './booking/state.ts'
import type { JourneyState, MissedCallState, OnCallContact } from './state.ts'
import type { TimerName } from './timers.ts'
import type { WebhookOrder } from './webhook-order.ts'

/** Texts to customers. The words are made when the entry is claimed, from the scripts of that moment. */
export type TextTemplate =
  | 'missed_call_text'
  /** In its place, where a visit is agreed: they are no stranger, and it is probably about that. */
  | 'visit_call_text'
  | 'web_lead_text'
  | 'quote_ask_what'
  | 'quote_ask_where'
  | 'quote_ask_when'
  | 'quote_passed_on'
  | 'quote_text'
  | 'quote_followup'
  | 'price_answer'
  | 'price_ask_service'
  | 'booking_received'
  | 'question_received'
  | 'emergency_answer'
  | 'emergency_seen'
  | 'emergency_unanswered'
  | 'bot_answer'
  | 'help_answer'
  | 'opt_out_confirmation'
  | 'human_text'
  | AfterTemplate
  | VisitTemplate

/** `askAt`: nobody is asked sooner, since more may come; `gatherUntil`: nor later than this, whatever comes. */
export type DraftWait = { askAt: Instant; gatherUntil: Instant; fallbackAt: Instant }

export type EmailTemplate = 'missed_call_email' | 'web_lead_email'

export type LeadStatus = 'new' | 'contacted' | 'quoted' | 'booked' | 'completed' | 'lost'

/** What the world, or our own rows, must be asked to do. Orders to the world go through the outbox. */
export type Effect =
  | {
      type: 'send_sms'
      template: TextTemplate
      class: 'response' | 'service' | 'followup' | 'marketing'
      services: string[]
      wishedAt: Instant | null
      emergency: string | null
      /** The technician's own words, for `human_text` only. */
      text: string | null
      /** Who has taken an emergency, for `emergency_seen`. */
      by?: string | null
      /** Services whose price is told besides; none of them where which job it is has to be asked. */
      priced?: string[]
      /** What a job was offered for, for the texts of a quote. */
      quote?: { fromMinor: number; toMinor: number; what: string | null } | null
      /** For texts about scheduled maintenance only. */
      plan?: PlanWords
      /** For texts about visits. */
      visit?: VisitText
      /** A model may find better words; until it has, or has no time left, these wait. */
      draft?: DraftWait
      /** The words of a model that stood the guard, by which prompt they were made, and whose prices they name. */
      drafted?: { text: string; version: number; priced?: string[] }
      /** The call or the text this answers. */
      occasionedAt: Instant
      /** After this the text makes no sense and is not sent. */
      usefulUntil: Instant
      unprompted: boolean
    }
  | { type: 'send_email'; template: EmailTemplate; occasionedAt: Instant; usefulUntil: Instant }
  /** `canWait`: hours old already when it was found, and so no reason to wake anybody. */
  | {
      type: 'tell_technician'
      reason: NoticeReason
      wishedAt: Instant | null
      detail: string | null
      canWait?: true
    }
  /** `step` is null where the ladder waits for no answer; `alsoBrowsers`: everybody who wants pushes gets one. */
  | {
      type: 'alert_contact'
      contact: OnCallContact
      reason: 'emergency' | 'emergency_taken'
      detail: string | null
      step: number | null
      round: number
      alsoBrowsers: boolean
    }
  /** Takes back alerts about this customer that have not left yet. */
  | { type: 'cancel_alerts'; contacts: OnCallContact[]; reason: string }
  | { type: 'look_up_contact' }
  | { type: 'sync_crm' }
  | { type: 'change_lead'; status: LeadStatus }
  /** They want a visit: a lead stands from now on, and is booked once somebody has agreed to one. */
  | { type: 'want_visit' }
  | { type: 'hold_back'; ref: CallId; reason: HoldReason }
  /** Takes back what this journey itself has ordered and what has not left yet. */
  | { type: 'cancel_offers'; reason: string }
  /**
   * Takes back texts and e-mails to this customer that have not left yet, or texts of some kinds alone; offers have a
   * journey that does so.
   */
  | { type: 'cancel_unsent'; reason: string; templates?: readonly TextTemplate[] }
  /** Times are offered to somebody who wants a visit, see `apply-booking.ts`. */
  | { type: 'offer_visit'; services: string[]; priced?: string[] }

type SendEffect = Extract<Effect, { type: 'send_sms' | 'send_email' }>

/** One browser of those a notice goes to. */
export type PushAim = {
  endpoint: string
  /** Shared by the pushes of one notice. */
  group: string
  /** Nothing but pushes was ordered, so that another way is taken when all of them fail. */
  isAlone: boolean
}

/** What a provider, or our own store of files, keeps of a person. */
export type ForgetTarget = 'message' | 'media' | 'call' | 'recording' | 'contact' | 'opportunity' | 'files'

/** Deletes one thing by the provider's own id for it. Whose it was stands nowhere: they may be erased by then. */
export type ForgetOrder = { type: 'forget'; what: ForgetTarget; ref: string; requestId: string | null }

export type Forgettable = Pick<ForgetOrder, 'what' | 'ref'>

/** What stands in the outbox: an effect addressed to one provider. */
export type Order =
  /** `takenBack` says why it must not be tried again, where it was on its way when that was decided. */
  | (SendEffect & { takenBack?: string })
  | {
      type: 'notice'
      channel: 'sms' | 'email' | 'push'
      reason: NoticeReason
      wishedAt: Instant | null
      detail: string | null
      /** True once the first way of telling the technician has failed. */
      isFallback: boolean
      /** True once the other way has been ordered because this one met a hindrance. */
      hasFallback?: boolean
      /** For `push` only. */
      push?: PushAim
      /** Whom it goes to, where that is somebody on call; `step` and `round` as in the alert. */
      contact?: OnCallContact & { step: number | null; round?: number }
    }
  | { type: 'look_up_contact'; contactRef: string }
  /** Asks a model for the words of texts that wait, one for all of them. */
  | { type: 'draft_answer'; textIds: EffectId[]; gatherUntil: Instant }
  | CrmOrder
  /** Brings the location's pipeline, tags, fields and values to what we need there. */
  | { type: 'set_up_crm' }
  | ForgetOrder
  /** Empties the words of one text at the provider and leaves that it was sent. */
  | { type: 'redact_message'; ref: string; requestId: null }
  /** Brings a picture or a recording over into our own store. */
  | { type: 'fetch_media'; mediaId: MediaId }
  | WebhookOrder
  | AdsOrder

/** A decision moves a journey, with consequences, or ignores the input and says why. */
export type Decision<S extends JourneyState = MissedCallState> =
  | {
      kind: 'moved'
      state: S
      effects: Effect[]
      events: TimelineFact[]
      /** Timers to set; a timer that is not named keeps its time, null clears it. */
      timers: Partial<Record<TimerName, Instant | null>>
    }
  | { kind: 'ignored'; reason: string }
