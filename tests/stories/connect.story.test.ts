import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../../tenants/base/clock.ts'
import { atPlace, choose, comeBack, connect, crmOf, newLocation, placeOf } from '../support/connect.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

type Opportunity = { stage: string; status: string; contactId: string; locationId: string }
const opportunitiesAt = (shop: Shop, locationId: string) =>
  shop.control<Opportunity[]>(`/ghl/opportunities?locationId=${locationId}`)
/** A customer who agrees to a visit: their lead is written to GoHighLevel. */
async function agreesToVisit(shop: Shop): Promise<void> {
  const customer = shop.customer()
  await customer.callsAndHangsUp()
  await shop.tenant.passSeconds(30)
  await customer.texts('can someone come tomorrow at 9am?')
  await customer.texts('yes')
  await shop.tenant.settle()
}

describe('a business that connects its own account', () => {
  test('has its leads there from then on, and all that Shoulder needs beside them', async () => {
    const shop = await openShop({ ghlLocationId: null })
    expect(await crmOf(shop)).toMatchObject({ status: 'none', locationId: null })
    const locationId = newLocation()
    expect(await connect(shop, { locationId })).toBe('connected')
    const view = await crmOf(shop)
    expect(view).toMatchObject({ status: 'connected', kind: 'own', loss: null, locationId, missingScopes: [] })
    expect(view.pipeline).toMatchObject({ name: 'Shoulder', isOurs: true })
    expect(view.pipeline?.stages.map(({ stage, fit }) => `${stage} ${fit}`)).toContain('Booked known')
    expect(view.setUp).toMatchObject({ problems: [], tags: 4, fields: 2, values: 9 })
    await agreesToVisit(shop)
    expect(await opportunitiesAt(shop, locationId)).toMatchObject([{ stage: 'Booked', status: 'open' }])
    expect(await shop.tenant.timeline()).toEqual(expect.arrayContaining(['crm_connected', 'crm_set_up']))
  })

  test('has its words there as values that follow when the script is changed', async () => {
    const shop = await openShop({ ghlLocationId: null })
    const locationId = newLocation()
    await connect(shop, { locationId })
    const valueOf = async () =>
      (await placeOf(shop, locationId)).values.find(({ name }) => name === 'Shoulder question text')?.value
    const before = await valueOf()
    expect(before).not.toBe('')
    const text = 'Thanks, {owner} at {business} answers you within the hour.'
    const path = `/tenants/${shop.id}/scripts`
    await shop.api('PUT', path, { name: 'question_received', language: 'en', text, version: 0 })
    await shop.tenant.settle()
    expect(await valueOf()).toBe(`Thanks, Dana Fields at ${shop.businessName} answers you within the hour.`)
    expect((await placeOf(shop, locationId)).values).toHaveLength(9)
  })

  test('comes back once, by the way that was given to this person, and in time', async () => {
    const shop = await openShop({ ghlLocationId: null })
    const locationId = newLocation()
    const way = await choose(shop, { locationId })
    expect(await comeBack(shop, way, 'somebody@example.com')).toContain('somebody else')
    expect(await comeBack(shop, way.replace('state=v1', 'state=v2'))).toContain('too old')
    expect(await comeBack(shop, way)).toBe('connected')
    expect(await comeBack(shop, way)).toContain('used before')
    const late = await choose(shop, { locationId: newLocation() })
    shop.watch.now += 16 * 60_000
    expect(await comeBack(shop, late)).toContain('too old')
    expect(await crmOf(shop)).toMatchObject({ locationId })
  })

  test('cannot take an account that another business has', async () => {
    const first = await openShop()
    const second = await openShop({ ghlLocationId: null })
    expect(await connect(second, { locationId: first.ghlLocationId })).toBe('already_taken')
    expect(await crmOf(second)).toMatchObject({ status: 'none' })
  })

  test('is told by name which permissions are missing', async () => {
    const shop = await openShop({ ghlLocationId: null })
    const locationId = newLocation()
    await atPlace(shop, locationId, 'change', { withheld: ['locations/tags.write', 'workflows.readonly'] })
    await connect(shop, { locationId })
    const view = await crmOf(shop)
    expect(view.missingScopes).toEqual(['locations/tags.write', 'workflows.readonly'])
    expect(view.setUp?.problems).toEqual([
      { part: 'tags', code: 'scope_missing' },
      { part: 'workflows', code: 'scope_missing' },
    ])
    await agreesToVisit(shop)
    expect(await opportunitiesAt(shop, locationId)).toHaveLength(1)
  })

  test('has another account looked over as soon as it is named', async () => {
    const shop = await openShop()
    const orders = () => shop.tenant.query(`select 1 from outbox where payload ->> 'type' = 'set_up_crm'`)
    await shop.api('PATCH', `/tenants/${shop.id}`, { businessName: shop.businessName })
    expect(await orders()).toHaveLength(0)
    for (const ghlLocationId of [newLocation(), newLocation()]) {
      const stages = ['New', 'Contacted', 'Quoted', `Booked at ${ghlLocationId}`, 'Completed', 'Lost']
      await atPlace(shop, ghlLocationId, 'change', { pipeline: 'Shoulder', stages })
      await shop.api('PATCH', `/tenants/${shop.id}`, { ghlLocationId })
      await shop.tenant.settle()
      const view = await crmOf(shop)
      expect(view).toMatchObject({ status: 'connected', locationId: ghlLocationId })
      expect(view.setUp).toMatchObject({ at: shop.watch.now, problems: [], tags: 4, fields: 2, values: 9 })
      expect(view.pipeline?.stages.map(({ stage }) => stage)).toContain(stages[3])
      expect((await placeOf(shop, ghlLocationId)).values).toHaveLength(9)
    }
    // What stays as it is and what is taken away is nothing to be looked at.
    const { locationId } = await crmOf(shop)
    await shop.api('PATCH', `/tenants/${shop.id}`, { ghlLocationId: locationId })
    await shop.api('PATCH', `/tenants/${shop.id}`, { ghlLocationId: null })
    expect(await orders()).toHaveLength(2)
  })

  test('that was lost is not waited for once another is named', async () => {
    const shop = await openShop()
    await atPlace(shop, shop.ghlLocationId, 'delete')
    await shop.api('POST', `/tenants/${shop.id}/gohighlevel/set-up`, {})
    await shop.tenant.settle()
    expect(await crmOf(shop)).toMatchObject({ status: 'lost', loss: 'location_gone' })
    const ghlLocationId = newLocation()
    await shop.api('PATCH', `/tenants/${shop.id}`, { ghlLocationId })
    await shop.tenant.settle()
    expect(await crmOf(shop)).toMatchObject({ status: 'connected', locationId: ghlLocationId })
    expect((await crmOf(shop)).setUp).toMatchObject({ at: shop.watch.now, problems: [] })
  })

  test('keeps its tokens sealed, and lets go of them with the account', async () => {
    const shop = await openShop({ ghlLocationId: null })
    await connect(shop, { locationId: newLocation() })
    const kept = await shop.tenant.query<{ value: string }>(`select value from settings where name like 'crm_%'`)
    expect(kept.map(({ value }) => value).join()).not.toContain('eyJ')
    await shop.api('DELETE', `/tenants/${shop.id}/gohighlevel`)
    expect(await crmOf(shop)).toMatchObject({ status: 'none', locationId: null })
    expect(await shop.tenant.query(`select value from settings where name in ('crm_connection', 'crm_offer')`)).toEqual(
      [],
    )
  })
})

