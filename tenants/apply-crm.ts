import type { Instant } from './base/clock.ts'
import type { CustomerId, JourneyId } from './base/ids.ts'
import { recordJob, withdrawJobOf } from './apply-job.ts'
import { askAboutVisits } from './record-visit-lead.ts'
import { isSame } from './journey/pipeline/decide.ts'
import { readStanding, writeStanding } from './journey/pipeline/digest.ts'
import type { Compared, Dated, PlannedLead, Standing } from './journey/pipeline/standing.ts'
import type { CrmContact } from './providers/port.ts'
import { recordConflict } from './record-conflict.ts'
import { keepComparing, orderSync } from './record-crm.ts'
import {
  GONE,
  loadLink,
  loadLinkByRef,
  loadLinksOf,
  saveLink,
  touchLink,
  type CrmLink,
} from './storage/crm-link-rows.ts'
import { loadCustomer, loadCustomerByContact, saveCustomer, type Customer } from './storage/customer-rows.ts'
import { saveJob } from './storage/job-rows.ts'
import { loadLead, loadNewestLead, moveLead, saveLead, type Lead } from './storage/lead-rows.ts'
import { cancelUnsent } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** The door of what the CRM says about leads and contacts of ours. The caller holds the transaction. */

/** The lead with what both sides last agreed on. */
export function plannedLead({ db }: Pick<Context, 'db'>, lead: Lead): PlannedLead {
  return planLead(lead, loadLink(db, 'opportunity', lead.leadId))
}

export function planLead(
  lead: Pick<Lead, 'leadId' | 'opportunityRef'> & Parameters<typeof oursOf>[0],
  link: Pick<CrmLink, 'digest' | 'oursAt' | 'theirsAt'> | null,
): PlannedLead {
  const { leadId, opportunityRef } = lead
  const standing = readStanding(link?.digest ?? null)
  const agreed = standing && link ? { ...standing, oursAt: link.oursAt, theirsAt: link.theirsAt } : null
  return { leadId, opportunityRef, agreed, ours: oursOf(lead) }
}

function oursOf({
  status,
  revenueMinor,
  movedAt,
  createdAt,
}: Pick<Lead, 'status' | 'revenueMinor' | 'movedAt' | 'createdAt'>): Dated {
  return { status, valueMinor: status === 'lost' ? null : revenueMinor, at: movedAt ?? createdAt }
}

export type ComparedLead = { opportunityRef: string; compared: Compared; lead: PlannedLead }

/** Both sides were compared, and theirs may have been written. What we learn from it is written here. */
export function applyCompared(
  context: Context,
  lead: Lead,
  { opportunityRef, compared, lead: planned }: ComparedLead,
  journeyId: JourneyId | null,
  now: Instant,
): void {
  const { db } = context
  const { leadId, customerId } = lead
  if (compared.kind === 'gone') return dropOpportunity(context, lead, opportunityRef, now)
  if (lead.opportunityRef !== opportunityRef) saveLead(db, leadId, { opportunityRef }, now)
  if (compared.kind === 'unknown_stage') return noteUnknownStage(context, lead, { ...compared, opportunityRef }, now)
  const { decision, theirs, before } = compared
  const about = { customerId, journeyId }
  const isOurs = decision.kind === 'write_theirs' || (decision.kind === 'conflict' && decision.winner === 'ours')
  if (decision.kind === 'conflict') {
    const { winner } = decision
    const sides = { ours: writeStanding(planned.ours), theirs: writeStanding(before) }
    recordConflict(context, about, { what: 'lead', ...sides, winner, subject: leadId }, now)
  }
  if (isOurs || planned.agreed === null)
    recordEvent(db, { ...about, fact: { type: 'crm_synced', opportunityRef } }, now)
  // Moved again while we asked: the next look compares anew with what was agreed before.
  const isAsPlanned = isSame(oursOf(lead), planned.ours) && oursOf(lead).at === planned.ours.at
  if (!isAsPlanned && !isOurs) return orderSync(context, customerId, { leadId }, now)
  const wrote = isAsPlanned ? followTheirs(context, lead, theirs, now) : planned.ours
  keepComparing(context, now)
  const digest = writeStanding(theirs)
  saveLink(
    db,
    {
      kind: 'opportunity',
      ourId: leadId,
      crmRef: opportunityRef,
      customerId,
      oursAt: wrote.at,
      theirsAt: theirs.at,
      digest,
    },
    now,
  )
  // A lead that had no opportunity yet when it was moved on could not be said to stand elsewhere by then.
  if (!isAsPlanned && lead.opportunityRef === null) orderSync(context, customerId, { leadId }, now)
}

