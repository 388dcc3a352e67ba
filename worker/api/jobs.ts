import {
  AfterJobPatch,
  AfterTextsQuestion,
  ContractsQuery,
  NewOffer,
  NotedConsent,
} from '../../tenants/contract/after-job.ts'
import { NewJob } from '../../tenants/contract/jobs.ts'
import { PageQuery } from '../../tenants/contract/lists.ts'
import { NewContract } from '../../tenants/contract/paper-plan.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson, readQuery } from '../read-body.ts'
import { refuse, respondEmpty, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'
import { readOnce } from './idempotency-key.ts'

/**
 * `POST /api/v1/tenants/:id/jobs`: a job is done. 200 in place of 201 where it was told before; under the same
 * `Idempotency-Key` as the first time, and 422 where that was given to something else.
 */
export const recordJob: Route<TenantContext> = async (request, context) => {
  const job = await readJson(request, NewJob)
  if (!job.ok) return refuse(job.error)
  const once = await readOnce(request, context, job.value)
  if (!once.ok) return refuse(once.error)
  const recorded = await askOutcome(context, () => context.tenant.recordJob(job.value, once.value))
  if (!recorded.ok) return refuse(recorded.error)
  return respondJson(recorded.value.job, recorded.value.isNew ? 201 : 200)
}

/** `GET …/jobs?after=&limit=&customerId=`: newest first. */
export const listJobs: Route<TenantContext> = async (request, context) => {
  const query = readQuery(request.url, PageQuery)
  if (!query.ok) return refuse(query.error)
  const page = await askOutcome(context, () => context.tenant.listJobs(query.value))
  return page.ok ? respondJson(page.value) : refuse(page.error)
}

/** `GET …/after-job`: what is asked and offered once a job is done. */
export const readAfterJob: Route<TenantContext> = async (_request, context) => {
  const found = await askOutcome(context, () => context.tenant.readAfterJob())
  return found.ok ? respondJson(found.value) : refuse(found.error)
}

/** `PUT …/after-job`: the whole of it; 412 where it has been changed since `version`. */
export const changeAfterJob: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, AfterJobPatch)
  if (!patch.ok) return refuse(patch.error)
  const changed = await askOutcome(context, () => context.tenant.changeAfterJob(patch.value))
  return changed.ok ? respondJson(changed.value) : refuse(changed.error)
}

/** `GET …/after-job/numbers`: how it went, over all time. Counts name nobody. */
export const readAfterJobNumbers: Route<TenantContext> = async (_request, context) => {
  const found = await askOutcome(context, () => context.tenant.readAfterJobNumbers())
  return found.ok ? respondJson(found.value) : refuse(found.error)
}

/** `POST …/after-job/texts`: how the texts would read with a plan and a licence. Changes nothing. */
export const previewAfterTexts: Route<TenantContext> = async (request, context) => {
  const question = await readJson(request, AfterTextsQuestion)
  if (!question.ok) return refuse(question.error)
  const items = await askOutcome(context, () => context.tenant.previewAfterTexts(question.value))
  return items.ok ? respondJson({ items: items.value }) : refuse(items.error)
}

/** `GET …/contracts?after=&limit=&customerId=&state=`: newest first, each with the words that were agreed to. */
export const listContracts: Route<TenantContext> = async (request, context) => {
  const query = readQuery(request.url, ContractsQuery)
  if (!query.ok) return refuse(query.error)
  const page = await askOutcome(context, () => context.tenant.listContracts(query.value))
  return page.ok ? respondJson(page.value) : refuse(page.error)
}

/** `GET …/offers?customerId=`: plans that were offered and are neither agreed to nor declined. */
export const listOffers: Route<TenantContext> = async (request, context) => {
  const query = readQuery(request.url, PageQuery)
  if (!query.ok) return refuse(query.error)
  const items = await askOutcome(context, () => context.tenant.listOffers(query.value.customerId ?? null))
  return items.ok ? respondJson({ items: items.value }) : refuse(items.error)
}

/** `DELETE …/conversations/:customerId/offer`: takes back what they have not agreed to; 409 where nothing is left. */
export const withdrawOffer: Route<TenantContext> = async (request, context) => {
  const customerId = request.params['customerId'] ?? ''
  const done = await askOutcome(context, () => context.tenant.withdrawOffer(customerId))
  return done.ok ? respondEmpty() : refuse(done.error)
}

/** `POST …/conversations/:customerId/offer`: 409 where the plan may not be offered to them. */
export const offerPlan: Route<TenantContext> = async (request, context) => {
  const offer = await readJson(request, NewOffer)
  if (!offer.ok) return refuse(offer.error)
  const customerId = request.params['customerId'] ?? ''
  const offered = await askOutcome(context, () => context.tenant.offerPlan(customerId, offer.value.planId))
  return offered.ok ? respondEmpty() : refuse(offered.error)
}

/** `POST …/contracts`: a plan that was agreed to elsewhere, with what shows it; 409 where they have one. */
export const noteContract: Route<TenantContext> = async (request, context) => {
  const contract = await readJson(request, NewContract)
  if (!contract.ok) return refuse(contract.error)
  const { email } = context.person
  const noted = await askOutcome(context, () => context.tenant.noteContract(contract.value, email))
  return noted.ok ? respondJson(noted.value, 201) : refuse(noted.error)
}

/** `POST …/contracts/:contractId/end`: it renews no more. Ended twice it is ended once. */
export const endContract: Route<TenantContext> = async (request, context) => {
  const ended = await askOutcome(context, () => context.tenant.endContract(request.params['contractId'] ?? ''))
  return ended.ok ? respondEmpty() : refuse(ended.error)
}

/** `POST …/conversations/:customerId/consent`: what the customer signed, word for word, and where the paper is. */
export const noteConsent: Route<TenantContext> = async (request, context) => {
  const noted = await readJson(request, NotedConsent)
  if (!noted.ok) return refuse(noted.error)
  const customerId = request.params['customerId'] ?? ''
  const { email } = context.person
  const done = await askOutcome(context, () => context.tenant.noteConsent(customerId, noted.value, email))
  return done.ok ? respondEmpty() : refuse(done.error)
}
