import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { GateCode, LintFinding } from './codes.ts'
import type { StateRules } from './states-data.ts'

export type Channel = 'sms' | 'email'

/**
 * Why a message is written. `response` answers a call or text of the person within ten minutes; `response_late` does so
 * later; `service` belongs to a booked visit; `followup` nudges after silence; `marketing` is everything that sells.
 */
export type MessageClass = 'response' | 'response_late' | 'service' | 'followup' | 'marketing'

/** What the customer did or was told. Each is backed by a row of evidence that was written before the first text. */
export type ConsentBasis =
  'implied_single' | 'spoken_notice' | 'press_1' | 'spoken_yes' | 'inbound_message' | 'contract' | 'written'

export type Consent = { basis: ConsentBasis; at: Instant }

/** Where the person who would read the message may be. The message must be lawful in every zone of every candidate. */
export type CandidatePlace = {
  /** USPS code, or null outside the United States and where it is unknown. */
  state: string | null
  /** IANA names, never empty. */
  zones: readonly string[]
  source: 'service_address' | 'zip' | 'crm_address' | 'service_area' | 'area_code' | 'tenant'
  /** Set for India, whose operators have hours of their own. */
  country?: 'IN'
}

export type SentMessage = {
  at: Instant
  channel: Channel
  class: MessageClass
  template: string
  episodeId: string | null
  unprompted: boolean
  byHuman: boolean
  /** To the business about a danger to somebody. */
  emergency?: boolean
  /** When the call or text it answered happened, where that is known. */
  occasionedAt?: Instant | null
}

/** What a marketing message is about. Each rests on grounds of its own; see `relationship.ts`. */
export type MarketingTopic = 'review' | 'amc' | 'winback' | 'promotion'

export type GateMessage = {
  channel: Channel
  audience: 'customer' | 'technician'
  /** E.164, or an e-mail address. */
  to: string
  class: MessageClass
  template: string
  /** The words as they will be handed to the provider. */
  body: string
  /** The first text this customer ever gets in this conversation. */
  firstInConversation: boolean
  /** Not an answer to a text of theirs. */
  unprompted: boolean
  /** Typed by the technician, not by us. */
  byHuman: boolean
  /** A model wrote these words, and this conversation has not yet said that an automated assistant writes. */
  disclosureDue: boolean
  /** A model wrote the words, whatever was disclosed before. */
  byModel?: boolean
  /** For marketing; when left out it is told from the template. */
  topic?: MarketingTopic
  /** About a danger at the customer's home: it goes at any hour and waits for no pace. */
  emergency?: boolean
  exemption: 'opt_out_confirmation' | 'help' | null
  /** The missed call or the visit this message belongs to. */
  episodeId: string | null
  /** When the call or text it answers happened. */
  occasionedAt: Instant
  usefulUntil: Instant
}

