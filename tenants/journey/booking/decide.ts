import type { Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import { decideAgreed } from './decide-agreed.ts'
import { decideOffered } from './decide-offered.ts'
import { decideOver } from './decide-over.ts'
import { decideBookingStart } from './decide-start.ts'
import { ignore } from './moves.ts'
import type { BookingState } from './state.ts'
import type { BookingDecision, BookingFacts, BookingInput } from './input.ts'

/** What becomes of a visit. Pure: the same state, input, facts and instant give the same decision. */
export function decideBooking(
  state: BookingState | null,
  input: BookingInput,
  facts: BookingFacts,
  now: Instant,
): BookingDecision {
  if (state === null) return decideBookingStart(input, facts, now)
  switch (state.status) {
    case 'offered':
      return decideOffered(state, input, facts, now)
    case 'confirmed':
    case 'reminded':
      return decideAgreed(state, input, facts, now)
    case 'over':
      return decideOver(state, input, facts, now)
    case 'closed':
      return ignore('journey_closed')
    default:
      return unreachable(state)
  }
}
