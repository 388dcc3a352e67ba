import type { AppointmentMove, AppointmentView } from '../../tenants/contract/booking.ts'
import { formatPhone } from '../format.ts'
import { visitsWords } from '../words/visits-words.ts'

/** What somebody wants to do about a visit, before it is asked for what it takes. */
export type VisitAsk = { kind: AppointmentMove['move']; visit: AppointmentView }

export function nameOfVisit({ customerName, customerPhone }: AppointmentView): string {
  return customerName ?? (customerPhone === null ? visitsWords().unknown : formatPhone(customerPhone))
}
