import { describe, expect, test } from 'vitest'
import { fillIn } from '../support/lead.ts'
import { Office } from '../support/office.ts'
import type { Shop } from '../support/open-shop.ts'
import { changeSchedule } from '../support/schedule.ts'
import { openBooking, visitsOf } from '../support/visits.ts'

type Row = { status: string; address: string | null; service: string | null; minutes: number }

const rows = (shop: Shop) =>
  shop.tenant.query<Row>(
    `select status, address, service, (ends_at - starts_at) / 60000 as minutes from appointments order by appointment_id`,
  )
const latest = async (shop: Shop) => (await rows(shop)).at(-1)

describe('where a visit is', () => {
  test('is asked once it is agreed, and stands on the visit and in GoHighLevel once it is told', async () => {
    const { shop, pat, said, writes } = await openBooking()
    await writes('can someone come on Thursday at 2pm?')
    await writes('YES')
    expect(await said()).toMatch(/is set: .*To change it reply CHANGE\. What is the address of the job\?$/)
    const texts = (await pat.received()).length
    await writes('44 Coral Way')
    await shop.tenant.settle()
    expect(await latest(shop)).toMatchObject({ status: 'confirmed', address: '44 Coral Way' })
    expect(await new Office(shop).appointments()).toMatchObject([{ address: '44 Coral Way' }])
    expect((await pat.received()).slice(texts).join()).not.toMatch(/address of the job/)
  })

  test('told again is the later of the two, here and there', async () => {
    const { shop, writes } = await openBooking()
    await writes('can someone come on Thursday at 2pm?')
    await writes('YES')
    await writes('44 Coral Way')
    await writes('sorry, my address is 46 Coral Way')
    await shop.tenant.settle()
    expect(await latest(shop)).toMatchObject({ address: '46 Coral Way' })
    expect(await new Office(shop).appointments()).toMatchObject([{ address: '46 Coral Way' }])
  })

  test('is not asked where it was told before', async () => {
    const { shop, said, writes } = await openBooking()
    await writes('my water heater leaks, I am at 12 Reef Rd Dededo')
    await writes('can someone come on Thursday at 2pm?')
    await writes('YES')
    expect(await said()).toMatch(/is set: /)
    expect(await said()).not.toMatch(/address of the job/)
    expect(await latest(shop)).toMatchObject({ address: '12 Reef Rd Dededo' })
  })

  test('is asked in Spanish, and a house number and a name are enough', async () => {
    const { shop, said, writes } = await openBooking()
    await writes('¿pueden venir el jueves a las 2 de la tarde?')
    await writes('sí')
    expect(await said()).toMatch(/¿En qué direcci[oó]n es el trabajo\?$/)
    await writes('123 Chalan San Antonio')
    expect(await latest(shop)).toMatchObject({ address: '123 Chalan San Antonio' })
  })

  test('is what the business has entered, whatever is texted', async () => {
    const { shop, writes } = await openBooking()
    await writes('can someone come on Thursday at 2pm?')
    await writes('YES')
    await shop.tenant.query(`update appointments set address = '9 Board St'`)
    await writes('my address is 46 Coral Way')
    expect(await latest(shop)).toMatchObject({ address: '9 Board St' })
  })

  test('comes from a form as well', async () => {
    const { shop } = await openBooking()
    const ann = shop.customer()
    await fillIn(shop, { name: 'Ann Lee', phone: ann.phone, words: 'Leaking pipe at 7 Elm Street apt 4B' })
    const [row] = await shop.tenant.query<{ places: string }>(
      `select places from customers where phone = '${ann.phone}'`,
    )
    expect(JSON.parse(row?.places ?? '{}')).toMatchObject({ address: '7 Elm Street apt 4B' })
  })
})

describe('what a visit is for', () => {
  test('is what a price was asked for before, and it takes as long as that does', async () => {
    const { shop, pat, writes } = await openBooking()
    await changeSchedule(shop, { serviceMinutes: { 'Water heater repair': 180 } })
    await writes('how much for a water heater repair?')
    await writes('tomorrow at 9am?')
    await writes('YES')
    expect(await latest(shop)).toMatchObject({ status: 'confirmed', service: 'Water heater repair', minutes: 180 })
    expect(await pat.received()).toHaveLength(4)
  })

  test('stays what it is for when they name another time', async () => {
    const { shop, writes } = await openBooking()
    await changeSchedule(shop, { serviceMinutes: { 'Water heater repair': 180 } })
    await writes('how much for a water heater repair?')
    await writes('can you come tomorrow at 9am?')
    await writes('can you come on Thursday at 10am instead?')
    await writes('YES')
    expect(await latest(shop)).toMatchObject({ status: 'confirmed', service: 'Water heater repair', minutes: 180 })
  })

  test('is the job whose estimate they said yes to, at its address', async () => {
    const { shop, pat, writes } = await openBooking()
    for (const words of [
      'How much would it cost?',
      'Rerouting the pool house pipes',
      '12 Reef Rd Dededo',
      'This week',
    ]) {
      await pat.texts(words)
      await shop.tenant.passSeconds(30)
    }
    const { items } = await shop.api<{ items: { id: string }[] }>('GET', `/tenants/${shop.id}/quotes`)
    const range = { fromMinor: 42_000, toMinor: 61_500 }
    await shop.api('PATCH', `/tenants/${shop.id}/quotes/${items[0]?.id}`, { move: 'approve', range })
    await shop.tenant.passMinutes(5)
    await writes('Yes, go ahead')
    await writes('1')
    expect(await latest(shop)).toMatchObject({
      status: 'confirmed',
      service: 'Rerouting the pool house pipes',
      address: '12 Reef Rd Dededo',
    })
  })
})

test.each([
  ['complete', { move: 'complete', amountMinor: null }],
  ['missed', { move: 'no_show' }],
])('a visit that lies days ahead cannot be %s yet', async (_, move) => {
  const { shop, writes } = await openBooking()
  await writes('can someone come on Thursday at 2pm?')
  await writes('YES')
  const [visit] = await visitsOf(shop)
  await expect(shop.api('PATCH', `/tenants/${shop.id}/appointments/${visit?.id}`, move)).rejects.toThrow(
    /appointment_ahead/,
  )
  expect(await latest(shop)).toMatchObject({ status: 'confirmed' })
})
