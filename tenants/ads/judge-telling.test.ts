import { expect, test } from 'vitest'
import { judgeTelling, type Withheld } from './judge-telling.ts'

test.each<[boolean, boolean, boolean, Withheld | null]>([
  [true, false, true, null],
  [false, false, true, 'no_click'],
  [true, true, true, 'opted_out'],
  [true, false, false, 'elsewhere'],
  [false, false, false, 'elsewhere'],
  [false, true, false, 'opted_out'],
  [true, true, false, 'opted_out'],
  [false, true, true, 'opted_out'],
])('with a click %s, opted out %s, from the United States %s: %s', (hasClick, hasOptedOut, isFromUs, expected) => {
  expect(judgeTelling({ hasClick, hasOptedOut, isFromUs })).toBe(expected)
})
