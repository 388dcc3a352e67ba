import { describe, expect, test } from 'vitest'
import {
  ANA,
  BEN,
  CAM,
  describeOrder,
  makeAlarm,
  makeEmergencyFacts,
  Plight,
  STEP_MS,
  TOLD_AT,
} from '../../../tests/support/emergency.ts'
import { freezeDeeply } from '../../../tests/support/missed-call.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../base/clock.ts'
import { decideEmergency } from '../decide.ts'
import type { EmergencyInput } from '../input.ts'
import type { EmergencyState } from '../state.ts'

type Start = 'none' | EmergencyState['status']
type InputType = EmergencyInput['type']

const NOW = TOLD_AT + MINUTE_MS
const alarm = makeAlarm()

const STATES: Record<Start, EmergencyState | null> = {
  none: null,
  open: { kind: 'emergency', status: 'open', alarm, step: 0 },
  alerted: { kind: 'emergency', status: 'alerted', alarm, step: 0 },
  acknowledged: {
    kind: 'emergency',
    status: 'acknowledged',
    alarm,
    by: 'Ana',
    phone: ANA.phone,
    acknowledgedAt: NOW,
  },
  spent: { kind: 'emergency', status: 'spent', alarm: makeAlarm({ alerted: [ANA.phone, BEN.phone] }), spentAt: NOW },
  closed: { kind: 'emergency', status: 'closed', outcome: 'handled', closedAt: NOW },
}

const SENT: EmergencyInput = { type: 'alert_sent', step: 0, name: 'Ana', round: 1 }
const INPUTS: Record<InputType, EmergencyInput> = {
  danger_told: { type: 'danger_told', danger: 'gas' },
  alert_sent: SENT,
  alert_failed: { type: 'alert_failed', step: 0 },
  alert_delayed: { type: 'alert_delayed', step: 0 },
  contact_declined: { type: 'contact_declined', phone: ANA.phone },
  acknowledged: { type: 'acknowledged', by: 'Ana', phone: ANA.phone, via: 'text' },
  step_due: { type: 'step_due' },
  rest_due: { type: 'rest_due' },
}

const TAKEN = 'acknowledged | cancel_alerts, text emergency_seen'

/** Each pair of status and input: what it leads to and what is ordered, or why it changes nothing. */
const TABLE: Record<Start, Record<InputType, string>> = {
  none: {
    danger_told: 'open | alert Ana and browsers',
    alert_sent: 'ignored: no_emergency',
    alert_failed: 'ignored: no_emergency',
    alert_delayed: 'ignored: no_emergency',
    contact_declined: 'ignored: no_emergency',
    acknowledged: 'ignored: no_emergency',
    step_due: 'ignored: no_emergency',
    rest_due: 'ignored: no_emergency',
  },
  open: {
    danger_told: 'open',
    alert_sent: 'alerted',
    alert_failed: 'open | alert Ben',
    alert_delayed: 'open | alert Ben',
    contact_declined: 'open | alert Ben',
    acknowledged: TAKEN,
    step_due: 'open | alert Ben',
    rest_due: 'ignored: still_climbing',
  },
  alerted: {
    danger_told: 'alerted',
    alert_sent: 'alerted',
    alert_failed: 'alerted | alert Ben',
    alert_delayed: 'alerted | alert Ben',
    contact_declined: 'alerted | alert Ben',
    acknowledged: TAKEN,
    step_due: 'alerted | alert Ben',
    rest_due: 'ignored: still_climbing',
  },
  acknowledged: {
    danger_told: 'acknowledged | alert Ana',
    alert_sent: 'acknowledged',
    alert_failed: 'ignored: taken',
    alert_delayed: 'ignored: taken',
    contact_declined: 'ignored: taken',
    acknowledged: 'ignored: taken_already',
    step_due: 'ignored: taken',
    rest_due: 'closed: handled',
  },
  spent: {
    danger_told: 'spent',
    alert_sent: 'spent',
    alert_failed: 'ignored: spent',
    alert_delayed: 'ignored: spent',
    contact_declined: 'ignored: spent',
    acknowledged: `${TAKEN}, tell taken Ben`,
    step_due: 'ignored: spent',
    rest_due: 'closed: unanswered',
  },
  closed: {
    danger_told: 'ignored: journey_closed',
    alert_sent: 'ignored: journey_closed',
    alert_failed: 'ignored: journey_closed',
    alert_delayed: 'ignored: journey_closed',
    contact_declined: 'ignored: journey_closed',
    acknowledged: 'ignored: journey_closed',
    step_due: 'ignored: journey_closed',
    rest_due: 'ignored: journey_closed',
  },
}

