import type { Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision } from '../effect.ts'
import type { EmergencyFacts, EmergencyInput } from '../input.ts'
import type { Alarm, EmergencyState } from '../state.ts'
import { acknowledge, addDanger, climb, ignore, moveTo, noteReached, turnsOf, withPhone } from './moves.ts'

type Climbing = Extract<EmergencyState, { status: 'open' | 'alerted' }>

/** One after the other is alerted, until somebody takes it. `open` differs only in that no alert has left yet. */
export function decideClimbing(
  state: Climbing,
  input: EmergencyInput,
  facts: EmergencyFacts,
  now: Instant,
): Decision<EmergencyState> {
  const { alarm, step } = state
  const next = (from: Alarm = alarm) => climb(from, { step: step + 1, hasLeft: state.status === 'alerted' }, facts, now)
  switch (input.type) {
    case 'danger_told': {
      const added = addDanger(alarm, input.danger)
      return moveTo({ ...state, alarm: added.alarm }, { events: [added.told] })
    }
    case 'alert_sent': {
      const { alarm: noted, events } = noteReached(alarm, input)
      if (state.status === 'alerted' && events.length === 0) return ignore('alerted_already')
      return moveTo({ ...state, status: 'alerted', alarm: noted }, { events })
    }
    case 'alert_failed':
      return input.step === step ? next() : ignore('older_alert')
    case 'alert_delayed':
      if (input.step !== step) return ignore('older_alert')
      return hasMoreInRound(alarm, facts) ? next() : ignore('last_of_the_round')
    case 'contact_declined': {
      const contact = alarm.ladder.contacts.find(({ phone }) => phone === input.phone)
      if (!contact || alarm.declined.includes(input.phone)) return ignore('not_on_the_ladder')
      const without = { ...alarm, declined: withPhone(alarm.declined, input.phone) }
      const isCurrent = turnsOf(alarm).inRound.at(-1) === input.phone
      const moved = isCurrent ? next(without) : moveTo({ ...state, alarm: without })
      return { ...moved, events: [{ type: 'on_call_declined', name: contact.name }, ...moved.events] }
    }
    case 'acknowledged':
      return acknowledge(alarm, input, facts, now)
    case 'step_due':
      return next()
    case 'rest_due':
      return ignore('still_climbing')
    default:
      return unreachable(input)
  }
}

/** A hindrance often hits every alert alike: within the round all are tried at once, and the next waits its time. */
function hasMoreInRound(alarm: Alarm, { ladder, unreachable }: EmergencyFacts): boolean {
  const passedOver = [...turnsOf(alarm).inRound, ...alarm.declined, ...unreachable]
  return ladder.contacts.some(({ phone }) => !passedOver.includes(phone))
}
