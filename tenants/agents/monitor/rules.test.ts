import { describe, expect, test } from 'vitest'
import { describeDay } from '../../base/local-time.ts'
import type { DayFigures, FindingKind, MonitorSeen, OpenFinding } from './figures.ts'
import { packDay, unpackDay } from './pack.ts'
import { judge } from './rules.ts'
import type { Hits } from './statistics.ts'

const FIRST_DAY = 20_500
const DAYS = 120

/** A business that is the same every day: five calls, six leads, three of them booked. */
function steady(): DayFigures {
  return {
    ...{ calls: 5, leads: 6, bookings: 3, ownAnswerMinutes: 40 },
    booked: hits(3, 6),
    replied: { en: hits(3, 5), es: hits(1, 1) },
    priced: { 'Drain clearing': hits(1, 2), 'Leak repair': hits(1, 1) },
    ...{ failed: hits(0, 12), optedOut: hits(0, 6), lateTexts: hits(0, 6), lateAnswers: hits(0, 4) },
    ads: { Search: { spendMinor: 4_000, leads: 2 } },
  }
}

function hits(some: number, of: number): Hits {
  return { hits: some, of }
}

function seenOf(lastDays: number, change: (day: DayFigures) => Partial<DayFigures>, more: Partial<MonitorSeen> = {}) {
  const days = Array.from({ length: DAYS }, (_day, place) => {
    const day = steady()
    return place >= DAYS - lastDays ? { ...day, ...change(day) } : day
  })
  const prices = { now: [], before: null, paid: {} }
  return {
    firstDay: FIRST_DAY,
    days,
    holidays: [],
    changes: [],
    open: [],
    past: [],
    prices,
    adsLostOn: null,
    ...more,
  } satisfies MonitorSeen
}

function kinds(seen: MonitorSeen): FindingKind[] {
  return judge(seen).opened.map(({ kind }) => kind)
}

const silent = () => ({ calls: 0, leads: 1, bookings: 1, booked: hits(1, 1), replied: { en: hits(1, 1) } })

describe('what Monitor raises', () => {
  test('nothing where all is as usual, and nothing where there is no usual yet', () => {
    expect(kinds(seenOf(0, () => ({})))).toEqual([])
    const young = seenOf(9, silent)
    expect(kinds({ ...young, days: young.days.slice(-10), firstDay: FIRST_DAY + 110 })).toEqual([])
  })

  test.each<[string, number, (day: DayFigures) => Partial<DayFigures>, FindingKind]>([
    ['calls that stop', 4, silent, 'calls_silent'],
    ['bookings that fall', 12, () => ({ booked: hits(1, 6) }), 'conversion_low'],
    ['replies that fall in one language', 12, () => ({ replied: { en: hits(1, 5), es: hits(1, 1) } }), 'reply_low'],
    [
      'a price nobody books',
      20,
      () => ({ priced: { 'Drain clearing': hits(0, 2), 'Leak repair': hits(1, 1) } }),
      'price_unbooked',
    ],
    ['texts that do not arrive', 4, () => ({ failed: hits(3, 12) }), 'delivery_failing'],
    ['customers who opt out', 6, () => ({ optedOut: hits(2, 6) }), 'opt_outs_high'],
    ['texts that leave late', 5, () => ({ lateTexts: hits(2, 6) }), 'texts_late'],
    ['answers that come late', 6, () => ({ lateAnswers: hits(2, 4) }), 'answers_late'],
    ['a technician who takes hours', 5, () => ({ ownAnswerMinutes: 400 }), 'own_answers_slow'],
    ['leads that cost more', 25, () => ({ ads: { Search: { spendMinor: 4_000, leads: 0 } } }), 'cpl_high'],
    ['money that runs away', 3, () => ({ ads: { Search: { spendMinor: 16_000, leads: 8 } } }), 'spend_high'],
  ])('%s', (_what, lastDays, change, kind) => {
    expect(kinds(seenOf(lastDays, change))).toContain(kind)
  })

  test('what stands out in one service or language names it, and since when', () => {
    const change = () => ({ priced: { 'Drain clearing': hits(0, 2), 'Leak repair': hits(1, 1) } })
    const found = judge(seenOf(30, change)).opened.find(({ kind }) => kind === 'price_unbooked')
    expect(found?.evidence).toMatchObject({
      subject: 'Drain clearing',
      hits: 0,
      usual: expect.closeTo(0.5, 1) as number,
    })
    expect(found?.evidence.since).toBe(describeDay(FIRST_DAY + DAYS - 30))
  })

  test('one bad day raises nothing', () => {
    const change = () => ({ booked: hits(0, 6), replied: { en: hits(0, 5) }, failed: hits(1, 12), calls: 0 })
    expect(kinds(seenOf(1, change))).toEqual([])
  })

  test('less is enough after a change that may be behind it', () => {
    const change = () => ({ replied: { en: hits(1, 5), es: hits(1, 1) } })
    const plain = seenOf(6, change)
    const what = 'scripts:missed_call_text:en'
    expect(kinds(plain)).not.toContain('reply_low')
    expect(kinds({ ...plain, changes: [{ on: FIRST_DAY + DAYS - 6, what }] })).toContain('reply_low')
  })

  test('a holiday is no silence', () => {
    const holidays = [1, 2, 3, 4].map((back) => FIRST_DAY + DAYS - back)
    expect(kinds(seenOf(4, silent, { holidays }))).not.toContain('calls_silent')
  })
})

