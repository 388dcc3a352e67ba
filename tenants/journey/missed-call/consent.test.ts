import { describe, expect, test } from 'vitest'
import { callMissed, makeFacts, Matter } from '../../../tests/support/missed-call.ts'
import { MINUTE_MS, SECOND_MS } from '../../base/clock.ts'
import type { Ask } from '../../base/greeting.ts'
import { isWaitingForConsent } from './consent.ts'

const asked = (ask: Ask | null = 'press_1', facts = makeFacts()) => {
  const matter = new Matter(facts)
  matter.hears({ ...callMissed(matter.now), ask })
  return matter
}
const yes = { type: 'consent_given', ask: 'press_1' } as const
const isWaiting = ({ state }: Matter) => state !== null && isWaitingForConsent(state)

describe('a caller who is asked first', () => {
  test('is not texted while the answer is open, and the technician is not bothered yet', () => {
    const matter = asked()
    matter.passTime(60 * SECOND_MS)
    expect([matter.texts, matter.notices, matter.status]).toEqual([[], [], 'awaiting_text'])
    expect(isWaiting(matter)).toBe(true)
  })

  test('and agrees soon is texted when everybody is', () => {
    const matter = asked()
    matter.passTime(8 * SECOND_MS)
    matter.hears(yes)
    expect(matter.texts).toEqual([])
    matter.passTime(12 * SECOND_MS)
    expect([matter.texts, matter.notices, matter.status]).toEqual([['missed_call_text'], [], 'awaiting_reply'])
    expect(matter.events).toEqual(['call_missed', 'consent_given', 'text_planned'])
    expect(isWaiting(matter)).toBe(false)
  })

  test('and agrees late is texted at once', () => {
    const matter = asked()
    matter.passTime(35 * SECOND_MS)
    matter.hears(yes)
    expect([matter.texts, matter.notices]).toEqual([['missed_call_text'], []])
  })

  test.each<[Ask, string]>([
    ['press_1', 'not_agreed: press_1'],
    ['spoken_yes', 'not_agreed: spoken_yes'],
  ])('by %s and does not agree: the technician hears of it at once, and no text goes', (ask, notice) => {
    const matter = asked(ask)
    matter.hears({ type: 'consent_refused' })
    expect([matter.texts, matter.notices, matter.status]).toEqual([[], [notice], 'awaiting_reply'])
    matter.passTime(60 * MINUTE_MS)
    expect([matter.texts, matter.notices]).toEqual([[], [notice]])
  })

  test('and hangs up: the answer may still come for five seconds', () => {
    const matter = asked()
    matter.passTime(6 * SECOND_MS)
    matter.hears({ type: 'call_over' })
    matter.hears({ type: 'call_over' })
    matter.passTime(4 * SECOND_MS)
    expect(matter.notices).toEqual([])
    matter.passTime(SECOND_MS)
    expect([matter.texts, matter.notices]).toEqual([[], ['not_agreed: press_1']])
  })

  test('and of whom nothing more is heard: the technician is told after a minute and a half', () => {
    const matter = asked()
    matter.passTime(90 * SECOND_MS)
    expect([matter.texts, matter.notices]).toEqual([[], ['not_agreed: press_1']])
  })

  test('and whose yes comes after all of that is texted, once', () => {
    const matter = asked()
    matter.hears({ type: 'consent_refused' })
    matter.passTime(MINUTE_MS)
    matter.hears(yes)
    matter.hears(yes)
    expect(matter.texts).toEqual(['missed_call_text'])
    expect(matter.hears({ type: 'consent_refused' })).toMatchObject({ kind: 'ignored' })
  })

  test('and opts out meanwhile gets nothing for a yes', () => {
    const matter = asked()
    matter.hears({ type: 'consent_refused' })
    matter.learns({ optedOut: true })
    expect(matter.hears(yes)).toEqual({ kind: 'ignored', reason: 'opted_out' })
    expect(matter.texts).toEqual([])
  })

  test('and calls again is asked again, and the technician hears of each call that brought no text', () => {
    const matter = asked()
    matter.hears({ type: 'consent_refused' })
    matter.passTime(MINUTE_MS)
    matter.hears({ ...callMissed(matter.now), callId: 'cal_2', ask: 'press_1' })
    expect(isWaiting(matter)).toBe(true)
    expect(matter.notices).toEqual(['not_agreed: press_1', 'called_again'])
    matter.passTime(30 * SECOND_MS)
    matter.hears(yes)
    expect(matter.texts).toEqual(['missed_call_text'])
  })

  test('and calls again before the first answer is known has as long for the second', () => {
    const matter = asked()
    matter.passTime(80 * SECOND_MS)
    matter.hears({ ...callMissed(matter.now), callId: 'cal_2', ask: 'press_1' })
    matter.passTime(80 * SECOND_MS)
    expect(matter.notices).toEqual([])
    matter.passTime(10 * SECOND_MS)
    expect(matter.notices).toEqual(['not_agreed: press_1'])
  })
})

describe('a caller whom nobody asks', () => {
  test('is not texted, and the technician is told at once', () => {
    const matter = asked(null)
    expect([matter.texts, matter.notices]).toEqual([[], ['not_agreed: unasked']])
    matter.passTime(60 * MINUTE_MS)
    expect(matter.texts).toEqual([])
  })

  test('and who has to be looked up is told of as soon as it is known who it was', () => {
    const matter = asked(null, makeFacts({ hasPhone: false, lookUpPending: true }))
    expect([matter.notices, matter.events]).toEqual([[], ['call_missed']])
    matter.learns({ hasPhone: true, lookUpPending: false })
    matter.hears({ type: 'contact_found' })
    expect([matter.texts, matter.notices]).toEqual([[], ['not_agreed: unasked']])
    matter.passTime(60 * MINUTE_MS)
    expect(matter.texts).toEqual([])
  })

  test('and is never found is told of before the deadline, without promising a text', () => {
    const matter = asked(null, makeFacts({ hasPhone: false, lookUpPending: true }))
    matter.passTime(30 * SECOND_MS)
    expect([matter.texts, matter.notices]).toEqual([[], ['not_agreed: unasked']])
  })

  test('is written to where an address is known, since e-mail needs no consent', () => {
    const matter = asked(null, makeFacts({ hasEmail: true }))
    matter.passTime(5 * MINUTE_MS)
    expect([matter.texts, matter.count('send_email')]).toEqual([[], 1])
  })
})

test('a yes that nobody asked for changes nothing', () => {
  const matter = new Matter()
  matter.hears(callMissed(matter.now))
  expect(matter.hears(yes)).toEqual({ kind: 'ignored', reason: 'nothing_was_asked' })
  matter.passTime(20 * SECOND_MS)
  expect(matter.texts).toEqual(['missed_call_text'])
})
