import type { AddressParts } from '../base/us-address.ts'
import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { Ask, GreetingLanguage, SpokenNotice } from '../base/greeting.ts'
import type { LeadSource } from '../base/lead-source.ts'

/** How a call ended, in the words of the mission's schema. `answered` means a person picked up. */
export type CallOutcome = 'no_answer' | 'busy' | 'voicemail' | 'answered'

/** Ranked so that a late or repeated report never moves a message backward. */
export type DeliveryStatus = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed'

/** What a provider said, in our words. */
export type InboundEvent =
  | {
      type: 'call_ended'
      /** The provider's id of the call; two reports with one id are one call. */
      callKey: string
      /** Null when the caller hid the number, or when the provider names only a contact. */
      from: Phone | null
      withheld: boolean
      to: Phone | null
      /** GoHighLevel's contact, where the number has to be looked up. */
      contactRef: string | null
      outcome: CallOutcome
      durationS: number
      endedAt: Instant
      via: 'gohighlevel' | 'twilio'
      recordingUrl: string | null
      /** It rings at our number still: nobody has said that it is over. */
      isRinging?: true
      /** The business called, and not the customer; `from` is the customer's number all the same. */
      isOutbound?: true
      /** What our number says to callers, filled in by the router, which says it. */
      notice?: SpokenNotice
      /** What was said on the recording, where the provider tells it. */
      transcript?: string
    }
  /** A caller to our number was asked whether they want a text. What they pressed or said, null where nothing. */
  | {
      type: 'consent_answered'
      callKey: string
      ask: Ask
      /** In which they were asked. */
      language: GreetingLanguage
      digits: string | null
      speech: string | null
    }
  | {
      type: 'sms_received'
      /** MessageSid, or GoHighLevel's messageId. */
      messageKey: string
      from: Phone
      to: Phone
      text: string
      mediaUrls: string[]
      /** Set when the carrier or Twilio handled an opt-out word itself and has already answered it. */
      carrierKeyword: 'stop' | 'start' | 'help' | null
    }
  /** By a number of GoHighLevel's, told without one of the two numbers. */
  | {
      type: 'crm_text_received'
      messageKey: string
      contactRef: string
      from: Phone | null
      to: Phone | null
      text: string
      mediaUrls: string[]
    }
  | {
      type: 'sms_status_changed'
      providerRef: string
      /** Our outbox entry, carried in the callback's URL. */
      entryId: string | null
      status: DeliveryStatus
      errorCode: number | null
    }
  | {
      type: 'email_status_changed'
      providerRef: string
      entryId: string | null
      status: 'delivered' | 'bounced' | 'complained' | 'delayed' | 'failed'
      detail: string | null
    }
  | {
      type: 'email_received'
      /** The provider's id of the mail. */
      emailRef: string
      /** Addresses alone, in lower case. */
      from: string
      to: string
      subject: string
      /** Empty where the provider has no words of it any more. */
      text: string
    }
  | {
      type: 'contact_changed'
      contactRef: string
      phone: Phone | null
      email: string | null
      name: string | null
      doNotDisturbSms: boolean
      /** Texts are allowed in so many words, and not just by nothing being said. */
      allowsTexts?: true
      /** When it was told; an older mark gives way to what the customer said since. */
      at?: Instant
      address?: { state: string | null; postalCode: string | null }
      home?: AddressParts
    }
  /** An opportunity changed there, as the webhook has it; `at` is the webhook's own instant. */
  | {
      type: 'opportunity_changed'
      opportunityRef: string
      contactRef: string | null
      pipelineRef: string | null
      stageRef: string
      status: 'open' | 'won' | 'lost' | 'abandoned'
      amountMajor: number | null
      at: Instant
      /** It was made this moment, as far as the event says. */
      isNew?: true
    }
  | { type: 'opportunity_gone'; opportunityRef: string }
  | { type: 'contact_gone'; contactRef: string }
  /** A text that left there, ours among others. */
  | {
      type: 'crm_text_sent'
      messageKey: string
      contactRef: string | null
      to: Phone | null
      text: string
      writtenBy: 'person' | 'automation' | 'api'
      status: DeliveryStatus
      /** It failed because they opted out at the carrier. */
      isOptedOut?: true
    }
  | {
      type: 'visit_changed'
      eventRef: string
      calendarRef: string
      contactRef: string | null
      status: 'confirmed' | 'completed' | 'cancelled' | 'no_show'
      startsAt: Instant
      endsAt: Instant
      title: string
      address: string | null
    }
  | { type: 'visit_gone'; eventRef: string }
  /** Shoulder was installed, or taken out. `ofAgency`: by an agency, for all locations of theirs. */
  | { type: 'crm_install_changed'; isInstalled: boolean; at: Instant; companyId: string | null; ofAgency: boolean }
  /** Our test call to the technician has come back to our number: it shows our number as the caller. */
  | { type: 'test_call_returned' }
  | { type: 'test_call_ended'; testId: string; outcome: 'taken' | 'busy' | 'not_taken' | 'failed' }
  | LeadSubmitted
  /** Whoever took the technician's phone hears what this is, and may press 1; `call` is the caller's. */
  | { type: 'whisper_asked'; callKey: string; tenantId: string; language: GreetingLanguage; isBridge: boolean }
  | { type: 'ring_accepted'; callKey: string }
  | { type: 'ring_ended'; callKey: string; isBridged: boolean; talkedS: number; outcome: 'busy' | 'no_answer' }
  /** The technician has taken our call to them, and is to be connected with this customer. */
  | { type: 'bridge_accepted'; customerId: string }
  | { type: 'bridge_ended'; callKey: string; customerId: string; isAnswered: boolean; talkedS: number }
  | { type: 'ignored'; reason: string }

