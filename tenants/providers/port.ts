import type { AddressParts } from '../base/us-address.ts'
import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'

/** How one attempt ended. Four outcomes, because "error" would hide the one that texts people twice. */
export type SendOutcome =
  | { kind: 'sent'; providerRef: string }
  /** Final: the same request would be refused again. `code` is the provider's own, such as `21610`. */
  | { kind: 'refused'; code: string; detail: string }
  /** The provider certainly did not act. */
  | { kind: 'unavailable'; code: string; retryAfterMs: number | null }
  /** The provider may or may not have acted: no answer, or one that cannot be read. */
  | { kind: 'in_doubt'; code: string }

/** What the provider answers when asked what became of an entry in doubt. */
export type LookUp = { kind: 'found'; providerRef: string } | { kind: 'absent' } | { kind: 'unknown'; code: string }

export type OutboundSms = {
  to: Phone
  from: Phone
  body: string
  /** Carries the entry's id, so that a callback can confirm an entry in doubt. Null where nobody listens. */
  statusCallbackUrl: string | null
  /** Seconds the provider may keep the text waiting before it gives up, 1 to 36,000. */
  validityS: number
}

/** Asked for the few messages that could be the one we look for. */
export type KnownRefs = { has(providerRef: string): boolean }

/** The text we look for at the provider: what was sent, and not before when. */
export type SentSms = {
  to: Phone
  from: Phone
  body: string
  notBefore: Instant
  /** Messages that belong to other entries. */
  knownRefs: KnownRefs
}

export type SmsPort = {
  send(sms: OutboundSms): Promise<SendOutcome>
  lookUp(sent: SentSms): Promise<LookUp>
}

export type OutboundEmail = {
  to: string
  from: string
  replyTo: string | null
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  tags: { name: string; value: string }[]
}

export type EmailPort = {
  /** Repeating a call with one key within 24 hours sends one e-mail. */
  send(email: OutboundEmail, idempotencyKey: string): Promise<SendOutcome>
}

/** `gone`: it was not there any more, which is what was wanted. */
export type Forgotten = Answer<'deleted' | 'gone'>

/** Deleting what the provider of texts and calls keeps. Each can be repeated without harm. */
export type RecordsPort = {
  /** Empties a text's words; that it was sent stays. */
  redactMessage(ref: string): Promise<Forgotten>
  /** The text with whatever pictures came with it. */
  forgetMessage(ref: string): Promise<Forgotten>
  forgetRecording(ref: string): Promise<Forgotten>
  /** One picture of a text: `MM…/ME…`. */
  forgetMedia(ref: string): Promise<Forgotten>
  /** The call with all its recordings. */
  forgetCall(ref: string): Promise<Forgotten>
}

