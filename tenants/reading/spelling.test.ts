import { describe, expect, test } from 'vitest'
import { correctSpelling, countSlips } from './spelling.ts'

describe('a slip of the thumb', () => {
  test.each([
    ['tomorow', 'tomorrow'],
    ['plumer', 'plumber'],
    ['unsubscirbe', 'unsubscribe'],
    ['appointmnet', 'appointment'],
    ['equivocdo', 'equivocado'],
  ])('%s is read as %s', (typed, meant) => expect(correctSpelling(typed)).toBe(meant))

  test.each(['massage', 'changes', 'leaked', 'person', 'brain', 'stop', 'xyz', 'waiter'])(
    'is not seen in a word of its own: %s',
    (word) => expect(correctSpelling(word)).toBe(word),
  )
})

describe('slips between two words', () => {
  test.each([
    ['stop', 'stop', 0],
    ['stop', 'stpo', 1],
    ['stop', 'stp', 1],
    ['stop', 'shop', 1],
    ['remove', 'removed', 1],
    ['stop', 'start', 3],
  ])('%s and %s: %i', (one, other, slips) => expect(countSlips(one, other, 3)).toBe(slips))

  test('are counted no further than asked', () => {
    expect(countSlips('stop', 'appointment', 2)).toBe(3)
  })
})
