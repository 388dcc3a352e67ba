import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { CustomerId, JourneyId } from '../base/ids.ts'
import type { EmergencyState } from '../journey/state.ts'
import type { TenantDb } from './open.ts'

export type EmergencyRow = { journeyId: JourneyId; customerId: CustomerId; state: EmergencyState; openedAt: Instant }

/** Each has a timer as long as it is open, and timers are few: no index on all journeys has to be kept for this. */
const OPEN = `select j.journey_id as journeyId, j.customer_id as customerId, j.state, j.opened_at as openedAt
  from timers as t join journeys as j on j.journey_id = t.journey_id
  where t.name in ('step_due', 'rest_due') and j.kind = 'emergency' and j.status <> 'closed'
  group by j.journey_id order by j.journey_id desc`

const ONE = `select journey_id as journeyId, customer_id as customerId, state, opened_at as openedAt
  from journeys where journey_id = ? and kind = 'emergency'`

type Stored = Omit<EmergencyRow, 'state'> & { state: string }

/** Every emergency that is not closed, the newest first. */
export function loadOpenEmergencies(db: TenantDb): EmergencyRow[] {
  return db.$client.sql.exec<Stored>(OPEN).toArray().map(fromStored)
}

/** Phones of everybody on the ladder of an emergency that is not closed. */
export function loadOnLadders(db: TenantDb): Set<Phone> {
  const contacts = loadOpenEmergencies(db).flatMap(({ state }) =>
    state.status === 'closed' ? [] : state.alarm.ladder.contacts,
  )
  return new Set(contacts.map(({ phone }) => phone))
}

export function loadEmergency(db: TenantDb, journeyId: string): EmergencyRow | null {
  const [row] = db.$client.sql.exec<Stored>(ONE, journeyId).toArray()
  return row ? fromStored(row) : null
}

function fromStored(row: Stored): EmergencyRow {
  return { ...row, state: JSON.parse(row.state) as EmergencyState }
}
