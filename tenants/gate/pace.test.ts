import { describe, expect, test } from 'vitest'
import { knowFacts, TUESDAY_11, writeLater, writeMessage } from '../../tests/support/gate-message.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../base/clock.ts'
import { CARRIER_TEXTS_PER_DAY_MAX, CARRIER_TEXTS_PER_MINUTE_MAX } from '../base/limits.ts'
import { decideGate } from './decide.ts'
import type { GateMessage, Pace, Volume } from './facts.ts'

const NOW = TUESDAY_11
const IDLE: Pace = {
  sentLastMinute: 0,
  minuteFreesAt: NOW + 20 * SECOND_MS,
  sentToday: 0,
  dayEndsAt: NOW + 5 * HOUR_MS,
  perMinuteMax: 60,
  perDayMax: 1_000,
}
const CONSENTS = [{ basis: 'written' as const, at: NOW - 48 * HOUR_MS }]

function ask(message: GateMessage, pace: Partial<Pace>, volume: Volume | null = null) {
  const facts = { pace: { ...IDLE, ...pace }, volume, consents: CONSENTS, confirmationDueBy: NOW + MINUTE_MS }
  return decideGate(message, knowFacts(facts), NOW)
}

const SHARES = [
  ['response', 57, 950],
  ['service', 54, 900],
  ['followup', 42, 700],
  ['marketing', 30, 500],
] as const

describe('the pace of the carriers', () => {
  test.each(SHARES)('leaves a text of class %s %i places a minute and %i a day', (messageClass, perMinute, perDay) => {
    const text = writeLater({ class: messageClass })
    expect(ask(text, { sentLastMinute: perMinute - 1, sentToday: perDay - 1 })).toMatchObject({ kind: 'allow' })
    expect(ask(text, { sentLastMinute: perMinute })).toMatchObject({
      kind: 'hold',
      code: 'carrier_pace',
      until: NOW + 20 * SECOND_MS,
    })
  })

  test.each(SHARES)(
    'holds one of class %s that does not fit into the day until the next',
    (messageClass, _minute, perDay) => {
      const text = writeLater({ class: messageClass })
      const told = ask(text, { sentToday: perDay })
      expect(told).toMatchObject({ kind: 'hold', code: 'carrier_pace', until: NOW + 5 * HOUR_MS })
    },
  )

  test('keeps the technician, an opt-out’s confirmation and HELP waiting for nobody', () => {
    const full = { sentLastMinute: 500, sentToday: 5_000 }
    const body = 'Lone Star Plumbing: you are unsubscribed and get no more messages.'
    expect(ask(writeMessage({ audience: 'technician' }), full)).toMatchObject({ kind: 'allow' })
    expect(ask(writeMessage({ exemption: 'opt_out_confirmation', template: 'o', body }), full)).toMatchObject({
      kind: 'allow',
    })
    expect(ask(writeMessage({ exemption: 'help', template: 'h' }), full)).toMatchObject({ kind: 'allow' })
  })

  test('keeps nobody in danger waiting, however many texts there were', () => {
    const volume = { sentLastHour: 10_000, baselinePerHour: 1 }
    const full = { sentLastMinute: 500, sentToday: 5_000 }
    expect(ask(writeMessage({ emergency: true }), full, volume)).toMatchObject({ kind: 'allow' })
  })

  test('says nothing about e-mail, nor where nobody counts', () => {
    const full = { sentLastMinute: 500, sentToday: 5_000 }
    expect(ask(writeMessage({ channel: 'email', to: 'asha@example.com' }), full)).toMatchObject({ kind: 'allow' })
    expect(decideGate(writeMessage(), knowFacts({ pace: null }), NOW)).toMatchObject({ kind: 'allow' })
  })

  test('waits a minute or an hour where nobody says when a place is free', () => {
    const { minuteFreesAt: _minute, dayEndsAt: _day, ...counts } = IDLE
    const holding = (pace: Pace) => decideGate(writeMessage(), knowFacts({ pace, consents: CONSENTS }), NOW)
    expect(holding({ ...counts, sentLastMinute: 60 })).toMatchObject({ until: NOW + MINUTE_MS })
    expect(holding({ ...counts, sentToday: 1_000 })).toMatchObject({ until: NOW + HOUR_MS })
  })

  test('tells at once when the text would be of no use by then', () => {
    const soon = writeMessage({ usefulUntil: NOW + 10 * SECOND_MS })
    expect(ask(soon, { sentLastMinute: 60 })).toMatchObject({ kind: 'deny', code: 'too_late' })
  })

  test('spreads a burst of two hundred over the minutes, and loses none', () => {
    const sentAt: number[] = []
    const waiting = Array.from({ length: 200 }, () => NOW)
    for (let turns = 0; waiting.length > 0; turns += 1) {
      expect(turns).toBeLessThan(2_000)
      waiting.sort((one, other) => one - other)
      const at = waiting.shift() ?? NOW
      const lastMinute = sentAt.filter((sent) => sent > at - MINUTE_MS)
      const pace = { ...IDLE, sentLastMinute: lastMinute.length, minuteFreesAt: (lastMinute[0] ?? at) + MINUTE_MS }
      const facts = knowFacts({ pace: { ...pace, sentToday: sentAt.length }, consents: CONSENTS })
      const decision = decideGate(writeMessage({ usefulUntil: NOW + HOUR_MS, occasionedAt: at }), facts, at)
      if (decision.kind === 'allow') sentAt.push(at)
      else if (decision.kind === 'hold') waiting.push(decision.until)
      else throw new Error(`lost: ${decision.code}`)
    }
    expect(sentAt).toHaveLength(200)
    for (const at of sentAt) {
      expect(sentAt.filter((other) => other > at - MINUTE_MS && other <= at).length).toBeLessThanOrEqual(57)
    }
    expect((sentAt.at(-1) ?? 0) - NOW).toBeLessThanOrEqual(4 * MINUTE_MS)
  })

  test('stays below what AT&T and T-Mobile take', () => {
    expect(CARRIER_TEXTS_PER_MINUTE_MAX).toBeLessThan(75)
    // Ten single notices and three sums a minute go beside what customers get.
    expect(Math.floor(CARRIER_TEXTS_PER_MINUTE_MAX * 0.95) + 10 + 3).toBeLessThan(75)
    expect(CARRIER_TEXTS_PER_DAY_MAX).toBeLessThan(2_000)
  })
})

