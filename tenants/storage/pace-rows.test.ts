import { describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../base/clock.ts'
import { PACE_INSTANTS_MAX } from '../base/limits.ts'
import { addSending, countLastHour, usualPerHour, type Sendings } from './pace-rows.ts'

const NOON = Date.parse('2026-11-17T20:00:00Z')
const NOTHING: Sendings = { recent: [], day: 0, segmentsToday: 0, minutes: [], days: [], stoppedAt: null }
const TODAY = 20_000

type Text = { at: number; day?: number; segments?: number; isAutomated?: boolean }

function send(texts: readonly Text[], before = NOTHING): Sendings {
  return texts.reduce((sendings, { at, day = TODAY, segments = 1, isAutomated = true }) => {
    return addSending(sendings, { segments, isAutomated, day }, at)
  }, before)
}

const every = (stepMs: number, count: number, from = NOON): Text[] =>
  Array.from({ length: count }, (_, index) => ({ at: from + index * stepMs }))

describe('what is counted of texts', () => {
  test('is each of the last minute, whoever it went to', () => {
    const sendings = send([
      { at: NOON },
      { at: NOON + 30 * SECOND_MS, isAutomated: false },
      { at: NOON + 61 * SECOND_MS },
    ])
    expect(sendings.recent).toEqual([NOON + 30 * SECOND_MS, NOON + 61 * SECOND_MS])
    expect(countLastHour(sendings, NOON + 61 * SECOND_MS)).toBe(2)
  })

  test('is the segments of the carriers’ day, which begin anew with the next', () => {
    const sendings = send([{ at: NOON, segments: 2 }, { at: NOON + 1 }])
    expect(sendings.segmentsToday).toBe(3)
    expect(send([{ at: NOON + HOUR_MS, day: TODAY + 1, segments: 2 }], sendings).segmentsToday).toBe(2)
  })

  test('is the automated ones of an hour, minute by minute', () => {
    const sendings = send(every(MINUTE_MS, 90))
    const last = NOON + 89 * MINUTE_MS
    expect(countLastHour(sendings, last)).toBe(60)
    expect(countLastHour(sendings, last + 30 * MINUTE_MS)).toBe(30)
    expect(countLastHour(sendings, last + HOUR_MS)).toBe(0)
  })

  test('is what an hour with texts usually has, without the day at hand', () => {
    const earlier = send([
      ...every(MINUTE_MS, 10).map((text) => ({ ...text, day: TODAY - 1 })),
      ...every(MINUTE_MS, 20, NOON + 5 * HOUR_MS).map((text) => ({ ...text, day: TODAY - 1 })),
    ])
    const sendings = send(every(SECOND_MS, 40, NOON + 24 * HOUR_MS), earlier)
    expect(usualPerHour(sendings, TODAY)).toBe(15)
    expect(usualPerHour(NOTHING, TODAY)).toBe(0)
  })

  test('stays small, however many there are', () => {
    let sendings = NOTHING
    for (let day = 0; day < 30; day += 1) {
      sendings = send(
        every(100, 700, NOON + day * 24 * HOUR_MS).map((text) => ({ ...text, day: TODAY + day })),
        sendings,
      )
    }
    expect(sendings.recent.length).toBeLessThanOrEqual(PACE_INSTANTS_MAX)
    expect(sendings.minutes.length).toBeLessThanOrEqual(60)
    expect(sendings.days.length).toBeLessThanOrEqual(8)
    expect(JSON.stringify(sendings).length).toBeLessThan(6_000)
  })
})
