import { expect, test } from 'vitest'
import type { BoardView } from '../../tenants/contract/board.ts'
import type { LeadView } from '../../tenants/contract/lists.ts'
import { Office } from '../support/office.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { expectSameTruth } from '../support/same-truth.ts'

/** A lead, its card and its visit say the same, wherever one of them is ended; and the customer hears of it. */

async function visited() {
  const shop = await openShop()
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts('can someone come tomorrow at 9am please')
  await pat.texts('yes')
  await shop.tenant.settle()
  const [visit] = await shop.tenant.query<{ id: string }>('select appointment_id as id from appointments')
  return { shop, pat, office: new Office(shop), change: `/tenants/${shop.id}/appointments/${visit!.id}` }
}

const status = async (shop: Shop) => (await shop.tenant.list<LeadView>('leads'))[0]?.status

test.each(['cancel', 'no_show'])('a visit that ends with %s takes lead and card back with it', async (move) => {
  const { shop, change, office } = await visited()
  expect(await status(shop)).toBe('booked')
  if (move === 'no_show') await shop.tenant.passHours(22)
  await shop.api('PATCH', change, { move })
  await shop.tenant.settle()
  expect(await status(shop)).toBe('contacted')
  expect((await office.card()).stage).toBe('Contacted')
  await expectSameTruth(shop)
})

test('called off in GoHighLevel, the customer is told, and the lead goes back', async () => {
  const { shop, pat, office } = await visited()
  const [slot] = await office.appointments()
  await shop.tenant.passMinutes(5)
  await office.tellsOfSlot('AppointmentUpdate', await office.reschedules(slot!.id, { status: 'cancelled' }))
  expect((await pat.received()).at(-1)).toMatch(/sorry, we cannot/)
  expect(await status(shop)).toBe('contacted')
  await expectSameTruth(shop)
})

test('moved in GoHighLevel, the customer is told the new time', async () => {
  const { shop, pat, office } = await visited()
  const [slot] = await office.appointments()
  await shop.tenant.passMinutes(5)
  const [startsAt, endsAt] = [slot!.startTime, slot!.endTime].map((at) => Date.parse(at) + 2 * 3_600_000)
  const later = await office.reschedules(slot!.id, { startsAt: startsAt ?? 0, endsAt: endsAt ?? 0 })
  await office.tellsOfSlot('AppointmentUpdate', later)
  expect((await pat.received()).at(-1)).toMatch(/11 AM/)
  await expectSameTruth(shop)
})

test('a card set to lost there leaves the visit, and asks the technician whether anybody is to drive', async () => {
  const { shop, office } = await visited()
  await shop.tenant.passMinutes(5)
  await office.movesAndTells({ status: 'lost' })
  expect(await status(shop)).toBe('lost')
  expect((await shop.told()).join('\n')).toMatch(/was set to lost in GoHighLevel, and the visit on .* 9 AM stands/)
  const { attention } = await shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=en`)
  expect(attention.filter(({ kind }) => kind === 'conflict')).toHaveLength(1)
  await expectSameTruth(shop)
})
