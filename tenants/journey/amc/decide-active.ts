import { after, DAY_MS, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision, Effect } from '../effect.ts'
import { answer, service } from '../offer-moves.ts'
import type { PlanWords } from '../offer-types.ts'
import { close, ignore, moveTo, tell } from './moves.ts'
import { addMonths, noticeWindow, planTerm, remindUntil } from './terms.ts'
import type { AmcFacts, AmcInput, AmcState, RenewalNotice } from './states.ts'

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
      if (input.template === 'amc_enrolled' || input.template === 'amc_extended')
        return moveTo(state, { effects: [tell('plan_terms_unsent', input.code)] })
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
    case 'noted_by_hand':
    case 'offer_due':
    case 'offer_rest_due':
      return ignore('enrolled_already')
    default:
      return unreachable(input)
  }
}

function remind(state: Active, { planNow, zone }: AmcFacts, now: Instant): Decision<AmcState> {
  const { plan, renewsOn } = state.term
  const until = remindUntil(state.term, zone)
  // Woken too late, after weeks without power: a notice that comes too late is none.
  if (now > until || !state.mayRenew) {
    return moveTo({ ...state, notice: null, mayRenew: false }, { effects: [tell('plan_reminder_failed', 'too_late')] })
  }
  const notice = { orderedAt: now, reachedAt: null, priceMinor: planNow?.priceMinor ?? plan.priceMinor }
  return moveTo(
    { ...state, notice },
    { effects: [service('amc_reminder', now, until, { ...nextOf(state, notice), renewsOn })] },
  )
}

function renewOrEnd(state: Active, { zone }: AmcFacts, now: Instant): Decision<AmcState> {
  const { notice, term, mayRenew, more, ...rest } = state
  const { plan, renewsOn } = term
  const { from, until } = noticeWindow(renewsOn, zone)
  const reachedAt = notice?.reachedAt ?? null
  const wasTold = reachedAt !== null && reachedAt >= from && reachedAt <= until
  const isDue = plan.renewsByItself && mayRenew && wasTold && notice !== null
  const priceMinor = more?.priceMinor ?? (isDue ? notice.priceMinor : null)
  if (priceMinor === null) {
    const why = plan.renewsByItself && !wasTold ? 'not_reminded' : null
    return close('ended', now, {
      effects: [{ type: 'cancel_offers', reason: 'plan_ended' }, tell('plan_ended', why)],
      events: [{ type: 'plan_ended', wasReminded: wasTold || !plan.renewsByItself }],
    })
  }
  const renewed = planTerm({ ...plan, priceMinor }, renewsOn, zone)
  return moveTo(
    { ...rest, mayRenew, term: renewed.term, notice: null },
    {
      effects: [tell('plan_renewed', plan.name)],
      events: [{ type: 'plan_renewed', until: renewed.term.renewsOn, priceMinor }],
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
  const asked = askedOf(state)
  switch (said) {
    case 'end':
    case 'no':
      return cancel(state, 'customer', answer('amc_cancelled', repliedAt, wordsOf(state)), now)
    case 'asks':
    case 'asks_by_name':
      if (asked) return askAgain(state, asked, repliedAt)
      return moveTo(state, { effects: [answer('amc_details', repliedAt, wordsOf(state))] })
    case 'yes':
      if (asked === null) return moveTo(state)
      // What did not reach them yet, a yes cannot be to.
      return asked.reachedAt === null ? askAgain(state, asked, repliedAt) : agreeToMore(state, asked, repliedAt, now)
    case 'fine':
      // "Sounds good" binds to nothing: they read what does.
      return asked === null ? moveTo(state) : askAgain(state, asked, repliedAt)
    case null:
      if (state.notice === null) return ignore('not_about_the_plan')
      return moveTo(state, { effects: [tell('plan_word', state.term.plan.name)] })
    default:
      return unreachable(said)
  }
}

/** The question of a plan that ends by itself, whether they want more of it, until they have answered. */
function askedOf({ term, notice, more }: Active): RenewalNotice | null {
  return term.plan.renewsByItself || more !== undefined ? null : notice
}

function askAgain(state: Active, notice: RenewalNotice, repliedAt: Instant): Decision<AmcState> {
  const words = { ...nextOf(state, notice), renewsOn: state.term.renewsOn }
  return moveTo(state, { effects: [answer('amc_more', repliedAt, words)] })
}

/** Their own yes to one term more, whose price and end stood before them. */
function agreeToMore(state: Active, notice: RenewalNotice, repliedAt: Instant, now: Instant): Decision<AmcState> {
  const { plan, renewsOn } = state.term
  const until = addMonths(renewsOn, plan.termMonths)
  const { priceMinor } = notice
  return moveTo(
    { ...state, more: { agreedAt: now, priceMinor } },
    {
      effects: [
        answer('amc_extended', repliedAt, { ...plan, priceMinor, renewsOn: until }),
        tell('plan_more_agreed', plan.name),
      ],
      events: [{ type: 'plan_more_agreed', plan: plan.name, until }],
    },
  )
}

/** The term that would follow, at the price it was announced at. */
function nextOf({ term: { plan } }: Active, { priceMinor }: RenewalNotice): PlanWords {
  const changed = priceMinor === plan.priceMinor ? {} : { oldPriceMinor: plan.priceMinor }
  return { ...plan, priceMinor, ...changed }
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
