import type { Instant } from '../base/clock.ts'
import { explainDeliveryCode } from '../base/delivery-codes.ts'
import { WORK_OF_CUSTOMER_MAX } from '../base/limits.ts'
import type { ConversationView, Language } from '../contract/board.ts'
import { listContracts, listOffers, viewOfContract } from '../storage/contract-rows.ts'
import { loadCustomer } from '../storage/customer-rows.ts'
import { listJobs } from '../storage/job-list-rows.ts'
import { findHindrance } from '../storage/offer-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import { listQuotes } from '../storage/quote-rows.ts'

type Work = Pick<ConversationView['card'], 'quotes' | 'jobs' | 'contracts' | 'offers' | 'noOffers'>

/** What was priced, done, offered and agreed with one customer, the newest first. */
export function readWork(db: TenantDb, customerId: string, language: Language, now: Instant): Work {
  const page = { after: null, limit: WORK_OF_CUSTOMER_MAX, customerId }
  const customer = loadCustomer(db, customerId)
  const code = customer && findHindrance(db, customer, 'written')
  const contracts = listContracts(db, { ...page, state: null }, now)
  return {
    quotes: listQuotes(db, { ...page, state: null }).map(({ quoteId: id, ...row }) => ({ id, ...row })),
    jobs: listJobs(db, { ...page, jobId: null }).map(({ jobId: id, ...row }) => ({ id, ...row })),
    contracts: contracts.map(viewOfContract),
    offers: listOffers(db, customerId),
    noOffers: code === null ? null : { code, sentence: explainDeliveryCode(code, language) },
  }
}
