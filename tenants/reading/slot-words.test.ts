import { describe, expect, test } from 'vitest'
import { isVisitWord, readVisitWords } from './slot-words.ts'

function read(text: string): string {
  const said = readVisitWords(text)
  if (said === null) return 'nothing'
  const { isYes, choice, takesAny, rejects, wantsMove, wantsCancel } = said
  const parts = [
    isYes ? 'yes' : '',
    choice === null ? '' : `choice ${choice}`,
    takesAny ? 'any' : '',
    rejects ? 'none' : '',
    wantsMove ? 'move' : '',
    wantsCancel ? 'cancel' : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}

describe('words about times and visits', () => {
  test.each([
    ['YES', 'yes'],
    ['Yes please!', 'yes'],
    ['yes 9am', 'yes'],
    ['Yes, tomorrow at 9 works for me, thank you', 'yes'],
    ['ok', 'yes'],
    ['ok thanks', 'yes'],
    ['sounds good', 'yes'],
    ['I’ll take it', 'yes'],
    ['👍', 'yes'],
    ['Sí', 'yes'],
    ['sí, a las 9 está bien, gracias', 'yes'],
    ['the second', 'choice 2'],
    ['2', 'choice 2'],
    ['#2', 'choice 2'],
    ['option 2 please', 'choice 2'],
    ['the first one', 'choice 1'],
    ['last one', 'choice last'],
    ['number 3 works for me', 'choice 3'],
    ['la segunda', 'choice 2'],
    ['el dos', 'choice 2'],
    ['either is fine', 'any'],
    ['cualquiera me sirve', 'any'],
    ['none of these', 'none'],
    ['none of those work for me', 'none'],
    ['sorry, neither', 'none'],
    ["those times don't work", 'none'],
    ['ninguna', 'none'],
    ['ninguno me sirve', 'none'],
    ['can we move it to Friday', 'move'],
    ['CHANGE', 'move'],
    ['another time please', 'move'],
    ['podemos cambiarla al viernes', 'move'],
    ['cancel my appointment', 'cancel'],
    ['I need to cancel', 'cancel'],
    ["I can't make it", 'cancel'],
    ['sorry cant make it', 'cancel'],
    ['please don’t come tomorrow', 'cancel'],
    ['call it off', 'cancel'],
    ['quiero cancelar la cita', 'cancel'],
    ["can't make it at 9, can we reschedule?", 'move, cancel'],
    ["monday doesn't work for me", 'move'],
    ['9am wont work', 'move'],
    ["i can't monday but tuesday works", 'cancel'],
    ['no puedo el lunes, mejor el martes', 'cancel'],
    ['1 or 2', 'choice 1'],
    ['either 2 or 3 works', 'choice 2'],
    ['3 works. address is 12 Palm St', 'choice 3'],
    ['number 2, the gate code is 4411', 'choice 2'],
  ])('"%s" is %s', (text, expected) => expect(read(text)).toBe(expected))
})

describe('what is something else', () => {
  test.each([
    'yes but how much is it',
    'do you take cards?',
    'what is the fee if I cancel?',
    'can I cancel later?',
    'how much is a water heater',
    '2 toilets',
    'none of your business',
    'nothing works, no hot water at all',
    '',
    '?',
  ])('"%s" is no answer to an offer', (text) => expect(readVisitWords(text)).toBeNull())
})

test.each([
  'I have another question',
  'we have another leak too',
  'got another problem with the sink',
  'found another leak',
  'I have someone home to let you in',
  'have another appointment at 10',
  "the heater doesn't work",
  "I won't be home until 10",
  'no voy a estar en casa hasta las 10',
])('"%s" calls nothing off', (text) => {
  expect(readVisitWords(text)?.wantsCancel ?? false).toBe(false)
  expect(readVisitWords(text)?.mayCancel ?? false).toBe(false)
})

test.each(['found another plumber', 'got another guy', 'we went with someone else', 'using a different company'])(
  '"%s" needs nobody any more',
  (text) => expect(readVisitWords(text)?.needsNobody).toBe(true),
)

test.each([
  ['next week', true],
  ['yes, any day next week', true],
  ['la próxima semana', true],
  ['monday next week', false],
  ['el lunes de la semana que viene', false],
])('"%s" names a week alone: %s', (text, expected) => expect(readVisitWords(text)?.namesWeek ?? false).toBe(expected))

test('who asks how to cancel has not cancelled yet', () => {
  expect(readVisitWords('how do I cancel?')).toMatchObject({ wantsCancel: false, mayCancel: true })
  expect(readVisitWords('how do I get there, I need to cancel')).toMatchObject({ mayCancel: true })
  expect(readVisitWords("I can't be home that day")).toMatchObject({ wantsCancel: true })
})

test.each(['next week', 'same time next week?', 'la próxima semana'])('"%s" is a proposal', (text) =>
  expect(readVisitWords(text)?.proposes).toBe(true),
)

test('"one" is a place in the list only where nothing else is', () => {
  expect(read('one')).toBe('choice 1')
  expect(read('the second one')).toBe('choice 2')
  expect(read('the first or the second')).toBe('nothing')
})

test('the few words that we ask for ourselves are known, whatever else they might be taken for', () => {
  expect(['CHANGE', 'change please', 'cambiar', 'none of these'].map(isVisitWord)).toEqual([true, true, true, true])
  expect(['stop', 'cancel', 'never mind', 'change my mind about you'].map(isVisitWord)).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('a long text is read in no time worth speaking of', () => {
  const long = 'that works ok yes '.repeat(88)
  expect(readVisitWords(`${long}zebra`)).toBeNull()
  expect(read(long)).toBe('yes')
})
