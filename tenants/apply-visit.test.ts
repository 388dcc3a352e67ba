import { describe, expect, test } from 'vitest'
import { inside } from '../tests/support/inside.ts'
import { openShop, type Shop } from '../tests/support/open-shop.ts'
import { bookVisit, cancelVisit, completeVisit, confirmVisit, markNoShow, moveVisit, visitView } from './apply-visit.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './base/clock.ts'
import { dropMoveHeld, recordMoveHeld, recordVisit, type VisitPlan } from './record-visit.ts'
import type { VisitOutcome } from './record-slot.ts'
import { loadAppointment } from './storage/appointment-rows.ts'
import { recordCustomer } from './storage/customer-rows.ts'

const NOBODY = { phone: null, withheld: true, contactRef: null, language: 'en' } as const

/** Nine in the morning of the next day that is no holiday. */
async function openDay(over: Record<string, unknown> = {}) {
  const shop = await openShop({ ghlLocationId: null, ...over })
  await inside(shop, (context) => {
    const crew = [
      { id: 'ana', name: 'Ana', hours: null },
      { id: 'ben', name: 'Ben', hours: null },
    ]
    const value = { ...SCHEDULE, crew }
    context.db.$client.sql.exec(`insert into settings (name, value) values ('schedule', ?)`, JSON.stringify(value))
  })
  const now = shop.watch.now
  const nine = Math.floor(now / DAY_MS) * DAY_MS + DAY_MS + 15 * HOUR_MS
  return { shop, now, nine }
}

const SCHEDULE = {
  mode: 'offer',
  jobMinutes: 60,
  serviceMinutes: {},
  travelMinutes: 30,
  noticeMinutes: 120,
  horizonDays: 14,
  holdMinutes: 60,
  exceptions: [],
  closesOnHolidays: false,
  afterHoursFeeMinor: null,
  emergencyFeeMinor: null,
  version: 0,
}

async function plan(shop: Shop, startsAt: number, crewId: string | null = null): Promise<VisitPlan> {
  const customer = await inside(shop, ({ db }) => recordCustomer(db, NOBODY, shop.watch.now))
  const { customerId } = customer
  return { customerId, startsAt, minutes: null, crewId, service: null, feeMinor: 0, source: 'board' }
}

const cells = (shop: Shop) =>
  shop.tenant.query<{ crew: string; count: number }>(
    'select crew_id as crew, count(*) as count from slot_cells group by crew_id order by crew_id',
  )

function visitOf(outcome: VisitOutcome) {
  if (outcome.kind === 'refused') throw new Error(`Refused: ${outcome.code}`)
  return outcome.visit
}

