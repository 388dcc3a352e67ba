import { describe, expect, test } from 'vitest'
import { redactCardNumbers } from './card-numbers.ts'

const GONE = '[card number removed]'
const NO_CODE = '[card code removed]'

describe('a card number in a text', () => {
  test.each([
    ['in one run', '4242424242424242'],
    ['in fours with spaces', '4242 4242 4242 4242'],
    ['in fours with dashes', '5555-5555-5555-4444'],
    ['in fours with dots', '6011.1111.1111.1117'],
    ['in the four, six and five of American Express', '3782 822463 10005'],
    ['with dashes that have spaces around them', '4242 - 4242 - 4242 - 4242'],
    ['over two lines', '4242 4242\n4242 4242'],
    ['with commas', '4111,1111,1111,1111'],
    ['in full-width digits', '４１１１ １１１１ １１１１ １１１１'],
    ['with stars', '4242*4242*4242*4242'],
    ['with stars and spaces', '4242 * 4242 * 4242 * 4242'],
    ['in Arabic digits', '٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢'],
    ['in Persian digits', '۴۲۴۲۴۲۴۲۴۲۴۲۴۲۴۲'],
    ['in the digits of Hindi', '४१११-११११-११११-११११'],
    ['in double-struck digits', '𝟜𝟚𝟜𝟚𝟜𝟚𝟜𝟚𝟜𝟚𝟜𝟚𝟜𝟚𝟜𝟚'],
    ['in the digits of several scripts', '4242 ٤٢٤٢ ４２４２ ४२४२'],
    ['with spaces nobody sees', '4111\u200b1111\u200b1111\u200b1111'],
    ['of thirteen digits', '4222222222222'],
    ['of nineteen digits', '6304000000000000000'],
  ])('is removed when written %s', (_, number) => {
    expect(redactCardNumbers(`my card is ${number}, thanks`)).toEqual({ text: `my card is ${GONE}, thanks`, found: 1 })
  })

  test('leaves the expiry date beside it, and its code no more than itself', () => {
    expect(redactCardNumbers('4242 4242 4242 4242 exp 12/27 cvv 123').text).toBe(`${GONE} exp 12/27 cvv ${NO_CODE}`)
  })

  test.each(['cvv: 123', 'CVC 1234', 'the card code is 123', 'Cvv2=123', 'el cvv es 123'])(
    'needs not be there for its code to be removed: %s',
    (text) => expect(redactCardNumbers(text)).toEqual({ text: text.replace(/\d{3,4}$/, NO_CODE), found: 0 }),
  )

  test.each(['the security code of the gate is 1234', 'code 123', 'cvv 12345', 'cvvc 123'])(
    'has no code in "%s"',
    (text) => expect(redactCardNumbers(text).text).toBe(text),
  )

  test.each([
    ['a number before it', 'apt 5 4242 4242 4242 4242', `apt 5 ${GONE}`],
    ['an expiry date behind it', '4242 4242 4242 4242 12 27', `${GONE} 12 27`],
    ['an expiry date and a code', '4242424242424242 1227 123', `${GONE} 1227 123`],
    ['a house before American Express', '22 3782 822463 10005', `22 ${GONE}`],
    ['a ZIP before it', '78701 4242-4242-4242-4242', `78701 ${GONE}`],
  ])('is found beside other digits: %s', (_, text, left) => {
    expect(redactCardNumbers(text)).toEqual({ text: left, found: 1 })
  })

  test('is removed each time there is one', () => {
    expect(redactCardNumbers('4242424242424242 or 5555555555554444')).toEqual({ text: `${GONE} or ${GONE}`, found: 2 })
  })
})

describe('digits that are no card number stay', () => {
  test.each([
    ['a run that fails the check digit', '4242424242424241'],
    ['a phone number', '(512) 555-0134'],
    ['a phone number with its country', '+1 512 555 0134'],
    ['two phone numbers', '512-555-0134, 512-555-0142'],
    ['three of them', '512 555 0134 512 555 0142 214 555 0199'],
    ['twelve digits', '424242424242'],
    ['twenty digits', '42424242424242424242'],
    ['a serial number that begins as no card does', '9400110200881234567890'],
    ['a phone number in Arabic digits', '٥١٢-٥٥٥-٠١٣٤'],
    ['an address and an hour', '2210 Elm St at 10:30'],
  ])('%s', (_, digits) => {
    expect(redactCardNumbers(digits)).toEqual({ text: digits, found: 0 })
  })
})