const rows = Object.entries(TABLE).flatMap(([start, inputs]) =>
  Object.entries(inputs).map(([input, expected]) => [start as Start, input as InputType, expected] as const),
)

test.each(rows)('%s × %s → %s', (start, input, expected) => {
  const decision = decideEmergency(freezeDeeply(STATES[start]), freezeDeeply(INPUTS[input]), makeEmergencyFacts(), NOW)
  if (decision.kind === 'ignored') return expect(`ignored: ${decision.reason}`).toBe(expected)
  const { state, effects } = decision
  const status = state.status === 'closed' ? `closed: ${state.outcome}` : state.status
  const ordered = effects.map(describeOrder).join(', ')
  expect(ordered === '' ? status : `${status} | ${ordered}`).toBe(expected)
})

const told: EmergencyInput = { type: 'danger_told', danger: 'flooding' }

describe('the ladder', () => {
  test('goes through the list twice and then admits that nobody answered', () => {
    const plight = new Plight()
    plight.hears(told)
    plight.hears(SENT)
    plight.passTime(STEP_MS - 1)
    expect(plight.orders).toEqual(['alert Ana and browsers'])
    plight.passTime(1)
    expect(plight.orders.slice(1)).toEqual(['alert Ben'])
    plight.passTime(2 * STEP_MS)
    expect(plight.orders.slice(2)).toEqual(['alert Ana and browsers', 'alert Ben'])
    plight.passTime(STEP_MS)
    expect(plight.status).toBe('spent')
    expect(plight.orders.slice(4)).toEqual(['tell emergency_unanswered', 'text emergency_unanswered'])
    plight.passTime(DAY_MS)
    expect(plight.orders).toHaveLength(6)
    plight.passTime(7 * DAY_MS)
    expect(plight.status).toBe('closed: unanswered')
    expect([...plight.timers]).toEqual([])
  })

  test('stops with whoever takes it; those alerted before hear so, and those after never know', () => {
    const ladder = { contacts: [ANA, BEN, CAM], stepAfterMs: STEP_MS, rounds: 2 }
    const plight = new Plight(makeEmergencyFacts({ ladder }))
    plight.hears(told)
    plight.passTime(STEP_MS)
    plight.hears({ type: 'acknowledged', by: 'Ben', phone: BEN.phone, via: 'text' })
    expect(plight.orders.slice(2)).toEqual(['cancel_alerts', 'text emergency_seen', 'tell taken Ana'])
    plight.passTime(HOUR_MS)
    expect(plight.orders).toHaveLength(5)
    plight.passTime(11 * HOUR_MS)
    expect(plight.status).toBe('closed: handled')
  })

  test('passes over who cannot be reached and who declined, in every round', () => {
    const ladder = { contacts: [ANA, BEN, CAM], stepAfterMs: STEP_MS, rounds: 2 }
    const plight = new Plight(makeEmergencyFacts({ ladder, unreachable: [BEN.phone] }))
    plight.hears(told)
    plight.hears({ type: 'contact_declined', phone: ANA.phone })
    expect(plight.orders).toEqual(['alert Ana and browsers', 'alert Cam'])
    plight.passTime(STEP_MS)
    expect(plight.orders.slice(2)).toEqual(['alert Cam and browsers'])
    plight.passTime(STEP_MS)
    expect(plight.status).toBe('spent')
  })

  test('with nobody to alert says so at once', () => {
    const plight = new Plight(makeEmergencyFacts({ unreachable: [ANA.phone, BEN.phone] }))
    plight.hears(told)
    expect(plight.status).toBe('spent')
    expect(plight.orders).toEqual(['tell emergency_unanswered', 'text emergency_unanswered'])
  })

  test('is not moved by news of an alert that it has left behind', () => {
    const plight = new Plight()
    plight.hears(told)
    plight.passTime(STEP_MS)
    expect(plight.hears({ type: 'alert_failed', step: 0 })).toEqual({ kind: 'ignored', reason: 'older_alert' })
  })

  test('is the list as it stands at each step; who was alerted before may take it still', () => {
    const plight = new Plight()
    plight.hears(told)
    plight.facts = makeEmergencyFacts({ ladder: { contacts: [CAM], stepAfterMs: STEP_MS, rounds: 2 } })
    plight.passTime(STEP_MS)
    expect(plight.orders).toEqual(['alert Ana and browsers', 'alert Cam'])
    plight.hears({ type: 'acknowledged', by: 'Ana', phone: ANA.phone, via: 'text' })
    expect(plight.orders.slice(2)).toEqual(['cancel_alerts', 'text emergency_seen', 'tell taken Cam'])
    plight.hears(told)
    expect(plight.orders.at(-1)).toBe('tell emergency')
  })

  test('goes on at once past an alert that meets a hindrance, within the round', () => {
    const plight = new Plight()
    plight.hears(told)
    plight.hears({ type: 'alert_delayed', step: 0 })
    expect(plight.orders).toEqual(['alert Ana and browsers', 'alert Ben'])
    expect(plight.hears({ type: 'alert_delayed', step: 1 })).toEqual({ kind: 'ignored', reason: 'last_of_the_round' })
    plight.passTime(STEP_MS)
    expect(plight.orders.slice(2)).toEqual(['alert Ana and browsers'])
  })

  test('says that somebody was alerted once a provider has taken it, also when it is over', () => {
    const plight = new Plight()
    plight.hears(told)
    expect(plight.events).toEqual(['emergency_told'])
    plight.hears(SENT)
    plight.hears(SENT)
    plight.passTime(4 * STEP_MS)
    plight.hears({ type: 'alert_sent', step: 3, name: 'Ben', round: 2 })
    expect(plight.events).toEqual(['emergency_told', 'on_call_alerted', 'on_call_unanswered', 'on_call_alerted'])
  })

  test('runs without a word to a customer who opted out or whom a person has', () => {
    const plight = new Plight(makeEmergencyFacts({ mayText: false }))
    plight.hears(told)
    plight.passTime(4 * STEP_MS)
    expect(plight.status).toBe('spent')
    plight.hears({ type: 'acknowledged', by: 'Ana', phone: ANA.phone, via: 'text' })
    expect(plight.orders.filter((order) => order.startsWith('text'))).toEqual([])
    expect(plight.orders.filter((order) => order.startsWith('alert'))).toHaveLength(4)
  })
})

