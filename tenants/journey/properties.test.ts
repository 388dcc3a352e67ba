import { describe, expect, test } from 'vitest'
import { callMissed, freezeDeeply, makeFacts, makeReply } from '../../tests/support/missed-call.ts'
import { DAY_MS, type Instant } from '../base/clock.ts'
import { decide } from './decide.ts'
import type { Effect } from './effect.ts'
import type { JourneyFacts, JourneyInput, ReplyLabel } from './input.ts'
import type { MissedCallState } from './state.ts'

const LIVES = 2_000
const INPUTS_OF_A_LIFE = 25

/** Mulberry32: the same seed gives the same life. */
function makeChance(seed: number): () => number {
  let held = seed
  return () => {
    held = (held + 0x6d2b79f5) | 0
    let mixed = Math.imul(held ^ (held >>> 15), 1 | held)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const LABELS: ReplyLabel[] = [
  'opt_out',
  'opt_in_again',
  'help',
  'booking',
  'price_question',
  'question_other',
  'not_interested',
  'wrong_number',
  'thanks',
  'spam',
]

function makeInput(chance: () => number, now: Instant): JourneyInput {
  const pick = <T>(...choices: T[]): T => choices[Math.floor(chance() * choices.length)] as T
  const template = pick('missed_call_text', 'price_answer')
  return pick<() => JourneyInput>(
    () => callMissed(now - Math.floor(chance() ** 8 * DAY_MS)),
    () => ({ type: 'call_answered', callId: 'cal_2', endedAt: now - Math.floor(chance() * 60_000) }),
    () => ({ ...callMissed(now), ask: pick('press_1' as const, 'spoken_yes' as const, null) }),
    () => ({ type: 'consent_given', ask: 'press_1' }),
    () => ({ type: pick('consent_refused', 'call_over') }),
    () => ({ type: 'contact_found' }),
    () => ({ type: 'contact_missing', code: 'not_found' }),
    () => ({ type: 'contact_merged' }),
    () => ({ type: 'text_sent', template }),
    () => ({ type: 'text_failed', template, code: pick('21610', '21614', '30003', '30006') }),
    () => ({ type: 'email_failed', template: 'missed_call_email', code: 'bounced' }),
    () => ({
      type: 'reply_received',
      reply: makeReply(pick(...LABELS), {
        emergency: pick(null, null, null, 'gas'),
        asksIfBot: pick(false, false, true),
        services: pick([], ['Drain cleaning'], ['Drain cleaning', 'Water heater repair', 'Toilet']),
        wishedAt: pick(null, now + DAY_MS),
        answeredByCarrier: pick(true, false),
      }),
    }),
    () => ({ type: 'opted_out', confirm: pick(true, false) }),
    () => ({ type: 'taken_over' }),
    () => ({ type: 'handed_back' }),
    () => ({ type: 'human_wrote', text: 'On my way.' }),
    () => ({ type: pick('text_due', 'silence_due', 'idle_due') }),
    // Calls and due texts are what most matters turn on.
    () => callMissed(now),
    () => ({ type: 'text_due' }),
  )()
}

function makeCustomer(chance: () => number, optedOut: boolean): JourneyFacts {
  const hasPhone = chance() < 0.7
  return makeFacts(
    { hasPhone, hasEmail: chance() < 0.5, optedOut, lookUpPending: !hasPhone && chance() < 0.5 },
    { canText: chance() < 0.9, services: chance() < 0.8 ? ['Drain cleaning'] : [] },
  )
}

type Step = {
  before: MissedCallState | null
  input: JourneyInput
  optedOut: boolean
  after: MissedCallState | null
  effects: Effect[]
  ignored: boolean
}

/** One journey from its first input on, told anything in any order; a person's words are refused after an opt-out. */
function liveThrough(seed: number): Step[] {
  const chance = makeChance(seed)
  const steps: Step[] = []
  let state: MissedCallState | null = null
  let optedOut = false
  let now = Date.UTC(2026, 10, 24)
  for (let count = 0; count < INPUTS_OF_A_LIFE; count += 1) {
    // Mostly seconds, now and then a day: the rules of a missed call live at both ends.
    now += Math.floor(chance() ** 8 * DAY_MS)
    // Most lives begin as they do outside, with a missed call whose text falls due.
    const isUsual = seed % 4 !== 0 && count < 2
    const usual: JourneyInput = count === 0 ? callMissed(now) : { type: 'text_due' }
    const input = isUsual ? usual : makeInput(chance, now)
    if (optedOut && (input.type === 'human_wrote' || input.type === 'opted_out')) continue
    const facts = freezeDeeply(makeCustomer(chance, optedOut || input.type === 'opted_out'))
    const before: MissedCallState | null = freezeDeeply(state)
    const decision = decide(before, freezeDeeply(input), facts, now)
    expect(decide(before, input, facts, now)).toEqual(decision)
    optedOut ||= input.type === 'opted_out'
    if (decision.kind === 'moved') state = decision.state
    const effects = decision.kind === 'moved' ? decision.effects : []
    steps.push({ before, input, optedOut, after: state, effects, ignored: decision.kind === 'ignored' })
  }
  return steps
}

const SEEDS = Array.from({ length: LIVES }, (_, index) => index + 1)

function textsOf(steps: Step[]): string[] {
  return steps.flatMap((step) =>
    step.effects.flatMap((effect) => (effect.type === 'send_sms' ? [effect.template] : [])),
  )
}

describe('whatever a journey is told, in whatever order', () => {
  const lives = SEEDS.map((seed) => ({ seed, steps: liveThrough(seed) }))

  test('it visits every status, so that the rest of this file means something', () => {
    const visited = new Set(lives.flatMap(({ steps }) => steps.map((step) => step.after?.status)))
    for (const status of [
      'awaiting_text',
      'awaiting_reply',
      'in_conversation',
      'booking_wanted',
      'taken_over',
      'closed',
    ]) {
      expect(visited).toContain(status)
    }
    expect(lives.filter(({ steps }) => textsOf(steps).includes('missed_call_text')).length).toBeGreaterThan(LIVES / 10)
  })

  test('it apologises for a missed call at most once', () => {
    for (const { seed, steps } of lives) {
      const apologies = textsOf(steps).filter((template) => template === 'missed_call_text')
      expect(apologies.length, `seed ${seed}`).toBeLessThanOrEqual(1)
    }
  })

  test('it never texts somebody who opted out, except one confirmation and help they ask for', () => {
    for (const { seed, steps } of lives) {
      const texts = textsOf(steps.filter((step) => step.optedOut)).filter((template) => template !== 'help_answer')
      expect(texts.length, `seed ${seed}`).toBeLessThanOrEqual(1)
      for (const template of texts) expect(template, `seed ${seed}`).toBe('opt_out_confirmation')
    }
  })

  test('it stays closed once it is closed', () => {
    for (const { seed, steps } of lives) {
      for (const step of steps.filter(({ before }) => before?.status === 'closed')) {
        expect(step.ignored, `seed ${seed}, ${step.input.type}`).toBe(true)
      }
    }
  })

  test('it says nothing of its own while a person has the conversation', () => {
    for (const { seed, steps } of lives) {
      for (const step of steps.filter(({ before }) => before?.status === 'taken_over')) {
        const own = textsOf([step]).filter((template) => !['human_text', 'opt_out_confirmation'].includes(template))
        expect(own, `seed ${seed}, ${step.input.type}`).toEqual([])
      }
    }
  })

  test('it tells the technician of every wish for a visit, before the customer is answered', () => {
    for (const { seed, steps } of lives) {
      for (const step of steps.filter(({ after, before }) => after?.status === 'booking_wanted' && before !== after)) {
        const types = step.effects.map((effect) => effect.type)
        // Whom a danger is told to is decided elsewhere, see `decideEmergency`.
        const isDanger = step.input.type === 'reply_received' && step.input.reply.emergency !== null
        if (!types.includes('sync_crm') || isDanger) continue
        const answerAt = step.effects.findIndex(
          (effect) => effect.type === 'send_sms' && effect.template === 'booking_received',
        )
        expect(types, `seed ${seed}`).toContain('tell_technician')
        if (answerAt >= 0) expect(types.indexOf('tell_technician'), `seed ${seed}`).toBeLessThan(answerAt)
      }
    }
  })
})
