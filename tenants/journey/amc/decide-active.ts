import { after, DAY_MS, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision, Effect } from '../effect.ts'
import { answer, service } from '../offer-moves.ts'
import type { PlanWords } from '../offer-types.ts'
import { close, ignore, moveTo, tell } from './moves.ts'
import { noticeWindow, planTerm } from './terms.ts'
import type { AmcFacts, AmcInput, AmcState } from './states.ts'

type Active = Extract<AmcState, { status: 'active' }>

/** A contract stands. It renews only after a notice that reached its customer in time, and ends with one message. */
export function decideActive(state: Active, input: AmcInput, facts: AmcFacts, now: Instant): Decision<AmcState> {
  switch (input.type) {
    case 'remind_due':
      return remind(state, facts, now)
    case 'text_sent':
      if (input.template !== 'amc_reminder' || state.notice === null) return ignore('another_text')
      return moveTo({ ...state, notice: { ...state.notice, reachedAt: state.notice.reachedAt ?? now } })
    case 'text_failed':
      if (input.template === 'amc_enrolled') return moveTo(state, { effects: [tell('plan_terms_unsent', input.code)] })
      if (input.template !== 'amc_reminder') return ignore('another_text')
      return moveTo(
        { ...state, notice: null, mayRenew: false },
        { effects: [tell('plan_reminder_failed', input.code)] },
      )
    case 'renew_due':
      return renewOrEnd(state, facts, now)
    case 'reply_received':
      return hear(state, input, now)
    case 'ended_by_hand':
      return cancel(state, 'hand', service('amc_cancelled', now, after(now, DAY_MS), wordsOf(state)), now)
    case 'opted_out':
      if (!state.mayRenew) return ignore('renews_no_more')
      // An opt-out from texts is no end of a contract, but nobody is charged again who cannot be reminded.
      return moveTo({ ...state, mayRenew: false }, { effects: [tell('plan_customer_opted_out', state.term.plan.name)] })
    case 'offers_ended':
      return ignore('offers_alone')
    case 'taken_over':
      return ignore('contract_stands')
    case 'job_completed':
    case 'anniversary':
    case 'offered_by_hand':
    case 'offer_due':
    case 'offer_rest_due':
      return ignore('enrolled_already')
    default:
      return unreachable(input)
  }
}

function remind(state: Active, { planNow, zone }: AmcFacts, now: Instant): Decision<AmcState> {
  const { plan, renewsOn } = state.term
  const { until } = noticeWindow(renewsOn, zone)
  // Woken too late, after weeks without power: a notice that comes too late is none.
  if (now > until || !state.mayRenew) {
    return moveTo({ ...state, notice: null, mayRenew: false }, { effects: [tell('plan_reminder_failed', 'too_late')] })
  }
  const priceMinor = planNow?.priceMinor ?? plan.priceMinor
  const changed = priceMinor === plan.priceMinor ? {} : { oldPriceMinor: plan.priceMinor }
  const words: PlanWords = { ...plan, priceMinor, ...changed, renewsOn, willRenew: plan.renewsByItself }
  return moveTo(
    { ...state, notice: { orderedAt: now, reachedAt: null, priceMinor } },
    { effects: [service('amc_reminder', now, until, words)] },
  )
}

function renewOrEnd(state: Active, { zone }: AmcFacts, now: Instant): Decision<AmcState> {
  const { notice, term, mayRenew } = state
  const { plan, renewsOn } = term
  const { from, until } = noticeWindow(renewsOn, zone)
  const reachedAt = notice?.reachedAt ?? null
  const wasTold = reachedAt !== null && reachedAt >= from && reachedAt <= until
  if (!plan.renewsByItself || !mayRenew || !wasTold || notice === null) {
    const why = plan.renewsByItself && !wasTold ? 'not_reminded' : null
    return close('ended', now, {
      effects: [{ type: 'cancel_offers', reason: 'plan_ended' }, tell('plan_ended', why)],
      events: [{ type: 'plan_ended', wasReminded: wasTold }],
    })
  }
  const renewed = planTerm({ ...plan, priceMinor: notice.priceMinor }, renewsOn, zone)
  return moveTo(
    { ...state, term: renewed.term, notice: null },
    {
      effects: [tell('plan_renewed', plan.name)],
      events: [{ type: 'plan_renewed', until: renewed.term.renewsOn, priceMinor: notice.priceMinor }],
      timers: renewed.timers,
    },
  )
}

/** A yes or a no comes here where our last text was about this contract: what we announced, or what they asked. */
function hear(
  state: Active,
  { answer: said, repliedAt }: Extract<AmcInput, { type: 'reply_received' }>,
  now: Instant,
): Decision<AmcState> {
  const { renewsByItself } = state.term.plan
  switch (said) {
    case 'end':
      return cancel(state, 'customer', answer('amc_cancelled', repliedAt, wordsOf(state)), now)
    case 'no':
      if (!renewsByItself) return moveTo(state)
      return cancel(state, 'customer', answer('amc_cancelled', repliedAt, wordsOf(state)), now)
    case 'asks':
    case 'asks_by_name':
      return moveTo(state, { effects: [answer('amc_details', repliedAt, wordsOf(state))] })
    case 'yes':
    case 'fine':
      // One that ends by itself asked whether they want more of it, which is the technician's to arrange.
      return renewsByItself ? moveTo(state) : ignore('not_about_the_plan')
    case null:
      return ignore('not_about_the_plan')
    default:
      return unreachable(said)
  }
}

function cancel(state: Active, by: 'customer' | 'hand', text: Effect, now: Instant): Decision<AmcState> {
  const told = by === 'customer' ? [tell('plan_cancelled', state.term.plan.name)] : []
  return close('cancelled', now, {
    effects: [{ type: 'cancel_offers', reason: 'plan_cancelled' }, text, ...told],
    events: [{ type: 'plan_cancelled', by }],
  })
}

function wordsOf({ term }: Active): PlanWords {
  return { ...term.plan, renewsOn: term.renewsOn }
}
