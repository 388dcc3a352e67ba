import { describe, expect, test } from 'vitest'
import type { BoardView } from '../../tenants/contract/board.ts'
import type { LeadView } from '../../tenants/contract/lists.ts'
import { Office } from '../support/office.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { changeSchedule } from '../support/schedule.ts'
import { expectSameTruth } from '../support/same-truth.ts'

/** A lead, its card and its visit say the same, wherever one of them is ended; and the customer hears of it. */

async function wished(words = 'can someone come tomorrow at 9am please', mode: 'offer' | 'off' = 'offer') {
  const shop = await openShop()
  if (mode !== 'offer') await changeSchedule(shop, { mode: 'off' })
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts(words)
  await shop.tenant.settle()
  return { shop, pat, office: new Office(shop) }
}

async function visited() {
  const { shop, pat } = await wished()
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

const board = (shop: Shop) => shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=en`)
const customerOf = async (shop: Shop) => (await shop.tenant.list<{ id: string }>('customers'))[0]?.id

/** Where lead and card stand, how many visits today's numbers count as booked, and what waits for the technician. */
async function standing(shop: Shop, office: Office) {
  await expectSameTruth(shop)
  const { today, attention } = await board(shop)
  return [await status(shop), (await office.card()).stage, today.booked, ...attention.map(({ kind }) => kind)]
}

describe('a wish for a visit makes lead and card at once, and books nothing until somebody agrees:', () => {
  test('the customer, to the time that is kept', async () => {
    const { shop, pat, office } = await wished()
    expect(await standing(shop, office)).toEqual(['contacted', 'Contacted', 0, 'booking'])
    await pat.texts('yes')
    expect(await standing(shop, office)).toEqual(['booked', 'Booked', 1])
    await shop.tenant.passHours(23)
    await shop.tenant.passDays(3)
    const closed = `select fact ->> 'outcome' as outcome from timeline where fact ->> 'type' = 'journey_closed'`
    expect(await shop.tenant.query(closed)).toEqual([{ outcome: 'booked' }])
  }, 30_000)

  test('the technician by one press, also where no time was named and none is offered', async () => {
    const { shop, office } = await wished('can someone come and take a look please', 'off')
    expect(await standing(shop, office)).toEqual(['contacted', 'Contacted', 0, 'booking'])
    await shop.api('POST', `/tenants/${shop.id}/conversations/${await customerOf(shop)}/confirm`, {})
    expect(await standing(shop, office)).toEqual(['booked', 'Booked', 1])
  })

  test('the office, by moving the card', async () => {
    const { shop, office } = await wished()
    await shop.tenant.passMinutes(1)
    await office.movesAndTells({ stage: 'Booked' })
    expect(await standing(shop, office)).toEqual(['booked', 'Booked', 1])
  })

  test('and stands where they want no more texts, until the technician has seen to it', async () => {
    const { shop, pat, office } = await wished()
    await pat.texts('STOP', { OptOutType: 'STOP' })
    await shop.tenant.passDays(4)
    expect(await standing(shop, office)).toEqual(['contacted', 'Contacted', 0, 'booking'])
  }, 30_000)
})

test('who texts and never called is a lead by text, here and on the card', async () => {
  const shop = await openShop()
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.texts('can someone come tomorrow at 9am please')
  await shop.tenant.settle()
  expect(await shop.tenant.list<LeadView>('leads')).toMatchObject([{ source: 'text' }])
  expect((await new Office(shop).card()).name).toMatch(/ - text$/)
  await expectSameTruth(shop)
})
