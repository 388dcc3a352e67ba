import { describe, expect, test } from 'vitest'
import { knowFacts, pickFrom, recallSent, seededChance, writeMessage } from '../../tests/support/gate-message.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../base/clock.ts'
import { decideGate } from './decide.ts'
import type { CandidatePlace, GateDecision, GateFacts, GateMessage, MessageClass } from './facts.ts'
import { isOpen } from './quiet-hours.ts'
import { STATE_RULES } from './states-data.ts'

const CLASSES = ['response', 'response_late', 'service', 'followup', 'marketing'] as const
const BASES = ['implied_single', 'spoken_notice', 'press_1', 'spoken_yes', 'inbound_message', 'written'] as const
const ZONES = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'Pacific/Honolulu',
]
const DAYS = ['2026-03-08', '2026-11-01', '2026-11-17', '2026-11-26', '2026-12-25'].map((day) => Date.parse(day))
const BODIES = [
  'Lone Star Plumbing: sorry we missed your call. Reply STOP to opt out.',
  'Lone Star Plumbing: 10% off. Reply STOP to opt out.',
  'A drain is $179.',
  'On our way.',
]
const ROUNDS = 3_000

type Situation = { message: GateMessage; facts: GateFacts; now: Instant }

function imagine(chance: () => number): Situation {
  const now = Math.floor(pickFrom(chance, DAYS) + chance() * 2 * DAY_MS)
  const message = writeMessage(
    {
      class: pickFrom(chance, CLASSES),
      body: pickFrom(chance, BODIES),
      firstInConversation: chance() < 0.3,
      unprompted: chance() < 0.5,
      byHuman: chance() < 0.1,
      audience: chance() < 0.05 ? 'technician' : 'customer',
      exemption: chance() < 0.1 ? pickFrom(chance, ['opt_out_confirmation', 'help'] as const) : null,
      occasionedAt: now - Math.floor(chance() * 20 * MINUTE_MS),
      usefulUntil: now + Math.floor(chance() * 3 * DAY_MS),
    },
    now,
  )
  const facts = knowFacts(
    {
      consents: BASES.filter(() => chance() < 0.4).map((basis) => ({ basis, at: now - 2 * DAY_MS })),
      conversationOpenUntil: chance() < 0.7 ? now + DAY_MS : null,
      sent: chance() < 0.4 ? [imagineSent(chance, now)] : [],
      allowedAmountsMinor: [17_900],
      places: [imaginePlace(chance)],
      confirmationDueBy: chance() < 0.5 ? now + MINUTE_MS : null,
      budgetLeft: chance() < 0.05 ? 0 : null,
    },
    now,
  )
  return { message, facts, now }
}

function imaginePlace(chance: () => number): CandidatePlace {
  return { state: pickFrom(chance, [...STATE_RULES.keys(), null]), zones: [pickFrom(chance, ZONES)], source: 'zip' }
}

function imagineSent(chance: () => number, now: Instant) {
  return recallSent(now - Math.floor(chance() * 10 * DAY_MS), {
    class: pickFrom(chance, CLASSES),
    unprompted: chance() < 0.5,
  })
}

function decide({ message, facts, now }: Situation): GateDecision {
  return decideGate(message, facts, now)
}

/** Whether the second decision sends no more than the first: not at all, not earlier, not for longer. */
function sendsNoMore(before: GateDecision, after: GateDecision): boolean {
  if (after.kind === 'allow') return before.kind === 'allow' && after.validityS <= before.validityS
  return true
}

function forEachSituation(seed: number, check: (situation: Situation, chance: () => number) => void): void {
  const chance = seededChance(seed)
  for (let round = 0; round < ROUNDS; round += 1) check(imagine(chance), chance)
}

describe('whatever the situation', () => {
  test('all three answers occur, so that what follows says something', () => {
    const kinds = new Map<string, number>()
    forEachSituation(1, (situation) => {
      const { kind } = decide(situation)
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    })
    for (const kind of ['allow', 'hold', 'deny']) expect(kinds.get(kind), kind).toBeGreaterThan(ROUNDS / 50)
  })

  test('a suppression never turns a refusal into a send', () => {
    forEachSituation(2, (situation) => {
      const suppressed = { ...situation, facts: { ...situation.facts, suppressed: true } }
      expect(sendsNoMore(decide(situation), decide(suppressed))).toBe(true)
      const { audience, exemption } = situation.message
      if (audience === 'customer' && exemption === null) expect(decide(suppressed).kind).toBe('deny')
    })
  })

  test('a further candidate place never adds a send, and never makes a held one earlier', () => {
    forEachSituation(3, (situation, chance) => {
      const further = { ...situation.facts, places: [...situation.facts.places, imaginePlace(chance)] }
      const before = decide(situation)
      const after = decide({ ...situation, facts: further })
      expect(sendsNoMore(before, after)).toBe(true)
      if (before.kind === 'hold' && after.kind === 'hold') expect(after.until).toBeGreaterThanOrEqual(before.until)
    })
  })

  test('a consent taken away, a message more in memory or a kill switch never adds a send', () => {
    forEachSituation(4, (situation, chance) => {
      const { facts, now } = situation
      const narrower: Partial<GateFacts>[] = [
        { consents: facts.consents.slice(1) },
        { sent: [...facts.sent, imagineSent(chance, now)] },
        { killSwitch: true },
        { conversationOpenUntil: null },
        { allowedAmountsMinor: [] },
        { budgetLeft: 0 },
      ]
      for (const change of narrower) {
        expect(sendsNoMore(decide(situation), decide({ ...situation, facts: { ...facts, ...change } }))).toBe(true)
      }
    })
  })

  test('the same inputs give the same answer, and are left as they were', () => {
    forEachSituation(5, (situation) => {
      const copy = structuredClone(situation)
      const first = decide(situation)
      expect(decide(copy)).toEqual(first)
      expect(situation).toEqual(copy)
    })
  })

  test('nothing is sent outside the hours, and nothing can wait at the provider beyond them', () => {
    const at = (situation: Situation, when: Instant, messageClass: MessageClass) =>
      messageClass === 'response' || isOpen(situation.facts.places, messageClass, when)
    forEachSituation(6, (situation) => {
      const { message, now } = situation
      const decision = decide(situation)
      if (decision.kind !== 'allow') return
      expect(decision.validityS).toBeGreaterThanOrEqual(1)
      expect(now + decision.validityS * SECOND_MS).toBeLessThanOrEqual(message.usefulUntil)
      if (message.byHuman || message.audience === 'technician' || message.exemption !== null) return
      const late = message.class === 'response' && now - message.occasionedAt > 10 * MINUTE_MS
      const messageClass = late ? 'response_late' : message.class
      expect(at(situation, now, messageClass)).toBe(true)
      expect(at(situation, now + decision.validityS * SECOND_MS - 1, messageClass)).toBe(true)
    })
  })

  test('a hold lies ahead, before the use is over', () => {
    forEachSituation(7, (situation) => {
      const decision = decide(situation)
      if (decision.kind !== 'hold') return
      expect(decision.until).toBeGreaterThan(situation.now)
      expect(decision.until).toBeLessThan(situation.message.usefulUntil)
      expect(decision.until - situation.now).toBeLessThan(14 * 24 * HOUR_MS)
    })
  })
})
