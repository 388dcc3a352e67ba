import { describe, expect, test } from 'vitest'
import { readRange } from './read-range.ts'

describe('a range of a file of 100 bytes', () => {
  test.each([
    [null, null],
    ['', null],
    ['bytes=0-99', { offset: 0, length: 100 }],
    ['bytes=0-', { offset: 0, length: 100 }],
    ['bytes=10-19', { offset: 10, length: 10 }],
    ['bytes=90-500', { offset: 90, length: 10 }],
    ['bytes=-10', { offset: 90, length: 10 }],
    ['bytes=-500', { offset: 0, length: 100 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=9-3', null],
    ['bytes=0-1,5-6', null],
    ['bytes=-', null],
    ['items=0-1', null],
    ['bytes=a-b', null],
  ])('asked for as %j is %j', (header, range) => {
    expect(readRange(header, 100)).toEqual(range)
  })

  test('is beyond a file of none', () => {
    expect(readRange('bytes=0-', 0)).toBe('unsatisfiable')
  })
})
