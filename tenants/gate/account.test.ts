import { describe, expect, test } from 'vitest'
import { DALLAS, knowFacts, MIAMI, TUESDAY_11, writeLater, writeMessage } from '../../tests/support/gate-message.ts'
import { HOUR_MS, MINUTE_MS } from '../base/clock.ts'
import { decideGate } from './decide.ts'
import type { GateFacts, GateMessage } from './facts.ts'

const NOW = TUESDAY_11

function accountOf(message: GateMessage, facts: Partial<GateFacts> = {}, now = NOW) {
  const decision = decideGate(message, knowFacts(facts, now), now)
  if (decision.kind !== 'allow') throw new Error(`It was not let go: ${decision.code}`)
  return decision.account
}

describe('a message that was let go', () => {
  test('keeps the consent it rests on, the hour in the reader’s zone, and every rule it was weighed by', () => {
    expect(accountOf(writeMessage())).toEqual({
      class: 'response',
      consentBasis: 'spoken_notice',
      consentAt: NOW - MINUTE_MS,
      zone: 'America/Chicago',
      localTime: '2026-11-17 11:00',
      rules: [
        'kill_switch',
        'registration',
        'destination',
        'opt_out',
        'exemption',
        'consent',
        'words',
        'caps',
        'volume',
        'hours',
        'pace',
        'usefulness',
        'budget',
      ],
    })
  })

  test('names the zone whose hours end first, where hours bind it', () => {
    const consents = [{ basis: 'press_1' as const, at: NOW - 48 * HOUR_MS }]
    const facts = { consents, places: [DALLAS, MIAMI] }
    const account = accountOf(writeLater({ class: 'service', unprompted: false }), facts)
    expect(account).toMatchObject({ class: 'service', zone: 'America/New_York', localTime: '2026-11-17 12:00' })
  })

  test('rests on the customer’s newest words', () => {
    const consents = [
      { basis: 'inbound_message' as const, at: NOW - 5 * HOUR_MS },
      { basis: 'inbound_message' as const, at: NOW - MINUTE_MS },
    ]
    const facts = { consents, conversationOpenUntil: NOW + HOUR_MS }
    expect(accountOf(writeMessage(), facts)).toMatchObject({
      consentBasis: 'inbound_message',
      consentAt: NOW - MINUTE_MS,
    })
  })

  test('to the technician rests on nobody’s consent and no hours', () => {
    const account = accountOf(writeMessage({ audience: 'technician', template: 'emergency' }))
    expect(account).toMatchObject({ consentBasis: null, consentAt: null })
    expect(account.rules).not.toContain('consent')
    expect(account.rules).not.toContain('hours')
  })
})
