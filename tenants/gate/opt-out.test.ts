import { describe, expect, test } from 'vitest'
import { knowFacts, TUESDAY_11, writeLater, writeMessage } from '../../tests/support/gate-message.ts'
import { DAY_MS, MINUTE_MS } from '../base/clock.ts'
import { decideGate } from './decide.ts'
import type { GateFacts, GateMessage, MessageClass } from './facts.ts'

const NOW = TUESDAY_11
const CLASSES: MessageClass[] = ['response', 'response_late', 'service', 'followup', 'marketing']

function ask(message: Partial<GateMessage>, facts: Partial<GateFacts>, now = NOW) {
  const consents = [{ basis: 'written' as const, at: NOW - 9 * DAY_MS }]
  return decideGate(writeLater(message, now), knowFacts({ consents, ...facts }, now), now)
}

describe('an opt-out from one topic', () => {
  test.each(CLASSES)('of class %s stops everything, unless the business keeps topics apart', (topic) => {
    for (const messageClass of CLASSES) {
      const facts = { suppressedTopics: [topic] }
      expect(ask({ class: messageClass }, facts)).toMatchObject({ kind: 'deny', code: 'suppressed' })
      expect(ask({ class: messageClass }, { ...facts, revocationScope: 'all' })).toMatchObject({ code: 'suppressed' })
    }
  })

  test.each<[topic: MessageClass, ...stopped: boolean[]]>([
    ['response', true, true, false, false, false],
    ['response_late', true, true, false, false, false],
    ['service', false, false, true, false, false],
    ['followup', false, false, false, true, false],
    ['marketing', false, false, false, false, true],
  ])('of class %s stops that class alone where topics are kept apart', (topic, ...stopped) => {
    for (const [index, messageClass] of CLASSES.entries()) {
      const told = ask({ class: messageClass }, { suppressedTopics: [topic], revocationScope: 'topic' })
      if (stopped[index]) expect(told, messageClass).toMatchObject({ kind: 'deny', code: 'suppressed' })
      else expect(told, messageClass).toMatchObject({ kind: 'allow' })
    }
  })

  test('that names no class of message stops everything all the same', () => {
    for (const messageClass of CLASSES) {
      const facts = { suppressedTopics: ['reviews'], revocationScope: 'topic' as const }
      expect(ask({ class: messageClass }, facts)).toMatchObject({ code: 'suppressed' })
    }
  })

  test('counts what the technician types, and never what goes to the technician', () => {
    const facts = { suppressedTopics: ['service'], revocationScope: 'topic' as const }
    expect(ask({ class: 'service', byHuman: true }, facts)).toMatchObject({ code: 'suppressed' })
    expect(ask({ class: 'service', audience: 'technician' }, facts)).toMatchObject({ kind: 'allow' })
  })

  test('in full is not lifted by keeping topics apart', () => {
    expect(ask({}, { suppressed: true, suppressedTopics: [], revocationScope: 'topic' })).toMatchObject({
      code: 'suppressed',
    })
  })

  test('leaves its confirmation and the answer to HELP', () => {
    const body = 'Lone Star Plumbing: you are unsubscribed and get no more messages.'
    const confirmation = { exemption: 'opt_out_confirmation', template: 'opt_out_confirmation', body } as const
    const facts = { suppressedTopics: ['marketing'], confirmationDueBy: NOW + MINUTE_MS }
    expect(ask(confirmation, facts)).toMatchObject({ kind: 'allow' })
    expect(ask({ exemption: 'help', template: 'help_answer' }, facts)).toMatchObject({ kind: 'allow' })
  })
})

test('an opt-out stands ten years on', () => {
  const later = NOW + 3_653 * DAY_MS
  expect(ask({}, { suppressed: true }, later)).toMatchObject({ code: 'suppressed' })
})

test('a danger at home is told at any hour, and nothing else of a visit is', () => {
  const night = Date.parse('2026-11-18T02:00:00-06:00')
  const consents = [{ basis: 'spoken_notice' as const, at: NOW }]
  const visit = { class: 'service', body: 'Shut off the gas and leave the house.' } as const
  const write = (emergency: boolean) => writeMessage({ ...visit, emergency, firstInConversation: false }, night)
  expect(decideGate(write(true), knowFacts({ consents }, night), night)).toMatchObject({ kind: 'allow' })
  expect(decideGate(write(false), knowFacts({ consents }, night), night)).toMatchObject({ kind: 'deny' })
  const offer = writeLater({ class: 'marketing', emergency: true }, night)
  const written = [{ basis: 'written' as const, at: NOW }]
  expect(decideGate(offer, knowFacts({ consents: written }, night), night)).toMatchObject({ kind: 'hold' })
})
