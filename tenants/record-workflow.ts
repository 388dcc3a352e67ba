import type { Instant } from './base/clock.ts'
import type { CustomerId } from './base/ids.ts'
import type { CrmMoment } from './journey/crm-order.ts'
import type { MomentChange } from './journey/pipeline/moments.ts'
import { recordCrm } from './record-crm.ts'
import { loadComing } from './storage/appointment-rows.ts'
import { isSuppressed } from './storage/consent-rows.ts'
import { loadWorkflows } from './storage/crm-connection.ts'
import { loadLinksOf, type CrmLink } from './storage/crm-link-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { loadOpen, saveEntry } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/**
 * Puts customers into workflows of the business's own, and takes them out when what it is for is over. What such a
 * workflow writes does not pass our gate, so nobody who wants no texts is ever put into one, or stays in it.
 */
export function recordMoments(
  context: Context,
  customerId: CustomerId,
  changes: readonly MomentChange[],
  now: Instant,
): void {
  if (changes.length === 0 || context.tenant.profile.ghlLocationId === null) return
  for (const { moment, isIn, isFinal } of changes) {
    if (isIn) enrol(context, customerId, moment, now)
    else if (isFinal || !stillStands(context, customerId, moment, now)) withdraw(context, customerId, moment, now)
  }
}

function enrol(context: Context, customerId: CustomerId, moment: CrmMoment, now: Instant): void {
  const { db, tenant } = context
  const workflow = loadWorkflows(db)[moment]
  const customer = workflow === undefined ? null : loadCustomer(db, customerId)
  if (workflow === undefined || !customer || tenant.closing) return
  const { phone, email, relation } = customer
  const isUnwilling =
    (phone !== null && isSuppressed(db, 'sms', phone)) || (email !== null && isSuppressed(db, 'email', email))
  if (isUnwilling || relation !== null || enrolmentOf(db, customerId, moment)?.digest === workflow) return
  recordCrm(context, { customerId, journeyId: null }, { type: 'enrol_contact', workflow, isIn: true, moment }, now)
}

/** One visit is over, and another is to come. */
function stillStands({ db }: Context, customerId: CustomerId, moment: CrmMoment, now: Instant): boolean {
  return moment === 'booked' && loadComing(db, customerId, now).some(({ status }) => status === 'confirmed')
}

function withdraw(context: Context, customerId: CustomerId, moment: CrmMoment, now: Instant): void {
  const { db } = context
  const about = { customerId, journeyId: null }
  const ordered = loadOpen(db, `crm:${customerId}`).flatMap((entry) =>
    entry.order.type === 'enrol_contact' && entry.order.moment === moment && entry.order.isIn
      ? [{ ...entry, order: entry.order }]
      : [],
  )
  const enrolled = enrolmentOf(db, customerId, moment)?.digest
  const names = new Set(enrolled ? [enrolled] : [])
  for (const { entryId, attempts, order } of ordered) {
    // What has been tried may have reached them, however it ended.
    if (attempts > 0) names.add(order.workflow)
    else saveEntry(db, entryId, { status: 'cancelled', dueAt: null, lastCode: 'moment_over', settledAt: now })
  }
  for (const workflow of names) recordCrm(context, about, { type: 'enrol_contact', workflow, isIn: false, moment }, now)
}

function enrolmentOf(db: Context['db'], customerId: CustomerId, moment: CrmMoment): CrmLink | null {
  return loadLinksOf(db, 'workflow', customerId).find(({ ourId }) => ourId.startsWith(`${moment}:`)) ?? null
}
