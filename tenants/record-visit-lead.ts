import type { Instant } from './base/clock.ts'
import type { LeadStatus } from './journey/effect.ts'
import { recordConflict } from './record-conflict.ts'
import { orderSync } from './record-crm.ts'
import { recordOrder } from './record-order.ts'
import { loadComing, type AppointmentRow } from './storage/appointment-rows.ts'
import { loadLead, loadOpenLead, moveLead, saveLead, type Lead } from './storage/lead-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** A lead and its visits say the same: one that has a visit is booked, and one whose last visit fell through is not. */

/** An agreed visit, or the end of one, takes the lead with it. Nobody's lead is made on its account. */
export function leadFollows(context: Context, visit: AppointmentRow, now: Instant): void {
  const { db } = context
  const lead = leadOf(context, visit)
  if (!lead) return
  const stands = loadComing(db, visit.customerId, now).some(({ status }) => status === 'confirmed')
  if (visit.status === 'confirmed') {
    // What they wished for has become this.
    if (lead.wishedAt !== visit.startsAt) saveLead(db, lead.leadId, { wishedAt: visit.startsAt }, now)
    if (isBefore(lead.status)) move(context, lead, 'booked', now)
    return
  }
  const fellThrough = visit.status === 'cancelled' || visit.status === 'no_show'
  if (fellThrough && !stands && lead.status === 'booked') move(context, lead, 'contacted', now)
}

function leadOf({ db }: Context, { leadId, customerId }: AppointmentRow): Lead | null {
  return (leadId === null ? null : loadLead(db, leadId)) ?? loadOpenLead(db, customerId)
}

function isBefore(status: LeadStatus): boolean {
  return status === 'new' || status === 'contacted' || status === 'quoted'
}

function move(context: Context, lead: Lead, status: LeadStatus, now: Instant): void {
  const { leadId, customerId } = lead
  moveLead(context.db, lead, status, now)
  recordEvent(context.db, { customerId, journeyId: null, fact: { type: 'lead_changed', status } }, now)
  // Whoever has a visit has a card, also where nobody had asked for one by text.
  if (lead.opportunityRef !== null || status === 'booked') orderSync(context, customerId, { leadId }, now)
}

/**
 * Somebody ended the card there while a visit stands. Whether anybody is to drive only they know, so nobody is told
 * that it is off: the technician is asked.
 */
export function askAboutVisits(
  context: Context,
  { leadId, customerId }: Lead,
  status: 'lost' | 'completed',
  now: Instant,
): void {
  for (const visit of loadComing(context.db, customerId, now)) {
    const { appointmentId, startsAt } = visit
    if (visit.status !== 'confirmed' || (visit.leadId ?? leadId) !== leadId) continue
    const sides = { ours: new Date(startsAt).toISOString(), theirs: status }
    const conflict = { what: 'card', ...sides, winner: 'ours', subject: appointmentId } as const
    recordConflict(context, { customerId, journeyId: null }, conflict, now)
    const notice = { type: 'tell_technician', reason: 'visit_unclear', wishedAt: startsAt, detail: status } as const
    recordOrder(context, customerId, null, notice, now)
  }
}
