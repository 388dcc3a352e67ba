import { expect, test } from 'vitest'
import { licenseLine } from './license.ts'

test.each([
  [null, null],
  [undefined, null],
  [{ number: '1012345', state: 'CA', name: 'Reyes Plumbing' }, 'Lic #1012345'],
  [{ number: '1012345', state: 'CA', name: 'REYES PLUMBING' }, 'Lic #1012345'],
  [{ number: '1012345', state: 'CA', name: 'D Reyes Inc' }, 'D Reyes Inc, Lic #1012345'],
])('an offer of Reyes Plumbing with the licence %j says %j', (license, line) => {
  expect(licenseLine(license, 'Reyes Plumbing')).toBe(line)
})
