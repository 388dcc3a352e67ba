import { expect, test } from 'vitest'
import type { BoardView } from '../../tenants/contract/board.ts'
import { HOUR_MS } from '../../tenants/base/clock.ts'
import { Office, type Slot } from '../support/office.ts'
import { newPhone, NOON, openShop, type Shop } from '../support/open-shop.ts'

/** What people enter in GoHighLevel's calendar for whom we do not know takes its time here. */

/** The next day at 9 AM in Chicago, where it is noon. */
const NINE = NOON + 21 * HOUR_MS
const WANTED = 'can you come tomorrow at 9am?'

async function shopWith(startsAt: number | null) {
  const shop = await openShop()
  const office = new Office(shop)
  const walkIn = await office.files({ phone: newPhone(), name: 'Walk In' })
  const enter = async (from: number): Promise<Slot> => {
    const slot = await office.enters({ contactId: walkIn.id, startsAt: from, endsAt: from + HOUR_MS, title: 'Walk-in' })
    await office.tellsOfSlot('AppointmentCreate', slot)
    return slot
  }
  const slot = startsAt === null ? null : await enter(startsAt)
  return { shop, office, enter, slot, pat: shop.customer(undefined, 'Pat Rivers') }
}

const visits = (shop: Shop) =>
  shop.tenant.query<{ startsAt: number; status: string }>('select starts_at as startsAt, status from appointments')
const clashes = async (shop: Shop) => {
  const { attention } = await shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=en`)
  return attention.filter(({ kind }) => kind === 'conflict')
}
const others = (shop: Shop) => shop.tenant.query(`select cell from slot_cells where appointment_id like 'crm:%'`)
const agreedAtNine = async (shop: Shop) =>
  (await visits(shop)).filter(({ startsAt, status }) => startsAt === NINE && status === 'confirmed').length

test('a walk-in’s time is not offered, nor taken by a yes, and is free again once it is taken out', async () => {
  const { shop, office, pat, slot } = await shopWith(NINE)
  await pat.texts(WANTED)
  await pat.texts('yes')
  await shop.tenant.settle()
  expect(await agreedAtNine(shop)).toBe(0)
  expect(await clashes(shop)).toEqual([])
  await office.tellsOfSlot('AppointmentDelete', await office.takesOut(slot!.id))
  expect(await others(shop)).toEqual([])
  const ann = shop.customer()
  await ann.texts(WANTED)
  await ann.texts('yes')
  await shop.tenant.settle()
  expect(await agreedAtNine(shop)).toBe(1)
})

test('moved there it takes the new time, cancelled there it takes none', async () => {
  const { shop, office, slot } = await shopWith(NINE)
  const cells = await others(shop)
  const later = { startsAt: NINE + 4 * HOUR_MS, endsAt: NINE + 5 * HOUR_MS }
  await office.tellsOfSlot('AppointmentUpdate', await office.reschedules(slot!.id, later))
  const moved = await others(shop)
  expect(moved).toHaveLength(cells.length)
  expect(moved).not.toEqual(cells)
  await office.tellsOfSlot('AppointmentUpdate', await office.reschedules(slot!.id, { status: 'cancelled' }))
  expect(await others(shop)).toEqual([])
})

test('a time that is only kept for somebody yields to it: their yes is answered with others', async () => {
  const { shop, pat, enter } = await shopWith(null)
  await pat.texts(WANTED)
  await enter(NINE)
  await pat.texts('yes')
  await shop.tenant.settle()
  expect(await agreedAtNine(shop)).toBe(0)
  expect((await pat.received()).at(-1)).toMatch(/taken|free/i)
})

test('beside an agreed visit both stand, the technician is told once when, and a card asks to move one', async () => {
  const { shop, office, pat, enter } = await shopWith(null)
  await pat.texts(WANTED)
  await pat.texts('yes')
  await shop.tenant.settle()
  expect(await agreedAtNine(shop)).toBe(1)
  const slot = await enter(NINE)
  await office.tellsOfSlot('AppointmentUpdate', slot)
  const [card, ...more] = await clashes(shop)
  expect(more).toEqual([])
  expect(card?.sentence).toMatch(/another appointment stands in GoHighLevel/)
  expect(card?.wishedAt).toBe(NINE)
  const notices = (await shop.told()).filter((words) => words.includes('Another appointment stands in GoHighLevel'))
  expect(notices).toEqual([expect.stringMatching(/at 9 AM/)])
  // The visit goes elsewhere: the time is the walk-in's from then on.
  const [visit] = await shop.tenant.query<{ id: string }>('select appointment_id as id from appointments')
  await shop.api('PATCH', `/tenants/${shop.id}/appointments/${visit!.id}`, { move: 'cancel' })
  const ann = shop.customer()
  await ann.texts(WANTED)
  await ann.texts('yes')
  await shop.tenant.settle()
  expect(await agreedAtNine(shop)).toBe(0)
})

const CREW = ['one', 'two'].map((id) => ({ id, name: id, hours: null }))

test('with two of a crew visits of both at one time are no clash, and a walk-in takes whoever is free', async () => {
  const { shop, pat, enter } = await shopWith(null)
  const schedule = await shop.api<Record<string, unknown>>('GET', `/tenants/${shop.id}/schedule`)
  await shop.api('PUT', `/tenants/${shop.id}/schedule`, { ...schedule, crew: CREW })
  for (const customer of [pat, shop.customer()]) {
    await customer.texts(WANTED)
    await customer.texts('yes')
    await shop.tenant.settle()
  }
  expect(await agreedAtNine(shop)).toBe(2)
  expect(await clashes(shop)).toEqual([])
  await enter(NINE + 6 * HOUR_MS)
  const ann = shop.customer()
  await ann.texts('can you come tomorrow at 3pm?')
  await ann.texts('yes')
  await shop.tenant.settle()
  expect(await visits(shop)).toContainEqual({ startsAt: NINE + 6 * HOUR_MS, status: 'confirmed' })
  expect(await clashes(shop)).toEqual([])
})
