import { moveAppointment } from './appointment-commands.ts'
import type { Instant } from './base/clock.ts'
import { endContract } from './contract-commands.ts'
import type { Outcome } from './contract.ts'
import type { ConflictSettlement } from './contract/gohighlevel.ts'
import { readStanding } from './journey/pipeline/digest.ts'
import { moveLeadByHand } from './lead-commands.ts'
import { dropConflict, loadConflict, type OpenConflict } from './storage/conflict-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import { refuse } from './tenant-core.ts'

/** A person has seen what both sides changed. The caller holds the transaction. */
export function settleConflict(
  context: Context,
  conflictId: string,
  { take }: ConflictSettlement,
  now: Instant,
): Outcome<null> {
  const { db } = context
  const conflict = loadConflict(db, conflictId)
  if (!conflict) return refuse('conflict_missing', 'Somebody has settled this already.')
  if (take !== 'winner') {
    const moved = take === 'other' ? takeOther(context, conflict, now) : keepOne(context, conflict, take, now)
    if (!moved.ok) return moved
  }
  dropConflict(db, conflictId)
  const customer = conflict.customerId === null ? null : loadCustomer(db, conflict.customerId)
  const fact = { type: 'crm_conflict_settled' as const, what: conflict.told.what, take }
  recordEvent(db, { customerId: customer?.customerId ?? null, journeyId: null, fact }, now)
  return { ok: true, value: null }
}

/** The other one goes as if somebody ended it by hand: its customer is told, and GoHighLevel follows. */
function keepOne(
  context: Context,
  { told: { what, ours, theirs } }: OpenConflict,
  take: 'ours' | 'theirs',
  now: Instant,
): Outcome<null> {
  const dropped = take === 'ours' ? theirs : ours
  if (what === 'doubled_plans') return endContract(context, dropped, now)
  if (what !== 'doubled_visits') return refuse('crm_refused', 'Nothing stands twice here. Open the conversation.')
  const moved = moveAppointment(context, dropped, { move: 'cancel' }, now)
  return moved.ok ? { ok: true, value: null } : moved
}

/** The other side becomes a move of ours like any other, which GoHighLevel then follows. */
function takeOther(context: Context, { told, subject }: OpenConflict, now: Instant): Outcome<null> {
  const { what, ours, theirs, winner } = told
  const [stands, other] = (winner === 'ours' ? [ours, theirs] : [theirs, ours]).map(readStanding)
  if (what !== 'lead' || !stands || !other) {
    return refuse('crm_refused', 'Open the conversation and move the visit to the time that is right.')
  }
  const revenue = other.valueMinor === null ? {} : { revenueMinor: other.valueMinor }
  const moved = moveLeadByHand(context, subject, { from: stands.status, status: other.status, ...revenue }, now)
  return moved.ok ? { ok: true, value: null } : moved
}
