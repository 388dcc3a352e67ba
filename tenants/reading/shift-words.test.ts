import { expect, test } from 'vitest'
import { flatten, readVisitWords } from './slot-words.ts'
import { readShift } from './shift-words.ts'

const DAY = { days: 1, minutes: 0 }
const WEEK = { days: 7, minutes: 0 }
const HOUR = { days: 0, minutes: 60 }

test.each([
  ['an hour later', HOUR],
  ['can we do it 30 minutes later?', { days: 0, minutes: 30 }],
  ['half an hour later please', { days: 0, minutes: 30 }],
  ['push it back a week', WEEK],
  ['can you push the visit back by 2 days', { days: 2, minutes: 0 }],
  ['move my appointment back a couple of hours', { days: 0, minutes: 120 }],
  ['postpone it one week please', WEEK],
  ['delay it a month', { days: 28, minutes: 0 }],
  ['a day later', DAY],
  ['the next day works better', DAY],
  ['the week after', WEEK],
  ['two hours earlier', { days: 0, minutes: -120 }],
  ['move it up an hour', { days: 0, minutes: -60 }],
  ['bring it forward a day', { days: -1, minutes: 0 }],
  ['una hora más tarde', HOUR],
  ['una semana después', WEEK],
  ['¿pueden posponer la cita una semana?', WEEK],
  ['adelantar la cita media hora', { days: 0, minutes: -30 }],
  ['al día siguiente', DAY],
])('"%s" counts from the visit', (text, expected) => {
  expect(readShift(flatten(text))).toEqual(expected)
  const than = expected.days + expected.minutes < 0 ? 'earlier' : 'later'
  expect(readVisitWords(text)).toMatchObject({ shift: expected, than })
})

test.each([
  'call me an hour before',
  'call me an hour earlier',
  'llámeme una hora antes',
  'it started leaking again a day later',
  'the day after tomorrow',
  'the week after next',
  'in an hour',
  "I'm running an hour late",
  'a week from monday',
  'push the visit to next week',
  'move the sink 2 feet',
  '0 hours later',
])('"%s" does not', (text) => expect(readShift(flatten(text))).toBeNull())
