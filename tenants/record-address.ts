import type { Instant } from './base/clock.ts'
import type { CustomerId } from './base/ids.ts'
import { recordOrder } from './record-order.ts'
import { loadComing, saveAppointment } from './storage/appointment-rows.ts'
import { loadCustomer, placesOf, saveCustomer, withPlaces } from './storage/customer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** Whether somebody is to drive there and nobody knows where to. */
export function lacksAddress({ db }: Context, customerId: CustomerId, now: Instant): boolean {
  return loadComing(db, customerId, now).some(({ status, address }) => status === 'confirmed' && address === null)
}

/**
 * Where a customer says that the job is. Visits that lie ahead take it on, but for one whose address a person of the
 * business has entered.
 */
export function learnAddress(context: Context, customerId: CustomerId, address: string, now: Instant): void {
  const { db } = context
  const customer = loadCustomer(db, customerId)
  if (!customer) return
  const before = placesOf(customer).address ?? null
  if (before !== address) saveCustomer(db, customerId, { places: withPlaces(customer, { address }) }, now)
  for (const visit of loadComing(db, customerId, now)) {
    if (visit.address === address || (visit.address !== null && visit.address !== before)) continue
    const { appointmentId, status } = saveAppointment(db, visit, { address }, now)
    if (status === 'confirmed')
      recordOrder(context, customerId, null, { type: 'sync_appointment', appointmentId, address: before }, now)
  }
}
