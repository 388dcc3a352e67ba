import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../tenants/base/clock.ts'
import type { AppointmentId, CustomerId } from '../../tenants/base/ids.ts'
import { bookVisit, cancelVisit, moveVisit } from '../../tenants/apply-visit.ts'
import type { Context } from '../../tenants/storage/tenant-rows.ts'
import { runInDurableObject } from 'cloudflare:test'
import { Office } from '../support/office.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { expectSameTruth } from '../support/same-truth.ts'

type Visit = { id: AppointmentId; status: string; startsAt: number; crmRef: string | null; source: string }

/** What a person of the business does on the board, at the door that the board has. */
async function onBoard<T>(shop: Shop, work: (context: Context, now: number) => T): Promise<T | null> {
  const done = await runInDurableObject(shop.tenant.stub(), (tenant) => {
    const { wiring } = tenant as unknown as { wiring: { transact<R>(w: (c: Context) => R): R | null; pump(): void } }
    const result = wiring.transact((context) => work(context, shop.watch.now))
    wiring.pump()
    return result
  })
  await shop.tenant.settle()
  return done
}

async function agreedVisit() {
  const shop = await openShop()
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts('how much for a water heater?')
  await shop.tenant.settle()
  const [customer] = await shop.tenant.query<{ id: CustomerId }>('select customer_id as id from customers')
  const startsAt = shop.watch.now - (shop.watch.now % HOUR_MS) + DAY_MS
  const customerId = customer?.id ?? 'cus_none'
  await book(shop, customerId, startsAt)
  return { shop, office: new Office(shop), customerId, startsAt }
}

async function book(shop: Shop, customerId: CustomerId, startsAt: number): Promise<void> {
  const rest = { minutes: 60, crewId: null, service: 'Water heater repair', feeMinor: 0, source: 'board' as const }
  await onBoard(shop, (context, now) => bookVisit(context, { customerId, startsAt, ...rest }, now))
}

async function visits(shop: Shop): Promise<Visit[]> {
  return shop.tenant.query<Visit>(
    `select appointment_id as id, status, starts_at as startsAt, crm_ref as crmRef, source from appointments
      order by appointment_id`,
  )
}

async function conflicts(shop: Shop): Promise<unknown[]> {
  const query = `select fact from timeline where fact ->> 'type' = 'crm_conflict'`
  return (await shop.tenant.query<{ fact: string }>(query)).map(({ fact }) => JSON.parse(fact))
}

describe('a visit that is agreed here', () => {
  test('stands in GoHighLevel’s calendar, moves with ours and is taken off with it, and is made once', async () => {
    const { shop, office, startsAt } = await agreedVisit()
    const [slot] = await office.appointments()
    expect(slot).toMatchObject({
      appointmentStatus: 'confirmed',
      title: expect.stringContaining('Water heater repair'),
    })
    await expectSameTruth(shop)
    await office.tellsOfSlot('AppointmentCreate', slot!)
    const [visit] = await visits(shop)
    await onBoard(shop, (context, now) =>
      moveVisit(context, visit!.id, { startsAt: startsAt + 3 * HOUR_MS, crewId: null }, 'board', now),
    )
    await expectSameTruth(shop)
    await office.tellsOfSlot('AppointmentUpdate', slot!)
    await expectSameTruth(shop)
    await onBoard(shop, (context, now) => cancelVisit(context, visit!.id, 'board', now))
    expect(await office.appointments()).toMatchObject([{ appointmentStatus: 'cancelled' }])
    await expectSameTruth(shop)
    expect(await conflicts(shop)).toEqual([])
  })

  test('at the time of one that was called off is an entry of its own there', async () => {
    const { shop, office, customerId, startsAt } = await agreedVisit()
    const [first] = await visits(shop)
    await onBoard(shop, (context, now) => cancelVisit(context, first!.id, 'board', now))
    await book(shop, customerId, startsAt)
    const statuses = (await office.appointments()).map(({ appointmentStatus }) => appointmentStatus)
    expect(statuses.toSorted()).toEqual(['cancelled', 'confirmed'])
    expect(new Set((await visits(shop)).map(({ crmRef }) => crmRef)).size).toBe(2)
    await expectSameTruth(shop)
  })

  test('is moved by moving it in GoHighLevel, and completed there', async () => {
    const { shop, office, startsAt } = await agreedVisit()
    const [slot] = await office.appointments()
    await shop.tenant.passMinutes(5)
    const later = { startsAt: startsAt + 2 * HOUR_MS, endsAt: startsAt + 3 * HOUR_MS }
    await office.tellsOfSlot('AppointmentUpdate', await office.reschedules(slot!.id, later))
    expect(await visits(shop)).toMatchObject([{ startsAt: later.startsAt, status: 'confirmed' }])
    await expectSameTruth(shop)
    await shop.tenant.passMinutes(5)
    await office.tellsOfSlot('AppointmentUpdate', await office.reschedules(slot!.id, { status: 'showed' }))
    expect(await visits(shop)).toMatchObject([{ status: 'completed' }])
    expect(await shop.tenant.query('select 1 from jobs')).toHaveLength(1)
    await expectSameTruth(shop)
  })

  test('is off when it is taken out there, and is not entered again', async () => {
    const { shop, office } = await agreedVisit()
    const [slot] = await office.appointments()
    await office.tellsOfSlot('AppointmentDelete', await office.takesOut(slot!.id))
    expect(await visits(shop)).toMatchObject([{ status: 'cancelled', crmRef: null }])
    expect(await office.appointments()).toEqual([])
    expect(await shop.tenant.timeline()).toContain('crm_gone')
  })
})

