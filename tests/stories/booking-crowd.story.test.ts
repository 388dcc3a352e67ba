import { runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { offerVisit } from '../../tenants/apply-booking.ts'
import { DAY_MS, HOUR_MS } from '../../tenants/base/clock.ts'
import type { SlotView } from '../../tenants/contract/booking.ts'
import { openOf } from '../support/inside.ts'
import { makeReply } from '../support/missed-call.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { changeSchedule } from '../support/schedule.ts'
import { recordCustomer } from '../../tenants/storage/customer-rows.ts'

const CROWD = 1_000

/** Numbers for fiction, one for each of the crowd: ten of each area code. */
/** Lines that no technician of a story has. */
const phoneOf = (place: number) => `+1${201 + Math.floor(place / 10)}55501${80 + (place % 10)}` as const

/** All of them are offered the same times and none is kept for anybody. */
async function offerAll(shop: Shop): Promise<void> {
  await runInDurableObject(shop.tenant.stub(), async (_, state) => {
    const context = await openOf(shop, state)
    state.storage.transactionSync(() => {
      for (let place = 0; place < CROWD; place += 1) {
        const fields = { phone: phoneOf(place), withheld: false, contactRef: null, language: 'en' as const }
        const { customerId } = recordCustomer(context.db, fields, shop.watch.now)
        const reply = makeReply('booking', { visit: { words: null, wish: null } })
        offerVisit(context, customerId, { reply, services: [] }, shop.watch.now)
      }
      // What is asked here is not how fast texts go out.
      context.db.$client.sql.exec(`update outbox set due_at = due_at + ${DAY_MS}`)
    })
  })
}

test('a thousand who take the same time at once make one visit, and the others hear of times that are free', async () => {
  const shop = await openShop({ ghlLocationId: null })
  await changeSchedule(shop, { closesOnHolidays: false, travelMinutes: 0 })
  await offerAll(shop)
  const [first] = await shop.tenant.query<{ payload: string }>(
    `select payload from outbox where payload ->> 'template' = 'visit_choices' order by seq limit 1`,
  )
  const [wanted] = (JSON.parse(first?.payload ?? '{}') as { visit: { offers: SlotView[] } }).visit.offers
  const answers = Array.from({ length: CROWD }, (_, place) => {
    const sid = `SM${crypto.randomUUID().replaceAll('-', '')}`
    const body = place % 2 === 0 ? '1' : 'yes, the first one'
    return shop.twilio('/sms', {
      ...{ MessageSid: sid, SmsSid: sid, SmsMessageSid: sid, AccountSid: 'AC1', NumMedia: '0', NumSegments: '1' },
      ...{ From: phoneOf(place), To: shop.smsNumber, Body: body },
    })
  })
  const statuses = (await Promise.all(answers)).map(({ status }) => status)
  expect(statuses.filter((status) => status !== 200)).toEqual([])

  const visits = await shop.tenant.query<{ startsAt: number; status: string }>(
    'select starts_at as startsAt, status from appointments',
  )
  expect(visits).toEqual([{ startsAt: wanted?.startsAt, status: 'confirmed' }])
  const ordered = await shop.tenant.query<{ template: string; payload: string }>(
    `select payload ->> 'template' as template, payload from outbox
      where payload ->> 'template' in ('visit_confirmed', 'visit_taken')`,
  )
  expect(ordered.filter(({ template }) => template === 'visit_confirmed')).toHaveLength(1)
  const told = ordered.filter(({ template }) => template === 'visit_taken')
  expect(told).toHaveLength(CROWD - 1)
  const taken = await shop.tenant.query<{ cell: number }>('select cell from slot_cells')
  const cells = new Set(taken.map(({ cell }) => cell))
  for (const { payload } of told) {
    const { offers } = (JSON.parse(payload) as { visit: { offers: SlotView[] } }).visit
    expect(offers.length).toBeGreaterThan(1)
    for (const { startsAt, endsAt } of offers) {
      expect(startsAt).not.toBe(wanted?.startsAt)
      for (let at = startsAt; at < endsAt; at += HOUR_MS / 4) expect(cells.has(at / (HOUR_MS / 4))).toBe(false)
    }
  }
}, 120_000)