describe('further words', () => {
  test('add to the emergency, and the gravest danger names it', () => {
    const plight = new Plight()
    plight.hears(told)
    plight.hears({ type: 'danger_told', danger: 'carbon_monoxide' })
    plight.hears({ type: 'danger_told', danger: 'gas' })
    expect(plight.orders).toEqual(['alert Ana and browsers'])
    expect(plight.state).toMatchObject({ alarm: { danger: 'carbon_monoxide' } })
  })

  test('long after everybody was alerted in vain alert them once more, by the list as it stands then', () => {
    const plight = new Plight()
    plight.hears(told)
    plight.passTime(4 * STEP_MS)
    plight.hears(told)
    expect(plight.status).toBe('spent')
    plight.facts = makeEmergencyFacts({ ladder: { contacts: [CAM], stepAfterMs: STEP_MS, rounds: 1 } })
    plight.passTime(30 * MINUTE_MS)
    plight.hears(told)
    expect(plight.status).toBe('open')
    expect(plight.orders.at(-1)).toBe('alert Cam and browsers')
    expect([...plight.timers.keys()]).toEqual(['step_due'])
  })

  test('to somebody who took it on the board go to the technician', () => {
    const plight = new Plight()
    plight.hears(told)
    plight.hears({ type: 'acknowledged', by: null, phone: null, via: 'board' })
    plight.hears(told)
    expect(plight.orders.at(-1)).toBe('tell emergency')
  })
})

test.each(['call', 'words'] as const)(
  'who takes it by %s has talked to the customer, who hears no more of us',
  (via) => {
    const plight = new Plight()
    plight.hears(told)
    plight.hears({ type: 'acknowledged', by: null, phone: null, via })
    expect(plight.orders).toEqual(['alert Ana and browsers', 'cancel_alerts', 'tell taken Ana'])
  },
)

test('an emergency that is not closed always has exactly one timer, by which it is found', () => {
  const steps: EmergencyInput[] = [
    told,
    { type: 'contact_declined', phone: ANA.phone },
    { type: 'step_due' },
    { type: 'alert_failed', step: 3 },
    { type: 'acknowledged', by: 'Ben', phone: BEN.phone, via: 'text' },
  ]
  const plight = new Plight()
  for (const step of steps) {
    if (step.type === 'step_due') plight.passTime(STEP_MS)
    else plight.hears(step)
    expect(plight.timers.size, plight.status).toBe(1)
  }
})
