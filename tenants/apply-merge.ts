import type { Instant } from './base/clock.ts'
import { orderSync } from './record-crm.ts'
import { loadComing } from './storage/appointment-rows.ts'
import { countActiveContracts } from './storage/contract-rows.ts'
import { mergeCustomers, type Customer } from './storage/customer-rows.ts'
import { foldLead, loadOpenLead, type Lead } from './storage/lead-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/**
 * Two rows were one person. Everything becomes `into`'s. An open lead without a card in the CRM is the same matter as
 * the other one and goes up in it; two that have a card each are two matters to whoever made the cards. Nobody but the
 * customer can tell which of two visits or plans is meant, so both stand, and the timeline says so.
 */
export function joinCustomers(context: Context, from: Customer, into: Customer, now: Instant): void {
  const { db } = context
  const { customerId } = into
  const visits = pairOf(countVisits(context, from, now), countVisits(context, into, now))
  const plans = pairOf(countActiveContracts(db, from.customerId), countActiveContracts(db, customerId))
  const kept = joinLeads(context, from, into, now)
  mergeCustomers(db, from.customerId, customerId)
  const about = { customerId, journeyId: null }
  recordEvent(db, { ...about, fact: { type: 'customers_merged', from: from.customerId } }, now)
  if (visits + plans > 0) recordEvent(db, { ...about, fact: { type: 'records_doubled', visits, plans } }, now)
  if (kept?.opportunityRef) orderSync(context, customerId, { leadId: kept.leadId }, now)
}

function countVisits({ db }: Context, { customerId }: Customer, now: Instant): number {
  return loadComing(db, customerId, now).filter(({ status }) => status === 'confirmed').length
}

/** How many there are together where both have some. */
function pairOf(one: number, other: number): number {
  return one > 0 && other > 0 ? one + other : 0
}

function joinLeads({ db }: Context, from: Customer, into: Customer, now: Instant): Lead | null {
  const theirs = loadOpenLead(db, from.customerId)
  const ours = loadOpenLead(db, into.customerId)
  if (!theirs || !ours || (theirs.opportunityRef !== null && ours.opportunityRef !== null)) return null
  const [kept, dropped] = theirs.opportunityRef === null ? [ours, theirs] : [theirs, ours]
  foldLead(db, kept, dropped, now)
  return kept
}
