import { describe, expect, test } from 'vitest'
import { readWhen } from './when.ts'

const CHICAGO = 'America/Chicago'
/** Wednesday the 10th of June 2026, half past nine in the morning in Chicago. */
const NOW = Date.UTC(2026, 5, 10, 14, 30)

const inZone = (at: number, zone: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)

const first = (text: string, now = NOW, zone = CHICAGO) => {
  const wish = readWhen(text, now, zone)[0]
  return wish ? `${inZone(wish.startAt, zone)} ${wish.granularity}` : null
}

describe('a wished day', () => {
  test.each([
    ['tomorrow', 'Thu, Jun 11, 00:00 day'],
    ['tmrw works', 'Thu, Jun 11, 00:00 day'],
    ['next tues', 'Tue, Jun 16, 00:00 day'],
    ['can you come fri', 'Fri, Jun 12, 00:00 day'],
    ['the 3rd', 'Fri, Jul 3, 00:00 day'],
    ['on the 15th works', 'Mon, Jun 15, 00:00 day'],
    ['the 31st', 'Fri, Jul 31, 00:00 day'],
    ['wed the 17th', 'Wed, Jun 17, 00:00 day'],
    ['6/15', 'Mon, Jun 15, 00:00 day'],
    ['next week', 'Mon, Jun 15, 00:00 day'],
    ['end of the week', 'Fri, Jun 12, 00:00 day'],
    ['el lunes', 'Mon, Jun 15, 00:00 day'],
    ['no puedo el lunes, mejor el martes', 'Tue, Jun 16, 00:00 day'],
    ['el lunes no puedo, el martes sí', 'Tue, Jun 16, 00:00 day'],
    ["monday doesn't work any more, how about friday", 'Fri, Jun 12, 00:00 day'],
    ["i can't monday but tuesday works", 'Tue, Jun 16, 00:00 day'],
    ['not available monday or tuesday, friday is fine', 'Fri, Jun 12, 00:00 day'],
    ['monday works', 'Mon, Jun 15, 00:00 day'],
    ['no puedo esperar al lunes', 'Mon, Jun 15, 00:00 day'],
    ['monday is no problem', 'Mon, Jun 15, 00:00 day'],
    ['a week from monday', 'Mon, Jun 22, 00:00 day'],
    ['two weeks from friday', 'Fri, Jun 26, 00:00 day'],
    ['a week from tomorrow', 'Thu, Jun 18, 00:00 day'],
    ['in a week', 'Wed, Jun 17, 00:00 day'],
    ['pasado mañana', 'Fri, Jun 12, 00:00 day'],
    ['el 3 de julio', 'Fri, Jul 3, 00:00 day'],
  ])('"%s" is %s', (text, expected) => expect(first(text)).toBe(expected))
})

describe('a wished hour', () => {
  test.each([
    ['after 3', 'Wed, Jun 10, 15:00 time'],
    ['any time after 3 tomorrow', 'Thu, Jun 11, 15:00 time'],
    ['friday around 2?', 'Fri, Jun 12, 14:00 time'],
    ['9 works', 'Thu, Jun 11, 09:00 time'],
    ['between 1 and 3 tomorrow', 'Thu, Jun 11, 13:00 time'],
    ['monday 9-11', 'Mon, Jun 15, 09:00 time'],
    ['9 to 11 pm', 'Wed, Jun 10, 21:00 time'],
    ['half past 4', 'Wed, Jun 10, 16:30 time'],
    ['tomorrow evening around 6', 'Thu, Jun 11, 18:00 time'],
    ['at 8 tonight', 'Wed, Jun 10, 20:00 time'],
    ['first thing monday', 'Mon, Jun 15, 08:00 time'],
    ['in an hour', 'Wed, Jun 10, 10:30 time'],
    ['noon', 'Wed, Jun 10, 12:00 time'],
    ['mañana a las 9', 'Thu, Jun 11, 09:00 time'],
    ['el viernes a las 3 de la tarde', 'Fri, Jun 12, 15:00 time'],
    ['en una hora', 'Wed, Jun 10, 10:30 time'],
    ['actually 2:30 would be better', 'Wed, Jun 10, 14:30 time'],
    ['friday, 1:15 if you can', 'Fri, Jun 12, 13:15 time'],
    ['friday 6:45', 'Fri, Jun 12, 18:45 time'],
    ['friday 7:45', 'Fri, Jun 12, 07:45 time'],
    ['friday 2:30 am, it is leaking', 'Fri, Jun 12, 02:30 time'],
    ['friday 12:15', 'Fri, Jun 12, 12:15 time'],
    ['friday at 15:30', 'Fri, Jun 12, 15:30 time'],
    ['friday quarter to 4', 'Fri, Jun 12, 15:45 time'],
    ['el viernes a las 3 y media', 'Fri, Jun 12, 15:30 time'],
    ['el viernes a las diez y cuarto', 'Fri, Jun 12, 10:15 time'],
    ['el viernes a la una menos cuarto', 'Fri, Jun 12, 12:45 time'],
  ])('"%s" is %s', (text, expected) => expect(first(text)).toBe(expected))

  test.each([
    ['before noon', 'Wed, Jun 10, 11:00 part_of_day'],
    ['by 6', 'Wed, Jun 10, 17:00 part_of_day'],
    ["I'm home till 4 on friday", 'Fri, Jun 12, 15:00 part_of_day'],
    ['antes de las 12 mañana', 'Thu, Jun 11, 11:00 part_of_day'],
  ])('to be done by leaves room for the visit: "%s" is %s', (text, expected) => expect(first(text)).toBe(expected))

  test('to be done by within the hour is wished for now, not earlier', () => {
    expect(first('before 10')).toBe('Wed, Jun 10, 09:30 part_of_day')
  })

  test('that has passed today is tomorrow', () => {
    expect(first('after 3', NOW + 8 * 3_600_000)).toBe('Thu, Jun 11, 15:00 time')
  })
})

