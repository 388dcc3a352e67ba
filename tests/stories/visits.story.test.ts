import { beforeEach, describe, expect, test } from 'vitest'
import type { AgendaView, AppointmentView, SlotView } from '../../tenants/contract/booking.ts'
import type { AttentionView } from '../../tenants/contract/board.ts'
import { DAY_MS, HOUR_MS } from '../../tenants/base/clock.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

type Problem = { status: number; code: string; slots?: SlotView[]; issues?: { path: string }[] }

let shop: Shop
let customerId: string

beforeEach(async () => {
  shop = await openShop()
  await shop.customer(undefined, 'Pat Rivers').callsTracked()
  await shop.tenant.passSeconds(30)
  customerId = (await shop.tenant.query<{ id: string }>('select customer_id as id from customers'))[0]?.id ?? ''
})

/** The story begins on a Tuesday at noon in Chicago. */
const slots = async (query = '') =>
  (await shop.api<{ items: SlotView[] }>('GET', `/tenants/${shop.id}/slots${query}`)).items
const agenda = (query = '') => shop.api<AgendaView>('GET', `/tenants/${shop.id}/agenda${query}`)
const add = (over: object) =>
  shop.api<AppointmentView>('POST', `/tenants/${shop.id}/appointments`, { customerId, tell: false, ...over })
const move = (id: string, body: object) =>
  shop.api<AppointmentView>('PATCH', `/tenants/${shop.id}/appointments/${id}`, body)

/** What the API says to what it refuses. */
async function refusal(method: string, rest: string, body: object): Promise<Problem> {
  const { token } = await shop.control<{ token: string }>('/access/token', {
    email: 'admin@example.com',
    expiresInS: 90 * 86_400,
  })
  const headers = { 'content-type': 'application/json', 'cf-access-jwt-assertion': token }
  const answer = await shop.send(`/api/v1/tenants/${shop.id}/${rest}`, { method, headers, body: JSON.stringify(body) })
  return { status: answer.status, ...((await answer.json()) as object) } as Problem
}

const page = (token: string, init: RequestInit = {}) => shop.send(`/b/${token}`, { redirect: 'manual', ...init })
const post = (token: string, form: Record<string, string>) =>
  page(token, {
    method: 'POST',
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })

async function giveLink(appointmentId: string): Promise<string> {
  const token = `${shop.id.slice(4)}.0123456789abcdef0123456789abcdef`
  await shop.tenant.query(`insert into tokens (token, purpose, customer_id, address, created_at)
    values ('${token}', 'visit', '${customerId}', '${appointmentId}', 1)`)
  return token
}

describe('a visit that the technician enters', () => {
  test('takes its time from everybody else, and stands in the agenda and in the timeline', async () => {
    const [first] = await slots()
    expect(first?.startsAt).toBeGreaterThan(shop.watch.now)
    const visit = await add({ startsAt: first?.startsAt, service: 'Drain clearing', address: '12 Oak St' })
    expect(visit).toMatchObject({ status: 'confirmed', crewName: 'Dana Fields', customerName: 'Pat Rivers' })
    const taken = await refusal('POST', 'appointments', { customerId, startsAt: first?.startsAt })
    expect([taken.status, taken.code]).toEqual([409, 'slot_taken'])
    const free = (await slots()).map(({ startsAt }) => startsAt)
    expect(taken.slots?.length).toBeGreaterThan(0)
    for (const { startsAt } of taken.slots ?? []) expect(free).toContain(startsAt)
    expect(free).not.toContain(first?.startsAt)
    expect((await agenda()).visits.map(({ id }) => id)).toEqual([visit.id])
    expect(await shop.tenant.timeline()).toContain('visit_confirmed')
  })

  test('is moved, and its old time is free again', async () => {
    const [first, , , , , , later] = await slots()
    const visit = await add({ startsAt: first?.startsAt })
    const moved = await move(visit.id, { move: 'reschedule', startsAt: later?.startsAt })
    expect(moved.startsAt).toBe(later?.startsAt)
    expect((await slots()).map(({ startsAt }) => startsAt)).toContain(first?.startsAt)
    expect(await shop.tenant.timeline()).toContain('visit_moved')
  })

  test('is not moved to where nobody can come any more', async () => {
    const [first] = await slots()
    const visit = await add({ startsAt: first?.startsAt })
    const past = { move: 'reschedule', startsAt: shop.watch.now - HOUR_MS }
    const refused = await refusal('PATCH', `appointments/${visit.id}`, past)
    expect([refused.status, refused.code, refused.issues?.[0]?.path]).toEqual([400, 'body_invalid', 'startsAt'])
    expect((await agenda()).visits.map(({ startsAt }) => startsAt)).toEqual([first?.startsAt])
  })

  test('is done with what it brought in, or nobody was there, and then cannot be moved', async () => {
    const [first] = await slots()
    const visit = await add({ startsAt: first?.startsAt })
    await shop.tenant.passTime((first?.endsAt ?? 0) - shop.watch.now + HOUR_MS)
    expect((await move(visit.id, { move: 'complete', amountMinor: 24_500 })).status).toBe('completed')
    expect(await shop.tenant.query('select amount_minor from jobs')).toEqual([{ amount_minor: 24_500 }])
    const late = { move: 'reschedule', startsAt: shop.watch.now + DAY_MS }
    expect(await refusal('PATCH', `appointments/${visit.id}`, late)).toMatchObject({
      status: 409,
      code: 'appointment_over',
    })
  })

  test.each([
    ['in the past', () => ({ startsAt: shop.watch.now - HOUR_MS }), 'startsAt'],
    ['by nobody of the crew', () => ({ startsAt: shop.watch.now + DAY_MS, crewId: 'nobody' }), 'crewId'],
  ])('is refused %s', async (_, over, path) => {
    const refused = await refusal('POST', 'appointments', { customerId, ...over() })
    expect([refused.status, refused.code, refused.issues?.[0]?.path]).toEqual([400, 'body_invalid', path])
    expect((await agenda()).visits).toEqual([])
  })

  test('for a customer of nobody’s is refused', async () => {
    const [first] = await slots()
    const wanted = { customerId: `cus_${'0'.repeat(24)}`, startsAt: first?.startsAt }
    expect(await refusal('POST', 'appointments', wanted)).toMatchObject({ status: 404, code: 'customer_missing' })
  })
})

