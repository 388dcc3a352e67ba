import { describe, expect, test, vi } from 'vitest'
import {
  decide,
  forEachSituation,
  imaginePlace,
  imagineSent,
  knowing,
  narrowRules,
  ROUNDS,
  sendsNoMore,
  type Situation,
} from '../../tests/support/gate-situations.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../base/clock.ts'
import type { GateFacts, MessageClass } from './facts.ts'
import { isOpen } from './quiet-hours.ts'

// Thousands of decisions each, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 120_000 })

describe('whatever the situation', () => {
  test('all three answers occur, so that what follows says something', () => {
    const kinds = new Map<string, number>()
    forEachSituation(1, (situation) => {
      const { kind } = decide(situation)
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    })
    for (const kind of ['allow', 'hold', 'deny']) expect(kinds.get(kind), kind).toBeGreaterThan(ROUNDS / 50)
  })

  test('a suppression never turns a refusal or a hold into a send', () => {
    forEachSituation(2, (situation) => {
      const suppressed = knowing(situation, { suppressed: true })
      expect(sendsNoMore(decide(situation), decide(suppressed))).toBe(true)
      const { audience, exemption } = situation.message
      if (audience === 'customer' && exemption === null) expect(decide(suppressed).kind).toBe('deny')
    })
  })

  test('an opt-out from one topic never adds a send, nor does the scope that makes it one from all', () => {
    forEachSituation(3, (situation, chance) => {
      const topics = [...(situation.facts.suppressedTopics ?? []), chance() < 0.5 ? 'marketing' : 'unheard_of']
      const narrower = knowing(situation, { suppressedTopics: topics })
      expect(sendsNoMore(decide(situation), decide(narrower))).toBe(true)
      const before = decide(knowing(narrower, { revocationScope: 'topic' }))
      expect(sendsNoMore(before, decide(knowing(narrower, { revocationScope: 'all' })))).toBe(true)
    })
  })

  test('a further candidate place never adds a send, and never makes a held one earlier', () => {
    let held = 0
    forEachSituation(4, (situation, chance) => {
      const further = [...situation.facts.places, imaginePlace(chance)]
      const before = decide(situation)
      const after = decide(knowing(situation, { places: further }))
      expect(sendsNoMore(before, after)).toBe(true)
      if (before.kind !== 'hold' || after.kind !== 'hold' || before.code !== after.code) return
      expect(after.until).toBeGreaterThanOrEqual(before.until)
      held += 1
    })
    expect(held).toBeGreaterThan(100)
  })

  test('narrower hours of the states never add a send, nor lengthen one', () => {
    let narrowed = 0
    forEachSituation(5, (situation, chance) => {
      const before = decide(situation)
      const after = decide(situation, narrowRules(chance))
      expect(sendsNoMore(before, after)).toBe(true)
      if (before.kind !== after.kind) narrowed += 1
    })
    expect(narrowed).toBeGreaterThan(20)
  })

  test('a consent taken away never adds a send, whichever it is', () => {
    let lost = 0
    forEachSituation(6, (situation) => {
      const { consents } = situation.facts
      const before = decide(situation)
      for (const taken of consents) {
        const after = decide(knowing(situation, { consents: consents.filter((consent) => consent !== taken) }))
        expect(sendsNoMore(before, after)).toBe(true)
        if (before.kind !== after.kind) lost += 1
      }
    })
    expect(lost).toBeGreaterThan(50)
  })

  test('a message more in memory, older dealings, a fuller pace or a kill switch never adds a send', () => {
    forEachSituation(7, (situation, chance) => {
      const { facts, now } = situation
      const full = { sentLastMinute: 99, sentToday: 99, perMinuteMax: 60, perDayMax: 2_000 }
      const narrower: Partial<GateFacts>[] = [
        { sent: [...facts.sent, imagineSent(chance, now)] },
        { killSwitch: true },
        { conversationOpenUntil: null },
        { lastPurchaseAt: null },
        { allowedAmountsMinor: [] },
        { pace: full },
        { volume: { sentLastHour: 1_000, baselinePerHour: 1 } },
        { dlt: null },
        { budgetLeft: 0 },
      ]
      const before = decide(situation)
      for (const change of narrower) {
        const after = decide(knowing(situation, change))
        expect(sendsNoMore(before, after), JSON.stringify(change)).toBe(true)
      }
    })
  })
})

describe('the same inputs', () => {
  test('give the same answer and are left as they were, also read back from disk after a restart', () => {
    forEachSituation(8, (situation) => {
      const copy = structuredClone(situation)
      const first = decide(situation)
      expect(decide(situation)).toEqual(first)
      expect(situation).toEqual(copy)
      const readBack = JSON.parse(JSON.stringify(situation)) as Situation
      expect(decide(readBack)).toEqual(first)
      expect(JSON.parse(JSON.stringify(first))).toEqual(first)
    })
  })
})

describe('the hours', () => {
  test('bound every send, and how long it may wait at the provider', () => {
    let timed = 0
    const at = (situation: Situation, when: Instant, messageClass: MessageClass) =>
      messageClass === 'response' || isOpen(situation.facts.places, messageClass, when)
    forEachSituation(9, (situation) => {
      const { message, now } = situation
      const decision = decide(situation)
      if (decision.kind !== 'allow') return
      expect(decision.validityS).toBeGreaterThanOrEqual(1)
      expect(decision.validityS).toBeLessThanOrEqual(36_000)
      expect(now + decision.validityS * SECOND_MS).toBeLessThanOrEqual(message.usefulUntil)
      if (message.byHuman || message.audience === 'technician' || message.exemption !== null) return
      const late = message.class === 'response' && now - message.occasionedAt > 10 * MINUTE_MS
      const messageClass = late ? 'response_late' : message.class
      if (messageClass === 'service' && message.emergency === true) return
      expect(at(situation, now, messageClass)).toBe(true)
      expect(at(situation, now + decision.validityS * SECOND_MS - 1, messageClass)).toBe(true)
      if (messageClass !== 'response') timed += 1
    })
    expect(timed).toBeGreaterThan(50)
  })

  test('end a hold at the first lawful instant: a second before it the message would still be held', () => {
    const codes = new Map<string, number>()
    forEachSituation(10, (situation, chance) => {
      const decision = decide(situation)
      if (decision.kind !== 'hold') return
      const { until, code } = decision
      expect(until).toBeGreaterThan(situation.now)
      expect(until).toBeLessThan(situation.message.usefulUntil)
      expect(until - situation.now).toBeLessThan(14 * 24 * HOUR_MS)
      codes.set(code, (codes.get(code) ?? 0) + 1)
      // What the carriers count is of this minute; later it is counted anew.
      const later = knowing(situation, code === 'carrier_pace' ? {} : { pace: null })
      if (code !== 'carrier_pace') expect(decide({ ...later, now: until }).kind).not.toBe('hold')
      const between = situation.now + Math.floor(chance() * (until - situation.now))
      for (const before of [until - 1, Math.max(situation.now, until - SECOND_MS), between]) {
        expect(decide({ ...later, now: before }).kind, `${code} ${before}`).toBe('hold')
      }
    })
    expect([...codes.keys()]).toEqual(expect.arrayContaining(['quiet_hours', 'carrier_pace', 'followup_too_soon']))
  })
})
