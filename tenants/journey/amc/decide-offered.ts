import { after, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision } from '../effect.ts'
import { answer } from '../offer-moves.ts'
import { close, ignore, leaveOut, moveTo, note, tell, TERMS_REST_MS, waitForPerson } from './moves.ts'
import { localDay, planTerm } from './terms.ts'
import type { AmcFacts, AmcInput, AmcState } from './states.ts'

type Offered = Extract<AmcState, { status: 'offered' }>
type TermsSent = Extract<AmcState, { status: 'terms_sent' }>

/** An offer stands. A yes to it asks for the terms; it enrols nobody. */
export function decideOffered(state: Offered, input: AmcInput, facts: AmcFacts, now: Instant): Decision<AmcState> {
  switch (input.type) {
    case 'text_sent':
      return moveTo({ ...state, textedAt: state.textedAt ?? now })
    case 'text_failed':
      return leaveOut(input.code, now)
    case 'reply_received':
      if (state.textedAt === null) return ignore('not_texted_yet')
      if (facts.isSilent) return ignore('somebody_has_it')
      if (input.answer === 'no' || input.answer === 'end') return close('declined', now)
      // Glad, or asking what it is: the terms say all of that, and bind to nothing yet.
      if (input.answer === null) return ignore('not_about_the_plan')
      return moveTo(
        { kind: 'amc', status: 'terms_sent', plan: state.plan, askedAt: now },
        {
          effects: [answer('amc_terms', input.repliedAt, state.plan)],
          timers: { offer_rest_due: after(now, TERMS_REST_MS) },
        },
      )
    case 'offers_ended':
    case 'opted_out':
      return close('opted_out', now, { effects: [{ type: 'cancel_offers', reason: 'opted_out' }] })
    case 'noted_by_hand':
      return note(input, facts, [{ type: 'cancel_offers', reason: 'enrolled' }])
    case 'ended_by_hand':
      return close('declined', now, { effects: [{ type: 'cancel_offers', reason: 'withdrawn' }] })
    case 'taken_over': {
      if (state.textedAt !== null || state.reason === 'hand') return ignore('texted_already')
      return { ...waitForPerson(state, now), effects: [{ type: 'cancel_offers', reason: 'taken_over' }] }
    }
    case 'offer_rest_due':
      return close('expired', now)
    case 'job_completed':
    case 'anniversary':
    case 'offered_by_hand':
    case 'offer_due':
      return ignore('offered_already')
    case 'remind_due':
    case 'renew_due':
      return ignore('no_contract')
    default:
      return unreachable(input)
  }
}

/** The terms of renewal stand before the customer, in full. Only now does a yes enrol. */
export function decideTermsSent(state: TermsSent, input: AmcInput, facts: AmcFacts, now: Instant): Decision<AmcState> {
  switch (input.type) {
    case 'reply_received': {
      if (input.answer === 'no' || input.answer === 'end') return close('declined', now)
      if (input.answer === null) return ignore('not_about_the_plan')
      // "Sounds good" is glad of the terms and agrees to nothing: they read what does.
      if (input.answer !== 'yes') {
        const template = input.answer === 'fine' ? 'amc_agree' : 'amc_terms'
        return moveTo(state, { effects: [answer(template, input.repliedAt, state.plan)] })
      }
      return facts.hasTerms ? enrol(state, input.repliedAt, facts, now) : ignore('terms_not_shown_yet')
    }
    case 'text_failed':
      if (input.template !== 'amc_terms') return ignore('another_text')
      return close('not_offered', now, {
        effects: [tell('plan_terms_unsent', input.code)],
        events: [{ type: 'plan_not_offered', code: input.code }],
      })
    case 'offers_ended':
    case 'opted_out':
      return close('opted_out', now, { effects: [{ type: 'cancel_offers', reason: 'opted_out' }] })
    case 'noted_by_hand':
      return note(input, facts, [{ type: 'cancel_offers', reason: 'enrolled' }])
    case 'ended_by_hand':
      return close('declined', now, { effects: [{ type: 'cancel_offers', reason: 'withdrawn' }] })
    case 'offer_rest_due':
      return close('expired', now)
    // What somebody agrees to counts, whoever else writes to them meanwhile.
    case 'taken_over':
    case 'text_sent':
      return ignore('terms_stand')
    case 'job_completed':
    case 'anniversary':
    case 'offered_by_hand':
    case 'offer_due':
      return ignore('offered_already')
    case 'remind_due':
    case 'renew_due':
      return ignore('no_contract')
    default:
      return unreachable(input)
  }
}

function enrol({ plan }: TermsSent, repliedAt: Instant, { zone }: AmcFacts, now: Instant): Decision<AmcState> {
  const { term, timers } = planTerm(plan, localDay(zone, now), zone)
  return moveTo(
    { kind: 'amc', status: 'active', contractId: null, term, acceptedAt: now, notice: null, mayRenew: true },
    {
      effects: [
        answer('amc_enrolled', repliedAt, { ...plan, renewsOn: term.renewsOn }),
        tell('plan_agreed', plan.name),
      ],
      events: [{ type: 'plan_agreed', plan: plan.name }],
      timers: { ...timers, offer_rest_due: null },
    },
  )
}
