import { signal } from '@preact/signals'
import type { AfterJob, ContractView, NotedConsent, OfferView, Plan } from '../../tenants/contract/after-job.ts'
import type { JobView, NewJob } from '../../tenants/contract/jobs.ts'
import { call, get, tenantPath, type Answer, type Problem } from '../api.ts'
import { PagedList } from './paged-list.ts'

/** Who has a plan, and who was offered one. */

export type PlansState = 'active' | 'offered' | 'ended'
const CHANGING = /^(plan_|job_|visit_|text_sent|customers_merged)/

export class PlansModel {
  readonly state = signal<PlansState>('active')
  readonly contracts: PagedList<ContractView>
  readonly offers: PagedList<OfferView>

  constructor(tenantId: string) {
    const stateOf = () => (this.state.peek() === 'ended' ? 'ended' : 'active')
    this.contracts = new PagedList<ContractView>(
      (after) => tenantPath(tenantId, `contracts?limit=20&state=${stateOf()}${after}`),
      CHANGING,
    )
    // The newest two hundred come in one page.
    this.offers = new PagedList<OfferView>(() => tenantPath(tenantId, 'offers'), CHANGING)
  }

  choose(state: PlansState): void {
    this.state.value = state
    if (state === 'offered') void this.offers.load()
    else this.contracts.restart()
  }

  reload(): void {
    void this.offers.load()
    void this.contracts.load()
  }

  close(): void {
    this.contracts.close()
    this.offers.close()
  }
}

export function endContract(tenantId: string, contractId: string): Promise<Problem | null> {
  return send('POST', tenantPath(tenantId, `contracts/${contractId}/end`))
}

export function withdrawOffer(tenantId: string, customerId: string): Promise<Problem | null> {
  return send('DELETE', tenantPath(tenantId, `conversations/${customerId}/offer`))
}

export function offerPlan(tenantId: string, customerId: string, planId: string): Promise<Problem | null> {
  return send('POST', tenantPath(tenantId, `conversations/${customerId}/offer`), { planId })
}

export function noteConsent(tenantId: string, customerId: string, noted: NotedConsent): Promise<Problem | null> {
  return send('POST', tenantPath(tenantId, `conversations/${customerId}/consent`), noted)
}

/** The plans that can be offered. */
export async function readPlans(tenantId: string): Promise<Answer<Plan[]>> {
  const answer = await get<AfterJob>(tenantPath(tenantId, 'after-job'), { amc: 'object' })
  return answer.ok ? { ...answer, value: answer.value.amc.plans } : answer
}

/** A job told twice is one job. */
export function tellOfJob(tenantId: string, job: Omit<NewJob, 'completedAt'>): Promise<Answer<JobView>> {
  return call<JobView>('POST', tenantPath(tenantId, 'jobs'), {
    body: job,
    shape: { id: 'string', completedAt: 'number' },
  })
}

async function send(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<Problem | null> {
  const answer = await call(method, path, body === undefined ? {} : { body })
  return answer.ok ? null : answer.problem
}
