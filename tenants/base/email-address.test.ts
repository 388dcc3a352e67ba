import { expect, test } from 'vitest'
import { emailOrNull } from './email-address.ts'

test.each([' Pat.Lee+ac@mail.example.com ', "o'brien@example.com", 'josé@example.com', 'a@b.co'])(
  '%j is an address',
  (text) => {
    expect(emailOrNull(text)).toBe(text.trim())
  },
)

test.each([
  ...['', '-', 'e', 'none', 'not an email', 'n/a', '@', 'a@b', 'a@@example.com', '.a@example.com', 'a.@example.com'],
  ...['a@-example.com', 'a@example.c', 'a b@example.com', 'a@example.com, b@example.com', '<a@example.com>'],
  `${'a'.repeat(243)}@example.com`,
])('%j is none', (text) => {
  expect(emailOrNull(text)).toBeNull()
})

test('what is missing is none', () => {
  expect([emailOrNull(null), emailOrNull(undefined)]).toEqual([null, null])
})
