import type { Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Reply } from '../input.ts'
import { chooseOffer } from './choose-offer.ts'
import { takeAgreed } from './decide-start.ts'
import { agree, answer, close, ignore, moveTo, offerTimes, received, tell } from './moves.ts'
import type { Effect } from '../effect.ts'
import type { BookingState, Offer, VisitReply } from './state.ts'
import type { BookingDecision, BookingFacts, BookingInput, BookingMoved, VisitOrder } from './input.ts'

type Offered = Extract<BookingState, { status: 'offered' }>

/** Times have been offered, and one of them may be kept for this customer. */
export function decideOffered(state: Offered, input: BookingInput, facts: BookingFacts, now: Instant): BookingDecision {
  switch (input.type) {
    case 'visit_answered':
      return facts.mayText ? takeAnswer(state, input, facts, now) : ignore('may_not_text')
    case 'visit_wished': {
      // They have named another time instead.
      const { priced } = input
      const offering = { service: input.service ?? state.service, visitId: state.visitId, priced }
      return (facts.mayText ? offerTimes(facts, offering, now) : null) ?? ignore('nothing_free')
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
      return input.code === 'price_in_first_text' ? passOn(state, input.code, now) : failed(state, input.code)
    case 'day_reminder_due':
    case 'hours_reminder_due':
    case 'visit_due':
    case 'report_due':
      return ignore('nothing_agreed')
    default:
      return unreachable(input)
  }
}

function takeAnswer(
  state: Offered,
  { reply, isLast = false }: Extract<BookingInput, { type: 'visit_answered' }>,
  facts: BookingFacts,
  now: Instant,
): BookingDecision {
  const said = reply.visit
  if (said === undefined || asksFirst(reply)) return ignore('not_about_the_offer')
  const moved = choose(state, said, facts, now) ?? (isLast ? hear(state, reply, facts, now) : null)
  return moved === null ? ignore('not_about_the_offer') : { ...moved, events: [received(reply), ...moved.events] }
}

/** Who asks what it costs agrees to nothing before they know, whichever time they name with it. */
function asksFirst({ asksPrice = false, visit }: Reply): boolean {
  const words = visit?.words ?? null
  return asksPrice && !words?.isYes && !words?.rejects && (words?.choice ?? null) === null
}

/** What answers the offer itself. */
function choose(state: Offered, said: VisitReply, facts: BookingFacts, now: Instant): BookingMoved | null {
  const { words } = said
  if (words?.rejects) return refuse(state, now)
  const choice = chooseOffer(state.offers, said, facts.zone)
  switch (choice.kind) {
    case 'none':
      return wantsOthers(said) ? offerOthers(state, facts, now) : null
    case 'several': {
      const offers = state.offers.filter((_, place) => choice.places.includes(place))
      return moveTo({ ...state, offers }, { effects: [answer('visit_which', { offers }, now)] })
    }
    case 'asked':
      // What is kept for them is on that day.
      if (state.visitId !== null) return wait(state, now)
      return offerTimes(facts, state, now) ?? refuse(state, now)
    case 'chosen':
      return takeOffer(state, choice.place, facts, now)
    default:
      return unreachable(choice)
  }
}

/** Another time, or none of a day that they cannot be there: "no, not Tuesday" still wants a visit. */
function wantsOthers({ words, turnedDown = [] }: VisitReply): boolean {
  if (words?.wantsMove || (words?.than ?? null) !== null) return true
  return turnedDown.length > 0 && !words?.needsNobody && (!words?.wantsCancel || words.isAway)
}

/** What is said near the offer, once nobody else has an answer to it. */
function hear(state: Offered, reply: Reply, facts: BookingFacts, now: Instant): BookingMoved | null {
  const words = reply.visit?.words ?? null
  const wish = reply.visit?.wish ?? null
  const hasWish = wish !== null
  const asksPrice = reply.label === 'price_question' && (!words?.asksWhen || reply.services.length > 0)
  if (reply.asksIfBot || asksPrice) return null
  // A plain wish for a visit is the conversation's, which tells the technician of it.
  if (hasWish && reply.label !== 'booking' && (words?.proposes || reply.isTimeAlone))
    return offerOthers(state, facts, now)
  if (words?.defers) return wait(state, now)
  if (words?.needsNobody) return letGo(state, now)
  if (!hasWish && words?.wantsCancel) return refuse(state, now)
  if (reply.label === 'not_interested' || words?.mayCancel) return refuse(state, now)
  const isFriendly = words?.asksWhen === true || words?.nods === true || reply.label === 'thanks'
  if (!isFriendly || (hasWish && reply.label === 'booking' && words?.nods)) return null
  // "Tuesday at 3 works" is no yes to what was offered, and no mere thanks.
  return wish?.granularity === 'time' ? offerOthers(state, facts, now) : wait(state, now)
}

/** The offer stands as it did; nobody may think that it is agreed. */
function wait(state: Offered, now: Instant): BookingMoved {
  return moveTo(state, { effects: [answer('visit_waits', { offers: state.offers }, now)] })
}

function refuse(state: Offered, now: Instant): BookingMoved {
  const effects = [tell('visit_refused', null), answer('visit_passed_on', {}, now)]
  return close('refused', now, { visits: release(state, 'text'), effects })
}

function failed(state: Offered, code: string): BookingMoved {
  return moveTo(state, { effects: [tell('text_failed', null, code)] })
}

/** Where a first text may name no price, no time can be offered that costs extra: a person agrees on it with them. */
function passOn(state: Offered, code: string, now: Instant): BookingMoved {
  const wishedAt = state.offers[0]?.startsAt ?? null
  const heard: Effect = { ...answer('visit_passed_on', {}, now), template: 'booking_received', wishedAt }
  return close('refused', now, { visits: release(state, 'text'), effects: [tell('text_failed', null, code), heard] })
}

/** They need nobody any more. */
function letGo(state: Offered, now: Instant): BookingMoved {
  const effects: Effect[] = [
    { type: 'change_lead', status: 'lost' },
    tell('customer_declined', null),
    answer('visit_let_go', {}, now),
  ]
  return close('refused', now, { visits: release(state, 'text'), effects })
}

function offerOthers(state: Offered, facts: BookingFacts, now: Instant): BookingMoved {
  const isNew = ({ startsAt }: Offer) => state.offers.every((offer) => offer.startsAt !== startsAt)
  const alternatives = facts.alternatives.filter(isNew)
  return offerTimes({ ...facts, alternatives }, state, now) ?? refuse(state, now)
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
  const anew = offerTimes({ ...facts, wished: null }, { service, visitId, template: 'visit_taken' }, now)
  if (anew) return anew
  const effects = [
    tell('visit_refused', state.offers[place]?.startsAt ?? null, 'nothing_free'),
    answer('visit_passed_on', {}, now),
  ]
  return close('nothing_free', now, { visits: release(state, 'text'), effects })
}

function release({ visitId }: Offered, by: 'expiry' | 'text'): VisitOrder[] {
  return visitId === null ? [] : [{ type: 'release', visitId, by }]
}
