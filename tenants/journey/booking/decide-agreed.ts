import type { OptOutBy } from '../../timeline/event.ts'
import { after, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Effect } from '../effect.ts'
import { answerAgreed } from './answer-agreed.ts'
import { aboutVisit, close, dropKept, ignore, inform, moveTo, TAKE_BACK, tell, timersFor } from './moves.ts'
import { isLate } from './reminders.ts'
import type { BookingState } from './state.ts'
import type { BookingDecision, BookingFacts, BookingInput } from './input.ts'

type AgreedState = Extract<BookingState, { status: 'confirmed' | 'reminded' }>

/** A visit stands in both calendars. `reminded` differs only in that somebody has been told of it again. */
export function decideAgreed(
  state: AgreedState,
  input: BookingInput,
  facts: BookingFacts,
  now: Instant,
): BookingDecision {
  switch (input.type) {
    case 'visit_answered':
      return facts.mayText ? answerAgreed(state, input, facts, now) : ignore('may_not_text')
    case 'visit_moved':
      return takeMove(state, input, facts, now)
    case 'visit_ended':
      return takeEnd(state, input, facts, now)
    case 'day_reminder_due':
    case 'hours_reminder_due':
      return remind(state, facts, now)
    case 'visit_due':
      return moveTo(
        { ...state, status: 'over', offers: [], isKept: false },
        {
          visits: dropKept(state),
          effects: [tell('visit_over', state.startsAt)],
          timers: { hold_due: null, day_reminder_due: null, hours_reminder_due: null },
        },
      )
    case 'hold_due':
      return moveTo({ ...state, isKept: false }, { visits: dropKept(state) })
    case 'opted_out':
      // Nobody drives there in vain for a word about texts: the visit stays, and what would have been texted does not.
      return moveTo(
        { ...state, offers: [], isKept: false },
        {
          visits: dropKept(state),
          // Whoever writes "cancel" may have meant the visit, and hears nothing that says otherwise.
          effects: state.startsAt > now ? [tell('visit_opted_out', state.startsAt, unwritten(input.by))] : [],
          timers: { hold_due: null, day_reminder_due: null, hours_reminder_due: null },
        },
      )
    case 'text_failed':
      // A reminder that may not go is no news; an answer that somebody waits for is.
      if (input.template === 'visit_reminder') return ignore('not_reminded')
      return moveTo(state, { effects: [tell('text_failed', null, input.code)] })
    case 'report_due':
      return close('unreported', now)
    case 'visit_agreed':
    case 'visit_wished':
    case 'choice_due':
      return ignore('agreed_already')
    default:
      return unreachable(input)
  }
}

function remind(state: AgreedState, facts: BookingFacts, now: Instant): BookingDecision {
  if (!facts.mayText) return ignore('may_not_text')
  return moveTo(
    // A yes to the reminder is none to a question before it.
    { ...state, status: 'reminded', offAskedAt: null },
    { effects: [inform('visit_reminder', aboutVisit(state), now, state.startsAt)] },
  )
}

/** Somebody has moved it elsewhere: on the board, in the CRM, or the customer on the visit's page. */
export function takeMove(
  state: AgreedState | Extract<BookingState, { status: 'over' }>,
  { startsAt, endsAt, feeMinor, by, tell: isTold }: Extract<BookingInput, { type: 'visit_moved' }>,
  facts: BookingFacts,
  now: Instant,
): BookingDecision {
  const moved = { ...state, startsAt, endsAt, feeMinor, offers: [], isKept: false, offAskedAt: null }
  const effects: Effect[] = [TAKE_BACK]
  if (isTold && facts.mayText) effects.push(inform('visit_moved_by_us', aboutVisit(moved), now, after(startsAt, 0)))
  if (by === 'page') effects.push(tell('visit_moved', startsAt))
  return moveTo(
    { ...moved, status: 'confirmed' },
    { effects, timers: { hold_due: null, ...timersFor(moved, facts, now) } },
  )
}

export function takeEnd(
  state: AgreedState | Extract<BookingState, { status: 'over' }>,
  { how, by, tell: isTold }: Extract<BookingInput, { type: 'visit_ended' }>,
  facts: BookingFacts,
  now: Instant,
): BookingDecision {
  const effects: Effect[] = [TAKE_BACK]
  if (how === 'cancelled' && isTold && facts.mayText && state.startsAt > now)
    effects.push(inform('visit_called_off', { ...aboutVisit(state), otherAt: facts.otherAt }, now, state.startsAt))
  if (how === 'cancelled' && by === 'page')
    effects.push(tell(isLate(state.startsAt, now) ? 'visit_cancelled_late' : 'visit_cancelled', state.startsAt))
  return close(how, now, { effects })
}

/** Null where they wrote it themselves, and their words can be told. */
function unwritten(by: OptOutBy = 'words'): OptOutBy | null {
  return by === 'words' || by === 'carrier' ? null : by
}
