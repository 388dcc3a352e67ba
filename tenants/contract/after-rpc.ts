import type { Outcome } from '../contract.ts'
import type {
  AfterJob,
  AfterJobNumbers,
  AfterJobPatch,
  AfterText,
  AfterTextsQuestion,
  ContractsQuery,
  ContractView,
  NotedConsent,
  OfferView,
  ReviewPage,
  ReviewVisit,
} from './after-job.ts'
import type { JobView, NewJob } from './jobs.ts'
import type { Page, PageQuery } from './lists.ts'
import type { Once } from './once.ts'
import type { NewContract } from './paper-plan.ts'

/** The part of a tenant's RPC that concerns jobs that are done, and what is asked and offered afterwards. */
export interface TenantAfterRpc {
  /** The same job told again is answered as it stands, with `isNew` false; under the same key, as the first time. */
  recordJob(job: NewJob, once: Once | null): Promise<Outcome<{ job: JobView; isNew: boolean }>>
  listJobs(query: PageQuery): Promise<Outcome<Page<JobView>>>
  readAfterJob(): Promise<Outcome<AfterJob>>
  /** Refused as `edited_meanwhile`, or as `settings_refused` with issues. */
  changeAfterJob(patch: AfterJobPatch): Promise<Outcome<AfterJob>>
  readAfterJobNumbers(): Promise<Outcome<AfterJobNumbers>>
  /** Reads alone, as a preview of scripts does. */
  previewAfterTexts(question: AfterTextsQuestion): Promise<Outcome<AfterText[]>>
  listContracts(query: ContractsQuery): Promise<Outcome<Page<ContractView>>>
  /** Of one customer, or of all where it is null. */
  listOffers(customerId: string | null): Promise<Outcome<OfferView[]>>
  /** Refused as `plan_missing`, or as `offer_refused` where it may not be offered to them. */
  offerPlan(customerId: string, planId: string): Promise<Outcome<null>>
  /** Refused as `offer_refused` where nothing is offered any more. */
  withdrawOffer(customerId: string): Promise<Outcome<null>>
  /** Refused as `settings_refused` with issues, or as `offer_refused` where they have one; `notedBy` saw the proof. */
  noteContract(contract: NewContract, notedBy: string): Promise<Outcome<ContractView>>
  endContract(contractId: string): Promise<Outcome<null>>
  /** `notedBy` is whoever saw what the customer signed. */
  noteConsent(customerId: string, noted: NotedConsent, notedBy: string): Promise<Outcome<null>>
  /** The page behind a link that a request for a review carried; refused as `token_unknown`. */
  readReviewPage(token: string): Promise<Outcome<ReviewPage>>
  visitReviewPage(token: string, visit: ReviewVisit): Promise<Outcome<ReviewPage>>
  /** Answers where reviews are written, and keeps that they went there. */
  followReview(token: string): Promise<Outcome<{ url: string }>>
}
