import { describe, expect, test } from 'vitest'
import { freezeDeeply } from '../../../tests/support/missed-call.ts'
import { describeDecision } from '../../../tests/support/offers.ts'
import { DAY_MS, HOUR_MS } from '../../base/clock.ts'
import { decideReengage } from './decide-reengage.ts'
import type { ReengageFacts, ReengageInput, ReengageState } from './states.ts'

const NOW = Date.UTC(2026, 10, 24, 21)

const facts = (change: Partial<ReengageFacts> = {}): ReengageFacts => ({
  isOn: true,
  isDormant: true,
  unreachable: null,
  isSilent: false,
  ...change,
})

const STATES = {
  none: null,
  planned: { kind: 'reengage', status: 'planned', plannedAt: NOW },
  ordered: { kind: 'reengage', status: 'written', orderedAt: NOW, textedAt: null },
  written: { kind: 'reengage', status: 'written', orderedAt: NOW, textedAt: NOW },
  closed: { kind: 'reengage', status: 'closed', outcome: 'ignored', closedAt: NOW },
} as const satisfies Record<string, ReengageState | null>

type InputType = ReengageInput['type']
const INPUTS: Record<InputType, ReengageInput> = {
  found_dormant: { type: 'found_dormant', dueAt: NOW + HOUR_MS },
  reengage_due: { type: 'reengage_due' },
  reengage_rest_due: { type: 'reengage_rest_due' },
  text_sent: { type: 'text_sent', template: 'reengage' },
  text_failed: { type: 'text_failed', template: 'reengage', code: '30003' },
  reply_received: { type: 'reply_received' },
  came_back: { type: 'came_back' },
  offers_ended: { type: 'offers_ended' },
  taken_over: { type: 'taken_over' },
}

const NOBODY = 'ignored: nobody_written_to'
const NOT_YET = 'ignored: not_written_yet'
const OVER = 'ignored: journey_closed'

/** Each pair of status and input: what it leads to and what is ordered, or why it changes nothing. */
const TABLE: Record<keyof typeof STATES, Record<InputType, string>> = {
  none: {
    found_dormant: 'planned',
    reengage_due: NOBODY,
    reengage_rest_due: NOBODY,
    text_sent: NOBODY,
    text_failed: NOBODY,
    reply_received: NOBODY,
    came_back: NOBODY,
    offers_ended: NOBODY,
    taken_over: NOBODY,
  },
  planned: {
    found_dormant: NOT_YET,
    reengage_due: 'written | marketing reengage',
    reengage_rest_due: NOT_YET,
    text_sent: NOT_YET,
    text_failed: NOT_YET,
    reply_received: 'closed not_written',
    came_back: 'closed not_written',
    offers_ended: 'closed opted_out',
    taken_over: 'closed not_written',
  },
  ordered: {
    found_dormant: 'ignored: written_already',
    reengage_due: 'ignored: written_already',
    reengage_rest_due: 'closed not_written',
    text_sent: 'written',
    text_failed: 'closed not_written',
    reply_received: 'closed not_written | cancel_offers',
    came_back: 'closed not_written | cancel_offers',
    offers_ended: 'closed opted_out | cancel_offers',
    taken_over: 'closed not_written | cancel_offers',
  },
  written: {
    found_dormant: 'ignored: written_already',
    reengage_due: 'ignored: written_already',
    reengage_rest_due: 'closed ignored',
    text_sent: 'written',
    text_failed: 'closed not_written',
    reply_received: 'closed replied',
    came_back: 'closed replied',
    offers_ended: 'closed opted_out | cancel_offers',
    taken_over: 'ignored: texted_already',
  },
  closed: {
    found_dormant: OVER,
    reengage_due: OVER,
    reengage_rest_due: OVER,
    text_sent: OVER,
    text_failed: OVER,
    reply_received: OVER,
    came_back: OVER,
    offers_ended: OVER,
    taken_over: OVER,
  },
}

const PAIRS = Object.entries(TABLE).flatMap(([state, row]) =>
  Object.entries(row).map(([input, outcome]) => [state, input, outcome] as const),
)

describe('a message after a long time', () => {
  test.each(PAIRS)('%s, told %s: %s', (state, input, outcome) => {
    const given = freezeDeeply(STATES[state as keyof typeof STATES])
    const decision = decideReengage(given, INPUTS[input as InputType], freezeDeeply(facts()), NOW)
    expect(describeDecision(decision)).toBe(outcome)
  })

  test.each([
    [{ isOn: false }, 'ignored: reengage_off'],
    [{ unreachable: 'written_consent_missing' }, 'ignored: written_consent_missing'],
    [{ isSilent: true }, 'ignored: somebody_has_it'],
  ])('is not begun with %j: %s', (change, outcome) => {
    expect(describeDecision(decideReengage(null, INPUTS.found_dormant, facts(change), NOW))).toBe(outcome)
  })

  test.each([{ isOn: false }, { isDormant: false }, { unreachable: 'suppressed' }, { isSilent: true }])(
    'is not written where it is due with %j',
    (change) => {
      const decision = decideReengage(STATES.planned, INPUTS.reengage_due, facts(change), NOW)
      expect(describeDecision(decision)).toBe('closed not_written')
    },
  )

  test('is due at the hour it was planned for, and over four weeks after it was ordered', () => {
    const found = decideReengage(null, INPUTS.found_dormant, facts(), NOW)
    expect(found).toMatchObject({ timers: { reengage_due: NOW + HOUR_MS } })
    const due = decideReengage(STATES.planned, INPUTS.reengage_due, facts(), NOW)
    expect(due).toMatchObject({ timers: { reengage_due: null, reengage_rest_due: NOW + 28 * DAY_MS } })
  })
})
