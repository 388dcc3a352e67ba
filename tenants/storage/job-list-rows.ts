import type { Instant } from '../base/clock.ts'
import type { CustomerId, JobId } from '../base/ids.ts'
import type { TenantDb } from './open.ts'

/** Jobs as a list shows them. */
export type JobRow = {
  jobId: JobId
  customerId: string
  customerName: string | null
  customerPhone: string | null
  leadId: string | null
  appointmentId: string | null
  service: string | null
  amountMinor: number | null
  completedAt: number
  review: string | null
  createdAt: number
}

type JobQuery = { after: string | null; limit: number; customerId: string | null; jobId: string | null }

const JOBS = `select j.job_id as jobId, j.customer_id as customerId, c.name as customerName, c.phone as customerPhone,
    j.lead_id as leadId, j.appointment_id as appointmentId, j.service, j.amount_minor as amountMinor,
    j.completed_at as completedAt, j.created_at as createdAt,
    (select iif(r.status = 'asked' and r.state ->> 'textedAt' is null, 'planned',
      coalesce(r.state ->> 'outcome', r.status)) from journeys as r where r.customer_id = j.customer_id
      and r.kind = 'review' and r.state ->> 'jobId' = j.job_id order by r.journey_id desc limit 1) as review
  from jobs as j left join customers as c on c.customer_id = j.customer_id
  where (?1 is null or j.job_id < ?1) and (?2 is null or j.customer_id = ?2) and (?3 is null or j.job_id = ?3)
  order by j.job_id desc limit ?4`

/** Newest first. The cursor is the id of the last job of the page before. */
export function listJobs(db: TenantDb, { after, limit, customerId, jobId }: JobQuery): JobRow[] {
  return db.$client.sql.exec<JobRow>(JOBS, after, customerId, jobId, limit).toArray()
}

type Same = {
  customerId: CustomerId
  service: string | null
  amountMinor: number | null
  from: Instant
  until: Instant
}

/** A job of this customer, of the same kind and price, that was done within these moments. */
export function loadSameJob(db: TenantDb, { customerId, service, amountMinor, from, until }: Same): JobId | null {
  const query = `select job_id as jobId from jobs where customer_id = ? and service is ? and amount_minor is ?
    and completed_at between ? and ? order by job_id desc limit 1`
  const values = [customerId, service, amountMinor, from, until]
  return db.$client.sql.exec<{ jobId: JobId }>(query, ...values).toArray()[0]?.jobId ?? null
}
