import { describe, expect, test } from 'vitest'
import { blankAddresses } from './blank-addresses.ts'

const blank = blankAddresses({ phone: '+12145550166', email: 'pat@example.com' }) ?? String
const around = (text: string) => blank(`call ${text}, please`)

describe('a number in somebody’s words', () => {
  test.each([
    ...['+12145550166', '12145550166', '2145550166', '0012145550166', '011 1 214 555 0166'],
    ...[
      '(214)555-0166',
      '(214) 555 0166',
      '(214)5550166',
      '214 5550166',
      '214-5550166',
      '214/555/0166',
      '214.555.0166',
    ],
    ...[
      '214–555–0166',
      '214—555—0166',
      '214‑555‑0166',
      '214\u00a0555\u00a00166',
      '214 - 555 - 0166',
      '214 \u2013 555 0166',
    ],
    ...['+1 (214) 555-0166', '1-214-555-0166', '+1.214.555.0166', '001 214 555 0166', '2 1 4 5 5 5 0 1 6 6'],
    ...['214\n555\n0166', '２１４５５５０１６６', '214\u200b555\u200b0166'],
  ])('goes where it is written %j', (text) => {
    expect(around(text)).toBe('call [erased], please')
  })

  test.each([
    ...['92145550166', '21455501667', '214-555-0167', '214555016', '555-0166', '214,5550166,9', 'CA12145550166999'],
    'order 4421455501662',
  ])('stays where it is another or a part of one: %j', (text) => {
    expect(around(text)).toBe(`call ${text}, please`)
  })

  test('goes in every country’s way', () => {
    const find = (phone: `+${string}`, text: string) => blankAddresses({ phone, email: null })?.(text)
    expect(find('+919876543210', 'on +91 98765 43210 or 098765 43210')).toBe('on [erased] or [erased]')
    expect(find('+442079460123', 'on 020 7946 0123 or +44 (0)20 7946 0123')).toBe('on [erased] or [erased]')
    expect(find('+4722334455', 'on 22 33 44 55, and +47 22 33 44 55')).toBe('on 22 33 44 55, and [erased]')
  })
})

describe('an e-mail address in somebody’s words', () => {
  test.each([
    'pat@example.com',
    'Pat@Example.com',
    '<pat@example.com>',
    'mailto:pat@example.com.',
    "'pat@example.com'",
  ])('goes: %j', (text) => {
    expect(around(text)).toBe(`call ${text.replace(/pat@example\.com/i, '[erased]')}, please`)
  })

  test.each([
    ...['ann.pat@example.com', "o'pat@example.com", 'a-pat@example.com', 'pat@example.com.au', 'pat@example.community'],
    ...['pat@exampleXcom', 'spat@example.com', 'pat@example.com-mail.example'],
  ])('stays where it is a part of a longer one: %j', (text) => {
    expect(around(text)).toBe(`call ${text}, please`)
  })
})

test.each(['e', 'none', '-', 'not an email', ''])('%j in the place of an address takes no word away', (email) => {
  expect(blankAddresses({ phone: null, email })).toBeNull()
  expect(blankAddresses({ phone: '+12345678', email })).toBeNull()
})
