import { after, DAY_MS, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Reply } from '../input.ts'
import { chooseOffer } from './choose-offer.ts'
import { aboutVisit, answer, close, dropKept, ignore, moveTo, received, TAKE_BACK, tell, timersFor } from './moves.ts'
import { readAgreed } from './read-agreed.ts'
import { isLate } from './reminders.ts'
import type { BookingState, Offer, VisitReply } from './state.ts'
import type { BookingDecision, BookingFacts, BookingInput, BookingMoved } from './input.ts'

type AgreedState = Extract<BookingState, { status: 'confirmed' | 'reminded' }>

/** A yes counts as one to call it off for so long after that was asked. */
const OFF_ANSWER_MS = DAY_MS

/** Words about a visit that is agreed, first to what was asked of them, then to anything about it. */
export function answerAgreed(
  state: AgreedState,
  { reply, isLast = false }: Extract<BookingInput, { type: 'visit_answered' }>,
  facts: BookingFacts,
  now: Instant,
): BookingDecision {
  const said = reply.visit
  if (said === undefined) return ignore('not_about_the_visit')
  const moved = answerAsked(state, said, facts, now) ?? (isLast ? hear(state, reply, facts, now) : null)
  return moved === null ? ignore('not_about_the_visit') : { ...moved, events: [received(reply), ...moved.events] }
}

/** Whether something was asked that a yes, a no or a number answers. */
export function isAsked({ offers, offAskedAt }: AgreedState, now: Instant): boolean {
  return offers.length > 0 || (typeof offAskedAt === 'number' && now < offAskedAt + OFF_ANSWER_MS)
}

function answerAsked(state: AgreedState, said: VisitReply, facts: BookingFacts, now: Instant): BookingMoved | null {
  const { words, wish } = said
  if (!isAsked(state, now) || words?.wantsMove || words?.wantsCancel) return null
  if (words?.rejects) return stay(state, now)
  if (state.offers.length === 0) return words?.isYes && wish === null ? cancel(state, facts, now) : null
  const choice = chooseOffer(state.offers, said, facts.zone)
  if (choice.kind === 'chosen') return takeOther(state, choice.place, facts, now)
  if (choice.kind === 'several') {
    const offers = state.offers.filter((_, place) => choice.places.includes(place))
    return moveTo({ ...state, offers }, { effects: [answer('visit_which', { offers }, now)] })
  }
  if (choice.kind === 'asked') {
    const kept = state.isKept ? (state.offers[choice.places[0] ?? 0] ?? null) : null
    return offerMove(state, { ...facts, wished: kept ?? facts.wished }, now)
  }
  const isOtherWish = wish !== null && !words?.informs && !words?.nods
  return isOtherWish || (words !== null && words.than !== null) ? offerMove(state, facts, now) : null
}

function stay(state: AgreedState, now: Instant): BookingMoved {
  return moveTo(settled(state), {
    visits: dropKept(state),
    effects: [answer('visit_stays', aboutVisit(state), now)],
    timers: { hold_due: null },
  })
}

/** Nothing waits for an answer any more. */
function settled(state: AgreedState): AgreedState {
  return { ...state, offers: [], isKept: false, offAskedAt: null }
}

function hear(state: AgreedState, reply: Reply, facts: BookingFacts, now: Instant): BookingMoved | null {
  const meaning = readAgreed(reply, state.startsAt, facts.zone)
  const about = aboutVisit(state)
  switch (meaning) {
    case null:
      return null
    case 'cancel':
      return cancel(state, facts, now)
    case 'doubt':
      return askOff(state, now)
    case 'move': {
      const offered = offerMove(state, facts, now)
      // They have said that they cannot be there, and nobody shall drive in vain if they choose nothing.
      if (!reply.visit?.words?.wantsCancel) return offered
      return { ...offered, effects: [tell('visit_doubted', state.startsAt), ...offered.effects] }
    }
    case 'inform':
      return moveTo(state, { effects: [tell('visit_word', state.startsAt), answer('visit_noted', about, now)] })
    case 'ask_when':
      return moveTo(state, { effects: [answer('visit_kept', about, now)] })
    case 'nod':
      return moveTo(state)
    default:
      return unreachable(meaning)
  }
}

/** Better one question too many than a way for nothing. Until they answer it stands, and the technician knows. */
function askOff(state: AgreedState, now: Instant): BookingMoved {
  return moveTo(
    { ...settled(state), offAskedAt: now },
    {
      visits: dropKept(state),
      effects: [tell('visit_doubted', state.startsAt), answer('visit_off_ask', aboutVisit(state), now)],
      timers: { hold_due: null },
    },
  )
}

/** Another time is kept beside the one they have, or they are given some to choose from. The visit stays meanwhile. */
function offerMove(state: AgreedState, facts: BookingFacts, now: Instant): BookingMoved {
  const { visitId } = state
  const { wished, alternatives, missed, holdMs } = facts
  const still = settled(state)
  if (wished !== null) {
    const effects = [answer('visit_move_offer', { ...aboutVisit(state), offers: [wished] }, now)]
    return moveTo(
      { ...still, offers: [wished], isKept: true },
      {
        visits: [...dropKept(state), { type: 'keep_beside', visitId, offer: wished }],
        effects,
        timers: { hold_due: after(now, holdMs) },
      },
    )
  }
  const freed = { visits: dropKept(state), timers: { hold_due: null } }
  if (alternatives.length === 0) {
    const refused = tell('visit_refused', state.startsAt, 'nothing_free')
    return moveTo(still, { ...freed, effects: [refused, answer('visit_no_other', aboutVisit(state), now)] })
  }
  const effects = [answer('visit_move_choices', { ...aboutVisit(state), offers: alternatives, missed }, now)]
  return moveTo({ ...still, offers: alternatives }, { ...freed, effects })
}

function takeOther(state: AgreedState, place: number, facts: BookingFacts, now: Instant): BookingMoved {
  const offer = facts.stillFree[place] ?? null
  if (offer === null) return offerMove(state, { ...facts, wished: null }, now)
  return moveToOffer(state, offer, facts, now)
}

function moveToOffer(state: AgreedState, offer: Offer, facts: BookingFacts, now: Instant): BookingMoved {
  const { startsAt, endsAt, feeMinor } = offer
  const moved = { ...settled(state), startsAt, endsAt, feeMinor }
  return moveTo(
    { ...moved, status: 'confirmed' },
    {
      visits: [{ type: 'move', visitId: state.visitId, offer }],
      effects: [TAKE_BACK, tell('visit_moved', startsAt), answer('visit_moved', aboutVisit(moved), now)],
      timers: { hold_due: null, ...timersFor(moved, facts, now) },
    },
  )
}

function cancel(state: AgreedState, { otherAt }: BookingFacts, now: Instant): BookingMoved {
  const { visitId, startsAt } = state
  const reason = isLate(startsAt, now) ? 'visit_cancelled_late' : 'visit_cancelled'
  return close('cancelled', now, {
    visits: [{ type: 'cancel', visitId }],
    effects: [TAKE_BACK, tell(reason, startsAt), answer('visit_cancelled', { ...aboutVisit(state), otherAt }, now)],
  })
}