/** Our own store of recordings and pictures. */
export type FilesPort = {
  forgetAll(prefix: string): Promise<Forgotten>
  /** Kept twice under one key it is kept once. */
  keep(key: string, bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<Answer<null>>
  /** Null where nothing lies there. */
  read(key: string): Promise<Answer<Uint8Array<ArrayBuffer> | null>>
}

/** Pictures and recordings as a provider keeps them. Nothing but a provider's own places is ever asked. */
export type MediaPort = {
  fetchMedia(url: string, bytesMax: number): Promise<Answer<Uint8Array<ArrayBuffer>>>
}

/** Writes down what is said on a recording. Its use for anything else is for whoever runs it to rule out. */
export type TranscriptPort = {
  transcribe(recording: {
    bytes: Uint8Array<ArrayBuffer>
    contentType: string
    /** BCP 47, as far as it is known which language the caller speaks. */
    language: string
    timeoutMs: number
  }): Promise<Answer<string>>
}

/** Anything a provider was asked that is not a send. */
export type Answer<T> =
  | { kind: 'answered'; value: T }
  | { kind: 'refused'; code: string; detail: string }
  | { kind: 'unavailable'; code: string; retryAfterMs: number | null }
  | { kind: 'in_doubt'; code: string }

export type CrmContact = {
  contactRef: string
  phone: Phone | null
  email: string | null
  name: string | null
  /** They have asked, somewhere in the CRM, for no texts. */
  doNotDisturbSms: boolean
  /** Where they live, as the CRM has it; left out where it has no such address in the United States. */
  address?: CrmAddress
  /** All of it, where it names a street. */
  home?: AddressParts
  /** When anything of the contact was last changed. */
  updatedAt?: number
}
export type CrmAddress = { state: string | null; postalCode: string | null }
export type CrmStage = { stageRef: string; name: string; position: number }
export type CrmPipeline = { pipelineRef: string; name: string; stages: CrmStage[] }
export type CrmOpportunity = { opportunityRef: string; stageRef: string; status: 'open' | 'won' | 'lost' | 'abandoned' }

export type CrmValue = { valueRef: string; name: string; value: string }
export type CrmWorkflow = { workflowRef: string; name: string; isPublished: boolean }

/** What a location must hold so that the rest works. All of it can be looked for before it is made. */
export type CrmSetUpPort = {
  /** Refused where the location may not have its pipelines made by programs yet. */
  createPipeline(name: string, stages: readonly string[]): Promise<Answer<CrmPipeline>>
  fetchValues(): Promise<Answer<CrmValue[]>>
  createValue(name: string, value: string): Promise<Answer<CrmValue>>
  updateValue(valueRef: string, name: string, value: string): Promise<Answer<CrmValue>>
  /** Names alone. */
  fetchTags(): Promise<Answer<string[]>>
  createTag(name: string): Promise<Answer<string>>
  /** Names of the fields of contacts. */
  fetchFields(): Promise<Answer<string[]>>
  createField(name: string): Promise<Answer<string>>
  fetchWorkflows(): Promise<Answer<CrmWorkflow[]>>
  /** Queued there, and acted on a moment later. */
  enrol(contactRef: string, workflowRef: string, isIn: boolean): Promise<Answer<null>>
}

/** The customer-relations system of one tenant (a GoHighLevel location). All calls are for that one location. */
export type CrmPort = CrmSetUpPort & {
  fetchContact(contactRef: string): Promise<Answer<CrmContact>>
  upsertContact(contact: {
    phone: Phone | null
    email: string | null
    name: string | null
    source: string
  }): Promise<Answer<CrmContact>>
  fetchPipelines(): Promise<Answer<CrmPipeline[]>>
  /** The contact's open opportunity in the pipeline, or null. */
  findOpportunity(contactRef: string, pipelineRef: string): Promise<Answer<CrmOpportunity | null>>
  createOpportunity(opportunity: {
    contactRef: string
    pipelineRef: string
    stageRef: string
    name: string
    amountMajor: number | null
  }): Promise<Answer<CrmOpportunity>>
  updateOpportunity(
    opportunityRef: string,
    change: { pipelineRef: string; stageRef: string; status: CrmOpportunity['status'] },
  ): Promise<Answer<CrmOpportunity>>
  addNote(contactRef: string, body: string): Promise<Answer<{ noteRef: string }>>
  forgetContact(contactRef: string): Promise<Forgotten>
  forgetOpportunity(opportunityRef: string): Promise<Forgotten>
}

export type PushUrgency = 'very-low' | 'low' | 'normal' | 'high'

/** A message to one browser. `topic` has at most 32 characters of base64url; a newer one of it replaces an older. */
export type OutboundPush = {
  endpoint: string
  keys: { p256dh: string; auth: string }
  payload: string
  /** How long the push service keeps it for a phone that is off. */
  ttlS: number
  urgency: PushUrgency
  topic: string
}

export type PushPort = {
  send(push: OutboundPush, timeoutMs?: number): Promise<SendOutcome>
}

/** One try of telling another program. `sealed` are all secrets that sign it, the newest first, and `owner` whose. */
export type OutboundWebhook = {
  url: string
  owner: string
  sealed: readonly string[]
  messageId: string
  at: Instant
  body: string
  /** Tries so far, this one included. */
  attempts: number
}

export type WebhookPort = {
  send(webhook: OutboundWebhook): Promise<SendOutcome>
  /** Why nothing is sent to an address; null where it may be. */
  judge: (url: string) => 'not_https' | 'not_public' | null
}

/** Domains that e-mail may be sent from. */
export interface EmailDomainPort {
  /** Registers a domain, or finds it where it is registered already. */
  open(name: string): Promise<DomainAnswer>
  read(ref: string): Promise<DomainAnswer>
  /** Has the provider look at the DNS again. */
  check(ref: string): Promise<DomainAnswer>
  remove(ref: string): Promise<boolean>
}

export type EmailDomain = {
  ref: string
  name: string
  status: 'pending' | 'verified' | 'failed'
  records: {
    record: string
    name: string
    type: 'MX' | 'TXT' | 'CNAME' | 'CAA'
    value: string
    status: string
    priority: number | null
  }[]
}

export type DomainAnswer =
  { kind: 'known'; domain: EmailDomain } | { kind: 'missing' } | { kind: 'refused' } | { kind: 'unavailable' }
