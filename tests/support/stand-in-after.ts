import type {
  AfterJob,
  AfterJobNumbers,
  AfterJobPatch,
  AfterText,
  ContractView,
  NotedConsent,
  OfferView,
  ReviewPage,
  ReviewVisit,
} from '../../tenants/contract/after-job.ts'
import { NOTHING_AFTER } from '../../tenants/contract/usual.ts'
import type { NewContract } from '../../tenants/contract/paper-plan.ts'
import type { JobView, NewJob } from '../../tenants/contract/jobs.ts'
import type { Once } from '../../tenants/contract/once.ts'
import type { Page } from '../../tenants/contract/lists.ts'
import type { Outcome } from '../../tenants/contract.ts'
import { StandInCrm } from './stand-in-crm.ts'
import { DONE, editedMeanwhile, KNOWN_CUSTOMER, missing } from './stand-in-trust.ts'

/** The part of the stand-in tenant that concerns jobs that are done, and what follows. */
export abstract class StandInAfter extends StandInCrm {
  jobs: NewJob[] = []
  afterJob: AfterJob = NOTHING_AFTER
  consents: (NotedConsent & { notedBy: string })[] = []
  visits: ReviewVisit[] = []

  async recordJob(job: NewJob, _once: Once | null): Promise<Outcome<{ job: JobView; isNew: boolean }>> {
    await this.behave()
    if (job.customerId !== undefined && job.customerId !== KNOWN_CUSTOMER) return missing('customer_missing')
    const isNew = !this.jobs.some((known) => JSON.stringify(known) === JSON.stringify(job))
    if (isNew) this.jobs.push(job)
    const who = { customerId: KNOWN_CUSTOMER, customerName: null, customerPhone: job.phone ?? null }
    const { service, amountMinor } = job
    const rest = { leadId: null, appointmentId: null, service, amountMinor, review: null }
    return { ok: true, value: { job: { id: 'job_1', ...who, ...rest, completedAt: 1, createdAt: 1 }, isNew } }
  }

  async listJobs(): Promise<Outcome<Page<JobView>>> {
    await this.behave()
    return { ok: true, value: { items: [], next: null } }
  }

  async readAfterJob(): Promise<Outcome<AfterJob>> {
    await this.behave()
    return { ok: true, value: this.afterJob }
  }

  async changeAfterJob(patch: AfterJobPatch): Promise<Outcome<AfterJob>> {
    await this.behave()
    if (patch.version !== this.afterJob.version) return editedMeanwhile()
    this.afterJob = { ...patch, version: patch.version + 1 }
    return { ok: true, value: this.afterJob }
  }

  async readAfterJobNumbers(): Promise<Outcome<AfterJobNumbers>> {
    await this.behave()
    return {
      ok: true,
      value: {
        review: { asked: 0, left: 0, ignored: 0, notAsked: 0 },
        amc: { offered: 0, active: 0, declined: 0, ended: 0, yearlyMinor: 0 },
        reengage: { written: 0, replied: 0, reachable: 0, dormant: 0 },
        waits: null,
      },
    }
  }

  async listContracts(): Promise<Outcome<Page<ContractView>>> {
    await this.behave()
    return { ok: true, value: { items: [], next: null } }
  }

  async previewAfterTexts(): Promise<Outcome<AfterText[]>> {
    await this.behave()
    return { ok: true, value: [] }
  }

  async listOffers(): Promise<Outcome<OfferView[]>> {
    await this.behave()
    return { ok: true, value: [] }
  }

  async withdrawOffer(customerId: string): Promise<Outcome<null>> {
    await this.behave()
    return customerId === KNOWN_CUSTOMER ? DONE : missing('customer_missing')
  }

  async offerPlan(customerId: string, planId: string): Promise<Outcome<null>> {
    await this.behave()
    if (customerId !== KNOWN_CUSTOMER) return missing('customer_missing')
    return this.afterJob.amc.plans.some(({ id }) => id === planId) ? DONE : missing('plan_missing')
  }

  async noteContract(told: NewContract): Promise<Outcome<ContractView>> {
    await this.behave()
    if (told.customerId !== undefined && told.customerId !== KNOWN_CUSTOMER) return missing('customer_missing')
    const { plan, priceMinor, termMonths, renewsByItself, startsOn, endsOn, wording } = told
    const who = { customerId: KNOWN_CUSTOMER, customerName: told.name ?? null, customerPhone: told.phone ?? null }
    const rest = { status: 'active', evidence: told.kept, acceptedAt: 1, cancelledAt: null, nextVisitAt: null }
    const terms = { plan, priceMinor, termMonths, renewsByItself, startsOn, renewsOn: endsOn, terms: wording }
    return { ok: true, value: { id: 'amc_1', ...who, ...terms, ...rest, moreAgreed: false } }
  }

  async endContract(): Promise<Outcome<null>> {
    await this.behave()
    return missing('contract_missing')
  }

  async noteConsent(customerId: string, noted: NotedConsent, notedBy: string): Promise<Outcome<null>> {
    await this.behave()
    if (customerId !== KNOWN_CUSTOMER) return missing('customer_missing')
    this.consents.push({ ...noted, notedBy })
    return DONE
  }

  async readReviewPage(): Promise<Outcome<ReviewPage>> {
    await this.behave()
    const page = { businessName: 'Larkspur <Plumbing>', language: 'en' as const, consentWords: 'I agree to "offers"' }
    return { ok: true, value: { ...page, reviewUrl: 'https://reviews.example.com/w', offersFeedback: true } }
  }

  async visitReviewPage(_token: string, visit: ReviewVisit): Promise<Outcome<ReviewPage>> {
    this.visits.push(visit)
    return this.readReviewPage()
  }

  async followReview(): Promise<Outcome<{ url: string }>> {
    await this.behave()
    return { ok: true, value: { url: 'https://reviews.example.com/w' } }
  }
}
