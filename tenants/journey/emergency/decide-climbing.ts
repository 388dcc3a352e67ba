import type { Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision } from '../effect.ts'
import type { EmergencyFacts, EmergencyInput } from '../input.ts'
import type { Alarm, EmergencyState } from '../state.ts'
import { acknowledge, addDanger, climb, ignore, moveTo, withPhone } from './moves.ts'

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
    case 'alert_sent':
      return state.status === 'open' ? moveTo({ ...state, status: 'alerted' }) : ignore('alerted_already')
    case 'alert_failed':
      return input.step === step ? next() : ignore('older_alert')
    case 'contact_declined': {
      const contact = alarm.ladder.contacts.find(({ phone }) => phone === input.phone)
      if (!contact || alarm.declined.includes(input.phone)) return ignore('not_on_the_ladder')
      const without = { ...alarm, declined: withPhone(alarm.declined, input.phone) }
      const isCurrent = alarm.ladder.contacts[step % alarm.ladder.contacts.length]?.phone === input.phone
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
