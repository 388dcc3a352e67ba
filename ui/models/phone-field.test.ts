import { describe, expect, test } from 'vitest'
import { dialLink, readPhone, writePhone } from './phone-field.ts'

describe('a phone number that somebody types', () => {
  test.each([
    ['(512) 555-0147', '+15125550147'],
    ['512.555.0147', '+15125550147'],
    ['1 512 555 0147', '+15125550147'],
    ['+1 (512) 555-0147', '+15125550147'],
    ['+44 20 7946 0018', '+442079460018'],
  ])('%j becomes %j', (text, phone) => {
    expect(readPhone(text)).toBe(phone)
  })

  test.each(['555-0147', '012 555 0147', 'call me', ''])('%j stays for the schema to refuse', (text) => {
    expect(readPhone(text)).toBe(text)
  })

  test('a US number is shown the national way, others as they are', () => {
    expect(writePhone('+15125550147')).toBe('(512) 555-0147')
    expect(writePhone('+442079460018')).toBe('+442079460018')
  })
})

test('a code to dial keeps its star and its hash', () => {
  expect(dialLink('**61*15125550147#')).toBe('tel:**61*15125550147%23')
  expect(dialLink('*71 512-555-0147')).toBe('tel:*715125550147')
})
