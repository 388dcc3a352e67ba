import { applyEmergency } from './apply-emergency.ts'
import { recordJob, withdrawJobOf } from './apply-job.ts'
import type { Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { LeadPatch } from './contract/board.ts'
import type { LeadView } from './contract/lists.ts'
import { recordOrder } from './record-order.ts'
import { hasOpenWish } from './storage/attention-rows.ts'
import { loadLeadViews } from './storage/board-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { saveJob } from './storage/job-rows.ts'
import { loadLead, loadOpenLead, moveLead, saveLead, type Lead } from './storage/lead-rows.ts'
import { loadAcceptedAmount } from './storage/quote-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** What a person does to a lead by hand. The caller holds the transaction. */

/** Moves a lead along the pipeline, unless it is not where the person saw it any more. */
export function moveLeadByHand(context: Context, leadId: string, patch: LeadPatch, now: Instant): Outcome<LeadView> {
  const { db } = context
  const lead = loadLead(db, leadId)
  if (!lead) return { ok: false, error: { code: 'lead_missing', detail: 'There is no such lead.' } }
  if (lead.status !== patch.from) {
    const detail = `The lead is ${lead.status} by now. Look at it again.`
    return { ok: false, error: { code: 'lead_moved', detail } }
  }
  const revenueMinor = patch.revenueMinor ?? worthOf(context, lead, patch.status)
  if (patch.status !== lead.status || revenueMinor !== lead.revenueMinor) {
    if (patch.status !== lead.status) moveLead(db, lead, patch.status, now)
    tellOfMove(
      context,
      lead,
      { status: patch.status, revenueMinor: patch.status === 'completed' ? revenueMinor : null },
      now,
    )
    if (patch.status === 'completed') recordJobOf(context, lead, revenueMinor, now)
    else if (lead.status === 'completed') withdrawJobOf(context, lead.leadId, now)
    saveLead(db, lead.leadId, { revenueMinor }, now)
  }
  const [view] = loadLeadViews(db, [leadId])
  if (!view) throw new Error('A lead that was just written is there.')
  return { ok: true, value: view }
}

/** What the job brought in is none any more where it was not done after all; what was agreed on still is. */
function worthOf({ db }: Context, { leadId, status, revenueMinor }: Lead, to: Lead['status']): number | null {
  return status === 'completed' && to !== 'completed' ? loadAcceptedAmount(db, leadId) : revenueMinor
}

/** Whoever says that a lead is completed says that its job is done. The amount may be mended later. */
function recordJobOf(context: Context, { customerId, leadId }: Lead, amountMinor: number | null, now: Instant): void {
  const recorded = recordJob(context, { customerId, leadId, amountMinor, completedAt: now }, now)
  if (recorded && amountMinor !== null) saveJob(context.db, recorded.job.jobId, { amountMinor })
}

function tellOfMove(
  context: Context,
  { leadId, customerId, status: from }: Lead,
  { status: to, revenueMinor }: { status: Lead['status']; revenueMinor: number | null },
  now: Instant,
): void {
  const fact = { type: 'lead_moved_by_hand' as const, leadId, from, to, revenueMinor }
  recordEvent(context.db, { customerId, journeyId: null, fact }, now)
  recordOrder(context, customerId, null, { type: 'sync_crm' }, now)
}

/**
 * The technician has agreed on a visit, or has otherwise dealt with what waited for them. Said twice it is said again:
 * whoever pressed last may have named another time.
 */
export function confirmBooking(context: Context, customerId: string, at: Instant | null, now: Instant): Outcome<null> {
  const { db } = context
  const customer = loadCustomer(db, customerId)
  if (!customer) return { ok: false, error: { code: 'customer_missing', detail: 'There is no such customer.' } }
  // Whoever settles a visit with somebody in danger has spoken with them.
  applyEmergency(context, customer.customerId, { type: 'acknowledged', by: null, phone: null, via: 'call' }, now)
  const lead = loadOpenLead(db, customer.customerId)
  const isBooking = lead !== null && (lead.status === 'booked' || at !== null || hasOpenWish(db, lead))
  const about = { customerId: customer.customerId, journeyId: null }
  if (!isBooking) {
    recordEvent(db, { ...about, fact: { type: 'matter_settled' } }, now)
    return { ok: true, value: null }
  }
  if (at !== null) saveLead(db, lead.leadId, { wishedAt: at }, now)
  recordEvent(db, { ...about, fact: { type: 'booking_confirmed', at } }, now)
  if (lead.status !== 'booked') {
    moveLead(db, lead, 'booked', now)
    recordEvent(db, { ...about, fact: { type: 'lead_changed', status: 'booked' } }, now)
    recordOrder(context, customer.customerId, null, { type: 'sync_crm' }, now)
  }
  return { ok: true, value: null }
}
