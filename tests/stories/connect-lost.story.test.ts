import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../../tenants/base/clock.ts'
import type { AttentionView } from '../../tenants/contract/board.ts'
import { atPlace, connect, crmOf, newLocation, placeOf } from '../support/connect.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

type Opportunity = { stage: string; status: string }
const opportunitiesAt = (shop: Shop, locationId: string) =>
  shop.control<Opportunity[]>(`/ghl/opportunities?locationId=${locationId}`)
const mattersOf = async (shop: Shop) =>
  (await shop.api<{ attention: AttentionView[] }>('GET', `/tenants/${shop.id}/board`)).attention.filter(
    ({ kind }) => kind === 'crm',
  )
const disconnections = async (shop: Shop) =>
  (await shop.tenant.timeline()).filter((type) => type === 'crm_disconnected').length

async function wantsVisit(shop: Shop): Promise<void> {
  const customer = shop.customer()
  await customer.callsAndHangsUp()
  await shop.tenant.passSeconds(30)
  await customer.texts('can someone come tomorrow at 9am?')
  await shop.tenant.passSeconds(5)
}

async function openConnected(): Promise<{ shop: Shop; locationId: string }> {
  const shop = await openShop({ ghlLocationId: null })
  const locationId = newLocation()
  expect(await connect(shop, { locationId })).toBe('connected')
  return { shop, locationId }
}

describe('a connection that is lost', () => {
  test('by uninstalling is told once, loses nothing, and goes on when it stands again', async () => {
    const { shop, locationId } = await openConnected()
    await atPlace(shop, locationId, 'uninstall')
    const gone = { type: 'UNINSTALL', appId: 'app_1', locationId, webhookId: crypto.randomUUID() }
    shop.watch.now += 1_000
    expect((await shop.ghl(gone)).status).toBe(200)
    expect((await shop.ghl(gone)).status).toBe(200)
    await wantsVisit(shop)
    await wantsVisit(shop)
    expect(await crmOf(shop)).toMatchObject({ status: 'lost', loss: 'uninstalled', waiting: 4 })
    expect(await mattersOf(shop)).toMatchObject([{ sentence: expect.stringContaining('Connect it again') }])
    expect((await shop.told()).filter((text) => text.includes('GoHighLevel is disconnected'))).toHaveLength(1)
    // Older than anything else waits for; here it does not grow too old.
    await shop.tenant.passDays(9)
    expect(await disconnections(shop)).toBe(1)
    expect(await connect(shop, { locationId })).toBe('connected')
    await shop.tenant.passSeconds(5)
    expect(await mattersOf(shop)).toEqual([])
    expect(await crmOf(shop)).toMatchObject({ status: 'connected', waiting: 0 })
    expect(await opportunitiesAt(shop, locationId)).toMatchObject([{ stage: 'Contacted' }, { stage: 'Contacted' }])
  }, 60_000)

  test('is not believed of an uninstallation that is older than the connection', async () => {
    const { shop, locationId } = await openConnected()
    const timestamp = new Date(shop.watch.now - 60_000).toISOString()
    await shop.ghl({ type: 'UNINSTALL', appId: 'app_1', locationId, timestamp })
    expect(await crmOf(shop)).toMatchObject({ status: 'connected' })
  })

  test('by a token that is revoked is found out at the next call, and told', async () => {
    const { shop, locationId } = await openConnected()
    await atPlace(shop, locationId, 'revoke')
    await wantsVisit(shop)
    expect(await crmOf(shop)).toMatchObject({ status: 'lost', loss: 'token_revoked', waiting: 2 })
    await wantsVisit(shop)
    expect(await disconnections(shop)).toBe(1)
    await connect(shop, { locationId })
    await shop.tenant.passSeconds(5)
    expect(await opportunitiesAt(shop, locationId)).toHaveLength(2)
  })

  test('by a sub-account that is deleted is told as that', async () => {
    const { shop, locationId } = await openConnected()
    await atPlace(shop, locationId, 'delete')
    await wantsVisit(shop)
    expect(await crmOf(shop)).toMatchObject({ status: 'lost', loss: 'location_gone', waiting: 2 })
    expect(await mattersOf(shop)).toMatchObject([{ sentence: expect.stringContaining('sub-account') }])
  })

  test('by a permission without which nothing works names it', async () => {
    const shop = await openShop({ ghlLocationId: null })
    const locationId = newLocation()
    await atPlace(shop, locationId, 'change', { withheld: ['opportunities.write'] })
    await connect(shop, { locationId })
    await wantsVisit(shop)
    expect(await crmOf(shop)).toMatchObject({
      ...{ status: 'lost', loss: 'scope_missing', missingScopes: ['opportunities.write'], waiting: 2 },
    })
    await atPlace(shop, locationId, 'change', { withheld: [] })
    await connect(shop, { locationId })
    await shop.tenant.passSeconds(5)
    expect(await opportunitiesAt(shop, locationId)).toMatchObject([{ stage: 'Contacted' }])
  })
})

