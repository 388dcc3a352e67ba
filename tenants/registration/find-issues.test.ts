import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { RegistrationPatch, type RegistrationFields } from '../contract/registration.ts'
import { findIssues } from './find-issues.ts'

const NAME = 'Larkspur Plumbing'
const WHOLE: RegistrationFields = {
  brandType: 'low_volume_standard',
  useCase: 'customer_care',
  legalName: 'Larkspur Plumbing LLC',
  legalAddress: '1 Example Way, Austin, TX 78701',
  website: 'https://larkspur.example.com',
  privacyUrl: 'https://larkspur.example.com/privacy',
  smsTermsUrl: 'https://larkspur.example.com/texts',
  optInDescription: 'Callers who are not answered hear a notice that a text follows and how to stop it.',
  sampleTexts: [
    'Larkspur Plumbing: sorry we missed your call. How can we help? Reply STOP to opt out',
    'Larkspur Plumbing: a drain is usually $117-$291. Want a visit?',
  ],
  helpPhone: '+15125550147',
  helpEmail: null,
}

const pathsOf = (change: Partial<RegistrationFields>, hasEin = true) =>
  findIssues({ ...WHOLE, ...change }, hasEin, NAME).map(({ path }) => path)

describe('what the carriers would send back', () => {
  test('is nothing where all is there', () => {
    expect(pathsOf({})).toEqual([])
  })

  test.each<[string, Partial<RegistrationFields>]>([
    ['legalName', { legalName: '' }],
    ['legalAddress', { legalAddress: '' }],
    ['website', { website: '' }],
    ['website', { website: 'larkspur.example.com' }],
    ['website', { website: 'http://larkspur.example.com' }],
    ['website', { website: 'https://localhost/x' }],
    ['website', { website: 'https://127.0.0.1/x' }],
    ['website', { website: 'https://me:secret@larkspur.example.com' }],
    ['privacyUrl', { privacyUrl: '' }],
    ['smsTermsUrl', { smsTermsUrl: 'ftp://larkspur.example.com' }],
    ['optInDescription', { optInDescription: '' }],
    ['optInDescription', { optInDescription: 'they call' }],
    ['sampleTexts', { sampleTexts: [] }],
    ['sampleTexts', { sampleTexts: WHOLE.sampleTexts.slice(0, 1) }],
    ['sampleTexts.1', { sampleTexts: [WHOLE.sampleTexts[0] ?? '', 'A drain is usually $117-$291. Want a visit?'] }],
    ['sampleTexts.1', { sampleTexts: [WHOLE.sampleTexts[0] ?? '', 'Hi'] }],
    ['sampleTexts.0', { sampleTexts: [WHOLE.sampleTexts[1] ?? '', WHOLE.sampleTexts[1] ?? ''] }],
    ['helpPhone', { helpPhone: null }],
  ])('names %s for %o', (path, change) => {
    expect(pathsOf(change)).toEqual([path])
  })

  test('is the EIN that is missing, and the one that a sole proprietor has', () => {
    expect(pathsOf({}, false)).toEqual(['ein'])
    expect(pathsOf({ brandType: 'sole_proprietor' })).toEqual(['ein'])
    expect(pathsOf({ brandType: 'sole_proprietor' }, false)).toEqual([])
  })

  test('is everything at once where nothing was typed', () => {
    const nothing = v.parse(RegistrationPatch, {})
    const paths = findIssues(nothing, false, NAME).map(({ path }) => path)
    expect(paths).toEqual([
      ...['ein', 'legalName', 'legalAddress', 'website', 'privacyUrl', 'smsTermsUrl'],
      ...['optInDescription', 'sampleTexts', 'helpPhone'],
    ])
  })
})

describe('an EIN', () => {
  const accepts = (ein: string) => v.safeParse(RegistrationPatch, { ein }).success

  test.each(['12-3456789', '123456789', ' 98-7654321 '])('may be %j', (ein) => {
    expect(v.parse(RegistrationPatch, { ein }).ein).toMatch(/^\d{9}$/)
  })

  test.each(['', '12-345678', '1234-56789', '00-1234567', '11-1111111', '12-34567890', 'AB-1234567'])(
    'may not be %j',
    (ein) => {
      expect(accepts(ein)).toBe(false)
    },
  )
})
