import type { Instant } from './base/clock.ts'
import { orderSync } from './record-crm.ts'
import { findDoubled, recordDoubled } from './record-doubled.ts'
import { loadLink } from './storage/crm-link-rows.ts'
import { mergeCustomers, type Customer } from './storage/customer-rows.ts'
import { foldLead, loadNewestLead, loadOpenLead, type Lead } from './storage/lead-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/**
 * Two rows were one person. Everything becomes `into`'s. An open lead without a card in the CRM is the same matter as
 * the other one and goes up in it; two that have a card each are two matters to whoever made the cards. One card is one
 * matter however far either lead has come. Nobody but the customer can tell which of two visits or plans is meant, so
 * both stand until a person keeps one.
 */
export function joinCustomers(context: Context, from: Customer, into: Customer, now: Instant): void {
  const { db } = context
  const { customerId } = into
  const doubled = findDoubled(context, from, into, now)
  const kept = joinLeads(context, from, into, now)
  mergeCustomers(db, from.customerId, customerId)
  const about = { customerId, journeyId: null }
  recordEvent(db, { ...about, fact: { type: 'customers_merged', from: from.customerId } }, now)
  recordDoubled(context, customerId, doubled, now)
  if (kept?.opportunityRef) orderSync(context, customerId, { leadId: kept.leadId }, now)
}

function joinLeads({ db }: Context, from: Customer, into: Customer, now: Instant): Lead | null {
  const pair = ofOneCard(db, from, into) ?? ofOneMatter(db, from, into)
  if (!pair) return null
  const [kept, dropped] = pair
  foldLead(db, kept, dropped, now)
  return kept
}

/** GoHighLevel told of our card before it answered whose contact it is, and somebody new was taken in with it. */
function ofOneCard(db: Context['db'], from: Customer, into: Customer): [Lead, Lead] | null {
  const theirs = loadNewestLead(db, from.customerId)
  const ours = loadNewestLead(db, into.customerId)
  if (!theirs || !ours || theirs.opportunityRef === null || theirs.opportunityRef !== ours.opportunityRef) return null
  // A card is linked to one lead alone, which knows what was last agreed on.
  return loadLink(db, 'opportunity', theirs.leadId) === null ? [ours, theirs] : [theirs, ours]
}

function ofOneMatter(db: Context['db'], from: Customer, into: Customer): [Lead, Lead] | null {
  const theirs = loadOpenLead(db, from.customerId)
  const ours = loadOpenLead(db, into.customerId)
  if (!theirs || !ours || (theirs.opportunityRef !== null && ours.opportunityRef !== null)) return null
  return theirs.opportunityRef === null ? [ours, theirs] : [theirs, ours]
}
