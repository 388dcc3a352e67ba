import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../tenants/base/clock.ts'
import { readLocalTime, startOfDay } from '../../tenants/base/local-time.ts'
import { collectPerson } from '../../tenants/export/person.ts'
import { dealingsWith, emailStanding } from '../../tenants/outbox/customer-facts.ts'
import { loadCustomer } from '../../tenants/storage/customer-rows.ts'
import type { Context } from '../../tenants/storage/tenant-rows.ts'
import { fileContact } from '../support/crm-contact.ts'
import type { Customer } from '../support/customer.ts'
import { newPhone, openShop, type Shop } from '../support/open-shop.ts'
import { orderText } from '../support/order-text.ts'

/** What the gate is told of a customer, from the rows that calls, texts and the CRM left. */

const CHICAGO = 'America/Chicago'
const ASKED = 'do you fix sinks?'

/** Lets time go by until the clock on that day says so in Chicago; day 0 is the day of the story. */
async function passUntil(shop: Shop, clock: string, day = 0): Promise<void> {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  const today = readLocalTime(CHICAGO, shop.watch.now).day
  const at = startOfDay(CHICAGO, today + day) + hour * HOUR_MS + minute * MINUTE_MS
  await shop.tenant.passTime(at - shop.watch.now)
}

async function customerOf(shop: Shop, { phone }: Customer) {
  type Row = { id: string; places: string | null }
  const [row] = await shop.tenant.query<Row>(`select customer_id as id, places from customers where phone = '${phone}'`)
  if (!row) throw new Error(`Nobody has the number ${phone}.`)
  return { id: row.id, places: JSON.parse(row.places ?? 'null') as unknown }
}

