import type { Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Reply } from '../input.ts'
import { chooseOffer } from './choose-offer.ts'
import { takeAgreed } from './decide-start.ts'
import { agree, answer, close, ignore, moveTo, offerTimes, received, tell } from './moves.ts'
import type { BookingState } from './state.ts'
import type { BookingDecision, BookingFacts, BookingInput, VisitOrder } from './input.ts'

type Offered = Extract<BookingState, { status: 'offered' }>

/** Times have been offered, and one of them may be kept for this customer. */
export function decideOffered(state: Offered, input: BookingInput, facts: BookingFacts, now: Instant): BookingDecision {
  switch (input.type) {
    case 'visit_answered':
      return facts.mayText ? takeAnswer(state, input.reply, facts, now) : ignore('may_not_text')
    case 'visit_wished': {
      // They have named another time instead.
      const anew = facts.mayText ? offerTimes(facts, { service: input.service ?? state.service }, now) : null
      if (anew === null) return ignore('nothing_free')
      return { ...anew, visits: [...release(state, 'text'), ...anew.visits] }
    }
    case 'visit_agreed':
      return takeAgreed(input, facts, now)
    case 'visit_moved': {
      const [offer] = state.offers
      if (!offer) return ignore('nothing_kept')
      const { startsAt, endsAt, feeMinor } = input
      return moveTo({ ...state, offers: [{ ...offer, startsAt, endsAt, feeMinor }] })
    }
    case 'visit_ended':
      return close(input.how, now)
    case 'hold_due':
      // What was offered can be had still, as long as nobody else takes it.
      return moveTo({ ...state, visitId: null }, { visits: release(state, 'expiry') })
    case 'choice_due':
      return close('expired', now, { visits: release(state, 'expiry') })
    case 'opted_out':
      return close('opted_out', now, { visits: release(state, 'text') })
    case 'text_failed':
      return moveTo(state, { effects: [tell('text_failed', null, input.code)] })
    case 'day_reminder_due':
    case 'hours_reminder_due':
    case 'visit_due':
    case 'report_due':
      return ignore('nothing_agreed')
    default:
      return unreachable(input)
  }
}

function takeAnswer(state: Offered, reply: Reply, facts: BookingFacts, now: Instant): BookingDecision {
  const said = reply.visit
  if (said === undefined) return ignore('not_about_the_offer')
  const events = [received(reply)]
  const { words } = said
  if (words?.rejects || (words?.wantsCancel && said.wish === null)) {
    const effects = [tell('visit_refused', null), answer('visit_passed_on', {}, now)]
    return close('refused', now, { visits: release(state, 'text'), effects, events })
  }
  const choice = chooseOffer(state.offers, said, facts.zone)
  switch (choice.kind) {
    case 'none':
      return ignore('not_about_the_offer')
    case 'several': {
      const offers = state.offers.filter((_, place) => choice.places.includes(place))
      return moveTo({ ...state, offers }, { effects: [answer('visit_which', { offers }, now)], events })
    }
    case 'chosen': {
      const taken = takeOffer(state, choice.place, facts, now)
      return { ...taken, events: [...events, ...taken.events] }
    }
    default:
      return unreachable(choice)
  }
}

/** The one kept for them is theirs. Any other is whose answer came first. */
function takeOffer(state: Offered, place: number, facts: BookingFacts, now: Instant) {
  const { service, visitId } = state
  const offer = facts.stillFree[place] ?? null
  if (offer !== null) {
    if (visitId !== null) return agree({ visitId, service, offer }, { type: 'agree', visitId }, facts, now)
    const order = { type: 'book' as const, visitId: facts.newVisitId, offer, service }
    return agree({ visitId: facts.newVisitId, service, offer }, order, facts, now)
  }
  const anew = offerTimes({ ...facts, wished: null }, { service, template: 'visit_taken' }, now)
  if (anew) return { ...anew, visits: [...release(state, 'text'), ...anew.visits] }
  const effects = [
    tell('visit_refused', state.offers[place]?.startsAt ?? null, 'nothing_free'),
    answer('visit_passed_on', {}, now),
  ]
  return close('nothing_free', now, { visits: release(state, 'text'), effects })
}

function release({ visitId }: Offered, by: 'expiry' | 'text'): VisitOrder[] {
  return visitId === null ? [] : [{ type: 'release', visitId, by }]
}
