import * as v from 'valibot'
import type { ContractView, OfferView } from './after-job.ts'
import type { JobView } from './jobs.ts'
import type { CustomerView, LeadView, MessageView, TimelineView } from './lists.ts'
import type { MediaView } from './media.ts'
import { Moment } from './moment.ts'
import type { QuoteView } from './quotes.ts'

/** What the technician's board is made of. Instants are epoch ms, money is in minor units, sentences are localized. */

export const Language = v.picklist(['en', 'es'])
export type Language = v.InferOutput<typeof Language>

/** `lang` chooses the language of sentences; the business's own where absent. */
export const BoardQuery = v.object({ lang: v.optional(Language) })
export type BoardQuery = v.InferOutput<typeof BoardQuery>

/** What needs the technician now. Derived from what stands, so it goes when the matter is dealt with. */
export type AttentionView = {
  /** Stable for one matter, such as `booking:jny_…`. */
  id: string
  kind:
    | 'emergency'
    | 'booking'
    | 'visit_over'
    | 'quote'
    | 'waiting'
    | 'dead_letter'
    | 'in_doubt'
    | 'privacy'
    | 'unconfirmed'
    | 'rule_change'
    | 'crm'
    | 'conflict'
    | 'canary'
    | 'proposal'
  customerId: string | null
  /** The outbox entry to retry or dismiss, for `dead_letter` and `in_doubt`. */
  entryId: string | null
  /** The emergency to acknowledge, for `emergency`. */
  journeyId: string | null
  /** The visit to end, for `visit_over`. */
  appointmentId?: string
  /** What is to be priced, for `quote`. */
  quoteId?: string
  /** What both sides changed, for `conflict`, and whether the other side can be taken instead. */
  conflictId?: string
  canTakeOther?: boolean
  /** Two visits of which one can be kept, and when they are, or two plans and since when they run; the first first. */
  pair?: { take: 'ours' | 'theirs'; at: number; plan: string | null }[]
  sentence: string
  since: number
  wishedAt: number | null
}

/** One person's conversation as a line of the list. */
export type ConversationSummary = {
  customerId: string
  name: string | null
  phone: string | null
  email: string | null
  language: Language
  optedOut: boolean
  takenOver: boolean
  /** They told of a danger, and nobody has taken it yet. */
  isEmergency: boolean
  /** Status of the open journey, null where none is open. */
  journeyStatus: string | null
  leadStatus: string | null
  missedCallCount: number
  /** The last text or e-mail to or from this person; null where only calls happened. */
  lastWords: string | null
  lastDirection: 'inbound' | 'outbound' | null
  /** When something last happened: the order of the list, newest first. */
  lastAt: number
}

export type BusinessView = {
  id: string
  businessName: string
  ownerName: string
  timeZone: string
  currency: string
  language: Language
  smsNumber: string
  a2p: string
  paused: boolean
}

/** Everything the board shows at first, and the number of the last event it contains. */
export type BoardView = {
  seq: number
  business: BusinessView
  attention: AttentionView[]
  conversations: ConversationSummary[]
  leads: LeadView[]
  today: DayNumbers
}

/**
 * Why a message was sent: what the gate knew and decided at that moment. Null for inbound and unsent ones. `variant` is
 * `ours`, `own@<version>` of a script, `model@<version>` of a prompt, or `typed` by a person.
 */
export type WhyView = {
  template: string
  class: string
  variant: string
  consentBasis: string | null
  consentAt: number | null
  /** `2026-11-25 18:04` in the customer's candidate zone that bound it. */
  localTime: string
  zone: string
  gateVersion: string
  /** Codes of the rules that were weighed, in order; each let the message go. */
  rules: string[]
  validityS: number | null
}

export type ConversationItem = {
  event: TimelineView
  message: (MessageView & { why: WhyView | null }) | null
  /** What came along with the text or the call that this shows; left out where nothing did. */
  media?: MediaView[]
}

/** One conversation: the customer's card, and what happened, oldest first. `before` pages further back. */
export type ConversationView = {
  seq: number
  summary: ConversationSummary
  card: CustomerView & {
    consent: { basis: string; givenAt: number } | null
    /** Who they are to the business; null for a customer like any other. */
    relation: 'staff' | 'supplier' | 'family' | 'spam' | null
    quotes: QuoteView[]
    jobs: JobView[]
    contracts: ContractView[]
    offers: OfferView[]
    /** Why no plan may be offered to them by text; null where one may. */
    noOffers: { code: string; sentence: string } | null
    calls: { id: string; outcome: string; durationS: number; endedAt: number }[]
    leads: LeadView[]
  }
  items: ConversationItem[]
  before: number | null
}

export const ConversationQuery = v.object({
  lang: v.optional(Language),
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number))),
})
export type ConversationQuery = v.InferOutput<typeof ConversationQuery>

/** Moves a lead along the pipeline by hand. `from` is the status the person saw: another's move is not overwritten. */
export const LeadPatch = v.strictObject({
  status: v.picklist(['new', 'contacted', 'quoted', 'booked', 'completed', 'lost']),
  from: v.picklist(['new', 'contacted', 'quoted', 'booked', 'completed', 'lost']),
  /** What the job brought in, for `completed`; before that what it is worth. */
  revenueMinor: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000_000))),
})
export type LeadPatch = v.InferOutput<typeof LeadPatch>

/** Confirms the visit, at a time where one was agreed. */
export const BookingConfirmation = v.strictObject({
  at: v.optional(Moment),
})
export type BookingConfirmation = v.InferOutput<typeof BookingConfirmation>

/** Counts of one local day of the business. Response times in ms, as percentiles over that day; null where none. */
export const DayNumbers = v.object({
  /** `2026-11-25` */
  day: v.string(),
  missed: v.number(),
  texted: v.number(),
  replied: v.number(),
  booked: v.number(),
  completed: v.number(),
  lost: v.number(),
  revenueMinor: v.number(),
  /** From the end of the call to the text, and from a reply to its answer. */
  textP50Ms: v.nullable(v.number()),
  textP95Ms: v.nullable(v.number()),
  answerP50Ms: v.nullable(v.number()),
  answerP95Ms: v.nullable(v.number()),
})
export type DayNumbers = v.InferOutput<typeof DayNumbers>

export const NumbersQuery = v.object({
  days: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(366)), '30'),
})
export type NumbersQuery = v.InferOutput<typeof NumbersQuery>

/** Every day of the range, oldest first, days without anything included, and the whole range as one. */
export const NumbersView = v.object({
  timeZone: v.string(),
  currency: v.string(),
  days: v.array(DayNumbers),
  total: v.omit(DayNumbers, ['day']),
})
export type NumbersView = v.InferOutput<typeof NumbersView>
