import { describe, expect, test } from 'vitest'
import type { KnownView } from '../../tenants/contract/known.ts'
import type { NewAppointment } from '../../tenants/contract/booking.ts'
import { newId } from '../../tenants/base/ids.ts'
import { fillIn } from '../support/lead.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { changeSchedule } from '../support/schedule.ts'
import { openBooking, visitsOf } from '../support/visits.ts'

const DAY_H = 24
const known = (shop: Shop) => shop.api<KnownView>('GET', `/tenants/${shop.id}/known`)
const idOf = async (shop: Shop, phone: string) =>
  (await shop.tenant.query<{ id: string }>(`select customer_id as id from customers where phone = '${phone}'`))[0]?.id
const relate = async (shop: Shop, phone: string, relation: string | null) =>
  shop.api('PUT', `/tenants/${shop.id}/conversations/${await idOf(shop, phone)}/relation`, { relation })
const notices = async (shop: Shop) =>
  (await shop.tenant.query<{ body: string }>(`select body from messages where audience = 'technician'`)).map(
    ({ body }) => body,
  )

describe('somebody the business knows', () => {
  test.each(['staff', 'supplier', 'family'])('as %s is not texted, and the technician hears who called', async (as) => {
    const shop = await openShop()
    const lee = shop.customer()
    await shop.api('POST', `/tenants/${shop.id}/known`, { phone: lee.phone, relation: as, name: 'Lee Marsh' })
    await lee.callsAndHangsUp()
    await shop.tenant.passSeconds(60)
    expect(await lee.received()).toEqual([])
    expect(await notices(shop)).toEqual([expect.stringContaining('Lee Marsh')])
    expect(await shop.tenant.list('leads')).toEqual([])
    await shop.tenant.passHours(1)
    expect(await lee.received()).toEqual([])
  })

  test('found out while the text was on its way gets none', async () => {
    const shop = await openShop()
    const lee = shop.customer()
    await lee.callsAndHangsUp()
    await relate(shop, lee.phone, 'supplier')
    await shop.tenant.passHours(1)
    expect(await lee.received()).toEqual([])
    expect(await shop.tenant.timeline()).toContain('relation_changed')
  })

  test('who is a customer again is texted like any other', async () => {
    const shop = await openShop()
    const lee = shop.customer()
    await shop.api('POST', `/tenants/${shop.id}/known`, { phone: lee.phone, relation: 'family', name: null })
    await relate(shop, lee.phone, null)
    await lee.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    expect(await lee.received()).toEqual([expect.stringContaining('Sorry we missed')])
  })

  test('cannot be one of the business’s own numbers', async () => {
    const shop = await openShop()
    const person = { phone: shop.smsNumber, relation: 'family', name: null }
    await expect(shop.api('POST', `/tenants/${shop.id}/known`, person)).rejects.toThrow(/known_already/)
  })
})

describe('words of somebody the business knows', () => {
  test.each([
    ['supplier', 'Your order 5512 shipped, driver arrives 8 am tomorrow'],
    ['supplier', 'Can you come pick up the boiler on Friday?'],
    ['supplier', 'Hey Lani your water heater order is ready for pickup'],
    ['supplier', 'How much for the old water heater?'],
    ['family', 'Call me please, dad fell'],
    ['family', 'mijo, puedes venir mañana a las 9?'],
    ['staff', 'running late, be there at 9'],
  ])('of %s, "%s", are for the technician to read', async (as, words) => {
    const shop = await openShop()
    await changeSchedule(shop, { closesOnHolidays: false })
    const lee = shop.customer()
    await shop.api('POST', `/tenants/${shop.id}/known`, { phone: lee.phone, relation: as, name: 'Lee Marsh' })
    await lee.texts(words)
    await lee.texts('yes')
    await shop.tenant.passHours(1)
    expect(await lee.received()).toEqual([])
    const told = await notices(shop)
    expect(told).toHaveLength(2)
    expect(told[0]).toMatch(/Lee Marsh/)
    expect(told[0]).toContain(words.slice(0, 20))
    expect(await visitsOf(shop)).toEqual([])
    expect(await shop.tenant.list('leads')).toEqual([])
    expect(await shop.tenant.list('quotes')).toEqual([])
    expect(await shop.tenant.query(`select * from customers where contact_ref is not null`)).toEqual([])
  })

  test('are heard all the same when they are in danger, or want no more texts', async () => {
    const shop = await openShop()
    const mum = shop.customer()
    await shop.api('POST', `/tenants/${shop.id}/known`, { phone: mum.phone, relation: 'family', name: 'Mum' })
    await mum.texts('I smell gas in the kitchen')
    expect((await mum.received()).at(-1)).toMatch(/^Leave the building now/)
    expect((await shop.told())[0]).toContain('EMERGENCY')
    expect(await shop.tenant.list('leads')).toEqual([])
    await mum.texts('stop texting me')
    const stopped = await shop.tenant.query('select * from suppressions')
    expect(stopped).toHaveLength(1)
  })

  test('are those of a customer again once they are one', async () => {
    const { shop } = await openBooking()
    const lee = shop.customer()
    await shop.api('POST', `/tenants/${shop.id}/known`, { phone: lee.phone, relation: 'supplier', name: null })
    await lee.texts('are you open?')
    await relate(shop, lee.phone, null)
    await lee.texts('can someone come on Thursday at 2pm?')
    expect((await lee.received()).at(-1)).toMatch(/at 2 PM is free/)
  })

  test('marked as spam are kept, and nobody is told or answered', async () => {
    const shop = await openShop()
    const pitch = shop.customer()
    await shop.api('POST', `/tenants/${shop.id}/known`, { phone: pitch.phone, relation: 'spam', name: null })
    await pitch.texts('can we come by tomorrow to talk about your website?')
    expect([await pitch.received(), await notices(shop)]).toEqual([[], []])
    expect(await shop.tenant.timeline()).toContain('reply_received')
  })

  test('in a form are read by the technician alone, too', async () => {
    const shop = await openShop()
    const lee = shop.customer()
    await shop.api('POST', `/tenants/${shop.id}/known`, { phone: lee.phone, relation: 'supplier', name: 'Lee Marsh' })
    await fillIn(shop, { name: 'Lee Marsh', phone: lee.phone, words: 'Can you take a delivery on Friday?' })
    await shop.tenant.passMinutes(5)
    expect(await lee.received()).toEqual([])
    expect(await notices(shop)).toEqual([expect.stringContaining('delivery on Friday')])
    expect(await shop.tenant.list('leads')).toEqual([])
  })
})

