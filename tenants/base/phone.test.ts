import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { expect, test } from 'vitest'
import type { Phone } from './e164.ts'
import { isCompletePhone } from './e164.ts'
import { describePhone, parsePhone } from './phone.ts'

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

test.each([
  '+15125550147',
  '5125550147',
  '(512) 555-0147',
  '+1 (512) 555-0147',
  '1-512-555-0147',
  '512.555.0147',
  'tel:+15125550147',
  '+15125550147 ext. 12',
  '01115125550147',
  '0015125550147',
])('%s is one and the same number', (written) => {
  expect(parsePhone(written)).toEqual({ ok: true, value: '+15125550147' })
})

test.each(['00', '000', '22395', '911', '+1911', 'garbage'])('%s is no number to text', (written) => {
  expect(parsePhone(written)).toEqual({ ok: false, error: { code: 'phone_invalid' } })
})

test('a number of North America that is typed has ten digits, and others as many as they have', () => {
  const typed = ['+15125550147', '+1512555014', '+151255501470', '+442079460018', '+4479460018', '5125550147']
  expect(typed.filter(isCompletePhone)).toEqual(['+15125550147', '+442079460018', '+4479460018'])
})