describe('free times', () => {
  test('are those of the days that were asked for, and as long as the service takes', async () => {
    const day = (await agenda()).today
    const schedule = await shop.api<object>('GET', `/tenants/${shop.id}/schedule`)
    const serviceMinutes = { 'Drain clearing': 120 }
    await shop.api('PUT', `/tenants/${shop.id}/schedule`, { ...schedule, serviceMinutes })
    const long = await slots(`?from=${day}&days=2&service=Drain%20clearing`)
    expect(long.length).toBeGreaterThan(0)
    for (const { startsAt, endsAt } of long) {
      expect(endsAt - startsAt).toBe(2 * HOUR_MS)
      expect(startsAt).toBeLessThan(shop.watch.now + 2 * DAY_MS)
    }
  })
})

describe('the link in a customer’s text', () => {
  test('shows the visit, moves it to a time that is free, and the old time is free for others', async () => {
    const [first] = await slots()
    const visit = await add({ startsAt: first?.startsAt, service: 'Drain clearing' })
    const token = await giveLink(visit.id)
    const before = await shop.tenant.query('select * from appointments')
    const text = await (await page(token)).text()
    expect(await shop.tenant.query('select * from appointments')).toEqual(before)
    const offered = [...text.matchAll(/name="startsAt" value="(\d+)"/g)].map((match) => Number(match[1]))
    expect(offered.length).toBeGreaterThan(5)
    expect(offered).not.toContain(first?.startsAt)
    const wanted = offered.at(-1) ?? 0
    expect((await post(token, { move: 'reschedule', startsAt: String(wanted) })).status).toBe(303)
    expect((await agenda('?days=31')).visits).toMatchObject([{ id: visit.id, startsAt: wanted, status: 'confirmed' }])
    expect((await slots()).map(({ startsAt }) => startsAt)).toContain(first?.startsAt)
    const file = await (await shop.send(`/b/${token}/visit.ics`, {})).text()
    expect(file).toContain('SEQUENCE:1\r\n')
    expect(file).toContain(`UID:${visit.id}@`)
  })

  test('takes no time that is not offered, and says what is free', async () => {
    const [first, second] = await slots()
    const visit = await add({ startsAt: first?.startsAt })
    const other = await add({ startsAt: (second?.startsAt ?? 0) + DAY_MS })
    const token = await giveLink(visit.id)
    const night = (first?.startsAt ?? 0) + 12 * HOUR_MS
    const past = (first?.startsAt ?? 0) - 2 * DAY_MS
    for (const startsAt of [other.startsAt, night, past]) {
      const answer = await post(token, { move: 'reschedule', startsAt: String(startsAt) })
      expect(answer.status).toBe(409)
      expect(await answer.text()).toContain('name="startsAt"')
    }
    expect((await agenda()).visits[0]).toMatchObject({ id: visit.id, startsAt: first?.startsAt })
  })

  test('cancels once, and a second press changes nothing', async () => {
    const [first] = await slots()
    const visit = await add({ startsAt: first?.startsAt })
    const token = await giveLink(visit.id)
    expect((await post(token, { move: 'cancel' })).status).toBe(303)
    const after = await shop.tenant.query('select * from appointments')
    expect((await post(token, { move: 'cancel' })).status).toBe(303)
    expect(await shop.tenant.query('select * from appointments')).toEqual(after)
    expect((await agenda()).visits).toMatchObject([{ status: 'cancelled' }])
    expect(await (await page(token)).text()).toContain('This visit is cancelled')
    expect(await (await shop.send(`/b/${token}/visit.ics`, {})).text()).toContain('STATUS:CANCELLED')
  })

  test('changes nothing once the visit has begun, and is over a week after it', async () => {
    const [first] = await slots()
    const visit = await add({ startsAt: first?.startsAt })
    const token = await giveLink(visit.id)
    await shop.tenant.passTime((first?.startsAt ?? 0) - shop.watch.now + 60_000)
    expect((await post(token, { move: 'cancel' })).status).toBe(409)
    expect((await page(token)).status).toBe(200)
    await shop.tenant.passDays(8)
    const gone = await page(token)
    expect([gone.status, (await gone.text()).includes(shop.smsNumber.slice(-4))]).toEqual([404, false])
  })

  test('is good for one visit of one business, and no other link opens it', async () => {
    const [first] = await slots()
    const visit = await add({ startsAt: first?.startsAt })
    const token = await giveLink(visit.id)
    await shop.tenant.query(`update tokens set purpose = 'unsubscribe' where token = '${token}'`)
    expect((await page(token)).status).toBe(404)
    expect((await post(token, { move: 'cancel' })).status).toBe(404)
    expect((await agenda()).visits).toMatchObject([{ status: 'confirmed' }])
  })
})

