import { describe, expect, test } from 'vitest'
import { CoherentPolicy } from '../../tenants/contract/policy.ts'
import { BusinessStep, ConsentStep, PhoneStep, ServicesStep } from '../../tenants/contract/join.ts'
import { faultsOf, readFields } from './field-faults.ts'

const faultsIn = (schema: Parameters<typeof readFields>[0], fields: unknown) => {
  const read = readFields(schema, fields)
  return read.ok ? {} : read.faults
}

describe('the server’s own schema tells a form what is wrong', () => {
  const business = {
    businessName: 'Lopez Plumbing',
    ownerName: 'Ana Lopez',
    timeZone: 'America/Chicago',
    serviceArea: 'Austin',
    postalAddress: '12 Example Street, Austin, TX 78701',
    language: 'en',
    trade: 'plumbing',
  }

  test('a filled form gives the value to send, trimmed', () => {
    const read = readFields(BusinessStep, { ...business, businessName: ' Lopez Plumbing ' })
    expect(read).toEqual({ ok: true, value: business })
  })

  test('each field gets the fault that is its own', () => {
    const faults = faultsIn(BusinessStep, {
      ...business,
      businessName: '  ',
      ownerName: 'x'.repeat(81),
      timeZone: 'America/Nowhere',
      trade: '',
    })
    expect(faults).toEqual({
      businessName: { code: 'required' },
      ownerName: { code: 'too_long', limit: 80 },
      timeZone: { code: 'zone' },
      trade: { code: 'choose' },
    })
  })

  test('a number that is none, and one that was left out', () => {
    expect(faultsIn(PhoneStep, { primaryPhone: '555', carrier: 'att' })).toEqual({ primaryPhone: { code: 'phone' } })
    expect(faultsIn(PhoneStep, { primaryPhone: '', carrier: 'carrier pigeon' })).toEqual({
      primaryPhone: { code: 'required' },
      carrier: { code: 'choose' },
    })
  })

  test('a price range that runs backwards is shown at its upper bound', () => {
    const line = { service: 'Drain', from: 200, to: 100, unit: 'job', keywords: [] }
    expect(faultsIn(ServicesStep, { priceBook: [line] })).toEqual({ 'priceBook.0.to': { code: 'below_from' } })
  })

  test('an amount that cannot be read or is too great', () => {
    const line = { service: 'Drain', from: Number.NaN, to: 200_000_000, unit: 'job', keywords: [] }
    expect(faultsIn(ServicesStep, { priceBook: [line] })).toEqual({
      'priceBook.0.from': { code: 'amount' },
      'priceBook.0.to': { code: 'too_great', limit: 100_000_000 },
    })
  })

  test('an empty price book and a box that was not ticked', () => {
    expect(faultsIn(ServicesStep, { priceBook: [] })).toEqual({ priceBook: { code: 'required' } })
    expect(faultsIn(ConsentStep, { consentMode: 'spoken_notice', acceptsTerms: false })).toEqual({
      acceptsTerms: { code: 'tick' },
    })
  })

  test('a text that would leave after its deadline', () => {
    const read = readFields(CoherentPolicy, { textAfterMs: 40_000, textDeadlineMs: 30_000 })
    expect(read).toEqual({ ok: false, faults: { textAfterMs: { code: 'after_deadline' } } })
  })
})

test('what the server refuses lands at the same paths', () => {
  const faults = faultsOf([{ path: 'priceBook.1.service', message: 'No such service' }])
  expect(faults).toEqual({ 'priceBook.1.service': { code: 'other', words: 'No such service' } })
})
