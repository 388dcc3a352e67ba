import type { Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision } from '../effect.ts'
import type { EmergencyFacts, EmergencyInput } from '../input.ts'
import type { EmergencyState } from '../state.ts'
import { climb, ignore } from './moves.ts'

/** No emergency of this customer is open: only their own words begin one. */
export function decideEmergencyStart(
  input: EmergencyInput,
  facts: EmergencyFacts,
  now: Instant,
): Decision<EmergencyState> {
  switch (input.type) {
    case 'danger_told': {
      const { danger } = input
      const alarm = { danger, toldAt: now, ladder: facts.ladder, alerted: [], declined: [], inRound: [] }
      return climb(alarm, { step: 0, hasLeft: false }, facts, now, [{ type: 'emergency_told', danger, isMore: false }])
    }
    case 'alert_sent':
    case 'alert_failed':
    case 'alert_delayed':
    case 'contact_declined':
    case 'acknowledged':
    case 'step_due':
    case 'rest_due':
      return ignore('no_emergency')
    default:
      return unreachable(input)
  }
}
