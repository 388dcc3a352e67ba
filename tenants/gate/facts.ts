import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { GateCode, LintFinding } from './codes.ts'

export type Channel = 'sms' | 'email'

/**
 * Why a message is written. `response` answers a call or text of the person within ten minutes; `response_late` does so
 * later; `service` belongs to a booked visit; `followup` nudges after silence; `marketing` is everything that sells.
 */
export type MessageClass = 'response' | 'response_late' | 'service' | 'followup' | 'marketing'

/** What the customer did or was told. Each is backed by a row of evidence that was written before the first text. */
export type ConsentBasis = 'implied_single' | 'spoken_notice' | 'press_1' | 'spoken_yes' | 'inbound_message' | 'written'

export type Consent = { basis: ConsentBasis; at: Instant }

/** Where the person who would read the message may be. The message must be lawful in every zone of every candidate. */
export type CandidatePlace = {
  /** USPS code, or null outside the United States and where it is unknown. */
  state: string | null
  /** IANA names, never empty. */
  zones: readonly string[]
  source: 'service_address' | 'zip' | 'crm_address' | 'service_area' | 'area_code' | 'tenant'
}

export type SentMessage = {
  at: Instant
  channel: Channel
  class: MessageClass
  template: string
  episodeId: string | null
  unprompted: boolean
  byHuman: boolean
}

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
  smsNumber: Phone | null
  /** Of the customer's number. */
  lineType: 'mobile' | 'landline' | 'unknown'
  /** A suppression of this address on this channel stands, whatever its source. */
  suppressed: boolean
  consents: readonly Consent[]
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
}

export type GateHold = { kind: 'hold'; until: Instant; code: GateCode; detail: string }

export type GateDenial = { kind: 'deny'; code: GateCode; detail: string; findings?: LintFinding[] }

/** What the gate knew when it let a message go: `zone` bound its hours, `rules` are what it was weighed by. */
export type GateAccount = {
  class: MessageClass
  consentBasis: ConsentBasis | null
  consentAt: Instant | null
  zone: string
  /** `2026-11-25 18:04` in that zone. */
  localTime: string
  rules: string[]
}

/** `validityS`: seconds the provider may keep the message waiting, 1 to 36,000. `reasons` say what made it lawful. */
export type GateDecision =
  { kind: 'allow'; validityS: number; reasons: string[]; account: GateAccount } | GateHold | GateDenial

/** What one step of the gate says; null lets the message go on to the next step. */
export type GateRuling = GateHold | GateDenial | null

/** What every step is given. `class` is the class the message counts as now, which lateness can change. */
export type GateCase = { message: GateMessage; facts: GateFacts; class: MessageClass; now: Instant }
