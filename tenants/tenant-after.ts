import { changeAfterJob, previewAfterTexts, readAfterJob, readAfterJobNumbers } from './after-job-commands.ts'
import { clock } from './base/clock.ts'
import type { Outcome } from './contract.ts'
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
} from './contract/after-job.ts'
import type { TenantAfterRpc } from './contract/after-rpc.ts'
import type { JobView, NewJob } from './contract/jobs.ts'
import type { Page, PageQuery } from './contract/lists.ts'
import type { Once } from './contract/once.ts'
import type { NewContract } from './contract/paper-plan.ts'
import { endContract, noteConsent, offerPlan, readContracts, readOffers, withdrawOffer } from './contract-commands.ts'
import { readJobs, tellOfJobOnce } from './job-commands.ts'
import { noteContract } from './paper-plan-commands.ts'
import { followReview, readReviewPage, visitReviewPage } from './review-page-commands.ts'
import { TenantCrm } from './tenant-crm.ts'

/** Jobs that are done, and what is asked and offered afterwards. Each method wires; none decides. */
export abstract class TenantAfter extends TenantCrm implements TenantAfterRpc {
  async recordJob(job: NewJob, once: Once | null = null): Promise<Outcome<{ job: JobView; isNew: boolean }>> {
    return this.within((context) => tellOfJobOnce(context, job, once, clock.now()))
  }

  async listJobs(query: PageQuery): Promise<Outcome<Page<JobView>>> {
    return this.read((context) => readJobs(context, query))
  }

  async readAfterJob(): Promise<Outcome<AfterJob>> {
    return this.read(readAfterJob)
  }

  async changeAfterJob(patch: AfterJobPatch): Promise<Outcome<AfterJob>> {
    return this.within((context) => changeAfterJob(context, patch, clock.now()))
  }

  async readAfterJobNumbers(): Promise<Outcome<AfterJobNumbers>> {
    return this.read((context) => readAfterJobNumbers(context, clock.now()))
  }

  async previewAfterTexts(question: AfterTextsQuestion): Promise<Outcome<AfterText[]>> {
    return this.read((context) => previewAfterTexts(context, question, this.wiring.appUrl, clock.now()))
  }

  async listContracts(query: ContractsQuery): Promise<Outcome<Page<ContractView>>> {
    return this.read((context) => readContracts(context, query, clock.now()))
  }

  async listOffers(customerId: string | null): Promise<Outcome<OfferView[]>> {
    return this.read((context) => readOffers(context, customerId))
  }

  async withdrawOffer(customerId: string): Promise<Outcome<null>> {
    return this.within((context) => withdrawOffer(context, customerId, clock.now()))
  }

  async offerPlan(customerId: string, planId: string): Promise<Outcome<null>> {
    return this.within((context) => offerPlan(context, customerId, planId, clock.now()))
  }

  async noteContract(contract: NewContract, notedBy: string): Promise<Outcome<ContractView>> {
    return this.within((context) => noteContract(context, contract, notedBy, clock.now()))
  }

  async endContract(contractId: string): Promise<Outcome<null>> {
    return this.within((context) => endContract(context, contractId, clock.now()))
  }

  async noteConsent(customerId: string, noted: NotedConsent, notedBy: string): Promise<Outcome<null>> {
    return this.within((context) => noteConsent(context, customerId, noted, notedBy, clock.now()))
  }

  async readReviewPage(token: string): Promise<Outcome<ReviewPage>> {
    return this.within((context) => readReviewPage(context, token))
  }

  async visitReviewPage(token: string, visit: ReviewVisit): Promise<Outcome<ReviewPage>> {
    return this.within((context) => visitReviewPage(context, token, visit, clock.now()))
  }

  async followReview(token: string): Promise<Outcome<{ url: string }>> {
    return this.within((context) => followReview(context, token, clock.now()))
  }
}