describe('a visit whose time is over', () => {
  const asked = async () =>
    (await shop.api<{ attention: AttentionView[] }>('GET', `/tenants/${shop.id}/board`)).attention.filter(
      ({ kind }) => kind === 'visit_over',
    )

  test('is asked about on the board until somebody says what became of it', async () => {
    const [first] = await slots()
    const visit = await add({ startsAt: first?.startsAt })
    await shop.tenant.passTime((first?.endsAt ?? 0) - shop.watch.now - 1)
    expect(await asked()).toEqual([])
    await shop.tenant.passTime(2)
    expect(await asked()).toMatchObject([
      { id: `visit_over:${visit.id}`, appointmentId: visit.id, customerId, sentence: expect.stringContaining('over') },
    ])
    await move(visit.id, { move: 'no_show' })
    expect(await asked()).toEqual([])
  })

  test('is not asked about for ever', async () => {
    const [first] = await slots()
    await add({ startsAt: first?.startsAt })
    await shop.tenant.passDays(16)
    expect(await asked()).toEqual([])
  })
})

describe('the visits of one customer', () => {
  test('are listed with what became of them, the last first', async () => {
    const [first, , , , , , later] = await slots()
    const one = await add({ startsAt: first?.startsAt })
    const two = await add({ startsAt: later?.startsAt })
    await move(one.id, { move: 'cancel' })
    const { visits } = await shop.api<AgendaView>('GET', `/tenants/${shop.id}/conversations/${customerId}/visits`)
    expect(visits.map(({ id, status }) => [id, status])).toEqual([
      [two.id, 'confirmed'],
      [one.id, 'cancelled'],
    ])
  })

  test('end the wish for a visit on the board once one is agreed', async () => {
    const pat = shop.customer(undefined, 'Kim')
    await pat.callsTracked()
    await shop.tenant.passSeconds(30)
    await pat.texts('can someone come tomorrow at 9am please')
    await shop.tenant.passMinutes(1)
    const wishes = async () =>
      (await shop.api<{ attention: AttentionView[] }>('GET', `/tenants/${shop.id}/board`)).attention.filter(
        ({ kind }) => kind === 'booking',
      )
    const [wish] = await wishes()
    expect(wish).toBeDefined()
    const [first] = await slots()
    await add({ startsAt: (first?.startsAt ?? 0) + DAY_MS, customerId: wish?.customerId })
    expect(await wishes()).toEqual([])
  })
})
