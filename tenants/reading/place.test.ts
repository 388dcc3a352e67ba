import { describe, expect, test } from 'vitest'
import { readPlace } from './place.ts'

describe('a ZIP code', () => {
  test.each([
    ['78704', '78704', 'TX'],
    [' 78704. ', '78704', 'TX'],
    ['78704-1234', '78704', 'TX'],
    ['zip is 78704', '78704', 'TX'],
    ['Zip code: 32501', '32501', 'FL'],
    ['my zip code is 90012, when can you come?', '90012', 'CA'],
    ["zip's 10001", '10001', 'NY'],
    ['ZIP #02139', '02139', 'MA'],
    ['el código postal es 78704', '78704', 'TX'],
    ['mi zip es 33101', '33101', 'FL'],
    ['78704 is my zip', '78704', 'TX'],
    ["I'm in the 78704 zip code", '78704', 'TX'],
    ['we are in Austin, TX 78704', '78704', 'TX'],
    ['Pensacola Florida 32501 please', '32501', 'FL'],
    ['austin tx 78704, water heater leaks', '78704', 'TX'],
  ])('is read from "%s"', (text, zip, state) => {
    expect(readPlace(text)).toEqual({ zip, state, isAddress: false })
  })

  test.each([
    ['my address is 12 Oak St, Austin TX 78704', '78704', 'TX'],
    ['12345 Oak Street, Austin, TX 78704', '78704', 'TX'],
    ['10500 N Research Blvd 78759', '78759', 'TX'],
    ['12 Oak St\nApt 4\nAustin, Texas 78704', '78704', 'TX'],
    ['come to 9 W 34th St, New York, NY 10001 tomorrow at 9', '10001', 'NY'],
    ['vivo en 410 Calle Robles Ave, Hialeah FL 33010', '33010', 'FL'],
  ])('at the end of an address is known for one: "%s"', (text, zip, state) => {
    expect(readPlace(text)).toEqual({ zip, state, isAddress: true })
  })

  test.each([
    'how much is it, $15000?',
    'they quoted 15000 dollars',
    'they quoted 15,000',
    'I paid 12000 for it',
    'my budget is 20000',
    '$78704',
    '78704 dollars',
    '12345 Oak Street',
    'I live at 12345 Oak Street, can you come at 9?',
    '12 Oak St, the last one wanted 15000',
    '12 Oak St, can you do it for 15000',
    'is 12:30 ok? or 10:00-11:30',
    'tomorrow at 09:30',
    'my number is 512-555-0147',
    '5125550147',
    '787045125550147',
    'unit 30 runs at 18000 btu',
    'zip is 7870',
    'zip is 00000',
    'zip 78704000',
    'we cleared it in 46201 hours',
    'one in 15000 homes',
    'ok 10001 it is',
    'invoice 78704',
    'order #78704 is late',
    'model 32501 is leaking',
    '12 Oak St apt 10001',
    '#78704',
    '15000 gallons',
    'can you fix a drain?',
    '',
  ])('is not seen in "%s"', (text) => {
    expect(readPlace(text)).toBeNull()
  })

  test('of another state than the text says is none, since one of the two is something else', () => {
    expect(readPlace('I am in 15000')).toBeNull()
    expect(readPlace('Austin TX 33101')).toBeNull()
    expect(readPlace('12 Oak St, Austin TX 33101')).toBeNull()
  })

  test('is looked for in no more of a text than one may hold', () => {
    expect(readPlace(`${'12 a a a a '.repeat(4_000)} zip is 78704`)).toBeNull()
  })
})
