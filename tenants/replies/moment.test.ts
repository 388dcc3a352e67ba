import { describe, expect, test } from 'vitest'
import { describeMoment, describeMomentInFull, describeNamed } from './moment.ts'

const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 25, hour, minute)

describe('a moment', () => {
  test.each([
    ['America/Chicago', 'Wed, Nov 25 at 9 AM'],
    ['America/Los_Angeles', 'Wed, Nov 25 at 7 AM'],
    ['Asia/Kolkata', 'Wed, Nov 25 at 8:30 PM'],
    ['Pacific/Auckland', 'Thu, Nov 26 at 4 AM'],
  ])('is told in %s', (zone, told) => {
    expect(describeMoment(at(15), zone, 'en')).toBe(told)
  })

  test.each([
    [at(12, 5), 'Wed, Nov 25 at 12:05 PM', 'mié 25 nov a las 12:05 PM'],
    [at(13), 'Wed, Nov 25 at 1 PM', 'mié 25 nov a la 1 PM'],
    [at(0, 30), 'Wed, Nov 25 at 12:30 AM', 'mié 25 nov a las 12:30 AM'],
    [at(0), 'Wed, Nov 25', 'mié 25 nov'],
  ])('keeps minutes where there are some, and an hour where there is one', (moment, english, spanish) => {
    expect(describeMoment(moment, 'UTC', 'en')).toBe(english)
    expect(describeMoment(moment, 'UTC', 'es')).toBe(spanish)
  })

  test('follows the clocks when they change', () => {
    expect(describeMoment(Date.UTC(2026, 9, 31, 14), 'America/Chicago', 'en')).toBe('Sat, Oct 31 at 9 AM')
    expect(describeMoment(Date.UTC(2026, 10, 1, 15), 'America/Chicago', 'en')).toBe('Sun, Nov 1 at 9 AM')
  })

  test.each([
    ['this autumn', Date.UTC(2026, 10, 2, 15), 'Mon, Nov 2 at 9 AM', 'lun 2 nov a las 9 AM'],
    ['half a year ahead', Date.UTC(2026, 11, 24, 15), 'Thu, Dec 24, 2026 at 9 AM', 'jue 24 dic 2026 a las 9 AM'],
    ['next year', Date.UTC(2027, 10, 1, 15), 'Mon, Nov 1, 2027 at 10 AM', 'lun 1 nov 2027 a las 10 AM'],
    ['a day of next year', Date.UTC(2027, 10, 1, 5), 'Mon, Nov 1, 2027', 'lun 1 nov 2027'],
  ])('that was named has its year where it may be taken for another: %s', (_when, moment, english, spanish) => {
    const now = Date.UTC(2026, 5, 1, 15)
    expect(describeNamed(moment, 'America/Chicago', 'en', now)).toBe(english)
    expect(describeNamed(moment, 'America/Chicago', 'es', now)).toBe(spanish)
  })

  test('takes the year from the business’s clock', () => {
    const lastNight = Date.UTC(2027, 0, 1, 3)
    expect(describeNamed(Date.UTC(2027, 0, 1, 5, 30), 'America/Chicago', 'en', lastNight)).toBe(
      'Thu, Dec 31 at 11:30 PM',
    )
    expect(describeNamed(Date.UTC(2027, 0, 4, 15), 'America/Chicago', 'en', lastNight)).toBe('Mon, Jan 4, 2027 at 9 AM')
  })

  test('has every weekday and month in letters of GSM-7', () => {
    for (let month = 0; month < 12; month += 1) {
      for (let day = 1; day <= 7; day += 1) {
        const told = describeMoment(Date.UTC(2026, month, day, 15), 'UTC', 'es')
        expect(told).toMatch(/^(lun|mar|mié|jue|vie|sab|dom) [1-7] [a-z]{3,4} a las 3 PM$/)
      }
    }
  })

  test('is told in full where there is room', () => {
    expect(describeMomentInFull(at(21, 5), 'America/Chicago', 'en')).toBe('Wednesday, November 25 at 3:05 PM')
    expect(describeMomentInFull(at(19), 'America/Chicago', 'es')).toBe('miércoles, 25 de noviembre a la 1 PM')
  })
})