describe('an agency that installs Shoulder for all of its sub-accounts', () => {
  test('has one chosen or made for a business, shares its token, and takes all out at once', async () => {
    // The shop that opens last has the clock.
    const other = await openShop({ ghlLocationId: null })
    const one = await openShop({ ghlLocationId: null })
    const locationId = newLocation()
    await atPlace(one, locationId, 'change', { withheld: [] })
    expect(await connect(one, { agency: '1' })).toBe('choose')
    const { companyId } = await crmOf(one)
    const at = (shop: Shop) => `/tenants/${shop.id}/gohighlevel`
    const found = await one.api<{ locations: { locationId: string }[] }>(
      'GET',
      `${at(one)}/locations?companyId=${companyId}&search=${locationId.slice(0, 12)}`,
    )
    expect(found.locations).toMatchObject([{ locationId }])
    await one.api('PUT', `${at(one)}/location`, { companyId, locationId })
    await one.tenant.settle()
    expect(await crmOf(one)).toMatchObject({ status: 'connected', kind: 'agency', locationId })
    const making = other.api('POST', `${at(other)}/locations`, { companyId })
    await expect(making).rejects.toThrow(/plan does not let apps make sub-accounts/)
    await atPlace(other, 'agency', 'change', { admitsPrograms: true })
    await other.api('POST', `${at(other)}/locations`, { companyId })
    await other.tenant.settle()
    expect(await crmOf(other)).toMatchObject({ status: 'connected', kind: 'agency', locationName: other.businessName })
    await expect(other.api('POST', `${at(other)}/locations`, { companyId })).rejects.toThrow(/already/)
    await wantsVisit(one)
    expect(await opportunitiesAt(one, locationId)).toHaveLength(1)

    // A day later both need a token, and the agency's own is refreshed for both of them once.
    const { refreshes } = await placeOf(one, 'agency')
    one.watch.now += 2 * DAY_MS
    other.watch.now = one.watch.now
    await Promise.all([one, other].map((shop) => shop.api('POST', `${at(shop)}/set-up`, {})))
    await Promise.all([one.tenant.settle(), other.tenant.settle()])
    expect(await placeOf(one, 'agency')).toMatchObject({ refreshes: refreshes + 1, reuses: 0 })

    one.watch.now += 1_000
    expect((await one.ghl({ type: 'UNINSTALL', appId: 'app_1', companyId })).status).toBe(200)
    expect(await crmOf(one)).toMatchObject({ status: 'lost', loss: 'uninstalled' })
    expect(await crmOf(other)).toMatchObject({ status: 'lost', loss: 'uninstalled' })
    await atPlace(other, 'agency', 'change', { admitsPrograms: false })
  }, 60_000)
})

describe('the pipeline', () => {
  test('is made where the account lets programs make one', async () => {
    const shop = await openShop({ ghlLocationId: null })
    const locationId = newLocation()
    await atPlace(shop, locationId, 'change', { pipeline: 'Sales', stages: ['Lead', 'Deal'], admitsPrograms: true })
    await connect(shop, { locationId })
    expect((await crmOf(shop)).pipeline).toMatchObject({ name: 'Shoulder', isOurs: true })
    await wantsVisit(shop)
    expect(await opportunitiesAt(shop, locationId)).toMatchObject([{ stage: 'Contacted' }])
  })

  test('that cannot be made is asked for in words, while the lead goes into the one there is', async () => {
    const shop = await openShop({ ghlLocationId: null })
    const locationId = newLocation()
    await atPlace(shop, locationId, 'change', { pipeline: 'Sales', stages: ['Lead', 'Deal'] })
    await connect(shop, { locationId })
    const view = await crmOf(shop)
    expect(view.setUp?.problems).toEqual([{ part: 'pipeline', code: 'pipeline_not_made' }])
    expect(view.pipeline).toMatchObject({ name: 'Sales', isOurs: false })
    expect(await mattersOf(shop)).toMatchObject([{ sentence: expect.stringContaining('named Shoulder') }])
    await wantsVisit(shop)
    expect(await opportunitiesAt(shop, locationId)).toMatchObject([{ stage: 'Lead', status: 'open' }])
    // The person has made it, and presses Check again.
    const stages = ['New', 'Contacted', 'Quoted', 'Booked', 'Completed', 'Lost']
    await atPlace(shop, locationId, 'change', { pipeline: 'Shoulder', stages })
    await shop.api('POST', `/tenants/${shop.id}/gohighlevel/set-up`, {})
    await shop.tenant.settle()
    expect(await mattersOf(shop)).toEqual([])
    expect((await crmOf(shop)).pipeline).toMatchObject({ name: 'Shoulder', isOurs: true })
  })

  test('keeps its stages by what they are when a person gives them other names', async () => {
    const { shop, locationId } = await openConnected()
    const stages = ['Hot', 'Lost', 'New', 'On the calendar', 'Paid', 'Never']
    await atPlace(shop, locationId, 'change', { stages })
    await shop.api('POST', `/tenants/${shop.id}/gohighlevel/set-up`, {})
    await shop.tenant.settle()
    await wantsVisit(shop)
    expect(await opportunitiesAt(shop, locationId)).toMatchObject([{ stage: 'Lost' }])
    const { pipeline } = await crmOf(shop)
    expect(pipeline?.stages.map(({ status, stage, fit }) => `${status}=${stage} ${fit}`)).toEqual([
      ...['new=Hot known', 'contacted=Lost known', 'quoted=New known'],
      ...['booked=On the calendar known', 'completed=Paid known', 'lost=Never known'],
    ])
  })
})
