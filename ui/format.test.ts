import { describe, expect, test } from 'vitest'
import {
  formatCalendarDay,
  formatDate,
  formatLength,
  formatMoment,
  formatMoney,
  formatPhone,
  type MomentStyle,
} from './format.ts'

const NOW = Date.parse('2026-11-25T18:30:00Z')
const AUSTIN = 'America/Chicago'
const MINUTE = 60_000

test.each([
  [17_900, 'USD', 'en-US', '$179'],
  [129_950, 'USD', 'en-US', '$1,299.50'],
  [0, 'USD', 'es-US', '$0'],
  [1_500, 'JPY', 'en-US', '¥1,500'],
])('%d minor units of %s in %s are %s', (amount, currency, locale, text) => {
  expect(formatMoney(amount, currency, locale)).toBe(text)
})

test.each([
  ['+15125550147', '(512) 555-0147'],
  ['+525555550147', '+52 555 5550 147'],
  ['hidden', 'hidden'],
])('%s is written %s', (phone, text) => {
  expect(formatPhone(phone)).toBe(text)
})

describe('a moment', () => {
  const say = (agoMs: number, form: MomentStyle = 'brief', locale = 'en-US', zone = AUSTIN) =>
    formatMoment(NOW - agoMs, { form, zone, now: NOW, locale })

  test.each([
    [0, 'now'],
    [59_000, 'now'],
    [4 * MINUTE, '4m ago'],
    [3 * 60 * MINUTE, '9:30 AM'],
    // Yesterday by the business's own clock, though not a day ago.
    [14 * 60 * MINUTE, 'Yesterday'],
    [3 * 24 * 60 * MINUTE, 'Sunday'],
    [30 * 24 * 60 * MINUTE, 'Oct 26'],
    [400 * 24 * 60 * MINUTE, 'Oct 21, 2025'],
  ])('%d ms ago is %s', (agoMs, text) => {
    expect(say(agoMs)).toBe(text)
  })

  test('is told in the zone of the business, not in that of the phone', () => {
    expect(say(3 * 60 * MINUTE, 'time', 'en-US', 'America/New_York')).toBe('10:30 AM')
    expect(say(-20 * 60 * MINUTE, 'long')).toBe('Tomorrow, 8:30 AM')
  })

  test('is told in Spanish', () => {
    expect(say(14 * 60 * MINUTE, 'brief', 'es-US')).toBe('Ayer')
    expect(formatDate(NOW, AUSTIN, 'es-US')).toBe('Miércoles, 25 de noviembre')
  })

  test('has its year where it is a day alone', () => {
    expect(formatCalendarDay('2027-11-26', 'en-US')).toBe('Nov 26, 2027')
    expect(formatCalendarDay('2027-01-01', 'es-US')).toBe('1 ene 2027')
  })
})

test.each([
  [850, '850 ms'],
  [21_400, '21 sec'],
  [1_250, '1.3 sec'],
  [3 * MINUTE, '3 min'],
  [180 * MINUTE, '3 hr'],
])('%d ms last %s', (ms, text) => {
  expect(formatLength(ms, 'en-US')).toBe(text)
})
