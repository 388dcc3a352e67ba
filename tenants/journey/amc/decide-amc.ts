import { after, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision } from '../effect.ts'
import { offer } from '../offer-moves.ts'
import { decideActive } from './decide-active.ts'
import { decideOffered, decideTermsSent } from './decide-offered.ts'
import {
  close,
  ignore,
  leaveOut,
  moveTo,
  note,
  OFFER_AGE_MAX_MS,
  OFFER_EVERY_MS,
  OFFER_REST_MS,
  waitForPerson,
} from './moves.ts'
import type { AmcFacts, AmcInput, AmcState, OfferReason } from './states.ts'

/** Offering scheduled maintenance to one customer, and keeping a contract for as long as they want it. */
export function decideAmc(state: AmcState | null, input: AmcInput, facts: AmcFacts, now: Instant): Decision<AmcState> {
  if (state === null) return decideStart(input, facts, now)
  switch (state.status) {
    case 'planned':
      return decidePlanned(state, input, facts, now)
    case 'offered':
      return decideOffered(state, input, facts, now)
    case 'terms_sent':
      return decideTermsSent(state, input, facts, now)
    case 'active':
      return decideActive(state, input, facts, now)
    case 'closed':
      return ignore('journey_closed')
    default:
      return unreachable(state)
  }
}

function decideStart(input: AmcInput, facts: AmcFacts, now: Instant): Decision<AmcState> {
  switch (input.type) {
    case 'job_completed':
      return plan('job', facts, now)
    case 'anniversary':
      return plan('anniversary', facts, now)
    case 'offered_by_hand':
      if (facts.unreachable !== null) return leaveOut(facts.unreachable, now)
      return moveTo(
        { kind: 'amc', status: 'planned', plan: input.plan, reason: 'hand', plannedAt: now },
        { timers: { offer_due: now } },
      )
    case 'noted_by_hand':
      return note(input, facts)
    case 'offer_due':
    case 'offer_rest_due':
    case 'remind_due':
    case 'renew_due':
    case 'text_sent':
    case 'text_failed':
    case 'reply_received':
    case 'offers_ended':
    case 'opted_out':
    case 'taken_over':
    case 'ended_by_hand':
      return ignore('no_plan')
    default:
      return unreachable(input)
  }
}

function plan(reason: OfferReason, facts: AmcFacts, now: Instant): Decision<AmcState> {
  const { firstPlan, lastOfferedAt } = facts
  if (!facts.isOn || firstPlan === null) return ignore('plans_off')
  if (lastOfferedAt !== null && now < lastOfferedAt + OFFER_EVERY_MS) return ignore('offered_lately')
  if (facts.hasEnded) return ignore('ended_before')
  const isJob = reason === 'job'
  // They can still agree, on the page they get with the request for a review; it is looked at again when it is due.
  const mayAgreeYet = isJob && facts.unreachable === 'written_consent_missing'
  if (facts.unreachable !== null && !mayAgreeYet) return leaveOut(facts.unreachable, now)
  const dueAt = isJob ? after(now, facts.offerAfterMs) : now
  return moveTo(
    { kind: 'amc', status: 'planned', plan: firstPlan, reason, plannedAt: now },
    { timers: { offer_due: dueAt } },
  )
}

function decidePlanned(
  state: Extract<AmcState, { status: 'planned' }>,
  input: AmcInput,
  facts: AmcFacts,
  now: Instant,
): Decision<AmcState> {
  switch (input.type) {
    case 'offer_due': {
      const { reason, plannedAt } = state
      if (!facts.isOn && reason !== 'hand') return leaveOut('plans_off', now)
      if (facts.planNow === null) return leaveOut('plan_gone', now)
      if (facts.unreachable !== null) return leaveOut(facts.unreachable, now)
      if (plannedAt < now - OFFER_AGE_MAX_MS) return leaveOut('too_old', now)
      // Whoever pressed the button is the person who has the conversation.
      if (facts.isSilent && reason !== 'hand') return waitForPerson(state, now)
      return moveTo(
        { kind: 'amc', status: 'offered', plan: facts.planNow, reason, plannedAt, textedAt: null },
        {
          effects: [offer('amc_offer', now, facts.planNow)],
          timers: { offer_due: null, offer_rest_due: after(now, OFFER_REST_MS) },
        },
      )
    }
    case 'offered_by_hand':
      return moveTo({ ...state, plan: input.plan, reason: 'hand' }, { timers: { offer_due: now } })
    case 'noted_by_hand':
      return note(input, facts, [{ type: 'cancel_offers', reason: 'enrolled' }])
    case 'offers_ended':
    case 'opted_out':
      return close('opted_out', now)
    case 'ended_by_hand':
      return close('declined', now)
    // Taken back a moment too late: it has left all the same.
    case 'text_sent': {
      const { plan: offered, reason, plannedAt } = state
      return moveTo(
        { kind: 'amc', status: 'offered', plan: offered, reason, plannedAt, textedAt: now },
        { timers: { offer_due: null, offer_rest_due: after(now, OFFER_REST_MS) } },
      )
    }
    case 'job_completed':
    case 'anniversary':
      return ignore('planned_already')
    case 'taken_over':
      return ignore('looked_at_when_due')
    case 'offer_rest_due':
    case 'remind_due':
    case 'renew_due':
    case 'text_failed':
    case 'reply_received':
      return ignore('not_offered_yet')
    default:
      return unreachable(input)
  }
}
