import { applyDecision } from './apply-decision.ts'
import { isSilent } from './apply-review.ts'
import { DAY_MS, type Instant } from './base/clock.ts'
import type { ContractId, CustomerId, MessageId } from './base/ids.ts'
import { decideAmc } from './journey/amc/decide-amc.ts'
import type { AmcFacts, AmcInput, AmcState, PlanAnswer } from './journey/amc/states.ts'
import type { Decision } from './journey/effect.ts'
import type { Reply } from './journey/input.ts'
import type { PlanTerms } from './journey/offer-types.ts'
import { loadAfterJob } from './storage/after-job-rows.ts'
import { hasEndedContract, insertContract, saveContract } from './storage/contract-rows.ts'
import { loadCustomer, type Customer } from './storage/customer-rows.ts'
import { loadJourney, type JourneyRow } from './storage/journey-rows.ts'
import { findHindrance, loadLastTemplate, loadLastTextAt, loadOpenJourneys, loadWordsOf } from './storage/offer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** The door of maintenance plans: offers, and the contracts that come of them. The caller holds the transaction. */

type Active = Extract<AmcState, { status: 'active' }>
type Moved = Extract<Decision<AmcState>, { kind: 'moved' }>

/** Each plan of this customer that is open, or a new one. */
export function applyAmc(context: Context, customerId: CustomerId, input: AmcInput, now: Instant): Decision<AmcState> {
  const open = loadOpenJourneys(context.db, customerId, 'amc')
  if (open.length === 0) return apply(context, customerId, null, input, null, now)
  const decisions = open.map((row) => apply(context, customerId, row, input, null, now))
  return decisions.find(({ kind }) => kind === 'moved') ?? decisions[0] ?? { kind: 'ignored', reason: 'no_plan' }
}

export function applyToAmc(context: Context, journeyId: string, input: AmcInput, now: Instant): Decision<AmcState> {
  const row = loadJourney(context.db, journeyId as `jny_${string}`)
  return row ? apply(context, row.customerId, row, input, null, now) : { kind: 'ignored', reason: 'no_plan' }
}

/** A bare yes or no answers what was asked last; an end of a plan counts whenever it is said. */
export function replyToPlan(context: Context, customerId: CustomerId, reply: Reply, now: Instant): Decision<AmcState> {
  const ignored: Decision<AmcState> = { kind: 'ignored', reason: 'not_about_the_plan' }
  const { plan = null } = reply
  // Words that may be an opt-out as well are one thing for sure where a plan stands: the end of it.
  if (plan === null || reply.emergency !== null || (reply.mayBeOptOut === true && plan !== 'end')) return ignored
  const open = loadOpenJourneys(context.db, customerId, 'amc')
  if (open.length === 0) return ignored
  const last = loadLastTemplate(context.db, customerId) ?? ''
  const input = { type: 'reply_received' as const, answer: plan, repliedAt: now }
  const asked = open.filter(({ state }) => isMeant(plan, last, state.status === 'active', reply))
  const decisions = asked.map((row) => apply(context, customerId, row, input, reply, now))
  return decisions.find(({ kind }) => kind === 'moved') ?? ignored
}

const ASKS: ReadonlySet<string> = new Set(['amc_offer', 'amc_terms', 'amc_agree'])
const TELLS: ReadonlySet<string> = new Set(['amc_enrolled', 'amc_reminder'])

/** Whether the words are said to this plan. A job they name or a time is something else, whatever was texted last. */
function isMeant(plan: PlanAnswer, last: string, isActive: boolean, { services, wishedAt }: Reply): boolean {
  if (plan === 'end') return true
  if (plan === 'yes' || plan === 'no' || plan === 'fine') return (isActive ? TELLS : ASKS).has(last)
  if (services.length > 0 || wishedAt !== null) return false
  if (plan === 'asks_by_name' && isActive) return true
  return isActive ? TELLS.has(last) || last === 'amc_details' : ASKS.has(last)
}

