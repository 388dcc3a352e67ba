import { after, type Instant } from '../../base/clock.ts'
import type { Reply } from '../input.ts'
import { chooseOffer } from './choose-offer.ts'
import { aboutVisit, answer, close, dropKept, ignore, moveTo, received, TAKE_BACK, tell, timersFor } from './moves.ts'
import { isLate } from './reminders.ts'
import type { BookingState, Offer, VisitReply } from './state.ts'
import type { BookingDecision, BookingFacts, BookingMoved } from './input.ts'

type AgreedState = Extract<BookingState, { status: 'confirmed' | 'reminded' }>

/** Words about a visit that is agreed. Who only says yes to it needs no answer. */
export function answerAgreed(state: AgreedState, reply: Reply, facts: BookingFacts, now: Instant): BookingDecision {
  const said = reply.visit
  if (said === undefined) return ignore('not_about_the_visit')
  const moved = decideWords(state, said, facts, now)
  return moved === null ? ignore('not_about_the_visit') : { ...moved, events: [received(reply), ...moved.events] }
}

function decideWords(state: AgreedState, said: VisitReply, facts: BookingFacts, now: Instant): BookingMoved | null {
  const { words, wish } = said
  const isAsked = state.offers.length > 0
  if (words?.wantsMove || (words?.wantsCancel && wish !== null)) return offerMove(state, facts, now)
  if (words?.wantsCancel) return cancel(state, now)
  if (isAsked && words?.rejects) {
    const effects = [answer('visit_stays', aboutVisit(state), now)]
    return moveTo(
      { ...state, offers: [], isKept: false },
      { visits: dropKept(state), effects, timers: { hold_due: null } },
    )
  }
  if (isAsked) {
    const choice = chooseOffer(state.offers, said, facts.zone)
    if (choice.kind === 'chosen') return takeOther(state, choice.place, facts, now)
    if (choice.kind === 'several') {
      const offers = state.offers.filter((_, place) => choice.places.includes(place))
      return moveTo({ ...state, offers }, { effects: [answer('visit_which', { offers }, now)] })
    }
    return wish === null ? null : offerMove(state, facts, now)
  }
  return words?.isYes && wish === null ? moveTo(state) : null
}

/** Another time is kept beside the one they have, or they are given some to choose from. The visit stays meanwhile. */
function offerMove(state: AgreedState, facts: BookingFacts, now: Instant): BookingMoved {
  const { visitId } = state
  const { wished, alternatives, holdMs } = facts
  if (wished !== null) {
    const effects = [answer('visit_move_offer', { ...aboutVisit(state), offers: [wished] }, now)]
    return moveTo(
      { ...state, offers: [wished], isKept: true },
      {
        visits: [...dropKept(state), { type: 'keep_beside', visitId, offer: wished }],
        effects,
        timers: { hold_due: after(now, holdMs) },
      },
    )
  }
  if (alternatives.length === 0) {
    const effects = [
      tell('visit_refused', state.startsAt, 'nothing_free'),
      answer('visit_no_other', aboutVisit(state), now),
    ]
    return moveTo(
      { ...state, offers: [], isKept: false },
      { visits: dropKept(state), effects, timers: { hold_due: null } },
    )
  }
  const effects = [answer('visit_move_choices', { ...aboutVisit(state), offers: alternatives }, now)]
  return moveTo(
    { ...state, offers: alternatives, isKept: false },
    { visits: dropKept(state), effects, timers: { hold_due: null } },
  )
}

function takeOther(state: AgreedState, place: number, facts: BookingFacts, now: Instant): BookingMoved {
  const offer = facts.stillFree[place] ?? null
  if (offer === null) return offerMove(state, { ...facts, wished: null }, now)
  return moveToOffer(state, offer, facts, now)
}

function moveToOffer(state: AgreedState, offer: Offer, facts: BookingFacts, now: Instant): BookingMoved {
  const { startsAt, endsAt, feeMinor } = offer
  const moved = { ...state, startsAt, endsAt, feeMinor, offers: [], isKept: false }
  return moveTo(
    { ...moved, status: 'confirmed' },
    {
      visits: [{ type: 'move', visitId: state.visitId, offer }],
      effects: [TAKE_BACK, tell('visit_moved', startsAt), answer('visit_moved', aboutVisit(moved), now)],
      timers: { hold_due: null, ...timersFor(moved, facts, now) },
    },
  )
}

function cancel(state: AgreedState, now: Instant): BookingMoved {
  const { visitId, startsAt } = state
  const reason = isLate(startsAt, now) ? 'visit_cancelled_late' : 'visit_cancelled'
  return close('cancelled', now, {
    visits: [{ type: 'cancel', visitId }],
    effects: [TAKE_BACK, tell(reason, startsAt), answer('visit_cancelled', aboutVisit(state), now)],
  })
}
