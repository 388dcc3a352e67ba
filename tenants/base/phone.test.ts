import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { expect, test } from 'vitest'
import type { Phone } from './e164.ts'
import { describePhone } from './phone.ts'

test.each([
  ['+15125550147', '(512) 555-0147'],
  ['+18765550101', '(876) 555-0101'],
  ['+447700900123', '+44 7700 900123'],
  ['+919812345678', '+91 98123 45678'],
  ['+1512555014', '512555014'],
])('%s is read as %s', (phone, read) => {
  expect(describePhone(phone as Phone)).toBe(read)
})

test('numbers of every area are written as the library writes them', () => {
  for (let area = 200; area <= 999; area += 1) {
    for (const rest of ['5550147', '0001111', '9119999']) {
      const phone = `+1${area}${rest}` as Phone
      expect(describePhone(phone)).toBe(parsePhoneNumberFromString(phone)?.formatNational())
    }
  }
})
