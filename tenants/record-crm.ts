import { after, type Instant } from './base/clock.ts'
import type { CustomerId, JourneyId } from './base/ids.ts'
import { NOTICE_USEFUL_MS } from './base/limits.ts'
import type { CrmOrder } from './journey/crm-order.ts'
import { GONE, loadLink } from './storage/crm-link-rows.ts'
import { loadLead, loadNewestLead } from './storage/lead-rows.ts'
import { loadUntried, recordEntry } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** Orders to the CRM. Those about one customer leave in order: what is noted on a contact needs the contact. */

const USEFUL_MS = 24 * NOTICE_USEFUL_MS

/** Has a lead and its opportunity compared, or looks for a contact that is gone. */
export function orderSync(
  context: Context,
  customerId: CustomerId,
  what: { leadId?: string } | 'find',
  now: Instant,
  journeyId: JourneyId | null = null,
): void {
  if (what === 'find') return recordCrm(context, { customerId, journeyId }, { type: 'find_contact' }, now)
  if (isUnwanted(context, customerId, what.leadId)) return
  recordCrm(context, { customerId, journeyId }, { type: 'sync_crm', ...what }, now)
}

/** One waiting entry is enough: it is made of what stands when it is sent. */
export function recordCrm(
  { db, tenant }: Context,
  about: { customerId: CustomerId; journeyId: JourneyId | null },
  order: CrmOrder,
  now: Instant,
): void {
  if (tenant.profile.ghlLocationId === null) return
  const sequenceKey = `crm:${about.customerId}`
  const same = JSON.stringify(order)
  if (loadUntried(db, sequenceKey).some((waiting) => JSON.stringify(waiting.order) === same)) return
  const usefulUntil = after(now, USEFUL_MS)
  recordEntry(db, { ...about, lane: 'gohighlevel', sequenceKey, order, dueAt: now, usefulUntil }, now)
}

/** Somebody deleted it there. Only a new matter makes the customer a contact again. */
function isUnwanted({ db }: Context, customerId: CustomerId, leadId: string | undefined): boolean {
  const lead = leadId === undefined ? loadNewestLead(db, customerId) : loadLead(db, leadId)
  if (!lead) return false
  const contact = loadLink(db, 'contact', customerId)
  if (contact?.digest === GONE && lead.createdAt <= (contact.theirsAt ?? 0)) return true
  return loadLink(db, 'opportunity', lead.leadId)?.digest === GONE
}