function apply(
  context: Context,
  customerId: CustomerId,
  open: JourneyRow | null,
  input: AmcInput,
  reply: Reply | null,
  now: Instant,
): Decision<AmcState> {
  const customer = loadCustomer(context.db, customerId)
  if (!customer) return { kind: 'ignored', reason: 'customer_gone' }
  const state = (open?.state ?? null) as AmcState | null
  const decision = decideAmc(state, input, factsFor(context, customer, open), now)
  if (decision.kind === 'ignored') return decision
  const told = reply ? [{ type: 'reply_received' as const, messageId: reply.messageId, label: reply.label }] : []
  const kept: Moved = {
    ...decision,
    state: keepContract(context, { customer, open, reply }, decision.state, now),
    events: [...told, ...decision.events],
  }
  applyDecision(context, { customer, input: null }, open?.journeyId ?? null, kept, now)
  return kept
}

/** The row of the contract says what the journey has come to, with the words that were agreed to. */
function keepContract(
  { db }: Context,
  { customer, open, reply }: { customer: Customer; open: JourneyRow | null; reply: Reply | null },
  state: AmcState,
  now: Instant,
): AmcState {
  const before = open?.state.kind === 'amc' && open.state.status === 'active' ? open.state : null
  if (state.status === 'active') {
    if (state.contractId === null && open)
      return { ...state, contractId: openContract(db, { customer, open, reply }, state, now) }
    if (state.contractId !== null) saveContract(db, state.contractId, rowOf(state), now)
    return state
  }
  if (before?.contractId && state.status === 'closed') {
    const isCancelled = state.outcome === 'cancelled'
    const change = isCancelled ? { cancelledAt: now } : {}
    saveContract(db, before.contractId, { status: isCancelled ? 'cancelled' : 'expired', ...change }, now)
  }
  return state
}

function rowOf({ term, mayRenew }: Active) {
  const { plan, startsOn, renewsOn } = term
  return { startsOn, renewsOn, priceMinor: plan.priceMinor, renewsByItself: plan.renewsByItself && mayRenew }
}

function openContract(
  db: Context['db'],
  { customer, open, reply }: { customer: Customer; open: JourneyRow; reply: Reply | null },
  state: Active,
  now: Instant,
): ContractId {
  const shown = loadWordsOf(db, open.journeyId, 'amc_terms')
  const evidence = [shown?.messageId, reply?.messageId].filter((id): id is MessageId => id !== undefined)
  return insertContract(
    db,
    {
      ...rowOf(state),
      customerId: customer.customerId,
      plan: state.term.plan.name,
      status: 'active',
      termMonths: state.term.plan.termMonths,
      terms: shown?.body ?? '',
      evidence: evidence.map((id) => `message:${id}`).join(' '),
      acceptedAt: state.acceptedAt,
    },
    now,
  )
}

function factsFor(context: Context, customer: Customer, open: JourneyRow | null): AmcFacts {
  const { db, tenant } = context
  const { isOn, afterDays, plans } = loadAfterJob(db).amc
  const terms = plans.map(({ id, ...plan }): PlanTerms => ({ planId: id, ...plan }))
  const planId = open === null ? null : planOf(open.state as AmcState)
  return {
    isOn,
    offerAfterMs: afterDays * DAY_MS,
    firstPlan: terms[0] ?? null,
    planNow: terms.find((plan) => plan.planId === planId) ?? null,
    lastOfferedAt: loadLastTextAt(db, customer.customerId, 'amc_offer'),
    hasEnded: hasEndedContract(db, customer.customerId),
    unreachable: findHindrance(db, customer, 'written'),
    isSilent: isSilent(context, customer.customerId) || Boolean(tenant.closing),
    hasTerms: open !== null && loadWordsOf(db, open.journeyId, 'amc_terms') !== null,
    zone: tenant.profile.timeZone,
  }
}

function planOf(state: AmcState): string | null {
  if (state.status === 'closed') return null
  return state.status === 'active' ? state.term.plan.planId : state.plan.planId
}