describe('an access token that has expired', () => {
  test('is refreshed once, however many need it at that moment', async () => {
    const shop = await openShop({ ghlLocationId: null })
    const locationId = newLocation()
    await connect(shop, { locationId })
    await agreesToVisit(shop)
    shop.watch.now += 2 * DAY_MS
    const before = await placeOf(shop, locationId)
    // Fifty entries that are due in one moment, in sequences of their own, as many as the object has room for at once.
    await shop.tenant.query(`insert into outbox (entry_id, journey_id, customer_id, lane, sequence_key, payload, status,
        attempts, due_at, useful_until, created_at)
      with recursive n (i) as (select 1 union all select i + 1 from n where i < 50)
      select 'eff_many' || i, journey_id, customer_id, lane, 'crm_many:' || i, payload, 'pending', 0,
        ${shop.watch.now}, ${shop.watch.now + DAY_MS}, ${shop.watch.now}
      from n, (select * from outbox where lane = 'gohighlevel' and payload ->> 'type' = 'sync_crm' limit 1)`)
    await shop.api('POST', `/tenants/${shop.id}/gohighlevel/set-up`, {})
    await shop.tenant.passSeconds(3_600)
    const sent = await shop.tenant.query(`select 1 from outbox where entry_id like 'eff_many%' and status = 'sent'`)
    const rest = await shop.tenant.query(`select status, attempts, last_code from outbox
      where entry_id like 'eff_many%' and status <> 'sent'`)
    expect(rest).toEqual([])
    expect(sent).toHaveLength(50)
    expect(await placeOf(shop, locationId)).toMatchObject({ refreshes: before.refreshes + 1, reuses: 0 })
  }, 120_000)

  test('outlives the end of this object between the question and its answer', async () => {
    const shop = await openShop({ ghlLocationId: null })
    const locationId = newLocation()
    await connect(shop, { locationId })
    shop.watch.now += 2 * DAY_MS
    // GoHighLevel has made the next pair, and nobody is left to hear of it.
    const fault = { provider: 'ghl', kind: 'act_then_timeout', path: '/oauth/token', forMs: 60_000, rate: 1 }
    await shop.control('/faults', fault)
    const customer = shop.customer()
    await customer.callsAndHangsUp()
    await shop.api('POST', `/tenants/${shop.id}/gohighlevel/set-up`, {})
    await expect.poll(async () => (await placeOf(shop, locationId)).refreshes).toBe(1)
    await shop.tenant.evict()
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passSeconds(60)
    await customer.texts('can someone come tomorrow at 9am?')
    await customer.texts('yes')
    await shop.tenant.passSeconds(60)
    expect(await placeOf(shop, locationId)).toMatchObject({ refreshes: 1, reuses: 0 })
    expect(await crmOf(shop)).toMatchObject({ status: 'connected', waiting: 0 })
    expect(await opportunitiesAt(shop, locationId)).toMatchObject([{ stage: 'Booked' }])
  })
})
