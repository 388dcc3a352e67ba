import type { Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import { takeEnd, takeMove } from './decide-agreed.ts'
import { close, ignore } from './moves.ts'
import type { BookingState } from './state.ts'
import type { BookingDecision, BookingFacts, BookingInput } from './input.ts'

/** Its time has passed: only the business knows whether it was done. */
export function decideOver(
  state: Extract<BookingState, { status: 'over' }>,
  input: BookingInput,
  facts: BookingFacts,
  now: Instant,
): BookingDecision {
  switch (input.type) {
    case 'visit_ended':
      return takeEnd(state, input, facts, now)
    case 'visit_moved':
      return takeMove(state, input, facts, now)
    case 'report_due':
      return close('unreported', now)
    case 'visit_answered':
    case 'visit_wished':
    case 'visit_agreed':
    case 'opted_out':
    case 'text_failed':
    case 'hold_due':
    case 'choice_due':
    case 'day_reminder_due':
    case 'hours_reminder_due':
    case 'visit_due':
      return ignore('visit_over')
    default:
      return unreachable(input)
  }
}
