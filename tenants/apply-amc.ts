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
import { hasEndedContract, insertContract, loadContract, saveContract } from './storage/contract-rows.ts'
import { loadCustomer, type Customer } from './storage/customer-rows.ts'
import { loadJourney, type JourneyRow } from './storage/journey-rows.ts'
import { findHindrance, loadLastTemplate, loadLastTextAt, loadOpenJourneys, loadWordsOf } from './storage/offer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** The door of maintenance plans: offers, and the contracts that come of them. The caller holds the transaction. */

type Active = Extract<AmcState, { status: 'active' }>
type Moved = Extract<Decision<AmcState>, { kind: 'moved' }>

/** What shows that a contract was agreed to, word for word. */
export type Proof = { terms: string; evidence: string }

/** Each plan of this customer that is open, or a new one. */
export function applyAmc(
  context: Context,
  customerId: CustomerId,
  input: AmcInput,
  now: Instant,
  proof: Proof | null = null,
): Decision<AmcState> {
  const open = loadOpenJourneys(context.db, customerId, 'amc')
  if (open.length === 0) return apply(context, { customerId, open: null, input, reply: null, proof }, now)
  const decisions = open.map((row) => apply(context, { customerId, open: row, input, reply: null, proof }, now))
  return decisions.find(({ kind }) => kind === 'moved') ?? decisions[0] ?? { kind: 'ignored', reason: 'no_plan' }
}

export function applyToAmc(context: Context, journeyId: string, input: AmcInput, now: Instant): Decision<AmcState> {
  const row = loadJourney(context.db, journeyId as `jny_${string}`)
  const told = { open: row, input, reply: null, proof: null }
  return row ? apply(context, { ...told, customerId: row.customerId }, now) : { kind: 'ignored', reason: 'no_plan' }
}

/** A bare yes or no answers what was asked last; an end of a plan counts whenever it is said. */
export function replyToPlan(context: Context, customerId: CustomerId, reply: Reply, now: Instant): Decision<AmcState> {
  const ignored: Decision<AmcState> = { kind: 'ignored', reason: 'not_about_the_plan' }
  const { plan = null } = reply
  // Words that may be an opt-out as well are one thing for sure where a plan stands: the end of it.
  if (reply.emergency !== null || (reply.mayBeOptOut === true && plan !== 'end')) return ignored
  if (plan === null && reply.label !== 'not_interested') return ignored
  const open = loadOpenJourneys(context.db, customerId, 'amc')
  if (open.length === 0) return ignored
  const last = loadLastTemplate(context.db, customerId) ?? ''
  const input = { type: 'reply_received' as const, answer: plan, repliedAt: now }
  const asked = open.filter(({ state }) => isMeant(plan, last, state.status === 'active', reply))
  const decisions = asked.map((open) => apply(context, { customerId, open, input, reply, proof: null }, now))
  return decisions.find(({ kind }) => kind === 'moved') ?? ignored
}

const ASKS: ReadonlySet<string> = new Set(['amc_offer', 'amc_terms', 'amc_agree'])
/** What says when a term is over. */
const ASKS_FOR_MORE: ReadonlySet<string> = new Set(['amc_reminder', 'amc_more'])
const TELLS: ReadonlySet<string> = new Set(['amc_enrolled', 'amc_reminder', 'amc_more', 'amc_extended'])

/** Whether the words are said to this plan. A job they name or a time is something else, whatever was texted last. */
function isMeant(plan: PlanAnswer | null, last: string, isActive: boolean, { services, wishedAt }: Reply): boolean {
  if (plan === 'end') return true
  if (plan === 'yes' || plan === 'no' || plan === 'fine') return (isActive ? TELLS : ASKS).has(last)
  if (services.length > 0 || wishedAt !== null) return false
  // "Let me ask my wife" declines nothing yet, and our question stays the newest text until they answer it.
  if (plan === null) return isActive && ASKS_FOR_MORE.has(last)
  if (plan === 'asks_by_name' && isActive) return true
  return isActive ? TELLS.has(last) || last === 'amc_details' : ASKS.has(last)
}

type Told = {
  customerId: CustomerId
  open: JourneyRow | null
  input: AmcInput
  reply: Reply | null
  /** Given where it was agreed to elsewhere; otherwise our texts and their words are it. */
  proof: Proof | null
}

function apply(context: Context, { customerId, open, input, reply, proof }: Told, now: Instant): Decision<AmcState> {
  const customer = loadCustomer(context.db, customerId)
  if (!customer) return { kind: 'ignored', reason: 'customer_gone' }
  const state = (open?.state ?? null) as AmcState | null
  const decision = decideAmc(state, input, factsFor(context, customer, open), now)
  if (decision.kind === 'ignored') return decision
  const told = reply ? [{ type: 'reply_received' as const, messageId: reply.messageId, label: reply.label }] : []
  const kept: Moved = {
    ...decision,
    state: keepContract(context, { customer, open, reply, proof }, decision.state, now),
    events: [...told, ...decision.events],
  }
  applyDecision(context, { customer, input: null }, open?.journeyId ?? null, kept, now)
  return kept
}

type Cause = Pick<Told, 'open' | 'reply' | 'proof'> & { customer: Customer }

/** The row of the contract says what the journey has come to, with the words that were agreed to. */
function keepContract({ db }: Context, cause: Cause, state: AmcState, now: Instant): AmcState {
  const { open } = cause
  const before = open?.state.kind === 'amc' && open.state.status === 'active' ? open.state : null
  if (state.status === 'active') {
    if (state.contractId === null) return { ...state, contractId: openContract(db, cause, state, now) }
    saveContract(db, state.contractId, rowOf(state), now)
    if (state.more !== undefined && before?.more === undefined) keepMore(db, cause, state.contractId, now)
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

function openContract(db: Context['db'], cause: Cause, state: Active, now: Instant): ContractId {
  const { plan } = state.term
  return insertContract(
    db,
    {
      ...rowOf(state),
      ...(cause.proof ?? proofOf(db, cause, ['amc_terms'])),
      customerId: cause.customer.customerId,
      plan: plan.name,
      status: 'active',
      termMonths: plan.termMonths,
      acceptedAt: state.acceptedAt,
    },
    now,
  )
}

/** The words of another term stand below those of the first. */
function keepMore(db: Context['db'], cause: Cause, contractId: ContractId, now: Instant): void {
  const contract = loadContract(db, contractId)
  if (!contract) return
  const { terms, evidence } = proofOf(db, cause, ['amc_reminder', 'amc_more'])
  const before = contract.evidence === null ? '' : `${contract.evidence} `
  saveContract(db, contractId, { terms: `${contract.terms}\n\n${terms}`, evidence: before + evidence }, now)
}

/** The newest of these texts, and the words that answered it. */
function proofOf(db: Context['db'], { open, reply }: Cause, templates: readonly string[]): Proof {
  const shown = templates
    .flatMap((template) => (open && loadWordsOf(db, open, template)) ?? [])
    .toSorted((one, other) => (one.messageId < other.messageId ? -1 : 1))
    .at(-1)
  const evidence = [shown?.messageId, reply?.messageId].filter((id): id is MessageId => id !== undefined)
  return { terms: shown?.body ?? '', evidence: evidence.map((id) => `message:${id}`).join(' ') }
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
    hasTerms: open !== null && loadWordsOf(db, open, 'amc_terms') !== null,
    zone: tenant.profile.timeZone,
  }
}

function planOf(state: AmcState): string | null {
  if (state.status === 'closed') return null
  return state.status === 'active' ? state.term.plan.planId : state.plan.planId
}