describe('a calendar that disagrees with ours', () => {
  test('is not followed where our ledger has given the time away: ours is written back, and the conflict shown', async () => {
    const { shop, office, startsAt, customerId } = await agreedVisit()
    const [slot] = await office.appointments()
    await book(shop, customerId, startsAt + 4 * HOUR_MS)
    await shop.tenant.passMinutes(5)
    const clash = { startsAt: startsAt + 4 * HOUR_MS, endsAt: startsAt + 5 * HOUR_MS }
    await office.tellsOfSlot('AppointmentUpdate', await office.reschedules(slot!.id, clash))
    expect((await visits(shop)).map((visit) => visit.startsAt)).toEqual([startsAt, startsAt + 4 * HOUR_MS])
    await expectSameTruth(shop)
    expect(await conflicts(shop)).toContainEqual({
      ...{ type: 'crm_conflict', what: 'visit', winner: 'ours' },
      ...{ ours: new Date(startsAt).toISOString(), theirs: new Date(clash.startsAt).toISOString() },
    })
  })

  test('holds somebody else’s time already: ours stands beside it, and a person is shown both', async () => {
    const { shop, office, startsAt, customerId } = await agreedVisit()
    const [contact] = await shop.control<{ id: string }[]>(`/ghl/contacts?locationId=${shop.ghlLocationId}`)
    const taken = { startsAt: startsAt + 5 * HOUR_MS, endsAt: startsAt + 6 * HOUR_MS }
    await office.enters({ contactId: `${contact!.id}x`, ...taken, title: 'Dentist' })
    await book(shop, customerId, taken.startsAt)
    await expectSameTruth(shop)
    expect(await conflicts(shop)).toMatchObject([{ what: 'calendar', winner: 'ours' }])
  })
})

test('an appointment somebody enters in GoHighLevel for a customer of ours takes its time in our ledger', async () => {
  const { shop, office, startsAt } = await agreedVisit()
  const [contact] = await shop.control<{ id: string }[]>(`/ghl/contacts?locationId=${shop.ghlLocationId}`)
  const free = { startsAt: startsAt + 4 * HOUR_MS, endsAt: startsAt + 5 * HOUR_MS }
  const slot = await office.enters({ contactId: contact!.id, ...free, title: 'Second look' })
  await office.tellsOfSlot('AppointmentCreate', slot)
  await office.tellsOfSlot('AppointmentCreate', slot)
  expect(await visits(shop)).toMatchObject([{ source: 'board' }, { source: 'crm', startsAt: free.startsAt }])
  await expectSameTruth(shop)
  // And one where our ledger has the time already.
  const twice = await office.enters({ contactId: contact!.id, ...free, title: 'At the same time' })
  await office.tellsOfSlot('AppointmentCreate', {
    ...twice,
    startTime: new Date(free.startsAt + 900_000).toISOString(),
  })
  expect(await visits(shop)).toHaveLength(2)
  expect(await conflicts(shop)).toMatchObject([{ what: 'entry', ours: 'slot_taken', winner: 'ours' }])
})
