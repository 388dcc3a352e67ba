import { applyDecision } from './apply-decision.ts'
import { DAY_MS, type Instant } from './base/clock.ts'
import type { CustomerId } from './base/ids.ts'
import { isSilent } from './apply-review.ts'
import type { Decision } from './journey/effect.ts'
import { decideReengage } from './journey/reengage/decide-reengage.ts'
import type { ReengageInput, ReengageState } from './journey/reengage/states.ts'
import { loadAfterJob } from './storage/after-job-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { loadJourney, loadOpenJourney, type JourneyRow } from './storage/journey-rows.ts'
import { findHindrance } from './storage/offer-rows.ts'
import { loadLastInquiryAt, loadLastPurchaseAt } from './storage/relationship-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** The door of messages to those who have not been here for long. The caller holds the transaction. */

export const DORMANT_MONTH_MS = 30 * DAY_MS

export function applyReengage(
  context: Context,
  customerId: CustomerId,
  input: ReengageInput,
  now: Instant,
): Decision<ReengageState> {
  return apply(context, customerId, loadOpenJourney(context.db, customerId, 'reengage'), input, now)
}

export function applyToReengage(context: Context, journeyId: string, input: ReengageInput, now: Instant): void {
  const row = loadJourney(context.db, journeyId as `jny_${string}`)
  if (!row) return
  const isOver = input.type === 'reengage_rest_due' && hasComeBack(context, row)
  apply(context, row.customerId, row, isOver ? { type: 'came_back' } : input, now)
}

/** Whoever calls instead of writing has come back as well; a webhook about a call has no time to look. */
function hasComeBack({ db }: Context, { customerId, openedAt }: JourneyRow): boolean {
  return Math.max(loadLastInquiryAt(db, customerId) ?? 0, loadLastPurchaseAt(db, customerId) ?? 0) > openedAt
}

function apply(
  context: Context,
  customerId: CustomerId,
  open: JourneyRow | null,
  input: ReengageInput,
  now: Instant,
): Decision<ReengageState> {
  const { db, tenant } = context
  const customer = loadCustomer(db, customerId)
  if (!customer) return { kind: 'ignored', reason: 'customer_gone' }
  const { isOn, months } = loadAfterJob(db).reengage
  const since = now - months * DORMANT_MONTH_MS
  const facts = {
    isOn,
    isDormant: (loadLastInquiryAt(db, customerId) ?? 0) < since && (loadLastPurchaseAt(db, customerId) ?? 0) < since,
    unreachable: findHindrance(db, customer, 'written'),
    isSilent: isSilent(context, customerId) || Boolean(tenant.closing),
  }
  const decision = decideReengage((open?.state ?? null) as ReengageState | null, input, facts, now)
  if (decision.kind === 'moved')
    applyDecision(context, { customer, input: null }, open?.journeyId ?? null, decision, now)
  return decision
}
