import { describe, expect, test } from 'vitest'
import { candidatePlaces, type PlaceEvidence } from './places.ts'

const EASTERN = ['America/New_York']
const CENTRAL = ['America/Chicago']

/** A caller from Ohio to a business in Dallas, about whom everything is known, each piece pointing elsewhere. */
const EVERYTHING: PlaceEvidence = {
  phone: '+16145550147',
  serviceAddressState: 'WY',
  zip: '98101',
  crmState: 'Georgia',
  tenantState: 'TX',
  tenantZone: 'America/Chicago',
  areaCodeIsLocal: true,
}

describe('the evidence of where a customer is', () => {
  test.each<[string, Partial<PlaceEvidence>, object]>([
    ['the service address first', {}, { state: 'WY', zones: ['America/Denver'], source: 'service_address' }],
    ['then the ZIP', { serviceAddressState: null }, { state: 'WA', zones: ['America/Los_Angeles'], source: 'zip' }],
    ['then the CRM', { serviceAddressState: null, zip: null }, { state: 'GA', zones: EASTERN, source: 'crm_address' }],
    [
      'then the service area',
      { serviceAddressState: null, zip: null, crmState: null },
      { state: 'TX', zones: CENTRAL, source: 'service_area' },
    ],
    [
      'then the area code',
      { serviceAddressState: null, zip: null, crmState: null, areaCodeIsLocal: false },
      { state: 'OH', zones: EASTERN, source: 'area_code' },
    ],
    [
      'then the tenant’s zone',
      { phone: '+18005550147', serviceAddressState: null, zip: null, crmState: null, areaCodeIsLocal: false },
      { state: 'TX', zones: CENTRAL, source: 'tenant' },
    ],
  ])('counts %s', (_name, change, place) => {
    expect(candidatePlaces({ ...EVERYTHING, ...change })).toEqual([place])
  })

  test('that cannot be read is passed over', () => {
    const unreadable = { serviceAddressState: 'Ontario', zip: '00000', crmState: '?', areaCodeIsLocal: false }
    expect(candidatePlaces({ ...EVERYTHING, ...unreadable })).toMatchObject([{ source: 'area_code' }])
  })

  test('of the CRM and of a job is narrowed by the ZIP beside it, and a ZIP alone tells the state', () => {
    const somewhere = { phone: '+16145550147', tenantZone: 'America/Chicago' }
    const inAustin = { state: 'TX', zones: CENTRAL }
    expect(candidatePlaces({ ...somewhere, crmState: 'Texas', crmZip: '78704' })).toEqual([
      { ...inAustin, source: 'crm_address' },
    ])
    expect(candidatePlaces({ ...somewhere, crmState: null, crmZip: '78704' })).toEqual([
      { ...inAustin, source: 'crm_address' },
    ])
    expect(candidatePlaces({ ...somewhere, crmState: 'TX', crmZip: '10001' })).toEqual([
      { state: 'TX', zones: ['America/Chicago', 'America/Denver'], source: 'crm_address' },
    ])
    const job = { serviceAddressState: 'TX', serviceAddressZip: '78704', zip: '98101' }
    expect(candidatePlaces({ ...somewhere, ...job })).toEqual([{ ...inAustin, source: 'service_address' }])
  })

  test('of two kinds about one state narrows the zones', () => {
    const address = { serviceAddressState: 'TX', tenantZone: 'America/Chicago', phone: '+16145550147' }
    expect(candidatePlaces(address)).toEqual([
      { state: 'TX', zones: ['America/Chicago', 'America/Denver'], source: 'service_address' },
    ])
    expect(candidatePlaces({ ...address, zip: '75201-0001' })).toEqual([
      { state: 'TX', zones: CENTRAL, source: 'service_address' },
    ])
    expect(candidatePlaces({ ...address, zip: '90001' })).toMatchObject([
      { zones: ['America/Chicago', 'America/Denver'] },
    ])
  })
})

describe('a local caller', () => {
  const evidence = { tenantState: 'TX', tenantZone: 'America/Chicago' }

  test('has an area code of the tenant’s state and zone', () => {
    expect(candidatePlaces({ ...evidence, phone: '+15125550147' })).toMatchObject([{ source: 'service_area' }])
    expect(candidatePlaces({ ...evidence, phone: '+19155550147' })).toEqual([
      { state: 'TX', zones: ['America/Denver'], source: 'area_code' },
    ])
  })
})

describe('a Florida or Oklahoma number', () => {
  const known = { tenantState: 'TX', tenantZone: 'America/Chicago' }

  test('is presumed to belong there besides what is known', () => {
    expect(candidatePlaces({ ...known, phone: '+13055550147', serviceAddressState: 'TX', zip: '75201' })).toEqual([
      { state: 'TX', zones: CENTRAL, source: 'service_address' },
      { state: 'FL', zones: EASTERN, source: 'area_code' },
    ])
    expect(candidatePlaces({ ...known, phone: '+19185550147', crmState: 'KS' })).toMatchObject([
      { state: 'KS' },
      { state: 'OK' },
    ])
  })

  test('is not presumed twice', () => {
    expect(candidatePlaces({ ...known, phone: '+13055550147' })).toHaveLength(1)
    expect(candidatePlaces({ ...known, phone: '+18505550147', zip: '33101' })).toEqual([
      { state: 'FL', zones: EASTERN, source: 'zip' },
    ])
  })

  test('of two zones keeps both, also for a tenant next door', () => {
    const places = candidatePlaces({ phone: '+18505550147', tenantState: 'FL', tenantZone: 'America/New_York' })
    expect(places.flatMap(({ zones }) => zones)).toContain('America/Chicago')
  })
})

describe('a number outside the states', () => {
  test.each([
    ['+14165550147', [{ state: null, zones: ['America/Toronto'], source: 'area_code' }]],
    ['+18095550147', [{ state: null, zones: ['America/Santo_Domingo'], source: 'area_code' }]],
    ['+18005550147', [{ state: 'TX', zones: CENTRAL, source: 'tenant' }]],
  ])('%s is placed in no state by its code', (phone, places) => {
    expect(candidatePlaces({ phone, tenantState: 'TX', tenantZone: 'America/Chicago' })).toEqual(places)
  })
})
