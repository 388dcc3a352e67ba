import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { AppointmentId, CustomerId } from '../base/ids.ts'
import { VISIT_OVER_AGE_MAX_MS } from '../base/visit-limits.ts'
import { loadAppointment, type AppointmentRow } from './appointment-rows.ts'
import type { TenantDb } from './open.ts'

/** What the agenda and the board ask of visits. */

export type UnendedVisit = {
  appointmentId: AppointmentId
  customerId: CustomerId
  name: string | null
  phone: Phone | null
  endsAt: Instant
}

const UNENDED = `select a.appointment_id as appointmentId, a.customer_id as customerId, c.name, c.phone,
    a.ends_at as endsAt
  from appointments as a join customers as c on c.customer_id = a.customer_id
  where a.starts_at > ?1 - ?3 and a.starts_at < ?1 and a.ends_at <= ?1 and a.status = 'confirmed'
  order by a.ends_at limit ?2`

/** Visits whose time is over and of which nobody has said what became of them, the oldest first. */
export function loadUnended(db: TenantDb, now: Instant, max: number): UnendedVisit[] {
  return db.$client.sql.exec<UnendedVisit>(UNENDED, now, max, VISIT_OVER_AGE_MAX_MS).toArray()
}

const OF_CUSTOMER = `select appointment_id as appointmentId from appointments
  where customer_id = ? order by starts_at desc limit ?`

/** The visits of one customer, whatever became of them, the last first. */
export function loadVisitsOf(db: TenantDb, customerId: string, max: number): AppointmentRow[] {
  const ids = db.$client.sql.exec<{ appointmentId: string }>(OF_CUSTOMER, customerId, max).toArray()
  return ids.flatMap(({ appointmentId }) => loadAppointment(db, appointmentId) ?? [])
}
