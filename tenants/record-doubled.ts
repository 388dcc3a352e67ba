import type { Instant } from './base/clock.ts'
import type { ContractId, CustomerId } from './base/ids.ts'
import { loadComing } from './storage/appointment-rows.ts'
import { loadActiveContracts } from './storage/contract-rows.ts'
import { saveLink } from './storage/crm-link-rows.ts'
import type { Customer } from './storage/customer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** What each of two records had that turned out to be one person: nobody but them can tell whether both are meant. */

type Held = { visits: string[]; plans: ContractId[] }
export type Doubled = { mine: Held; theirs: Held }

/** Read while they still are two. */
export function findDoubled(context: Context, from: Customer, into: Customer, now: Instant): Doubled {
  return { mine: heldBy(context, into, now), theirs: heldBy(context, from, now) }
}

function heldBy({ db }: Context, { customerId }: Customer, now: Instant): Held {
  const visits = loadComing(db, customerId, now).filter(({ status }) => status === 'confirmed')
  return { visits: visits.map(({ appointmentId }) => appointmentId), plans: loadActiveContracts(db, customerId) }
}

/** The timeline says so for good, and the board asks until a person has kept one of them, or both. */
export function recordDoubled(context: Context, customerId: CustomerId, doubled: Doubled, now: Instant): void {
  const { mine, theirs } = doubled
  const visits = pair(context, customerId, 'doubled_visits', mine.visits, theirs.visits, now)
  const plans = pair(context, customerId, 'doubled_plans', mine.plans, theirs.plans, now)
  if (visits + plans === 0) return
  recordEvent(context.db, { customerId, journeyId: null, fact: { type: 'records_doubled', visits, plans } }, now)
}

/** Answers how many there are together where both had some. */
function pair(
  { db }: Context,
  customerId: CustomerId,
  what: 'doubled_visits' | 'doubled_plans',
  mine: readonly string[],
  theirs: readonly string[],
  now: Instant,
): number {
  const [ours] = mine
  if (ours === undefined || theirs.length === 0) return 0
  for (const other of theirs) {
    const ourId = `${what}.${other}`
    const digest = JSON.stringify({ what, ours, theirs: other, winner: 'ours', subject: other })
    saveLink(db, { kind: 'conflict', ourId, crmRef: ourId, customerId, digest, oursAt: now, theirsAt: null }, now)
  }
  return mine.length + theirs.length
}
