import { plannedLead, planLead } from './apply-crm.ts'
import type { Instant } from './base/clock.ts'
import { decideAdoption, decideHint, isSame } from './journey/pipeline/decide.ts'
import { writeStanding } from './journey/pipeline/digest.ts'
import { isNamedOurs } from './journey/stage-map.ts'
import { standingOf, type Card, type Stages } from './journey/pipeline/stages.ts'
import type { Standing } from './journey/pipeline/standing.ts'
import { keepComparing, orderSync } from './record-crm.ts'
import { GONE, loadLinkByRef, loadLinkedLeads, saveLink } from './storage/crm-link-rows.ts'
import { loadCustomerByContact, type Customer } from './storage/customer-rows.ts'
import { loadLead, loadNewestLead, moveLead, recordLead, saveLead, type Lead } from './storage/lead-rows.ts'
import { loadSetting } from './storage/settings-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** The door of what the CRM says about one opportunity. The caller holds the transaction. */

export type CardTold = Card & { opportunityRef: string; contactRef: string | null; at: Instant }
type Pipeline = Stages & { name?: string }

/**
 * A webhook about an opportunity: a reason to look how it stands, or none. Answers whose matter it is where it was new
 * to us.
 */
export function takeCard(context: Context, told: CardTold, now: Instant): Customer | null {
  const { db } = context
  const lead = leadOf(context, told)
  if (!lead) return adopt(context, told, now)
  const { leadId, customerId } = lead
  const { ours, agreed } = plannedLead(context, lead)
  const pipeline = loadSetting<Stages>(db, 'crm_pipeline')
  const standing = pipeline && standingOf(pipeline, told, [agreed, ours])
  const hint = standing ? decideHint(ours, { ...standing, at: told.at }, agreed) : { kind: 'look' as const }
  if (hint.kind === 'look') orderSync(context, customerId, { leadId }, now)
  return null
}

/** A page of them, as they stand there right now. Answers how many were not known to stand so; each is looked into. */
export function compareCards(context: Context, cards: readonly CardTold[], now: Instant): number {
  const { db } = context
  const refs = cards.map(({ opportunityRef }) => opportunityRef)
  const linked = loadLinkedLeads(db, refs)
  const pipeline = loadSetting<Stages>(db, 'crm_pipeline')
  const apart = cards.filter((card) => {
    const lead = linked.get(card.opportunityRef)
    if (!lead) return isNewToUs(context, card, now)
    const { ours, agreed } = planLead(lead, lead)
    const standing = pipeline && standingOf(pipeline, card, [agreed, ours])
    // A stage that has been told of as unknown is no news.
    if (standing === null ? lead.digest?.includes('!') : isSame(ours, standing)) return false
    orderSync(context, lead.customerId, { leadId: lead.leadId }, now)
    return true
  })
  return apart.length
}

function isNewToUs(context: Context, card: CardTold, now: Instant): boolean {
  const isUnlinked = loadLinkByRef(context.db, 'opportunity', card.opportunityRef) === null
  return isUnlinked && leadOf(context, card) === null && adopt(context, card, now) !== null
}

/** One that a person made there for a customer of ours is the customer's open matter, if that has none yet. */
function leadOf({ db }: Context, { opportunityRef, contactRef }: CardTold): Lead | null {
  const link = loadLinkByRef(db, 'opportunity', opportunityRef)
  if (link) return link.digest === GONE ? null : loadLead(db, link.ourId)
  const customer = contactRef === null ? null : loadCustomerByContact(db, contactRef)
  const newest = customer && loadNewestLead(db, customer.customerId)
  return newest && (newest.opportunityRef ?? opportunityRef) === opportunityRef ? newest : null
}

/**
 * Whether the card of somebody we do not know is a matter of ours all the same: it stands open in the pipeline that has
 * our name, so whoever made it there meant it for us.
 */
export function isMeantForUs({ db }: Context, told: CardTold): boolean {
  const pipeline = loadSetting<Pipeline>(db, 'crm_pipeline')
  if (!pipeline || !isNamedOurs(pipeline.name ?? '') || told.contactRef === null) return false
  if (loadLinkByRef(db, 'opportunity', told.opportunityRef) !== null) return false
  return decideAdoption(standingOf(pipeline, told, []), null) === 'adopt'
}

/** A matter that began at their desk stands on our board from now on. Nobody is written to on its account. */
function adopt(context: Context, told: CardTold, now: Instant): Customer | null {
  const { db } = context
  const customer = told.contactRef === null ? null : loadCustomerByContact(db, told.contactRef)
  const pipeline = loadSetting<Pipeline>(db, 'crm_pipeline')
  if (!customer || !pipeline || loadLinkByRef(db, 'opportunity', told.opportunityRef) !== null) return null
  const standing = standingOf(pipeline, told, [])
  const newest = loadNewestLead(db, customer.customerId)
  if (standing === null || decideAdoption(standing, newest?.status ?? null) === 'leave') return null
  record(context, customer, { ...told, standing }, now)
  return customer
}

function record(
  context: Context,
  { customerId }: Customer,
  { opportunityRef, standing, at }: CardTold & { standing: Standing },
  now: Instant,
): void {
  const { db } = context
  const lead = recordLead(db, customerId, 'gohighlevel', now)
  const { leadId } = lead
  if (standing.status !== lead.status) moveLead(db, lead, standing.status, now)
  saveLead(db, leadId, { opportunityRef, revenueMinor: standing.valueMinor }, now)
  const link = { kind: 'opportunity' as const, ourId: leadId, crmRef: opportunityRef, customerId }
  saveLink(db, { ...link, oursAt: now, theirsAt: at, digest: writeStanding(standing) }, now)
  const fact = { type: 'crm_lead_made' as const, leadId, status: standing.status }
  recordEvent(db, { customerId, journeyId: null, fact }, now)
  keepComparing(context, now)
  // A webhook may be late: how the card stands by now is for a look to say.
  orderSync(context, customerId, { leadId }, now)
}