describe('the ledger of visits', () => {
  test('gives a time to as many as there are to drive, and free times to everybody after them', async () => {
    const { shop, now, nine } = await openDay()
    const outcomes: VisitOutcome[] = []
    for (let asked = 0; asked < 3; asked += 1) {
      const wanted = await plan(shop, nine)
      outcomes.push(await inside(shop, (context) => bookVisit(context, wanted, now)))
    }
    expect(outcomes.map((outcome) => (outcome.kind === 'done' ? outcome.visit.crewId : outcome.code))).toEqual([
      'ana',
      'ben',
      'slot_taken',
    ])
    const refused = outcomes[2]
    const alternatives = refused?.kind === 'refused' ? refused.alternatives : []
    expect(alternatives).toHaveLength(3)
    for (const { startsAt, crewId } of alternatives) {
      const wanted = await plan(shop, startsAt, crewId)
      expect((await inside(shop, (context) => bookVisit(context, wanted, now))).kind).toBe('done')
    }
  })

  test('takes the hour and the ways there and back, and a cancelled visit gives them back', async () => {
    const { shop, now, nine } = await openDay()
    const wanted = await plan(shop, nine, 'ana')
    const visit = visitOf(await inside(shop, (context) => recordVisit(context, wanted, now + HOUR_MS, now)))
    expect(await cells(shop)).toEqual([{ crew: 'ana', count: 8 }])
    expect(visit).toMatchObject({ status: 'held', holdUntil: now + HOUR_MS, busyFrom: nine - 30 * MINUTE_MS })
    const confirmed = visitOf(await inside(shop, (context) => confirmVisit(context, visit.appointmentId, 'text', now)))
    expect(confirmed).toMatchObject({ status: 'confirmed', holdUntil: null })
    const again = await inside(shop, (context) => confirmVisit(context, visit.appointmentId, 'text', now))
    expect(visitOf(again)).toEqual(confirmed)
    visitOf(await inside(shop, (context) => cancelVisit(context, visit.appointmentId, 'text', now)))
    expect(await cells(shop)).toEqual([])
    expect(await inside(shop, (context) => confirmVisit(context, visit.appointmentId, 'text', now))).toMatchObject({
      code: 'visit_over',
    })
    expect(await shop.tenant.timeline()).toEqual(['visit_held', 'visit_confirmed', 'visit_cancelled'])
  })

  test('moves a visit to a time that overlaps its own, and never leaves it without one', async () => {
    const { shop, now, nine } = await openDay()
    const first = visitOf(await inside(shop, bookWith(await plan(shop, nine, 'ana'), now)))
    visitOf(await inside(shop, bookWith(await plan(shop, nine + 3 * HOUR_MS, 'ana'), now)))
    const move = (startsAt: number, crewId: string | null) =>
      inside(shop, (context) => moveVisit(context, first.appointmentId, { startsAt, crewId }, 'board', now))
    const moved = visitOf(await move(nine + 30 * MINUTE_MS, 'ana'))
    expect(moved).toMatchObject({ startsAt: nine + 30 * MINUTE_MS, sequence: 1, crewId: 'ana' })
    expect(await cells(shop)).toEqual([{ crew: 'ana', count: 16 }])
    // Whoever has it keeps it where nobody is asked for: its own time is not in the way.
    expect(visitOf(await move(nine + 15 * MINUTE_MS, null)).crewId).toBe('ana')
    expect(await move(nine + 2 * HOUR_MS, 'ana')).toMatchObject({ code: 'slot_taken' })
    expect(await cells(shop)).toEqual([{ crew: 'ana', count: 16 }])
    expect(await move(nine, 'nobody')).toMatchObject({ code: 'crew_unknown' })
    expect(visitOf(await move(nine + 2 * HOUR_MS, null)).crewId).toBe('ben')
  })

  test('keeps a second time beside the one a visit has, until it moves there or not', async () => {
    const { shop, now, nine } = await openDay()
    const visit = visitOf(await inside(shop, bookWith(await plan(shop, nine, 'ana'), now)))
    const to = { startsAt: nine + DAY_MS, crewId: 'ana' }
    visitOf(await inside(shop, (context) => recordMoveHeld(context, visit, to, now)))
    const rival = await plan(shop, to.startsAt, 'ana')
    expect(await inside(shop, bookWith(rival, now))).toMatchObject({ code: 'slot_taken' })
    await inside(shop, (context) => dropMoveHeld(context, visit))
    expect(await cells(shop)).toEqual([{ crew: 'ana', count: 8 }])
    expect((await inside(shop, bookWith(rival, now))).kind).toBe('done')
  })

  test('lets a customer move a visit to a time that we would offer, and to no other', async () => {
    const { shop, now, nine } = await openDay()
    const visit = visitOf(await inside(shop, bookWith(await plan(shop, nine), now)))
    const move = (startsAt: number) =>
      inside(shop, (context) => moveVisit(context, visit.appointmentId, { startsAt, crewId: null }, 'page', now))
    expect(await move(nine + 12 * HOUR_MS)).toMatchObject({ code: 'slot_taken' })
    expect(await move(nine + 60 * DAY_MS)).toMatchObject({ code: 'slot_taken' })
    expect(visitOf(await move(nine + HOUR_MS)).startsAt).toBe(nine + HOUR_MS)
  })

  test('ends a visit once, with its job, and as one that nobody was there for', async () => {
    const { shop, now, nine } = await openDay()
    const visit = visitOf(await inside(shop, bookWith(await plan(shop, nine), now)))
    const done = { amountMinor: 12_900, by: 'board' as const }
    for (let time = 0; time < 2; time += 1) {
      const ended = await inside(shop, (context) => completeVisit(context, visit.appointmentId, done, now))
      expect(visitOf(ended).status).toBe('completed')
    }
    const jobs = await shop.tenant.query('select appointment_id as id, amount_minor as amount from jobs')
    expect(jobs).toEqual([{ id: visit.appointmentId, amount: 12_900 }])
    const missed = visitOf(await inside(shop, bookWith(await plan(shop, nine + DAY_MS), now)))
    const over = visitOf(await inside(shop, (context) => markNoShow(context, missed.appointmentId, 'board', now)))
    const view = await inside(shop, (context) => visitView(context, over))
    expect(view).toMatchObject({ status: 'no_show', crewName: 'Ana', customerName: null })
    expect(await inside(shop, (context) => loadAppointment(context.db, 'apt_none'))).toBeNull()
  })
})

function bookWith(wanted: VisitPlan, now: number) {
  return (context: Parameters<typeof bookVisit>[0]) => bookVisit(context, wanted, now)
}
