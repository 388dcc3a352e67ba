import { describe, expect, test } from 'vitest'
import type { TenantProfile } from '../contract.ts'
import type { CrmTexting } from '../contract/texting.ts'
import type { Tenant } from './tenant-rows.ts'
import { isBusinessNumber, textingOf } from './texting.ts'

const texting: CrmTexting = { locationId: 'loc_1', number: '+19015550142', coversOffers: false, since: 1 }

function tenantWith(profile: Partial<TenantProfile>, kept: CrmTexting | null = texting): Tenant {
  const usual = { smsNumber: '+15125550199', ghlLocationId: 'loc_1', a2p: 'campaign_pending' }
  return { profile: { ...usual, ...profile }, texting: kept } as unknown as Tenant
}

describe('how a business texts', () => {
  test('is by Twilio and its own registration, unless somebody chose otherwise', () => {
    const own = { via: 'twilio', number: '+15125550199', a2p: 'campaign_pending', coversOffers: null }
    expect(textingOf(tenantWith({}, null))).toEqual(own)
    // With the location went its numbers.
    expect(textingOf(tenantWith({ ghlLocationId: 'loc_2' }))).toEqual(own)
    expect(textingOf(tenantWith({ ghlLocationId: null }))).toEqual(own)
  })

  test('is by GoHighLevel and the word of the business, whatever has become of its own registration', () => {
    const there = { via: 'gohighlevel', number: '+19015550142', a2p: 'live', coversOffers: false }
    expect(textingOf(tenantWith({}))).toEqual(there)
    expect(textingOf(tenantWith({ a2p: 'suspended' }, { ...texting, coversOffers: true }))).toMatchObject({
      coversOffers: true,
    })
  })
})

test('both numbers are the business’s own, and nobody’s to text', () => {
  const tenant = tenantWith({})
  const own = (['+15125550199', '+19015550142', '+15125550111', null] as const).map((phone) =>
    isBusinessNumber(tenant, phone),
  )
  expect(own).toEqual([true, true, false, false])
})
