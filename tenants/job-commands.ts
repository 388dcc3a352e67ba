import { recordJob } from './apply-job.ts'
import { after, MINUTE_MS, type Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { JobView, NewJob } from './contract/jobs.ts'
import type { Page, PageQuery } from './contract/lists.ts'
import type { Once } from './contract/once.ts'
import { KEY_REUSED } from './human-text-commands.ts'
import { matchCustomer } from './inbox/match-customer.ts'
import { loadAsked, recordAsked } from './storage/asked-rows.ts'
import { listJobs, loadSameJob, type JobRow } from './storage/job-list-rows.ts'
import { loadCustomer, saveCustomer, type Customer } from './storage/customer-rows.ts'
import { isStaff, type Context } from './storage/tenant-rows.ts'
import { refuse } from './tenant-core.ts'

/** Jobs that the technician tells of. The caller holds the transaction. */

/** A button pressed twice tells of one job, and so does a request whose answer was lost. */
const SAME_WITHIN_MS = 10 * MINUTE_MS

type Told = { job: JobView; isNew: boolean }

/** The same under a key, told again, is answered as the first time; the job may have been reviewed since. */
export function tellOfJobOnce(context: Context, told: NewJob, once: Once | null, now: Instant): Outcome<Told> {
  const asked = loadAsked(context.db, once)
  if (asked.kind === 'other') return refuse('key_reused', KEY_REUSED)
  if (asked.kind === 'again') {
    const { jobId, isNew } = JSON.parse(asked.ref) as { jobId: string; isNew: boolean }
    const job = readJob(context, jobId)
    return job ? { ok: true, value: { job, isNew } } : refuse('customer_missing', 'There is no such customer any more.')
  }
  const outcome = tellOfJob(context, told, now)
  if (outcome.ok) {
    const { job, isNew } = outcome.value
    recordAsked(context.db, once, JSON.stringify({ jobId: job.id, isNew }), now)
  }
  return outcome
}

function tellOfJob(context: Context, told: NewJob, now: Instant): Outcome<Told> {
  const customer = findCustomer(context, told, now)
  if (!customer) return { ok: false, error: { code: 'customer_missing', detail: 'There is no such customer.' } }
  const { customerId } = customer
  const { service, amountMinor } = told
  const completedAt = Math.min(told.completedAt ?? now, now)
  const same = loadSameJob(context.db, {
    ...{ customerId, service, amountMinor },
    from: told.completedAt ?? now - SAME_WITHIN_MS,
    until: told.completedAt ?? after(now, 0),
  })
  const recorded = same ? null : recordJob(context, { customerId, service, amountMinor, completedAt }, now)
  const jobId = same ?? recorded?.job.jobId
  const job = jobId ? readJob(context, jobId) : null
  if (!job) throw new Error('A job that was just recorded is there.')
  return { ok: true, value: { job, isNew: recorded?.isNew === true } }
}

function readJob({ db }: Context, jobId: string): JobView | null {
  const [row] = listJobs(db, { after: null, limit: 1, customerId: null, jobId })
  return row ? viewOf(row) : null
}

function findCustomer(context: Context, { customerId, phone, name }: NewJob, now: Instant): Customer | null {
  if (customerId !== undefined) return loadCustomer(context.db, customerId)
  if (phone === undefined || isStaff(context, phone) || phone === context.tenant.profile.smsNumber) return null
  const customer = matchCustomer(context, { phone, withheld: false, contactRef: null }, now)
  if (name !== undefined && customer.name === null) saveCustomer(context.db, customer.customerId, { name }, now)
  return customer
}

export function readJobs({ db }: Context, { after: cursor, limit, customerId }: PageQuery): Page<JobView> {
  const rows = listJobs(db, { after: cursor ?? null, limit, customerId: customerId ?? null, jobId: null })
  const last = rows.at(-1)
  return { items: rows.map(viewOf), next: rows.length === limit && last ? last.jobId : null }
}

function viewOf({ jobId: id, ...row }: JobRow): JobView {
  return { id, ...row }
}
