import { describe, expect, test } from 'vitest'
import type { AttentionView } from '../../tenants/contract/board.ts'
import type { CrmView } from '../../tenants/contract/gohighlevel.ts'
import { finishJob, openAfterShop } from '../support/after-shop.ts'
import { atPlace, crmOf, placeOf } from '../support/connect.ts'
import { Office } from '../support/office.ts'
import { NOON, openShop, type Shop } from '../support/open-shop.ts'
import { expectSameTruth } from '../support/same-truth.ts'

/** What a business chooses of what its location holds: the calendar of visits, and workflows of its own. */

const HOUR_MS = 3_600_000
const TOMORROW_NOON = NOON + 24 * HOUR_MS

const arrange = (shop: Shop, asked: object) => shop.api<CrmView>('PATCH', `/tenants/${shop.id}/gohighlevel`, asked)
const crmMatters = async (shop: Shop) =>
  (await shop.api<{ attention: AttentionView[] }>('GET', `/tenants/${shop.id}/board`)).attention.filter(
    ({ kind }) => kind === 'crm' || kind === 'dead_letter',
  )
const customerIdOf = async (shop: Shop) => (await shop.tenant.list<{ id: string }>('customers'))[0]?.id ?? ''

async function lookOver(shop: Shop): Promise<void> {
  await shop.api('POST', `/tenants/${shop.id}/gohighlevel/set-up`, {})
  await shop.tenant.settle()
}

/** A visit of the shop's customer, agreed on the phone. */
async function agrees(shop: Shop, startsAt = TOMORROW_NOON): Promise<string> {
  const body = { customerId: await customerIdOf(shop), startsAt, tell: false }
  const { id } = await shop.api<{ id: string }>('POST', `/tenants/${shop.id}/appointments`, body)
  await shop.tenant.settle()
  return id
}

async function callOff(shop: Shop, id: string): Promise<void> {
  await shop.api('PATCH', `/tenants/${shop.id}/appointments/${id}`, { move: 'cancel' })
  await shop.tenant.settle()
}

async function served(shop: Shop) {
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(30)
  return pat
}

describe('the calendar that visits go to', () => {
  test('is chosen among those of the location, and visits that are to come move along', async () => {
    const shop = await openShop()
    const office = new Office(shop)
    await atPlace(shop, shop.ghlLocationId, 'change', { calendar: 'Crew' })
    await served(shop)
    await lookOver(shop)
    await agrees(shop)
    const [found, crew] = (await crmOf(shop)).setUp?.calendars ?? []
    expect(await crmOf(shop)).toMatchObject({ calendar: { name: 'Shoulder', isChosen: false, state: 'found' } })
    expect(await office.appointments()).toMatchObject([{ calendarId: found?.id }])
    const view = await arrange(shop, { calendarId: crew?.id })
    expect(view.calendar).toEqual({ id: crew?.id, name: 'Crew', isChosen: true, state: 'found' })
    await shop.tenant.settle()
    expect(await office.appointments()).toMatchObject([{ calendarId: crew?.id, appointmentStatus: 'confirmed' }])
    await agrees(shop, TOMORROW_NOON + 2 * HOUR_MS)
    expect((await office.appointments()).map(({ calendarId }) => calendarId)).toEqual([crew?.id, crew?.id])
    await expectSameTruth(shop)
  })

  test('that is switched off or gone is refused, and shown where it had been chosen', async () => {
    const shop = await openShop()
    await atPlace(shop, shop.ghlLocationId, 'change', { calendar: 'Crew' })
    await lookOver(shop)
    const crew = (await crmOf(shop)).setUp?.calendars.find(({ name }) => name === 'Crew')
    await expect(arrange(shop, { calendarId: 'cal_of_nobody' })).rejects.toThrow(/no such calendar/)
    await arrange(shop, { calendarId: crew?.id })
    expect(await crmMatters(shop)).toEqual([])
    for (const calendarState of ['off', 'gone']) {
      await atPlace(shop, shop.ghlLocationId, 'change', { calendar: 'Crew', calendarState })
      await lookOver(shop)
      expect(await crmOf(shop)).toMatchObject({ calendar: { state: calendarState } })
      expect(await crmMatters(shop)).toMatchObject([{ sentence: expect.stringContaining('gone or switched off') }])
    }
    await expect(arrange(shop, { calendarId: crew?.id })).rejects.toThrow(/no such calendar/)
  })
})

