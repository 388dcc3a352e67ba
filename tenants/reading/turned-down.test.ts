import { expect, test } from 'vitest'
import { describeLocalTime } from '../base/local-time.ts'
import { readVisitWords } from './slot-words.ts'
import { readTurnedDown, readWished } from './wished-time.ts'

const CHICAGO = 'America/Chicago'
/** Monday, 1 June 2026, 10:00 in Chicago. */
const NOW = Date.parse('2026-06-01T15:00:00Z')

const spell = (at: number) => describeLocalTime(CHICAGO, at).slice(5)

test.each([
  ['no, not Tuesday', ['06-02 00:00 day weekly']],
  ["Tuesday doesn't work", ['06-02 00:00 day weekly']],
  ['any day except tuesday', ['06-02 00:00 day weekly']],
  ['anything but monday', ['06-01 00:00 day weekly']],
  ['no puedo el martes', ['06-02 00:00 day weekly']],
  ['cualquier día menos el martes', ['06-02 00:00 day weekly']],
  ["I'm busy tuesday and wednesday", ['06-02 00:00 day weekly', '06-03 00:00 day weekly']],
  ['tomorrow is no good', ['06-02 00:00 day']],
  ["tuesday morning doesn't work for me", ['06-02 09:00 part_of_day weekly']],
  ["mornings don't work", ['06-02 09:00 part_of_day']],
  ["I can't do it in the morning", ['06-02 09:00 part_of_day']],
  ["can't do 9am", ['06-02 09:00 time']],
  ['not at 9', ['06-02 09:00 time']],
  ["9 doesn't work", ['06-02 09:00 time']],
])('"%s" turns down %j and wishes for nothing', (text, expected) => {
  const found = readTurnedDown(text, NOW, CHICAGO)
  expect(
    found.map(({ startAt, granularity, isWeekly }) => `${spell(startAt)} ${granularity}${isWeekly ? ' weekly' : ''}`),
  ).toEqual(expected)
  expect(readWished(text, NOW, CHICAGO)).toBeUndefined()
})

test('of two that are named in one breath one is turned down and the other wished for', () => {
  const text = 'not tuesday, how about friday at 10'
  expect(readTurnedDown(text, NOW, CHICAGO).map(({ startAt }) => spell(startAt))).toEqual(['06-02 00:00'])
  expect(spell(readWished(text, NOW, CHICAGO)?.startAt ?? 0)).toBe('06-05 10:00')
})

test.each(['Tuesday at 9 please', 'I work mornings', 'last tuesday it leaked', 'is tuesday possible?', 'no hot water'])(
  '"%s" turns nothing down',
  (text) => expect(readTurnedDown(text, NOW, CHICAGO)).toEqual([]),
)

test.each(["that day doesn't work for me", 'not that day please', 'ese día no me sirve'])(
  '"%s" turns down the day that is talked of, and no more than that',
  (text) => expect(readVisitWords(text)).toMatchObject({ refusesDay: true, rejects: false }),
)

test.each([
  ['what about Monday?', true],
  ['is monday possible', true],
  ['is the 2nd still free?', true],
  ['does monday at 9 work for you?', true],
  ['do you have anything thursday', true],
  ['¿qué tal el lunes?', true],
  ['y el lunes?', true],
  ['yes monday 9am', false],
  ['monday works', false],
  ['monday at 9 is fine', false],
  ['can you do 9am?', false],
  ['that is fine', false],
])('"%s" asks whether it could be had: %s', (text, expected) => {
  expect(readVisitWords(text)?.asksFree ?? false).toBe(expected)
})

test.each([
  ['both', { namesAll: true, takesAny: false, isYes: false }],
  ['both please', { namesAll: true, takesAny: false }],
  ['ambos', { namesAll: true, takesAny: false }],
  ['both work for me', { takesAny: true }],
  ['ambas me sirven', { takesAny: true }],
  ['either works', { namesAll: false, takesAny: true }],
])('"%s" is what it is of several times', (text, expected) => {
  expect(readVisitWords(text)).toMatchObject(expected)
})
