import { afterEach, describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../tenants/base/clock.ts'
import { Office } from '../support/office.ts'
import { newPhone, openShop, type Shop } from '../support/open-shop.ts'
import { expectSameTruth } from '../support/same-truth.ts'

let shop: Shop
afterEach(() => shop.control('/faults', undefined, 'DELETE'))

async function wantedVisit() {
  shop = await openShop()
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts('ok great can someone come tomorrow at 9am please')
  await shop.tenant.settle()
  const office = new Office(shop)
  return { pat, office, contact: await office.contact(pat.phone) }
}

async function healed(): Promise<unknown[]> {
  const query = `select fact from timeline where fact ->> 'type' = 'crm_healed'`
  return (await shop.tenant.query<{ fact: string }>(query)).map(({ fact }) => JSON.parse(fact))
}

describe('what GoHighLevel never told', () => {
  test('is found within the hour: a call is texted, a text is answered, each once', async () => {
    const { office } = await wantedVisit()
    const sam = shop.customer(newPhone(), 'Sam Hill')
    const contact = await office.files({ phone: sam.phone, name: 'Sam Hill' })
    await shop.tenant.passMinutes(40)
    await office.leaves({ contactId: contact.id, callStatus: 'no-answer', callDuration: 0 })
    expect(await sam.received()).toEqual([])
    await shop.tenant.passMinutes(25)
    expect(await sam.received()).toHaveLength(1)
    expect(await healed()).toEqual([{ type: 'crm_healed', calls: 1, texts: 0, leads: 0, visits: 0 }])
    const text = await office.leaves({ contactId: contact.id, body: 'how much for a water heater?' })
    await shop.tenant.passMinutes(61)
    expect((await sam.received()).at(-1)).toMatch(/\$179/)
    // The webhook of it comes after all, and the next comparisons see it again.
    const count = (await sam.received()).length
    await office.tellsOfText(text, { from: sam.phone, to: shop.smsNumber })
    await shop.tenant.passHours(3)
    expect(await sam.received()).toHaveLength(count)
    expect(await healed()).toHaveLength(2)
    await expectSameTruth(shop)
  })

  test('is found by the number of its contact, where only GoHighLevel knows that', async () => {
    const { office } = await wantedVisit()
    const sam = shop.customer(newPhone())
    const contact = await office.files({ phone: sam.phone, name: 'Sam Hill' })
    await office.leaves({ contactId: contact.id, body: 'do you do drains?' })
    await shop.tenant.passMinutes(61)
    expect(await shop.tenant.query(`select 1 from messages where body = 'do you do drains?'`)).toHaveLength(1)
    expect(await sam.received()).not.toEqual([])
  })

  test('of a call back from GoHighLevel is found, and nobody asks the customer again', async () => {
    const { office, contact } = await wantedVisit()
    const call = { contactId: contact.id, direction: 'outbound' as const, callStatus: 'completed', callDuration: 45 }
    await office.leaves(call)
    await office.leaves({ ...call, callStatus: 'no-answer', callDuration: 0 })
    await shop.tenant.passMinutes(61)
    const query = `select status, duration_s as seconds from call_logs where via = 'gohighlevel'`
    expect(await shop.tenant.query(query)).toEqual([{ status: 'answered', seconds: 45 }])
    expect(await healed()).toEqual([{ type: 'crm_healed', calls: 1, texts: 0, leads: 0, visits: 0 }])
  })

  test('of a card and an appointment is healed, and counted', async () => {
    const { office, contact } = await wantedVisit()
    await shop.tenant.passMinutes(5)
    await office.moves(await office.card(), { stage: 'Quoted' })
    await shop.tenant.passMinutes(61)
    expect((await shop.tenant.list<{ status: string }>('leads'))[0]?.status).toBe('quoted')
    expect(await healed()).toEqual([{ type: 'crm_healed', calls: 0, texts: 0, leads: 1, visits: 0 }])
    await expectSameTruth(shop)
    // Deleted, which only the comparison at night can find.
    await office.deletes('opportunities', (await office.card()).id)
    await shop.tenant.passDays(1)
    expect(await shop.tenant.timeline()).toContain('crm_gone')
    expect(contact.id).not.toBe('')
  })

  test('of a person’s own words there silences the automation, when it is found', async () => {
    const { pat, office, contact } = await wantedVisit()
    await office.leaves({ contactId: contact.id, body: 'Dana here, I will call you', direction: 'outbound' })
    await shop.tenant.passMinutes(61)
    const said = (await pat.received()).length
    await pat.texts('how much for a water heater?')
    await shop.tenant.passMinutes(2)
    expect(await pat.received()).toHaveLength(said)
  })
})

describe('a comparison', () => {
  test('goes on where it was when the object leaves memory or GoHighLevel is away, page by page', async () => {
    const { office } = await wantedVisit()
    const contact = await office.files({ phone: newPhone(), name: 'Chatty' })
    for (let count = 0; count < 130; count += 1) {
      await office.leaves({ contactId: contact.id, callStatus: 'completed', callDuration: 30 })
    }
    await shop.control('/faults', {
      provider: 'ghl',
      kind: 'status',
      status: 503,
      path: 'export',
      rate: 1,
      forMs: 60_000,
    })
    await shop.tenant.passMinutes(61)
    await shop.tenant.evict()
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(10)
    expect(await shop.tenant.query(`select 1 from call_logs where via = 'gohighlevel'`)).toHaveLength(130)
    expect(await healed()).toEqual([{ type: 'crm_healed', calls: 130, texts: 0, leads: 0, visits: 0 }])
  })

  test('keeps no row of those before it, and sees a card older than a fortnight at night', async () => {
    const { pat, office } = await wantedVisit()
    await shop.tenant.passDays(16)
    await pat.callsAndHangsUp()
    await shop.tenant.passHours(5)
    const compares = `select 1 from outbox where payload ->> 'type' = 'compare_crm' and settled_at is not null`
    expect((await shop.tenant.query(compares)).length).toBeLessThanOrEqual(2)
    const status = async () => (await shop.tenant.list<{ status: string }>('leads'))[0]?.status
    const before = await status()
    await office.moves(await office.card(), { stage: 'Quoted' })
    await shop.tenant.passMinutes(61)
    expect(await status()).toBe(before)
    await shop.tenant.passDays(1)
    expect(await status()).toBe('quoted')
  })

  test('rests at a business of which nothing is heard, but for the night', async () => {
    await wantedVisit()
    await shop.tenant.passDays(3)
    const made = async (since: number) =>
      shop.tenant.query(
        `select 1 from outbox where payload ->> 'type' = 'compare_crm'
          and payload -> 'compare' ->> 'step' = 'messages' and created_at > ${since}`,
      )
    await shop.tenant.passDays(1)
    expect(await made(shop.watch.now - DAY_MS)).toHaveLength(1)
  })
})

test('a storm of 429, with and without a word how long to wait, costs time and nothing else', async () => {
  shop = await openShop()
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await shop.control('/faults', { provider: 'ghl', kind: 'status', status: 429, rate: 1, forMs: 600_000 })
  await pat.texts('ok great can someone come tomorrow at 9am please')
  await shop.tenant.passTime(20 * MINUTE_MS)
  const attempts = await shop.tenant.query<{ attempts: number }>(
    `select attempts from outbox where lane = 'gohighlevel' and status = 'pending'`,
  )
  expect(Math.max(...attempts.map((entry) => entry.attempts))).toBeGreaterThan(10)
  await shop.control('/faults', undefined, 'DELETE')
  await shop.tenant.passTime(HOUR_MS)
  expect(await new Office(shop).cards()).toHaveLength(1)
  expect(await shop.tenant.query(`select 1 from outbox where status in ('dead', 'refused')`)).toEqual([])
  await expectSameTruth(shop)
})
