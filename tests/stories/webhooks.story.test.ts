import { Webhook } from 'standardwebhooks'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import {
  WebhookPayloads,
  type Deliveries,
  type MadeWebhook,
  type NewWebhook,
  type WebhookView,
} from '../../tenants/contract/webhooks.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { strictly } from '../support/strict-schema.ts'

/** Other programs, told by real HTTP of what happens at a business. */

type Received = { headers: Record<string, string>; body: string }
type Told = { type: keyof typeof WebhookPayloads; timestamp: string; data: Record<string, unknown> }

let shop: Shop
let names = 0
let name: string

beforeAll(async () => {
  shop = await openShop()
})
beforeEach(() => {
  names += 1
  name = `program-${shop.id.slice(-8)}-${names}`
})

const at = (rest = '') => `/tenants/${shop.id}/webhooks${rest}`
const address = () => `${shop.settings['WEBHOOK_SANDBOX_URL']}/${name}`
const received = () => shop.control<Received[]>(`/receiver?name=${name}`)
const answers = (status: number) => shop.control('/receiver', { name, status })
const deliveries = async () => (await shop.api<Deliveries>('GET', `/tenants/${shop.id}/deliveries`)).items

async function listen(over: Partial<NewWebhook> = {}): Promise<MadeWebhook> {
  const wish = { url: address(), events: ['lead.created', 'booking.confirmed', 'message.failed'], ...over }
  return shop.api<MadeWebhook>('POST', at(), wish)
}

async function stopListening(): Promise<void> {
  const { items } = await shop.api<{ items: WebhookView[] }>('GET', at())
  for (const { id } of items) await shop.api('DELETE', at(`/${id}`))
}

/** As whoever wrote the program would: verified on the raw body by the library for it, at the story's time. */
function read({ headers, body }: Received, secret: string): Told {
  const age = Math.abs(Number(headers['webhook-timestamp']) * 1_000 - shop.watch.now)
  expect(age).toBeLessThan(7 * 86_400_000)
  const { 'webhook-id': id = '', 'webhook-timestamp': time = '', 'webhook-signature': signatures = '' } = headers
  const expected = new Webhook(secret).sign(id, new Date(Number(time) * 1_000), body)
  expect(signatures.split(' ')).toContain(expected)
  const told = JSON.parse(body) as Told
  // What leaves is what the API's document says of it, no more and no less.
  const { issues = [] } = v.safeParse(strictly(WebhookPayloads[told.type]), told)
  expect(issues.map((issue) => [told.type, v.getDotPath(issue), issue.message])).toEqual([])
  return told
}

/** Somebody calls, is texted, and wants a visit. */
async function wantsVisit(): Promise<void> {
  const customer = shop.customer(undefined, 'Pat Rivers')
  await customer.callsTracked()
  await shop.tenant.passSeconds(20)
  await customer.texts('Can someone come tomorrow at 9am for a water heater repair?')
  await shop.tenant.passMinutes(1)
}

