import type { Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision, Effect } from '../effect.ts'
import type { EmergencyInput } from '../input.ts'
import type { EmergencyState } from '../state.ts'
import { addDanger, alertOf, close, ignore, moveTo } from './moves.ts'

type Acknowledged = Extract<EmergencyState, { status: 'acknowledged' }>

/** Somebody has it. What the customer says further goes to that person, and nobody else is woken. */
export function decideAcknowledged(state: Acknowledged, input: EmergencyInput, now: Instant): Decision<EmergencyState> {
  switch (input.type) {
    case 'danger_told': {
      const { alarm, told } = addDanger(state.alarm, input.danger)
      const taker = alarm.ladder.contacts.find(({ phone }) => phone === state.phone)
      const more: Effect = taker
        ? alertOf(taker, alarm.danger, null, false)
        : { type: 'tell_technician', reason: 'emergency', wishedAt: null, detail: alarm.danger }
      return moveTo({ ...state, alarm }, { effects: [more], events: [told] })
    }
    case 'rest_due':
      return close('handled', now)
    case 'acknowledged':
      return ignore('taken_already')
    case 'alert_sent':
    case 'alert_failed':
    case 'contact_declined':
    case 'step_due':
      return ignore('taken')
    default:
      return unreachable(input)
  }
}
