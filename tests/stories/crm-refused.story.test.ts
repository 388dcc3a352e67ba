import { describe, expect, test } from 'vitest'
import type { AttentionView } from '../../tenants/contract/board.ts'
import { atPlace, connect, crmOf, newLocation } from '../support/connect.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { expectSameTruth } from '../support/same-truth.ts'

const mattersOf = async (shop: Shop) =>
  (await shop.api<{ attention: AttentionView[] }>('GET', `/tenants/${shop.id}/board`)).attention.filter(
    ({ kind }) => kind === 'crm' || kind === 'dead_letter',
  )
const told = async (shop: Shop) => (await shop.told()).filter((text) => text.includes('GoHighLevel is disconnected'))

async function wantsVisit(shop: Shop): Promise<void> {
  const customer = shop.customer()
  await customer.callsAndHangsUp()
  await shop.tenant.passSeconds(30)
  await customer.texts('can someone come tomorrow at 9am?')
  await shop.tenant.passSeconds(5)
}

describe('a location that is reached through our own agency', () => {
  test('and refuses our key is said once, waits without end, and goes on by itself when it takes the key', async () => {
    const shop = await openShop()
    await atPlace(shop, shop.ghlLocationId, 'change', { refuses: 'tokens' })
    await wantsVisit(shop)
    expect(await crmOf(shop)).toMatchObject({ status: 'lost', kind: 'platform', loss: 'token_refused', waiting: 2 })
    expect(await mattersOf(shop)).toMatchObject([{ kind: 'crm', sentence: expect.stringContaining('refuses our key') }])
    expect(await told(shop)).toEqual([expect.stringContaining('it refuses our key')])
    // More attempts than an entry has.
    await shop.tenant.passHours(11)
    expect(await mattersOf(shop)).toHaveLength(1)
    expect(await told(shop)).toHaveLength(1)
    expect(await crmOf(shop)).toMatchObject({ status: 'lost', waiting: 2 })
    await atPlace(shop, shop.ghlLocationId, 'change', { refuses: 'nothing' })
    await shop.tenant.passHours(1)
    expect(await crmOf(shop)).toMatchObject({ status: 'connected', loss: null, waiting: 0 })
    expect(await mattersOf(shop)).toEqual([])
    await expectSameTruth(shop)
  })

  test('and says that there is no such location is told as that', async () => {
    const shop = await openShop()
    await atPlace(shop, shop.ghlLocationId, 'change', { refuses: 'existence' })
    await wantsVisit(shop)
    expect(await crmOf(shop)).toMatchObject({ status: 'lost', loss: 'location_gone', waiting: 2 })
    expect(await mattersOf(shop)).toMatchObject([{ kind: 'crm', sentence: expect.stringContaining('sub-account') }])
  })

  test('and was deleted gives out no token, and is told as that', async () => {
    const shop = await openShop()
    await atPlace(shop, shop.ghlLocationId, 'delete')
    await wantsVisit(shop)
    expect(await crmOf(shop)).toMatchObject({ status: 'lost', loss: 'location_gone', waiting: 2 })
  })

  test('and withholds a permission is told which, on the board, by text and in the settings', async () => {
    const shop = await openShop()
    await atPlace(shop, shop.ghlLocationId, 'change', { withheld: ['opportunities.write'] })
    await wantsVisit(shop)
    expect(await crmOf(shop)).toMatchObject({ loss: 'scope_missing', missingScopes: ['opportunities.write'] })
    expect(await mattersOf(shop)).toMatchObject([{ sentence: expect.stringContaining('opportunities.write') }])
    expect(await told(shop)).toEqual([expect.stringContaining('opportunities.write')])
    await atPlace(shop, shop.ghlLocationId, 'change', { withheld: [] })
    // A permission mends only when somebody says so: trying would tell of the same loss every hour.
    await shop.api('POST', `/tenants/${shop.id}/gohighlevel/set-up`, {})
    shop.watch.now += 86_400_000
    await shop.tenant.passSeconds(5)
    expect(await crmOf(shop)).toMatchObject({ status: 'connected', missingScopes: [], waiting: 0 })
    await expectSameTruth(shop)
  })
})

test('an installation of its own whose fresh tokens are refused keeps them, and is tried again', async () => {
  const shop = await openShop({ ghlLocationId: null })
  const locationId = newLocation()
  await connect(shop, { locationId })
  await atPlace(shop, locationId, 'change', { refuses: 'tokens' })
  await wantsVisit(shop)
  expect(await crmOf(shop)).toMatchObject({ status: 'lost', kind: 'own', loss: 'token_refused', waiting: 2 })
  await atPlace(shop, locationId, 'change', { refuses: 'nothing' })
  await shop.tenant.passHours(1)
  expect(await crmOf(shop)).toMatchObject({ status: 'connected', waiting: 0 })
  await expectSameTruth({ ...shop, ghlLocationId: locationId })
})
