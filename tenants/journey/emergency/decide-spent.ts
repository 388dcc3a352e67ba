import { after, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision } from '../effect.ts'
import type { EmergencyFacts, EmergencyInput } from '../input.ts'
import type { EmergencyState } from '../state.ts'
import { ALERT_AGAIN_DELAY_MS } from '../timers.ts'
import { acknowledge, addDanger, climb, close, ignore, moveTo, noteReached } from './moves.ts'

type Spent = Extract<EmergencyState, { status: 'spent' }>

/** Everybody was alerted in vain. It can still be taken, and whoever is in danger for long is worth another attempt. */
export function decideSpent(
  state: Spent,
  input: EmergencyInput,
  facts: EmergencyFacts,
  now: Instant,
): Decision<EmergencyState> {
  switch (input.type) {
    case 'danger_told': {
      const { alarm, told } = addDanger(state.alarm, input.danger)
      if (now < after(state.spentAt, ALERT_AGAIN_DELAY_MS)) return moveTo({ ...state, alarm }, { events: [told] })
      const again = { ...alarm, declined: [], round: 1, inRound: [], reached: [] }
      const moved = climb(again, { step: 0, hasLeft: false }, facts, now, [told])
      return { ...moved, timers: { rest_due: null, ...moved.timers } }
    }
    case 'acknowledged':
      return acknowledge(state.alarm, input, facts, now)
    case 'rest_due':
      return close('unanswered', now)
    case 'alert_sent': {
      const { alarm, events } = noteReached(state.alarm, input)
      return events.length === 0 ? ignore('spent') : moveTo({ ...state, alarm }, { events })
    }
    case 'alert_failed':
    case 'alert_delayed':
    case 'contact_declined':
    case 'step_due':
      return ignore('spent')
    default:
      return unreachable(input)
  }
}
