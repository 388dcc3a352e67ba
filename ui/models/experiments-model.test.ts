import { expect, test } from 'vitest'
import { rateOf, splitSlots } from './experiments-model.ts'

test('a text is parted into words and what is filled in', () => {
  expect(splitSlots('{business}: we missed {x y} you.')).toEqual([
    { text: 'business', isSlot: true },
    { text: ': we missed {x y} you.', isSlot: false },
  ])
  expect(splitSlots('')).toEqual([])
})

test('nothing is told of words whose outcome is not in', () => {
  expect([rateOf({ exposed: 0, succeeded: 0 }), rateOf({ exposed: 8, succeeded: 2 })]).toEqual([null, 0.25])
})