test('who has a visit before them is asked about it, and the technician is told at once', async () => {
  const shop = await openShop()
  const pat = shop.customer()
  await pat.texts('how much to fix a water heater')
  const customerId = (await idOf(shop, pat.phone)) as NewAppointment['customerId']
  const startsAt = shop.watch.now + DAY_H * 3_600_000
  await shop.tenant.query(
    `insert into appointments (appointment_id, customer_id, crew_id, status, starts_at, ends_at, busy_from, busy_until,
      fee_minor, source, sequence, created_at, updated_at) values ('${newId('apt')}', '${customerId}', 'owner',
      'confirmed', ${startsAt}, ${startsAt + 1}, ${startsAt}, ${startsAt + 1}, 0, 'board', 0, 1, 1)`,
  )
  await shop.tenant.passHours(DAY_H / 2)
  await relate(shop, pat.phone, 'family')
  await relate(shop, pat.phone, null)
  const before = (await pat.received()).length
  await pat.callsAndHangsUp()
  expect((await notices(shop)).at(-1)).toMatch(/whose visit is on .*Please call back/)
  await shop.tenant.passSeconds(20)
  const [text] = (await pat.received()).slice(before)
  expect(text).toMatch(/Is it about your visit/)
})

test.each(['callsAndHangsUp', 'callsTracked'] as const)('a call that is bait is held back: %s', async (calls) => {
  const shop = await openShop()
  const bait = shop.customer('+18765550147')
  await bait[calls]()
  await shop.tenant.passMinutes(6)
  expect([await bait.received(), await notices(shop)]).toEqual([[], []])
  const { held } = await known(shop)
  expect(held).toMatchObject([{ phone: bait.phone, reason: 'wangiri', status: 'held' }])
  // Nothing of it is shown as a matter that waits for somebody.
  expect((await shop.api<{ attention: unknown[] }>('GET', `/tenants/${shop.id}/board`)).attention).toEqual([])
})

describe('a robot', () => {
  /** Rings once a day, a second at a time, and says nothing. */
  async function ringsForDays(shop: Shop, days: number) {
    const robot = shop.customer()
    for (let day = 0; day < days; day += 1) {
      await robot.callsAndHangsUp()
      await shop.tenant.passHours(DAY_H * 4)
    }
    return robot
  }

  test('is texted until it is known for one, then held with a reason, and let through again', async () => {
    const shop = await openShop()
    const robot = shop.customer()
    for (let ring = 0; ring < 4; ring += 1) {
      await robot.callsAndHangsUp()
      await shop.tenant.passHours(ring < 3 ? DAY_H * 3.5 : 0)
    }
    await shop.tenant.passSeconds(60)
    const texted = (await robot.received()).length
    expect(texted).toBe(3)
    const told = (await notices(shop)).length
    const [held] = (await known(shop)).held
    expect(held).toMatchObject({ phone: robot.phone, reason: 'says_nothing', status: 'held' })
    expect(await shop.tenant.timeline()).toContain('call_held_back')
    await shop.api('POST', `/tenants/${shop.id}/held-calls/${held?.id}/release`)
    await shop.api('POST', `/tenants/${shop.id}/held-calls/${held?.id}/release`)
    await shop.tenant.passSeconds(30)
    expect((await robot.received()).length).toBe(texted + 1)
    expect((await known(shop)).held[0]?.status).toBe('released')
    expect((await notices(shop)).length).toBe(told)
    await shop.tenant.passHours(DAY_H * 4)
    await robot.callsAndHangsUp()
    await shop.tenant.passSeconds(30)
    expect((await robot.received()).length).toBe(texted + 2)
  })

  test('that rings on one day only is texted', async () => {
    const shop = await openShop()
    const robot = await ringsForDays(shop, 1)
    expect((await robot.received()).length).toBe(1)
  })

  test('let through when a text makes no sense any more is told to the technician', async () => {
    const shop = await openShop()
    const spam = shop.customer()
    await shop.api('POST', `/tenants/${shop.id}/known`, { phone: spam.phone, relation: 'spam', name: null })
    await spam.callsAndHangsUp()
    await shop.tenant.passHours(5)
    expect([await spam.received(), await notices(shop)]).toEqual([[], []])
    const [held] = (await known(shop)).held
    expect(held?.reason).toBe('marked')
    await shop.api('POST', `/tenants/${shop.id}/held-calls/${held?.id}/release`)
    await shop.tenant.passSeconds(60)
    expect(await spam.received()).toEqual([])
    expect(await notices(shop)).toEqual([expect.stringMatching(/too late to text/)])
  })
})