describe('a workflow that is meant for a moment', () => {
  const workflows = ['Visit prep', 'Aftercare', 'Draft one']

  async function openWithWorkflows(open: () => Promise<Shop> = openShop) {
    const shop = await open()
    for (const workflow of workflows) {
      await atPlace(shop, shop.ghlLocationId, 'change', { workflow, isDraft: workflow === 'Draft one' })
    }
    await lookOver(shop)
    return shop
  }
  const enrolled = async (shop: Shop) =>
    (await placeOf(shop, shop.ghlLocationId)).enrolments.map(({ workflow }) => workflow)

  test('takes in whoever agrees on a visit, and lets them go when it is off', async () => {
    const shop = await openWithWorkflows()
    await served(shop)
    const first = await agrees(shop)
    // Nobody has chosen anything yet.
    expect(await enrolled(shop)).toEqual([])
    const view = await arrange(shop, { moments: { booked: 'visit PREP' } })
    expect(view.moments[0]).toEqual({ moment: 'booked', workflow: 'Visit prep', state: 'found', enrolled: 0 })
    const second = await agrees(shop, TOMORROW_NOON + 2 * HOUR_MS)
    const third = await agrees(shop, TOMORROW_NOON + 4 * HOUR_MS)
    expect(await enrolled(shop)).toEqual(['Visit prep'])
    expect((await crmOf(shop)).moments[0]?.enrolled).toBe(1)
    await expectSameTruth(shop)
    await callOff(shop, second)
    await callOff(shop, third)
    // The first one stands.
    expect(await enrolled(shop)).toEqual(['Visit prep'])
    await callOff(shop, first)
    expect(await enrolled(shop)).toEqual([])
    expect((await shop.tenant.timeline()).filter((type) => type === 'crm_enrolled')).toHaveLength(2)
    await expectSameTruth(shop)
  })

  test('lets go at once of whoever opts out, and takes them in no more', async () => {
    const shop = await openWithWorkflows()
    const pat = await served(shop)
    await arrange(shop, { moments: { booked: 'Visit prep' } })
    await agrees(shop)
    expect(await enrolled(shop)).toEqual(['Visit prep'])
    await pat.texts('STOP')
    await shop.tenant.settle()
    expect(await enrolled(shop)).toEqual([])
    await agrees(shop, TOMORROW_NOON + 2 * HOUR_MS)
    expect(await enrolled(shop)).toEqual([])
    await expectSameTruth(shop)
  })

  test('is never reached while GoHighLevel is away, where what it is for is over by then', async () => {
    const shop = await openWithWorkflows()
    await served(shop)
    await arrange(shop, { moments: { booked: 'Visit prep' } })
    await shop.control('/faults', { provider: 'ghl', kind: 'status', status: 503, rate: 1, forMs: 60_000 })
    const id = await agrees(shop)
    await callOff(shop, id)
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passHours(1)
    expect(await enrolled(shop)).toEqual([])
    expect(await crmMatters(shop)).toEqual([])
  })

  test('follows a job that is done, and the review that is asked for', async () => {
    const shop = await openWithWorkflows(() => openAfterShop({ amc: { isOn: false } }))
    const pat = shop.customer(undefined, 'Pat Rivers')
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(30)
    await pat.texts('Great, thanks')
    await arrange(shop, { moments: { completed: 'Aftercare', review_asked: 'Visit prep' } })
    await finishJob(shop, pat)
    expect(await enrolled(shop)).toEqual(['Aftercare'])
    await shop.tenant.passHours(4)
    expect(await enrolled(shop)).toEqual(['Aftercare', 'Visit prep'])
    await expectSameTruth(shop)
    await pat.texts('left you a 5 star review')
    await shop.tenant.settle()
    expect(await enrolled(shop)).toEqual(['Aftercare'])
  })

  test('that is not there is refused, and one that is lost later is one matter, however many it was meant for', async () => {
    const shop = await openWithWorkflows()
    await expect(arrange(shop, { moments: { booked: 'Nowhere' } })).rejects.toThrow(/no workflow named Nowhere/)
    await served(shop)
    await arrange(shop, { moments: { booked: 'Visit prep' } })
    await atPlace(shop, shop.ghlLocationId, 'change', { workflow: 'Visit prep', isDraft: true })
    await agrees(shop)
    await agrees(shop, TOMORROW_NOON + 2 * HOUR_MS)
    expect(await enrolled(shop)).toEqual([])
    expect(await crmOf(shop)).toMatchObject({ moments: [{ state: 'off' }, {}, {}, {}] })
    expect(await crmMatters(shop)).toMatchObject([{ kind: 'crm', sentence: expect.stringContaining('workflow') }])
    await arrange(shop, { moments: { booked: null } })
    expect(await crmMatters(shop)).toEqual([])
  })
})
