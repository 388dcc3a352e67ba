import { beginAfterJob } from './apply-offers.ts'
import { applyReview } from './apply-review.ts'
import type { Instant } from './base/clock.ts'
import type { AppointmentId, CustomerId, LeadId } from './base/ids.ts'
import { momentsOf } from './journey/pipeline/moments.ts'
import { recordMoments } from './record-workflow.ts'
import { recordOrder } from './record-order.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import {
  dropJob,
  insertJob,
  loadJobOfAppointment,
  loadJobOfLead,
  saveJob,
  sumOfLead,
  type Job,
} from './storage/job-rows.ts'
import { loadLead, loadOpenLead, moveLead, saveLead, type Lead } from './storage/lead-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** The door of completed jobs: whoever learns that one is done says so here. The caller holds the transaction. */

export type CompletedJob = {
  customerId: CustomerId
  /** The lead it came of; where it is not given, the one of this customer that is open. */
  leadId?: LeadId | null
  appointmentId?: AppointmentId | null
  service?: string | null
  /** Null where nobody has said what it brought in. */
  amountMinor?: number | null
  completedAt: Instant
}

/**
 * One job is recorded once, however often and by whom it is reported: an appointment has one, and so has a lead whose
 * visits nobody planned. Null where the customer is gone.
 */
export function recordJob(context: Context, told: CompletedJob, now: Instant): { job: Job; isNew: boolean } | null {
  const { db } = context
  const customer = loadCustomer(db, told.customerId)
  if (!customer) return null
  const { customerId } = customer
  const lead = told.leadId ? loadLead(db, told.leadId) : loadOpenLead(db, customerId)
  const known = findKnown(context, told, lead)
  if (known) {
    const job = complete(context, known, told)
    if (lead) completeLead(context, lead, now)
    return { job, isNew: false }
  }
  const job = insertJob(
    db,
    {
      customerId,
      leadId: lead?.leadId ?? null,
      appointmentId: told.appointmentId ?? null,
      service: told.service ?? null,
      amountMinor: told.amountMinor ?? null,
      completedAt: Math.min(told.completedAt, now),
    },
    now,
  )
  const { jobId, service, amountMinor } = job
  recordEvent(db, { customerId, journeyId: null, fact: { type: 'job_completed', jobId, service, amountMinor } }, now)
  if (lead) completeLead(context, lead, now)
  // GoHighLevel keeps opportunities; a job that came of no lead is none there.
  if (lead) recordOrder(context, customerId, null, { type: 'sync_crm' }, now)
  recordMoments(context, customerId, momentsOf('job_completed'), now)
  beginAfterJob(context, job, now)
  return { job, isNew: true }
}

function findKnown({ db }: Context, { appointmentId }: CompletedJob, lead: Lead | null): Job | null {
  if (!appointmentId) return lead && loadJobOfLead(db, lead.leadId, 'any')
  return loadJobOfAppointment(db, appointmentId) ?? (lead && loadJobOfLead(db, lead.leadId, 'without_visit'))
}

/** What a later report knows besides. What is known already stands: a report that repeats it may be older. */
function complete({ db }: Context, job: Job, told: CompletedJob): Job {
  const change = {
    appointmentId: job.appointmentId ?? told.appointmentId ?? null,
    service: job.service ?? told.service ?? null,
    amountMinor: job.amountMinor ?? told.amountMinor ?? null,
  }
  saveJob(db, job.jobId, change)
  return { ...job, ...change }
}

function completeLead({ db }: Context, lead: Lead, now: Instant): void {
  const { customerId, leadId } = lead
  const revenueMinor = sumOfLead(db, leadId)
  if (revenueMinor !== null) saveLead(db, leadId, { revenueMinor }, now)
  if (lead.status === 'completed') return
  moveLead(db, lead, 'completed', now)
  recordEvent(db, { customerId, journeyId: null, fact: { type: 'lead_changed', status: 'completed' } }, now)
}

/** It was not done after all. What it led to is taken back as far as it has not left. */
export function withdrawJobOf(context: Context, leadId: LeadId, now: Instant): void {
  const job = loadJobOfLead(context.db, leadId, 'without_visit')
  if (!job) return
  dropJob(context.db, job.jobId)
  applyReview(context, job.customerId, { type: 'job_withdrawn', jobId: job.jobId }, now)
}
