import metadata from 'libphonenumber-js/metadata.max.json'
import { describe, expect, test } from 'vitest'
import { isStatePhone, readAreaCode, zonesOfState } from './area-code.ts'
import { CANADIAN_AREA_CODES, CARIBBEAN_AREA_CODES, US_AREA_CODES } from './area-codes-data.ts'

const ALL = Array.from({ length: 800 }, (_, index) => String(index + 200))

/** The area codes a second source knows for a country: the pattern of its landlines, tried with likely numbers. */
function knownElsewhere(country: 'US' | 'CA' | 'DO' | 'PR'): string[] {
  const landlines = (metadata.countries[country] as unknown[])[11] as [[string]]
  const pattern = new RegExp(`^(?:${landlines[0][0]})$`)
  return ALL.filter((code) => pattern.test(`${code}2345678`) || pattern.test(`${code}3456789`))
}

describe('the table of area codes', () => {
  test('names every US code that libphonenumber knows', () => {
    const codes = knownElsewhere('US')
    expect(codes.length).toBeGreaterThan(340)
    expect(codes.filter((code) => readAreaCode(`+1${code}5550147`).kind !== 'us')).toEqual([])
  })

  test('takes none of Canada’s codes for a state', () => {
    const codes = knownElsewhere('CA')
    expect(codes.length).toBeGreaterThan(45)
    expect(codes.filter((code) => readAreaCode(`+1${code}5550147`).kind !== 'canada')).toEqual([])
  })

  test('names no code twice', () => {
    const codes = [...US_AREA_CODES, ...CANADIAN_AREA_CODES, ...CARIBBEAN_AREA_CODES].flatMap(([, , row]) =>
      row.split(' '),
    )
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
    expect(codes.filter((code) => !/^[2-9]\d\d$/.test(code))).toEqual([])
  })

  test('names only zones that exist', () => {
    for (const [, zones] of [...US_AREA_CODES, ...CANADIAN_AREA_CODES, ...CARIBBEAN_AREA_CODES]) {
      for (const zone of zones) expect(() => new Intl.DateTimeFormat('en-US', { timeZone: zone })).not.toThrow()
    }
  })

  test('covers the fifty states, the capital and the five territories', () => {
    expect(new Set(US_AREA_CODES.map(([state]) => state)).size).toBe(56)
  })
})

describe('a number', () => {
  test.each([
    ['+12145550147', { kind: 'us', state: 'TX', zones: ['America/Chicago'] }],
    ['+18505550147', { kind: 'us', state: 'FL', zones: ['America/New_York', 'America/Chicago'] }],
    ['+19285550147', { kind: 'us', state: 'AZ', zones: ['America/Phoenix', 'America/Denver'] }],
    ['+17875550147', { kind: 'us', state: 'PR', zones: ['America/Puerto_Rico'] }],
    ['+14165550147', { kind: 'canada', zones: ['America/Toronto'] }],
    ['+18095550147', { kind: 'caribbean', zones: ['America/Santo_Domingo'] }],
    ['+18005550147', { kind: 'toll_free' }],
    ['+18885550147', { kind: 'toll_free' }],
    ['+19005550147', { kind: 'premium' }],
    ['+15555550147', { kind: 'unlisted' }],
    ['+442079460123', { kind: 'foreign' }],
    ['+19115550147', { kind: 'invalid' }],
    ['+11145550147', { kind: 'invalid' }],
    ['+1214555014', { kind: 'invalid' }],
    ['911', { kind: 'invalid' }],
    ['12345', { kind: 'invalid' }],
    ['', { kind: 'invalid' }],
  ])('%s is read as %o', (phone, areaCode) => {
    expect(readAreaCode(phone)).toEqual(areaCode)
  })
})

test('a state has the zones of all its codes', () => {
  expect(zonesOfState('TN')).toEqual(['America/Chicago', 'America/New_York'])
  expect(zonesOfState('ON')).toBeNull()
})

describe('the phone of somebody in a state', () => {
  test.each(['+12145550147', '+18505550147', '+12025550147', '+19075550147', '+12142345678'])('may be %s', (phone) => {
    expect(isStatePhone(phone)).toBe(true)
  })

  test.each([
    ...['+19005550147', '+18005550147', '+18885550147', '+15005550147', '+17005550147', '+15555550147'],
    ...['+18765550147', '+12425550147', '+18095550147', '+14165550147', '+17875550147', '+13405550147', '+16715550147'],
    ...['+12149760147', '+12145551212', '+12149110147', '+12140550147', '+19115550147', '+442079460123', '911', ''],
  ])('is not %s', (phone) => {
    expect(isStatePhone(phone)).toBe(false)
  })
})
