import type { Instant } from '../base/clock.ts'
import type { CustomerId, JourneyId } from '../base/ids.ts'
import type { BookingState } from '../journey/booking/state.ts'
import type { TenantDb } from './open.ts'

export type BookingRow = { journeyId: JourneyId; customerId: CustomerId; state: BookingState; openedAt: Instant }
type Stored = Omit<BookingRow, 'state'> & { state: string }

/** More visits of one person that are not over than anybody has. */
const OPEN_MAX = 20

const COLUMNS = 'journey_id as journeyId, customer_id as customerId, state, opened_at as openedAt'
const OPEN = `select ${COLUMNS} from journeys where customer_id = ? and kind = 'booking' and status <> 'closed'
  order by journey_id desc limit ${OPEN_MAX}`
const ONE = `select ${COLUMNS} from journeys where journey_id = ? and kind = 'booking'`

/** What of a customer's visits waits for something, in the order in which words of theirs are meant: offers first. */
export function loadOpenBookings(db: TenantDb, customerId: string): BookingRow[] {
  const rows = db.$client.sql.exec<Stored>(OPEN, customerId).toArray().map(fromStored)
  return rows.toSorted((one, other) => orderOf(one.state) - orderOf(other.state))
}

/** The one that a visit belongs to; each is found among its customer's, of whom there are few. */
export function loadBookingOf(db: TenantDb, visit: { customerId: string; appointmentId: string }): BookingRow | null {
  const isOf = ({ state }: BookingRow) => state.status !== 'closed' && state.visitId === visit.appointmentId
  return loadOpenBookings(db, visit.customerId).find(isOf) ?? null
}

export function loadBooking(db: TenantDb, journeyId: string): BookingRow | null {
  const [row] = db.$client.sql.exec<Stored>(ONE, journeyId).toArray()
  return row ? fromStored(row) : null
}

function orderOf(state: BookingState): Instant {
  return state.status === 'confirmed' || state.status === 'reminded' ? state.startsAt : 0
}

function fromStored(row: Stored): BookingRow {
  return { ...row, state: JSON.parse(row.state) as BookingState }
}
