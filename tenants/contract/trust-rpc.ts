import type { Outcome } from '../contract.ts'
import type { ClosingView } from './closing.ts'
import type { NotedOptOut } from './opt-out.ts'
import type { DltSettings } from './dlt.ts'
import type { EvidenceSubject } from './evidence.ts'
import type { EmailDomainView } from './email-domain.ts'
import type { BesideTable, ExportFormat, PersonFormat } from './export.ts'
import type { FleetOrder } from './fleet.ts'
import type { DayExport, ExperimentPriors, KnownDays, WordingSpread } from './fleet-day.ts'
import type { OnCallPatch, OnCallView } from './on-call.ts'
import type { RegistrationOutcome, RegistrationPatch, RegistrationView, TextingTerms } from './registration.ts'
import type { NewPrivacyRequest, PrivacyRequestView, RequestMove } from './rights.ts'

/** The part of a tenant's RPC that concerns consent, rights and registration. */
export interface TenantTrustRpc {
  /** Confirms that a token is ours without changing anything, for the page a GET shows. */
  readUnsubscribe(token: string): Promise<Outcome<{ businessName: string }>>
  unsubscribe(token: string): Promise<Outcome<{ businessName: string }>>
  /** A customer told the technician that they want no more messages; `notedBy` is who is signed in. */
  noteOptOut(customerId: string, noted: NotedOptOut, notedBy: string): Promise<Outcome<null>>
  /** Kept also where no business has been opened yet. An older order than the one that is known changes nothing. */
  switchFleet(order: FleetOrder): Promise<Outcome<null>>
  /**
   * Counts of a day, such as `2026-11-25`, and of those before it that have changed: `known` tells what the asker has.
   * Days that are not over yet where the business is are left out.
   */
  exportDay(
    day: string,
    known: KnownDays,
    priors?: ExperimentPriors,
    spread?: WordingSpread,
  ): Promise<Outcome<DayExport>>
  readRegistration(): Promise<Outcome<RegistrationView>>
  changeRegistration(patch: RegistrationPatch): Promise<Outcome<RegistrationView>>
  submitRegistration(): Promise<Outcome<RegistrationView>>
  judgeRegistration(outcome: RegistrationOutcome): Promise<Outcome<RegistrationView>>
  /** What the public page about this business's texts says. */
  readTerms(): Promise<Outcome<TextingTerms>>
  /** Ends what somebody has open here who may not see it any more: live boards, and notifications to their browsers. */
  dropPerson(email: string): Promise<Outcome<null>>
  readOnCall(): Promise<Outcome<OnCallView>>
  /** Refused as `edited_meanwhile`, or as `on_call_refused` with issues. */
  changeOnCall(patch: OnCallPatch): Promise<Outcome<OnCallView>>
  acknowledgeEmergency(journeyId: string, email: string): Promise<Outcome<null>>
  /** Everything the business owns; `beside` is what the directory knows of it. One download at a time. */
  exportBusiness(format: ExportFormat, beside: BesideTable[]): Promise<Outcome<ReadableStream<Uint8Array>>>
  /** All there is about one customer. */
  exportPerson(customerId: string, format: PersonFormat): Promise<Outcome<ReadableStream<Uint8Array>>>
  /** The file of evidence about a number, as lines of JSON; `customer_missing` where a customer has none. */
  evidence(subject: EvidenceSubject): Promise<Outcome<ReadableStream<Uint8Array>>>
  /** The registration with Indian operators, null where there is none. */
  readDlt(): Promise<Outcome<DltSettings | null>>
  changeDlt(settings: DltSettings | null): Promise<Outcome<DltSettings | null>>
  readEmailDomain(): Promise<Outcome<EmailDomainView>>
  /** Asks Resend, so it may take a while; refused as `domain_refused`. */
  openEmailDomain(name: string): Promise<Outcome<EmailDomainView>>
  checkEmailDomain(): Promise<Outcome<EmailDomainView>>
  dropEmailDomain(): Promise<Outcome<EmailDomainView>>
  readClosing(): Promise<Outcome<ClosingView>>
  /** `confirm` is the name of the business as somebody typed it; refused as `name_mismatch`. Once is enough. */
  closeBusiness(confirm: string): Promise<Outcome<ClosingView>>
  /** Refused as `business_closed` once it is too late. */
  reopenBusiness(): Promise<Outcome<ClosingView>>
  listPrivacyRequests(): Promise<Outcome<PrivacyRequestView[]>>
  /** `askedBy` is who wrote it down. Refused as `customer_missing` or `request_refused`. */
  openPrivacyRequest(asked: NewPrivacyRequest, askedBy: string): Promise<Outcome<PrivacyRequestView>>
  readPrivacyRequest(requestId: string): Promise<Outcome<PrivacyRequestView>>
  /** Refused as `request_missing`, or as `request_refused` where it cannot take this step. */
  movePrivacyRequest(requestId: string, move: RequestMove, detail: string | null): Promise<Outcome<PrivacyRequestView>>
}