describe('a program that listens', () => {
  test('is told of a lead and of an agreed visit, signed, by ids alone', async () => {
    const { secret, id } = await listen()
    await wantsVisit()
    const [customer] = await shop.tenant.list<{ id: string; phone: string }>('customers')
    const startsAt = Math.ceil((shop.watch.now + 20 * 86_400_000) / 3_600_000) * 3_600_000
    await shop.api('POST', `/tenants/${shop.id}/appointments`, { customerId: customer?.id, startsAt, tell: false })
    await shop.tenant.settle()
    const told = (await received()).map((each) => read(each, secret))
    expect(told.map(({ type }) => type)).toEqual(['lead.created', 'booking.confirmed'])
    const [lead] = await shop.tenant.list<{ id: string }>('leads')
    expect(told[0]?.data).toMatchObject({ tenantId: shop.id, leadId: lead?.id, customerId: customer?.id })
    expect(told[1]?.data).toMatchObject({ customerId: customer?.id, startsAt, by: 'board' })
    const text = JSON.stringify(await received())
    expect([text.includes('Pat'), text.includes(customer?.phone ?? '?')]).toEqual([false, false])
    expect((await deliveries()).map(({ webhookId, status, attempts }) => [webhookId, status, attempts])).toEqual([
      [id, 'delivered', 1],
      [id, 'delivered', 1],
    ])
    await stopListening()
  })

  test('is told who it was where the business says so, and of a message that failed', async () => {
    const { secret } = await listen({ include: 'contact', events: ['message.failed'] })
    const customer = shop.customer(undefined, 'Kim Brook')
    await customer.callsTracked()
    await shop.tenant.passSeconds(20)
    const [row] = await shop.tenant.query<{ customer_id: string; sid: string }>(
      `select customer_id, provider_ref as sid from messages where to_address = '${customer.phone}'`,
    )
    await shop.twilio('/status', {
      ...{ MessageSid: row?.sid ?? '', AccountSid: 'AC1', MessageStatus: 'undelivered', SmsStatus: 'undelivered' },
      ...{ ErrorCode: '30003', To: customer.phone, From: shop.smsNumber },
    })
    await shop.tenant.settle()
    const [told] = (await received()).map((each) => read(each, secret))
    expect(told?.data).toMatchObject({
      ...{ customerId: row?.customer_id, channel: 'sms', code: '30003' },
      contact: { name: 'Kim Brook', phone: customer.phone },
    })
    await stopListening()
  })

  test('is told who called though the call named a contact alone, whose number is looked up first', async () => {
    const { secret } = await listen({ include: 'contact', events: ['lead.created'] })
    const customer = shop.customer(undefined, 'Lou Marsh')
    await customer.callsTracked()
    await shop.tenant.passSeconds(2)
    expect((await received()).map((each) => read(each, secret).data['contact'])).toEqual([
      { name: 'Lou Marsh', phone: customer.phone, email: null },
    ])
    expect((await deliveries())[0]).toMatchObject({
      event: 'lead.created',
      status: 'delivered',
      attempts: 1,
      code: null,
    })
    await stopListening()
  })

  test('that answers 500 is tried again later, and again by hand under the same id', async () => {
    const { secret, id } = await listen()
    await answers(500)
    const made = await shop.api<{ id: string; messageId: string }>('POST', at(`/${id}/test`))
    await shop.tenant.settle()
    expect(await deliveries()).toMatchObject([
      { id: made.id, event: 'webhook.test', status: 'waiting', attempts: 1, code: 'http_500' },
      ...(await deliveries()).slice(1),
    ])
    await answers(204)
    await shop.tenant.passSeconds(11)
    expect((await deliveries())[0]).toMatchObject({ status: 'delivered', attempts: 2 })
    await shop.api('POST', `/tenants/${shop.id}/deliveries/${made.id}/replay`)
    await shop.tenant.settle()
    const all = await received()
    expect(all.map(({ headers }) => headers['webhook-id'])).toEqual([made.messageId, made.messageId, made.messageId])
    expect(new Set(all.map(({ body }) => body)).size).toBe(1)
    expect(read(all[2] ?? { headers: {}, body: '' }, secret).type).toBe('webhook.test')
    await stopListening()
  })

  test('that is away for good is given up, which the list and the timeline say', async () => {
    const { id } = await listen()
    await answers(503)
    await shop.api('POST', at(`/${id}/test`))
    await shop.tenant.passHours(8)
    expect((await deliveries())[0]).toMatchObject({ status: 'failed', attempts: 10, code: 'http_503' })
    const { items } = await shop.api<{ items: WebhookView[] }>('GET', at())
    expect(items[0]?.failingSince).toBeGreaterThan(0)
    expect(await shop.tenant.timeline()).toContain('webhook_failing')
    await answers(204)
    await shop.api('POST', at(`/${id}/test`))
    await shop.tenant.settle()
    const after = await shop.api<{ items: WebhookView[] }>('GET', at())
    expect(after.items[0]?.failingSince).toBeNull()
    await stopListening()
  })

  test('that says 410 wants to hear no more', async () => {
    const { id } = await listen()
    await answers(410)
    await shop.api('POST', at(`/${id}/test`))
    await shop.tenant.settle()
    const { items } = await shop.api<{ items: WebhookView[] }>('GET', at())
    expect(items[0]).toMatchObject({ id, isOn: false })
    await stopListening()
  })

  test('keeps its old secret for a day after a new one was made', async () => {
    const { id, secret: old } = await listen()
    const { secret } = await shop.api<MadeWebhook>('POST', at(`/${id}/secret`))
    await shop.api('POST', at(`/${id}/test`))
    await shop.tenant.settle()
    const [first] = await received()
    for (const each of [old, secret]) expect(read(first ?? { headers: {}, body: '' }, each).type).toBe('webhook.test')
    await shop.tenant.passHours(25)
    await shop.api('POST', at(`/${id}/test`))
    await shop.tenant.settle()
    const second = (await received())[1] ?? { headers: {}, body: '' }
    expect((second.headers['webhook-signature'] ?? '').split(' ')).toHaveLength(1)
    read(second, secret)
    const kept = JSON.stringify(await shop.tenant.query("select value from settings where name = 'webhooks'"))
    expect([kept.includes(secret), kept.includes(old)]).toEqual([false, false])
    await stopListening()
  })
})

test('nobody is told of what was before they listened, nor twice after the object was away', async () => {
  await wantsVisit()
  await listen({ events: ['lead.created'] })
  await shop.tenant.settle()
  expect(await received()).toEqual([])
  await wantsVisit()
  await shop.tenant.evict()
  await shop.tenant.passMinutes(1)
  expect(await received()).toHaveLength(1)
  await stopListening()
})

test.each([
  ['http://hooks.example.com/in', 'an address that begins https://'],
  ['https://127.0.0.1/in', 'an address that anybody on the internet can reach by its name'],
  ['https://[::1]/in', 'an address that anybody on the internet can reach by its name'],
  ['https://169.254.169.254/latest', 'an address that anybody on the internet can reach by its name'],
  ['https://2130706433/in', 'an address that anybody on the internet can reach by its name'],
  ['https://db.internal/in', 'an address that anybody on the internet can reach by its name'],
  ['https://hooks.example.com:8443/in', 'an address that anybody on the internet can reach by its name'],
  ['https://somebody@hooks.example.com/in', 'an address that anybody on the internet can reach by its name'],
])('%s is not written to', async (url, message) => {
  const { token } = await shop.control<{ token: string }>('/access/token', { email: 'admin@example.com' })
  const answer = await shop.send(`/api/v1${at()}`, {
    method: 'POST',
    headers: { 'cf-access-jwt-assertion': token, 'content-type': 'application/json' },
    body: JSON.stringify({ url, events: ['lead.created'] }),
  })
  expect([answer.status, await answer.json()]).toMatchObject([400, { issues: [{ path: 'url', message }] }])
})