describe('far more texts than usual', () => {
  test.each([
    [29, 0, 'allow'],
    [30, 0, 'deny'],
    [99, 20, 'allow'],
    [100, 20, 'deny'],
  ])('%i in an hour where %i are usual: %s', (sentLastHour, baselinePerHour, kind) => {
    const told = ask(writeMessage(), {}, { sentLastHour, baselinePerHour })
    expect(told).toMatchObject(kind === 'deny' ? { kind, code: 'unusual_volume' } : { kind })
  })

  test('stop what is automated and sent to customers, and nothing else', () => {
    const flood = { sentLastHour: 10_000, baselinePerHour: 1 }
    expect(ask(writeMessage({ audience: 'technician' }), {}, flood)).toMatchObject({ kind: 'allow' })
    expect(ask(writeMessage({ byHuman: true }), {}, flood)).toMatchObject({ kind: 'allow' })
    expect(ask(writeMessage({ exemption: 'help', template: 'h' }), {}, flood)).toMatchObject({ kind: 'allow' })
    const email = writeMessage({ channel: 'email', to: 'asha@example.com' })
    expect(ask(email, {}, flood)).toMatchObject({ kind: 'allow' })
  })

  test('a loop that counts what it sends comes to an end', () => {
    let sentLastHour = 0
    const next = () => decideGate(writeMessage(), knowFacts({ volume: { sentLastHour, baselinePerHour: 4 } }), NOW)
    while (next().kind === 'allow' && sentLastHour < 1_000) sentLastHour += 1
    expect(sentLastHour).toBe(30)
  })
})