describe('the mission’s own limits', () => {
  test.each([
    ['a lead for more than $30 on three days', 3, 9_000, 1, true],
    ['on two days only', 2, 9_000, 1, false],
    ['for $30 exactly', 3, 9_000, 3, false],
    ['on so little money that none is no news', 3, 2_900, 0, false],
  ])('%s', (_what, lastDays, spendMinor, leads, isRaised) => {
    const found = kinds(seenOf(lastDays, () => ({ ads: { Search: { spendMinor, leads } } })))
    expect(found.includes('cpl_over_limit')).toBe(isRaised)
  })

  test.each([
    ['fewer than a quarter booked over seven days', 7, 1, true],
    ['over so few leads that chance explains it', 2, 1, false],
    ['exactly as many as wanted', 7, 2, false],
  ])('%s', (_what, lastDays, bookings, isRaised) => {
    const found = kinds(seenOf(lastDays, () => ({ leads: 8, bookings })))
    expect(found.includes('conversion_under_limit')).toBe(isRaised)
  })
})

describe('what is open', () => {
  const openOf = (seen: MonitorSeen, kind: FindingKind, daysAgo: number): OpenFinding[] =>
    judge(seen)
      .opened.filter((raised) => raised.kind === kind)
      .map((raised) => ({ ...raised, openedOn: FIRST_DAY + DAYS - daysAgo }))

  test('is not raised again, and is not over while it goes on', () => {
    const bad = seenOf(6, () => ({ failed: hits(3, 12) }))
    const open = openOf(bad, 'delivery_failing', 1)
    expect(open).toHaveLength(1)
    const judged = judge({ ...bad, open })
    expect(judged.opened.map(({ kind }) => kind)).not.toContain('delivery_failing')
    expect(judged.over).toEqual([])
  })

  test('is over once enough speaks for the usual, and not after one good day', () => {
    const open = openOf(
      seenOf(6, () => ({ failed: hits(3, 12) })),
      'delivery_failing',
      8,
    )
    const mended = seenOf(0, () => ({}), { open })
    expect(judge(mended).over).toEqual(['delivery_failing'])
    const [finding] = open
    const yesterday = finding ? [{ ...finding, openedOn: FIRST_DAY + DAYS - 2 }] : []
    expect(judge({ ...mended, open: yesterday }).over).toEqual([])
  })

  test('is what is usual after two months', () => {
    const bad = seenOf(6, () => ({ calls: 0 }))
    expect(judge({ ...bad, open: openOf(bad, 'calls_silent', 61) }).over).toEqual(['calls_silent'])
  })

  test('a time in which something was wrong tells nothing of what is usual', () => {
    const low = () => ({ booked: hits(1, 6) })
    const bad = seenOf(40, low)
    const spell = { kind: 'conversion_low', from: FIRST_DAY + DAYS - 40, until: FIRST_DAY + DAYS - 12 }
    const usualOf = (seen: MonitorSeen) =>
      judge(seen).opened.find(({ kind }) => kind === 'conversion_low')?.evidence.usual
    expect(usualOf({ ...bad, past: [spell] })).toBeCloseTo(0.5, 2)
  })
})

test('a day is the same after it was packed', () => {
  const empty = { ...steady(), calls: 0, leads: 0, bookings: 0, booked: hits(0, 0), replied: {}, priced: {}, ads: {} }
  const nothing = { ...empty, failed: hits(0, 0), optedOut: hits(0, 0), lateTexts: hits(0, 0), lateAnswers: hits(0, 0) }
  const days: DayFigures[] = [steady(), { ...nothing, ownAnswerMinutes: null }]
  expect(days.map(packDay).map(unpackDay)).toEqual(days)
  expect(days.map(packDay)[1]).toBe(0)
})