/** Orders an answer that comes late, and tells what became of it: when it waits, until when by the clock in Chicago. */
async function answerLate(shop: Shop, customer: Customer): Promise<string> {
  const { id } = await customerOf(shop, customer)
  await orderText(shop, [id], { occasionedAt: shop.watch.now - 11 * MINUTE_MS })
  type Row = { status: string; code: string | null; due: number | null }
  const [entry] = await shop.tenant.query<Row>(
    `select status, last_code as code, due_at as due from outbox
      where customer_id = '${id}' and payload like '%question_received%' order by seq desc limit 1`,
  )
  if (entry?.status !== 'held') return `${entry?.status}`
  const minutes = readLocalTime(CHICAGO, entry.due ?? 0).timeMs / MINUTE_MS
  return `${entry.code} until ${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

async function within<T>(shop: Shop, ask: (context: Context) => T): Promise<T> {
  return runInDurableObject(shop.tenant.stub(), (object) => {
    const { wiring } = object as unknown as { wiring: Context }
    return ask({ db: wiring.db, tenant: wiring.tenant })
  })
}

describe('where a customer may be', () => {
  test('is told by the area code where nothing else is known, in each of its zones', async () => {
    const shop = await openShop()
    const [pensacola, miami, york] = [850, 305, 212].map((area) => shop.customer(newPhone(area)))
    for (const customer of [pensacola, miami, york]) await customer?.texts(ASKED)
    await passUntil(shop, '19:30')
    expect(await answerLate(shop, pensacola as Customer)).toBe('quiet_hours until 8:00')
    expect(await answerLate(shop, miami as Customer)).toBe('quiet_hours until 7:00')
    expect(await answerLate(shop, york as Customer)).toBe('quiet_hours until 7:00')
  })

  test('is where the CRM has them, and a Floridian number keeps the hours of Florida besides', async () => {
    const shop = await openShop()
    const [york, miami] = [shop.customer(newPhone(212), 'Ann Lee'), shop.customer(newPhone(305), 'Max Roy')]
    await fileContact(shop, { phone: york.phone, name: 'Ann Lee', state: 'Texas', postalCode: '78704', country: 'US' })
    await fileContact(shop, { phone: miami.phone, name: 'Max Roy', postalCode: '78704' })
    for (const customer of [york, miami]) {
      await customer.callsTracked()
      await shop.tenant.passMinutes(1)
      await customer.texts(ASKED)
    }
    expect((await customerOf(shop, york)).places).toEqual({ crm: { state: 'Texas', postalCode: '78704' } })
    expect((await customerOf(shop, miami)).places).toEqual({ crm: { state: null, postalCode: '78704' } })
    await passUntil(shop, '19:30')
    expect(await answerLate(shop, york)).toBe('sent')
    // Too late in Florida, and then too early in Texas.
    expect(await answerLate(shop, miami)).toBe('quiet_hours until 8:00')
  })

  test('is learnt from the CRM as well where the call came by Twilio, and when the office corrects it', async () => {
    const shop = await openShop()
    const ann = shop.customer(newPhone(212), 'Ann Lee')
    const contactId = await fileContact(shop, { phone: ann.phone, name: 'Ann Lee', state: 'CA', postalCode: '90012' })
    await ann.callsAndHangsUp()
    await shop.tenant.passMinutes(1)
    // The lead is filed with the contact that GoHighLevel has for this number.
    await ann.texts('can someone come on friday at 9am?')
    expect((await customerOf(shop, ann)).places).toEqual({ crm: { state: 'CA', postalCode: '90012' } })
    const contact = { id: contactId, phone: ann.phone, name: 'Ann Lee', state: 'TX', postalCode: '78704' }
    await shop.ghl({ type: 'ContactUpdate', locationId: shop.ghlLocationId, ...contact })
    expect((await customerOf(shop, ann)).places).toEqual({ crm: { state: 'TX', postalCode: '78704' } })
    // What Tamil Nadu is called there is Tennessee's code here.
    await shop.ghl({ type: 'ContactUpdate', locationId: shop.ghlLocationId, ...contact, state: 'TN', country: 'IN' })
    expect((await customerOf(shop, ann)).places).toEqual({ crm: { state: 'TX', postalCode: '78704' } })
  })

  test('is where they say, whatever the CRM has; an open job is where its address is', async () => {
    const shop = await openShop()
    const ann = shop.customer(newPhone(212), 'Ann Lee')
    await fileContact(shop, { phone: ann.phone, name: 'Ann Lee', state: 'NY' })
    await ann.callsTracked()
    await shop.tenant.passMinutes(1)
    await ann.texts('can someone come on friday at 9am?')
    await ann.texts('my zip is 90012')
    await passUntil(shop, '9:30', 1)
    expect(await answerLate(shop, ann)).toBe('quiet_hours until 10:00')
    await ann.texts('my address is 12 Oak St, Austin TX 78704')
    await ann.texts('sorry, zip 90012')
    expect((await customerOf(shop, ann)).places).toEqual({
      // The contact there has the address by now that they gave here.
      crm: { state: 'TX', postalCode: '78704' },
      zip: '90012',
      serviceAddress: { state: 'TX', postalCode: '78704' },
      address: '12 Oak St, Austin TX 78704',
    })
    expect(await answerLate(shop, ann)).toBe('sent')
    const [lead] = await shop.tenant.list<{ id: string; status: string }>('leads')
    const move = { from: lead?.status, status: 'completed', revenueMinor: 20_000 }
    await shop.api('PATCH', `/tenants/${shop.id}/leads/${lead?.id}`, move)
    // So that none of the answers of a moment ago counts as one to this.
    await shop.tenant.passMinutes(12)
    expect(await answerLate(shop, ann)).toBe('quiet_hours until 10:00')
  })

  test('is in the copy of what is kept about them, and goes when they are erased', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts('my address is 12 Oak St, Austin TX 78704')
    const { id } = await customerOf(shop, pat)
    const copy = await within(shop, ({ db }) => collectPerson(db, id, shop.watch.now))
    expect(copy?.profile['places']).toContain('78704')
    const who = { type: 'erasure', law: 'ccpa', identity: 'called_back', receivedVia: 'phone', customerId: id }
    const request = await shop.api<{ id: string }>('POST', `/tenants/${shop.id}/privacy-requests`, who)
    await shop.api('POST', `/tenants/${shop.id}/privacy-requests/${request.id}/close`)
    await shop.tenant.passMinutes(2)
    const kept = await shop.tenant.query<{ name: string }>(`select name from sqlite_master where type = 'table'
      and name not like '\\_%' escape '\\'`)
    const rows = await Promise.all(kept.map(({ name }) => shop.tenant.query(`select * from "${name}"`)))
    expect(JSON.stringify(rows)).not.toContain('78704')
  })

  test('is no ZIP code where a price or the number of a house looks like one', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts('they wanted 15000 dollars, and my house is at 12345 Oak Street')
    expect((await customerOf(shop, pat)).places).toEqual({ address: '12345 Oak Street' })
  })
})

describe('what a customer bought and asked', () => {
  test('comes from the newest job that was done and from calls and texts, and from no farewell', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts('can someone come tomorrow at 9am?')
    const { id } = await customerOf(shop, pat)
    const dealings = (kind: 'marketing' | 'followup' | 'service') =>
      within(shop, (context) => dealingsWith(context, { class: kind }, loadCustomer(context.db, id)))
    const wroteAt = shop.watch.now
    expect(await dealings('marketing')).toEqual({ lastInquiryAt: wroteAt, lastPurchaseAt: null })
    await shop.tenant.passDays(1)
    const [lead] = await shop.tenant.list<{ id: string; status: string }>('leads')
    const move = { from: lead?.status, status: 'completed', revenueMinor: 20_000 }
    await shop.api('PATCH', `/tenants/${shop.id}/leads/${lead?.id}`, move)
    const doneAt = shop.watch.now
    await shop.tenant.passDays(1)
    await pat.callsAndIsAnswered()
    const calledAt = Math.floor(shop.watch.now / 1_000) * 1_000
    expect(await dealings('marketing')).toEqual({ lastInquiryAt: calledAt, lastPurchaseAt: doneAt })
    await shop.tenant.passDays(1)
    await pat.texts('STOP', { OptOutType: 'STOP' })
    expect(await dealings('marketing')).toEqual({ lastInquiryAt: calledAt, lastPurchaseAt: doneAt })
    expect(await dealings('followup')).toEqual({ lastInquiryAt: calledAt })
    expect(await dealings('service')).toEqual({})
    // Both are found by an index, so that a thousand customers cost no more than one.
    const plans = await Promise.all(
      [
        `select max(coalesce(moved_at, updated_at)) from leads where customer_id = 'x' and status = 'completed'`,
        `select max(ended_at) from call_logs where customer_id = 'x'`,
        `select created_at from messages where customer_id = 'x' and direction = 'inbound' order by created_at desc`,
      ].map((query) => shop.tenant.query<{ detail: string }>(`explain query plan ${query}`)),
    )
    for (const [step] of plans) expect(step?.detail).toMatch(/SEARCH \w+ USING INDEX \w+_customer \(customer_id=\?\)/)
  })

  test('holds a reminder to somebody who called an hour ago', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts(ASKED)
    await shop.tenant.passDays(2)
    await pat.callsAndIsAnswered()
    await shop.tenant.passHours(1)
    const { id } = await customerOf(shop, pat)
    const useful = { usefulUntil: shop.watch.now + 3 * DAY_MS, unprompted: true }
    await orderText(shop, [id], { class: 'followup', ...useful })
    const [entry] = await shop.tenant.query<{ code: string }>(
      `select last_code as code from outbox where customer_id = '${id}' order by seq desc limit 1`,
    )
    expect(entry?.code).toBe('followup_too_soon')
  })
})

describe('offers by e-mail', () => {
  test('know whether a domain of the business stands, and whether too many called its mail junk', async () => {
    const shop = await openShop()
    const standing = (kind: 'marketing' | 'response' = 'marketing') =>
      within(shop, (context) => emailStanding(context, { channel: 'email', class: kind }, shop.watch.now))
    expect(await standing()).toEqual({ emailDomain: 'shared', reputationPoor: false })
    expect(await standing('response')).toEqual({})
    const name = `mail-${crypto.randomUUID().slice(0, 8)}.example.com`
    await shop.api('PUT', `/tenants/${shop.id}/email-domain`, { name })
    expect(await standing()).toEqual({ emailDomain: 'shared', reputationPoor: false })
    await shop.control('/dns', { domain: name, isSet: true })
    await shop.api('POST', `/tenants/${shop.id}/email-domain/check`, {})
    expect(await standing()).toEqual({ emailDomain: 'own', reputationPoor: false })
    for (const place of [1, 2]) {
      const email = `pat${place}-${crypto.randomUUID().slice(0, 8)}@example.com`
      await shop.customer(undefined, 'Pat Rivers', email).callsTracked()
    }
    await shop.tenant.passMinutes(7)
    await within(shop, ({ db }) =>
      db.$client.sql.exec(`update messages set error_code = 'complained' where channel = 'email'`),
    )
    expect(await standing()).toEqual({ emailDomain: 'own', reputationPoor: true })
  })
})

test('a text to India keeps by which registration it went', async () => {
  const shop = await openShop()
  const first = shop.customer()
  await first.callsAndHangsUp()
  await shop.tenant.passMinutes(1)
  const body = ((await first.received())[0] ?? '').replace(shop.businessName, '{#var#}')
  const templates = [{ templateId: '1007000000000000001', category: 'service_implicit', body }]
  await shop.api('PUT', `/tenants/${shop.id}/dlt`, { peId: '1201159000000000001', headerId: 'LARKSP', templates })
  const asha = shop.customer(`+9198000${10_000 + Math.floor(Math.random() * 80_000)}`)
  await asha.callsAndHangsUp()
  await shop.tenant.passMinutes(1)
  const rows = await shop.tenant.query<{ gate: string }>(
    `select o.gate from outbox as o join customers as c on c.customer_id = o.customer_id
      where c.phone in ('${first.phone}', '${asha.phone}') and o.lane = 'twilio' and o.payload like '%missed_call_text%'
      order by o.seq`,
  )
  const [domestic, indian] = rows.map(({ gate }) => JSON.parse(gate) as { dlt?: unknown })
  expect(domestic).not.toHaveProperty('dlt')
  expect(indian?.dlt).toEqual({
    ...{ peId: '1201159000000000001', headerId: 'LARKSP', headerSuffix: 'S', templateId: '1007000000000000001' },
  })
})

test('two texts of a customer at the same instant are answered twice, and a third answer is none', async () => {
  const shop = await openShop()
  const pat = shop.customer()
  await pat.texts('how much to fix a water heater?')
  await pat.texts('and how much for a drain?')
  expect(await pat.received()).toHaveLength(2)
})
