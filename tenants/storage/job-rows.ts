import { and, desc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type AppointmentId, type CustomerId, type JobId, type LeadId } from '../base/ids.ts'
import type { TenantDb } from './open.ts'
import { jobs } from './schema-work.ts'
import { insertRow, RowQuery, Statement, updateRow } from './statement.ts'

/** Visits that were made and done. */
export type Job = {
  jobId: JobId
  customerId: CustomerId
  leadId: LeadId | null
  appointmentId: AppointmentId | null
  service: string | null
  amountMinor: number | null
  completedAt: Instant
  createdAt: Instant
}

export function insertJob(db: TenantDb, fields: Omit<Job, 'jobId' | 'createdAt'>, now: Instant): Job {
  const job: Job = { ...fields, jobId: newId('job'), createdAt: now }
  insertRow(db, jobs, job)
  return job
}

export function saveJob(
  db: TenantDb,
  jobId: JobId,
  change: Partial<Pick<Job, 'appointmentId' | 'amountMinor' | 'service'>>,
): void {
  updateRow(db, jobs, { jobId }, change)
}

export function dropJob(db: TenantDb, jobId: JobId): void {
  db.delete(jobs).where(eq(jobs.jobId, jobId)).run()
}

const ofAppointment = new RowQuery(jobs, (db) =>
  db
    .select()
    .from(jobs)
    .where(eq(jobs.appointmentId, sql.placeholder('appointmentId')))
    .limit(1),
)

export function loadJobOfAppointment(db: TenantDb, appointmentId: AppointmentId): Job | null {
  return ofAppointment.get(db, { appointmentId }) as Job | null
}

const earned = new Statement((db) =>
  db
    .select({ sum: sql`sum(${jobs.amountMinor})` })
    .from(jobs)
    .where(eq(jobs.leadId, sql.placeholder('leadId'))),
)

/** What all visits that a lead led to brought in; null where nobody has said. */
export function sumOfLead(db: TenantDb, leadId: LeadId): number | null {
  return (earned.rows(db, { leadId })[0]?.[0] ?? null) as number | null
}

/** A lead may need several visits, and what the technician says of it by hand is about none of them in particular. */
export function loadJobOfLead(db: TenantDb, leadId: LeadId, only: 'any' | 'without_visit'): Job | null {
  return (only === 'any' ? anyOfLead : handOfLead).get(db, { leadId }) as Job | null
}

const newestOfLead = (which: SQL | undefined) =>
  new RowQuery(jobs, (db) =>
    db
      .select()
      .from(jobs)
      .where(and(eq(jobs.leadId, sql.placeholder('leadId')), which))
      .orderBy(desc(jobs.jobId))
      .limit(1),
  )
const anyOfLead = newestOfLead(undefined)
const handOfLead = newestOfLead(isNull(jobs.appointmentId))
