import type { Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision, Effect } from '../effect.ts'
import type { EmergencyFacts, EmergencyInput } from '../input.ts'
import type { EmergencyState } from '../state.ts'
import { addDanger, alertOf, close, ignore, moveTo, noteReached } from './moves.ts'

type Acknowledged = Extract<EmergencyState, { status: 'acknowledged' }>

/** Somebody has it. What the customer says further goes to that person, and nobody else is woken. */
export function decideAcknowledged(
  state: Acknowledged,
  input: EmergencyInput,
  facts: EmergencyFacts,
  now: Instant,
): Decision<EmergencyState> {
  switch (input.type) {
    case 'danger_told': {
      const { alarm, told } = addDanger(state.alarm, input.danger)
      const taker = facts.ladder.contacts.find(({ phone }) => phone === state.phone)
      const more: Effect = taker
        ? alertOf(taker, alarm.danger, { step: null, round: 1 }, false)
        : { type: 'tell_technician', reason: 'emergency', wishedAt: null, detail: alarm.danger }
      return moveTo({ ...state, alarm }, { effects: [more], events: [told] })
    }
    case 'rest_due':
      return close('handled', now)
    case 'acknowledged':
      return ignore('taken_already')
    case 'alert_sent': {
      const { alarm, events } = noteReached(state.alarm, input)
      return events.length === 0 ? ignore('taken') : moveTo({ ...state, alarm }, { events })
    }
    case 'alert_failed':
    case 'alert_delayed':
    case 'contact_declined':
    case 'step_due':
      return ignore('taken')
    default:
      return unreachable(input)
  }
}
