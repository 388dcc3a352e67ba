import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../tenants/base/clock.ts'
import type { BoardView } from '../../tenants/contract/board.ts'
import type { AgendaView } from '../../tenants/contract/booking.ts'
import { Office } from '../support/office.ts'
import { NOON, openShop, type Shop } from '../support/open-shop.ts'

/** Time that people block in GoHighLevel, of which no webhook tells. */

/** The next day at 9 AM in Chicago, where it is noon. */
const NINE = NOON + 21 * HOUR_MS
const WANTED = 'can you come tomorrow at 9am?'
const MORNING = { startsAt: NINE, endsAt: NINE + HOUR_MS }

async function shopWithOffice() {
  const shop = await openShop()
  return { shop, office: new Office(shop), pat: shop.customer(undefined, 'Pat Rivers') }
}

const isFree = async (shop: Shop, at: number) => {
  const { items } = await shop.api<{ items: { startsAt: number }[] }>('GET', `/tenants/${shop.id}/slots?days=5`)
  return items.some(({ startsAt }) => startsAt === at)
}
const busyOf = async (shop: Shop) => (await shop.api<AgendaView>('GET', `/tenants/${shop.id}/agenda?days=5`)).busy
const agreed = (shop: Shop) =>
  shop.tenant.query<{ startsAt: number }>(
    `select starts_at as startsAt from appointments where status = 'confirmed' order by starts_at`,
  )

test('it is not offered once the calendar has been compared, shows as busy without a name, and is free once unblocked', async () => {
  const { shop, office, pat } = await shopWithOffice()
  await pat.callsAndHangsUp()
  const { id } = await office.blocks(MORNING)
  await shop.tenant.passMinutes(61)
  expect(await busyOf(shop)).toEqual([{ ...MORNING, isBlocked: true }])
  expect(await isFree(shop, NINE)).toBe(false)
  // Whoever drives home from a visit may do so while time is blocked, but is on site at none of it.
  expect(await isFree(shop, NINE + 2 * HOUR_MS)).toBe(true)
  await pat.texts(WANTED)
  await pat.texts('yes')
  await shop.tenant.settle()
  expect(await agreed(shop)).not.toContainEqual({ startsAt: NINE })
  await office.unblocks(id)
  await shop.tenant.passMinutes(61)
  expect(await busyOf(shop)).toEqual([])
  expect(await isFree(shop, NINE)).toBe(true)
})

test('what was blocked before the call is known when the caller answers its first text', async () => {
  const { shop, office, pat } = await shopWithOffice()
  await office.blocks(MORNING)
  await pat.callsAndHangsUp()
  await shop.tenant.passMinutes(1)
  expect(await busyOf(shop)).toHaveLength(1)
  await pat.texts(WANTED)
  await shop.tenant.settle()
  expect((await pat.received()).at(-1)).not.toMatch(/Wed, Dec 2 at 9 AM/)
})

test('blocked while a time was offered, it is not agreed to: the yes is answered with other times', async () => {
  const { shop, office, pat } = await shopWithOffice()
  await pat.callsAndHangsUp()
  await shop.tenant.passMinutes(30)
  await office.blocks(MORNING)
  // It is offered all the same, and the calendar is read while they think about it.
  await pat.texts(WANTED)
  await shop.tenant.settle()
  await pat.texts('yes')
  await shop.tenant.settle()
  expect(await agreed(shop)).toEqual([])
  expect((await pat.received()).at(-1)).toMatch(/taken|free/i)
})

test('blocked over an agreed visit both stand, and the technician is told once what to do', async () => {
  const { shop, office, pat } = await shopWithOffice()
  await pat.texts(WANTED)
  await pat.texts('yes')
  await shop.tenant.settle()
  expect(await agreed(shop)).toEqual([{ startsAt: NINE }])
  await office.blocks(MORNING)
  await shop.tenant.passHours(3)
  const { attention } = await shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=en`)
  const cards = attention.filter(({ kind }) => kind === 'conflict').map(({ sentence }) => sentence)
  expect(cards).toEqual([expect.stringMatching(/blocked in GoHighLevel\. The visit stays; move it/)])
  const notices = (await shop.told()).filter((words) => words.includes('is blocked in GoHighLevel'))
  expect(notices).toHaveLength(1)
})

test('of one of several who drive it takes one, and of the last one all', async () => {
  const { shop, office } = await shopWithOffice()
  const schedule = await shop.api<Record<string, unknown>>('GET', `/tenants/${shop.id}/schedule`)
  const crew = ['one', 'two'].map((id) => ({ id, name: id, hours: null }))
  await shop.api('PUT', `/tenants/${shop.id}/schedule`, { ...schedule, crew })
  const team = { calendar: 'Shoulder', calendarUsers: ['usr_a', 'usr_b'] }
  await shop.control(`/ghl/places/${shop.ghlLocationId}/change`, team)
  for (const [userId, free] of [
    ['usr_a', true],
    ['usr_b', false],
  ] as const) {
    await office.blocks({ ...MORNING, userId })
    await shop.customer().callsAndHangsUp()
    await shop.tenant.passMinutes(1)
    expect(await isFree(shop, NINE)).toBe(free)
  }
})

test('a disconnected calendar takes nobody’s time any more, and weeks away are taken day by day', async () => {
  const { shop, office, pat } = await shopWithOffice()
  const weeks = { startsAt: NINE - 9 * HOUR_MS, endsAt: NINE + 200 * DAY_MS }
  await office.blocks(weeks)
  await pat.callsAndHangsUp()
  await shop.tenant.passTime(2 * MINUTE_MS)
  expect(await busyOf(shop)).toEqual([{ ...weeks, isBlocked: true }])
  const { items } = await shop.api<{ items: object[] }>('GET', `/tenants/${shop.id}/slots?days=14`)
  expect(items.filter((slot) => (slot as { startsAt: number }).startsAt >= weeks.startsAt)).toEqual([])
  await shop.api('DELETE', `/tenants/${shop.id}/gohighlevel`)
  expect(await busyOf(shop)).toEqual([])
  expect(await isFree(shop, NINE)).toBe(true)
})

test('blocked a moment before the yes, it is told of at once', async () => {
  const { shop, office, pat } = await shopWithOffice()
  await pat.texts(WANTED)
  await shop.tenant.passMinutes(1)
  await office.blocks(MORNING)
  await pat.texts('yes')
  await shop.tenant.settle()
  expect(await agreed(shop)).toEqual([{ startsAt: NINE }])
  expect((await shop.told()).filter((words) => words.includes('is blocked in GoHighLevel'))).toHaveLength(1)
})
