import { applyAmc, applyToAmc } from './apply-amc.ts'
import { redactCardNumbers } from './base/card-numbers.ts'
import type { Instant } from './base/clock.ts'
import { explainDeliveryCode } from './base/delivery-codes.ts'
import type { Outcome } from './contract.ts'
import type { ContractsQuery, ContractView, NotedConsent, OfferView } from './contract/after-job.ts'
import type { Page } from './contract/lists.ts'
import { loadAfterJob } from './storage/after-job-rows.ts'
import { recordConsent } from './storage/consent-rows.ts'
import {
  listContracts,
  listOffers,
  loadContract,
  loadJourneyOfContract,
  viewOfContract,
} from './storage/contract-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { findHindrance, loadOpenJourneys } from './storage/offer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** Maintenance contracts as the technician sees and moves them. The caller holds the transaction. */

export function readContracts(
  { db }: Context,
  { after, limit, customerId, state }: ContractsQuery,
  now: Instant,
): Page<ContractView> {
  const query = { after: after ?? null, limit, customerId: customerId ?? null, state: state ?? null }
  const rows = listContracts(db, query, now)
  const last = rows.at(-1)
  return { items: rows.map(viewOfContract), next: rows.length === limit && last ? last.contractId : null }
}

export function readOffers({ db }: Context, customerId: string | null): OfferView[] {
  return listOffers(db, customerId)
}

/** The technician offers a plan. It is held to the same rules as one that is offered unasked. */
export function offerPlan(context: Context, customerId: string, planId: string, now: Instant): Outcome<null> {
  const { db } = context
  const customer = loadCustomer(db, customerId)
  if (!customer) return { ok: false, error: { code: 'customer_missing', detail: 'There is no such customer.' } }
  const plan = loadAfterJob(db).amc.plans.find(({ id }) => id === planId)
  if (!plan) return { ok: false, error: { code: 'plan_missing', detail: 'There is no such plan in the settings.' } }
  const hindrance = findHindrance(db, customer, 'written')
  if (hindrance !== null) return refuse(`It cannot be offered: ${explainDeliveryCode(hindrance, 'en')}.`)
  const { id, ...terms } = plan
  const offered = applyAmc(
    context,
    customer.customerId,
    { type: 'offered_by_hand', plan: { planId: id, ...terms } },
    now,
  )
  if (offered.kind === 'moved') return { ok: true, value: null }
  return refuse(
    offered.reason === 'enrolled_already'
      ? 'They have a plan already.'
      : 'It was offered already. They have not answered yet.',
  )
}

/** Takes back whatever was offered and not agreed to. A contract that stands is none of it. */
export function withdrawOffer(context: Context, customerId: string, now: Instant): Outcome<null> {
  const { db } = context
  const customer = loadCustomer(db, customerId)
  if (!customer) return { ok: false, error: { code: 'customer_missing', detail: 'There is no such customer.' } }
  const offers = loadOpenJourneys(db, customer.customerId, 'amc').filter(({ state }) => state.status !== 'active')
  if (offers.length === 0) return refuse('Nothing is offered to them any more. Look at it again.')
  for (const { journeyId } of offers) applyToAmc(context, journeyId, { type: 'ended_by_hand' }, now)
  return { ok: true, value: null }
}

export function endContract(context: Context, contractId: string, now: Instant): Outcome<null> {
  const contract = loadContract(context.db, contractId)
  if (!contract) return { ok: false, error: { code: 'contract_missing', detail: 'There is no such contract.' } }
  const journeyId = loadJourneyOfContract(context.db, contract.contractId)
  if (contract.status === 'active' && journeyId) applyToAmc(context, journeyId, { type: 'ended_by_hand' }, now)
  return { ok: true, value: null }
}

/** A consent in writing, which the technician saw. Without such words nothing may be offered by text. */
export function noteConsent(
  context: Context,
  customerId: string,
  { wording, kept }: NotedConsent,
  notedBy: string,
  now: Instant,
): Outcome<null> {
  const customer = loadCustomer(context.db, customerId)
  if (!customer) return { ok: false, error: { code: 'customer_missing', detail: 'There is no such customer.' } }
  if (customer.phone === null) return refuse('They have no phone number that they could agree for.')
  const evidence = `paper:${redactCardNumbers(kept).text}, noted by ${notedBy}`
  keepConsent(context, customer, { evidence, wording: redactCardNumbers(wording).text }, now)
  return { ok: true, value: null }
}

export function keepConsent(
  { db }: Context,
  { customerId, phone }: { customerId: `cus_${string}`; phone: string | null },
  { evidence, wording }: { evidence: string; wording: string },
  now: Instant,
): void {
  const given = { basis: 'written', purpose: 'offers', evidence, wording, address: phone } as const
  recordConsent(db, { customerId, ...given }, now)
  recordEvent(db, { customerId, journeyId: null, fact: { type: 'offers_agreed' } }, now)
}

function refuse(detail: string): Outcome<never> {
  return { ok: false, error: { code: 'offer_refused', detail } }
}