export type GateFacts = {
  killSwitch: boolean
  /** How far the registration of this business for texting (A2P 10DLC) has come. */
  a2p: 'no_number' | 'brand_pending' | 'campaign_pending' | 'live' | 'suspended'
  /** False where the registered campaign covers answers and appointments only, or nobody knows what it covers. */
  coversMarketing?: boolean
  /** Whether e-mail comes from a verified domain of the business's own; left out where nothing is to be sold by it. */
  emailDomain?: 'own' | 'shared'
  /** So many called this business's e-mail junk that offers rest. */
  reputationPoor?: boolean
  smsNumber: Phone | null
  /** Of the customer's number. */
  lineType: 'mobile' | 'landline' | 'unknown'
  /** A suppression of this address on this channel stands, whatever its source. */
  suppressed: boolean
  /** What this address opted out of in part, each the class of a message. It counts for all but where `topic` rules. */
  suppressedTopics?: readonly string[]
  /** How far an opt-out from one topic reaches. Left out it is `all` (47 CFR 64.1200(a)(10), in full from 2027). */
  revocationScope?: 'all' | 'topic'
  consents: readonly Consent[]
  /** The last job this customer paid for, and their last call or text: what a business relationship rests on. */
  lastPurchaseAt?: Instant | null
  lastInquiryAt?: Instant | null
  /** Null when none is open. A booked visit keeps the conversation open until it is over. */
  conversationOpenUntil: Instant | null
  /**
   * What went to this person (for the technician's audience: to the technician), without the message at hand: the
   * newest 100 and every marketing message of the last 90 days.
   */
  sent: readonly SentMessage[]
  businessName: string
  /** Names from the price book. An answer to a customer's own text may say them, even one like "maintenance plan". */
  serviceNames?: readonly string[]
  postalAddress: string
  /** Amounts in minor units that a price may name; empty means none. */
  allowedAmountsMinor: readonly number[]
  /** Hosts that a link may lead to; their subdomains count too. */
  allowedHosts: readonly string[]
  places: readonly CandidatePlace[]
  /** The tenant's own zone, which stands in when no candidate is known. */
  zone: string
  /** Until when a confirmation of an opt-out may leave; null when none is owed. */
  confirmationDueBy: Instant | null
  /** Messages the tenant may still send; null when there is no bound. */
  budgetLeft: number | null
  /** Null or left out while nobody counts. */
  pace?: Pace | null
  volume?: Volume | null
  /** The tenant's registration with Indian operators; null or left out where there is none. */
  dlt?: DltRegistration | null
}

/** Texts of this business against what the carriers take from it. */
export type Pace = {
  sentLastMinute: number
  /** When the oldest of them is a minute old; left out, a whole minute is waited. */
  minuteFreesAt?: Instant
  sentToday: number
  /** When the carriers begin to count anew; left out, an hour is waited. */
  dayEndsAt?: Instant
  perMinuteMax: number
  perDayMax: number
}

/** Automated texts to customers within the last hour, and how many an hour of this business usually has. */
export type Volume = { sentLastHour: number; baselinePerHour: number }

/** How Indian operators file a template. */
export type DltCategory = 'promotional' | 'service_explicit' | 'service_implicit' | 'transactional'

export type DltTemplate = { templateId: string; body: string; category: DltCategory }

/** Principal entity, header and templates as registered with the operators' ledgers (DLT). */
export type DltRegistration = { peId: string; headerId: string; templates: readonly DltTemplate[] }

/** What goes to the provider with a text to India. */
export type DltBinding = { peId: string; headerId: string; headerSuffix: 'P' | 'S' | 'T'; templateId: string }

export type GateHold = { kind: 'hold'; until: Instant; code: GateCode; detail: string }

export type GateDenial = { kind: 'deny'; code: GateCode; detail: string; findings?: LintFinding[] }

/** What the gate knew when it let a message go: `zone` bound its hours, `rules` are what it was weighed by. */
export type GateAccount = {
  class: MessageClass
  consentBasis: ConsentBasis | 'business_relationship' | null
  consentAt: Instant | null
  zone: string
  /** `2026-11-25 18:04` in that zone. */
  localTime: string
  rules: string[]
}

/** `validityS`: seconds the provider may keep the message waiting, 1 to 36,000. `reasons` say what made it lawful. */
export type GateAllowance = {
  kind: 'allow'
  validityS: number
  reasons: string[]
  account: GateAccount
  /** For texts to India only. */
  dlt?: DltBinding
}

export type GateDecision = GateAllowance | GateHold | GateDenial

/** What one step of the gate says; null lets the message go on to the next step. */
export type GateRuling = GateHold | GateDenial | null

/** What every step is given. `class` is the class the message counts as now, which lateness can change. */
export type GateCase = {
  message: GateMessage
  facts: GateFacts
  class: MessageClass
  now: Instant
  /** The states' hours, which narrow with the years. */
  rules: StateRules
  /** What is wrong with the words, by the class they were judged as: at whatever hour, they are the same words. */
  findings: Map<MessageClass, readonly LintFinding[]>
}
