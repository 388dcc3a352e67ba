import { describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../base/clock.ts'
import { placeNotice, type NoticePlace, type NoticeTold } from './notice-flood.ts'

const NOW: Instant = Date.UTC(2026, 10, 25, 17, 0, 0)

function told(count: number, over: Partial<NoticeTold> = {}): NoticeTold[] {
  return Array.from({ length: count }, (_, nth) => {
    return { at: NOW - 2 * MINUTE_MS, customerId: `cus_${nth}`, reason: 'booking_wanted', ...over }
  })
}

const place = (lately: NoticeTold[], since: Instant | null = null, reason = 'booking_wanted') =>
  placeNotice({ customerId: 'cus_pat', since, reason }, lately, NOW)

describe('a notice', () => {
  test('goes by itself up to six times an hour about one customer, then together with the rest', () => {
    const about = { customerId: 'cus_pat' }
    expect(place(told(5, about))).toEqual({ kind: 'tell' })
    const summed = { kind: 'sum_up', about: 'customer', byMail: false, dueAt: NOW + 10 * MINUTE_MS }
    expect(place(told(6, about))).toEqual(summed)
    expect(place(told(6, { ...about, at: NOW - HOUR_MS }))).toEqual({ kind: 'tell' })
    expect(place(told(9, { customerId: 'cus_other' }))).toEqual({ kind: 'tell' })
  })

  test('of whether anybody is to drive goes by itself twice as often', () => {
    const about = { customerId: 'cus_pat' }
    expect(place(told(11, about), null, 'visit_cancelled_late')).toEqual({ kind: 'tell' })
    expect(place(told(12, about), null, 'visit_cancelled_late')).toMatchObject({ kind: 'sum_up', about: 'customer' })
    expect(place(told(6, about), null, 'visit_word')).toMatchObject({ kind: 'sum_up', about: 'customer' })
  })

  test('is one of a sum where more than ten go within a minute', () => {
    expect(place(told(9, { at: NOW }))).toEqual({ kind: 'tell' })
    expect(place(told(10, { at: NOW }))).toEqual({ kind: 'sum_up', about: 'all', byMail: false, dueAt: NOW })
  })

  test('goes by e-mail once fifty texts are spent, and so at most every ten minutes', () => {
    expect(place(told(49))).toEqual({ kind: 'tell' })
    expect(place(told(50))).toEqual({ kind: 'sum_up', about: 'all', byMail: true, dueAt: NOW })
    const mailed = { at: NOW - MINUTE_MS, reason: 'many_waiting' }
    expect(place([...told(50), ...told(1, mailed)])).toMatchObject({ byMail: true, dueAt: NOW + 9 * MINUTE_MS })
  })

  test('is not needed where a sum has counted whoever it is about, and is where they called later', () => {
    const summed = told(1, { at: NOW - 10 * SECOND_MS, reason: 'many_waiting' })
    const busy = told(10, { at: NOW })
    expect(place([...summed, ...busy], NOW - 20 * SECOND_MS)).toEqual({ kind: 'covered' })
    expect(place([...summed, ...busy], NOW - 5 * SECOND_MS)).toMatchObject({ kind: 'sum_up', dueAt: NOW + 10_000 })
  })

  test('is never counted against alerts, nor are they against it', () => {
    expect(place(told(60, { reason: 'emergency', at: NOW, customerId: 'cus_pat' }))).toEqual({ kind: 'tell' })
  })
})

test('of a hundred callers who waited in vain each is told of within thirty seconds, in few notices', () => {
  const lately: NoticeTold[] = []
  const places: NoticePlace[] = []
  for (let nth = 0; nth < 100; nth += 1) {
    // One calls every half second, and is overdue 28.5 s later.
    const calledAt = NOW + nth * 500
    const overdueAt = calledAt + 28_500
    const given = placeNotice({ customerId: `cus_${nth}`, since: calledAt, reason: 'text_failed' }, lately, overdueAt)
    places.push(given)
    if (given.kind === 'covered') {
      expect(lately.some(({ at, reason }) => reason === 'many_waiting' && at >= calledAt && at <= overdueAt)).toBe(true)
      continue
    }
    const dueAt = given.kind === 'sum_up' ? given.dueAt : overdueAt
    expect(dueAt).toBeLessThanOrEqual(calledAt + 30_000)
    lately.push({
      at: overdueAt,
      customerId: `cus_${nth}`,
      reason: given.kind === 'tell' ? 'text_failed' : 'many_waiting',
    })
  }
  expect(places.filter(({ kind }) => kind === 'tell')).toHaveLength(10)
  expect(places.filter(({ kind }) => kind === 'sum_up').length).toBeLessThan(4)
})