/** Ids as the advertiser or the form names them; none of them tells who somebody is. */
/** `clickId` is Google's gclid; the other two stand in its place where a phone keeps people from being followed. */
export type Attribution = {
  campaign?: string
  adGroup?: string
  keyword?: string
  form?: string
  clickId?: string
  gbraid?: string
  wbraid?: string
  /** How the campaign is known, see ads/attribution.ts. */
  by?: 'form' | 'click' | 'call'
}

/** Somebody filled in a form. `consent` and `offers` are the words they agreed to, null where they did not. */
export type LeadSubmitted = {
  type: 'lead_submitted'
  source: LeadSource
  /** The form's own id of this submission. */
  leadKey: string
  phone: Phone | null
  /** Why there is no number to text, where one was asked for. */
  phoneFault: 'phone_missing' | 'phone_unusable' | null
  email: string | null
  name: string | null
  zip: string | null
  /** What they wrote, and what they answered to the form's own questions. */
  words: string
  /** Their answers alone, where `words` holds the form's own questions as well. */
  answers?: string
  /** Of the form; null where it does not say. */
  language: 'en' | 'es' | null
  consent: string | null
  offers: string | null
  attribution: Attribution
  /** Sent by whoever sets the form up, to try it out. */
  isTest: boolean
  submittedAt: Instant
}

/** An inbound event as the router hands it to a tenant. */
export type Signal = {
  provider: 'twilio' | 'gohighlevel' | 'resend' | 'web' | 'google_ads'
  /** The provider's own id for this delivery, by which a repeat is known. */
  deliveryKey: string
  receivedAt: Instant
  /** Follows one fact from the webhook to the text it caused. */
  traceId: string
  event: InboundEvent
}

/**
 * Which tenant a delivery is for, as far as the delivery says. `isAnybodys`: the id was not written by us alone, since
 * anybody can write to an address.
 */
export type Address =
  | { kind: 'phone'; phone: Phone }
  | { kind: 'ghl_location'; locationId: string }
  /** SHA-256 of the key that Google Ads sends along, in hex. */
  | { kind: 'lead_key'; digest: string }
  | { kind: 'tenant'; tenantId: string; isAnybodys?: true }

/** A verified and parsed delivery: who it is for, and what it says. */
export type Delivery = { address: Address; deliveryKey: string; event: InboundEvent }