describe('a part of the day', () => {
  test.each([
    ['tmrw morning', 'Thu, Jun 11, 09:00 part_of_day'],
    ['this afternoon', 'Wed, Jun 10, 13:00 part_of_day'],
    ['tonight', 'Wed, Jun 10, 18:00 part_of_day'],
    ['mañana por la tarde', 'Thu, Jun 11, 13:00 part_of_day'],
  ])('"%s" is %s', (text, expected) => expect(first(text)).toBe(expected))
})

describe('of several times', () => {
  test('each day named is a wish', () => {
    expect(readWhen('mon or tues', NOW, CHICAGO).map(({ startAt }) => inZone(startAt, CHICAGO))).toEqual([
      'Mon, Jun 15, 00:00',
      'Tue, Jun 16, 00:00',
    ])
  })

  test.each([
    ['can you do 4 instead of 2', 'Wed, Jun 10, 16:00 time'],
    ['not tomorrow, how about friday', 'Fri, Jun 12, 00:00 day'],
    ['can we move it from thursday to monday', 'Mon, Jun 15, 00:00 day'],
  ])('the one turned down is none: "%s" is %s', (text, expected) => expect(first(text)).toBe(expected))
})

describe('no time is named by', () => {
  test.each([
    'my address is 2210 Elm St',
    'I have 2 toilets',
    'it is a 40 gallon tank',
    'call me at 555-0142',
    'option 2',
    'how much do u charge 4 a clogged drain',
    'the 3rd floor',
    'the sun is out',
    'you came last monday',
    'it costs $3',
    'yes please',
    '',
  ])('"%s"', (text) => expect(readWhen(text, NOW, CHICAGO)).toEqual([]))
})

describe('the zone of the business', () => {
  test('decides which day it is', () => {
    const lateEvening = Date.UTC(2026, 5, 11, 4, 30)
    expect(first('tomorrow', lateEvening, 'America/New_York')).toBe('Fri, Jun 12, 00:00 day')
    expect(first('tomorrow', lateEvening, 'America/Los_Angeles')).toBe('Thu, Jun 11, 00:00 day')
  })

  test('gives nine o’clock its own offset on either side of a change of clocks', () => {
    const saturdayBefore = Date.UTC(2026, 9, 31, 15)
    const wish = readWhen('monday at 9', saturdayBefore, CHICAGO)[0]
    expect(wish?.startAt).toBe(Date.UTC(2026, 10, 2, 15))
  })
})

describe('a visit that is moved', () => {
  test.each([
    ['please cancel my 3pm and make it 4pm', 'Wed, Jun 10, 16:00 time'],
    ['can we move my 3pm to 4pm', 'Wed, Jun 10, 16:00 time'],
    ['reschedule from monday 9am to tuesday 10am', 'Tue, Jun 16, 10:00 time'],
    ['change my appointment to friday at 10', 'Fri, Jun 12, 10:00 time'],
  ])('"%s" wishes for the new time, %s', (text, expected) => expect(first(text)).toBe(expected))
})