/** Where both are equal nothing is written. */
function followTheirs(context: Context, lead: Lead, theirs: Standing, now: Instant): Dated {
  const { db } = context
  const { leadId, customerId } = lead
  if (isSame(oursOf(lead), theirs)) return oursOf(lead)
  const { status: to, valueMinor: revenueMinor } = theirs
  const fact = { type: 'crm_moved' as const, leadId, from: lead.status, to, revenueMinor }
  recordEvent(db, { customerId, journeyId: null, fact }, now)
  if (to !== lead.status) moveLead(db, lead, to, now)
  if (to === 'lost' || to === 'completed') askAboutVisits(context, lead, to, now)
  if (to === 'completed') {
    const recorded = recordJob(context, { customerId, leadId, amountMinor: revenueMinor, completedAt: now }, now)
    if (recorded && revenueMinor !== null) saveJob(db, recorded.job.jobId, { amountMinor: revenueMinor })
  } else if (lead.status === 'completed') withdrawJobOf(context, leadId, now)
  saveLead(db, leadId, { revenueMinor }, now)
  const moved = loadLead(db, leadId)
  return moved ? oursOf(moved) : { ...theirs, at: now }
}

/** Said once for each stage: it stands there until somebody moves it or us. */
function noteUnknownStage(
  { db }: Context,
  { leadId, customerId }: Lead,
  { stage, opportunityRef }: { stage: string; opportunityRef: string },
  now: Instant,
): void {
  const link = loadLink(db, 'opportunity', leadId)
  const [known = ''] = (link?.digest ?? '').split('!')
  const digest = `${known}!${stage}`
  if (link?.digest === digest) return touchLink(db, 'opportunity', leadId, now)
  const times = { oursAt: link?.oursAt ?? null, theirsAt: link?.theirsAt ?? null }
  saveLink(db, { kind: 'opportunity', ourId: leadId, crmRef: opportunityRef, customerId, ...times, digest }, now)
  recordEvent(db, { customerId, journeyId: null, fact: { type: 'crm_stage_unknown', stage } }, now)
}

export function takeCardGone(context: Context, opportunityRef: string, now: Instant): void {
  const link = loadLinkByRef(context.db, 'opportunity', opportunityRef)
  const lead = link && link.digest !== GONE ? loadLead(context.db, link.ourId) : null
  if (lead) dropOpportunity(context, lead, opportunityRef, now)
}

/** Whoever deletes an opportunity does not want it made again for the same matter. Ours stays where it is. */
function dropOpportunity({ db }: Context, { leadId, customerId }: Lead, crmRef: string, now: Instant): void {
  const link = { kind: 'opportunity' as const, ourId: leadId, crmRef, customerId }
  saveLink(db, { ...link, oursAt: null, theirsAt: now, digest: GONE }, now)
  saveLead(db, leadId, { opportunityRef: null }, now)
  recordEvent(db, { customerId, journeyId: null, fact: { type: 'crm_gone', what: 'opportunity' } }, now)
}

/** A contact was deleted there, or merged into another. What was ordered for it waits for nobody. */
export function takeContactGone(context: Context, contactRef: string, now: Instant): void {
  const { db } = context
  const customer = loadCustomerByContact(db, contactRef)
  if (!customer) return
  const { customerId } = customer
  cancelUnsent(db, [`crm:${customerId}`], 'contact_gone', now)
  saveCustomer(db, customerId, { contactRef: null }, now)
  const link = { kind: 'contact' as const, ourId: customerId, crmRef: contactRef, customerId }
  saveLink(db, { ...link, oursAt: null, theirsAt: now, digest: GONE }, now)
  recordEvent(db, { customerId, journeyId: null, fact: { type: 'crm_gone', what: 'contact' } }, now)
  if (customer.phone === null) return applyFoundContact(context, customerId, null, now)
  orderSync(context, customerId, 'find', now)
}

/** Merged: another contact has the number, and is whom we know from now on. Deleted: nobody has. */
export function applyFoundContact(
  context: Context,
  customerId: CustomerId,
  found: CrmContact | null,
  now: Instant,
): void {
  const customer = loadCustomer(context.db, customerId)
  if (customer && found) return attachContact(context, customer, found.contactRef, now)
  // With a contact go its opportunities; where it was merged they are the other's.
  for (const { ourId, crmRef } of loadLinksOf(context.db, 'opportunity', customerId)) {
    const lead = loadLead(context.db, ourId)
    if (lead) dropOpportunity(context, lead, crmRef, now)
  }
}

/** The customer is a contact again, and what stands there may have changed with it. */
export function attachContact(context: Context, { customerId, contactRef }: Customer, ref: string, now: Instant): void {
  const { db } = context
  if (contactRef !== null || loadCustomerByContact(db, ref) !== null) return
  saveCustomer(db, customerId, { contactRef: ref }, now)
  saveLink(
    db,
    { kind: 'contact', ourId: customerId, crmRef: ref, customerId, oursAt: null, theirsAt: null, digest: null },
    now,
  )
  const lead = loadNewestLead(db, customerId)
  if (lead?.opportunityRef) orderSync(context, customerId, { leadId: lead.leadId }, now)
}
