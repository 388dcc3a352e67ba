import { describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../support/open-shop.ts'

/** A shop and a customer who has done nothing but call. */
async function calledCustomer() {
  const shop = await openShop()
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  const [customer] = await shop.tenant.list<{ id: string }>('customers')
  return { shop, pat, customerId: customer?.id ?? '' }
}

type Answer = { code?: string; detail?: string; issues?: { path: string; message: string }[]; entryId?: string }

async function type(shop: Shop, customerId: string, text: string, key?: string): Promise<[number, Answer]> {
  const { token } = await shop.control<{ token: string }>('/access/token', {
    email: 'admin@example.com',
    expiresInS: 90 * 86_400,
  })
  const response = await shop.send(`/api/v1/tenants/${shop.id}/conversations/${customerId}/messages`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', 'cf-access-jwt-assertion': token },
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify({ text }),
  })
  await shop.tenant.settle()
  return [response.status, await response.json()]
}

const typed = (shop: Shop) => shop.tenant.query("select body from messages where template = 'human_text'")

describe('a text typed by a person', () => {
  test.each([
    ['50% off AMC today only! Call us.', 409, 'offer_without_consent', /not agreed to offers in writing/],
    ['Parts are here: http://bit.ly/x', 400, 'link_shortened', /whole address/],
    ['Please pay \u202e99\u202c here', 400, 'hidden_characters', /nobody sees/],
    ['One mo\u200bment', 400, 'hidden_characters', /nobody sees/],
  ])('is not taken where it may not be sent: %j', async (text, status, code, words) => {
    const { shop, pat, customerId } = await calledCustomer()
    const [answered, problem] = await type(shop, customerId, text)
    expect([answered, problem.code]).toEqual([status, code])
    expect(problem.issues).toEqual([{ path: 'text', message: expect.stringMatching(words) }])
    await shop.tenant.passHours(2)
    expect(await pat.received()).toHaveLength(1)
    expect(await typed(shop)).toEqual([])
    expect(await shop.tenant.timeline()).not.toContain('taken_over')
  })

  test('is free in its wording otherwise, links included', async () => {
    const { shop, pat, customerId } = await calledCustomer()
    const text = "I'm Mike. It is $350 and I can be there at 5, see https://www.example.com/parts"
    expect((await type(shop, customerId, text))[0]).toBe(202)
    expect((await pat.received()).at(-1)).toBe(text)
  })

  test('sells nothing to somebody who only wrote, and does to whoever agreed in writing', async () => {
    const { shop, pat, customerId } = await calledCustomer()
    const offer = 'Get 10% off a drain cleaning this week.'
    await pat.texts('can you come tomorrow at 9?')
    expect((await type(shop, customerId, offer))[1].code).toBe('offer_without_consent')
    await shop.tenant.query(
      `insert into consents (consent_id, customer_id, basis, evidence, purpose, wording, given_at)
       values ('con_written', '${customerId}', 'written', 'paper:1', 'this_conversation', 'I agree to offers', 1)`,
    )
    expect((await type(shop, customerId, offer))[0]).toBe(202)
    expect((await pat.received()).at(-1)).toBe(offer)
  })

  test('is not taken for whoever wants no texts, and its writer is told what to do instead', async () => {
    const { shop, pat, customerId } = await calledCustomer()
    await pat.texts('STOP')
    const [status, { code, detail }] = await type(shop, customerId, 'One more thing')
    expect([status, code, detail]).toEqual([409, 'opted_out', 'They want no texts. Please call them.'])
    expect(await typed(shop)).toEqual([])
  })
})

describe('a text that is sent under a key', () => {
  const KEY = '0b9d9f6e-6a52-4a59-9a33-5a8f6f1d2c11'

  test('leaves once, however often and however late the request arrives', async () => {
    const { shop, pat, customerId } = await calledCustomer()
    const sent = await Promise.all(Array.from({ length: 5 }, () => type(shop, customerId, 'On my way', KEY)))
    await shop.tenant.passHours(48)
    sent.push(await type(shop, customerId, 'On my way', `"${KEY}"`))
    const [first] = sent
    expect(first).toEqual([202, { entryId: expect.stringMatching(/^eff_/) }])
    expect(sent).toEqual(sent.map(() => first))
    expect((await pat.received()).filter((body) => body === 'On my way')).toHaveLength(1)
    const kept = JSON.stringify(await shop.tenant.query("select * from inbox where delivery_key like 'request:%'"))
    expect(kept).not.toContain(KEY)
  })

  test('is no other text, and nobody else’s', async () => {
    const { shop, customerId } = await calledCustomer()
    await shop.customer().callsAndHangsUp()
    const others = (await shop.tenant.list<{ id: string }>('customers')).filter(({ id }) => id !== customerId)
    expect((await type(shop, customerId, 'On my way', KEY))[0]).toBe(202)
    for (const [to, text] of [
      [customerId, 'On my way now'],
      [others[0]?.id ?? '', 'On my way'],
    ] as const) {
      const [status, problem] = await type(shop, to, text, KEY)
      expect([status, problem.code]).toEqual([422, 'key_reused'])
      expect(problem.detail).toMatch(/Take a new one/)
    }
    expect(await typed(shop)).toEqual([{ body: 'On my way' }])
  })

  test('without a key leaves each time, and with one that was refused once it is taken', async () => {
    const { shop, customerId } = await calledCustomer()
    await type(shop, customerId, 'On my way')
    await type(shop, customerId, 'On my way')
    expect(await typed(shop)).toHaveLength(2)
    expect((await type(shop, customerId, 'Parts: http://bit.ly/x', KEY))[0]).toBe(400)
    expect((await type(shop, customerId, 'Parts are in', KEY))[0]).toBe(202)
  })

  test.each(['', '""', 'a b', 'x'.repeat(256)])('needs one that can be told: %j', async (key) => {
    const { shop, customerId } = await calledCustomer()
    const [status, problem] = await type(shop, customerId, 'On my way', key)
    expect([status, problem.issues?.[0]?.path]).toEqual([400, 'Idempotency-Key'])
    expect(await typed(shop)).toEqual([])
  })
})

describe('a job that is told under a key', () => {
  test('is one job however late it is told again, and answered as the first time', async () => {
    const { shop, customerId } = await calledCustomer()
    const { token } = await shop.control<{ token: string }>('/access/token', {
      ...{ email: 'admin@example.com', expiresInS: 90 * 86_400 },
    })
    const tell = async (key: string, amountMinor: number) => {
      const response = await shop.send(`/api/v1/tenants/${shop.id}/jobs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'cf-access-jwt-assertion': token, 'idempotency-key': key },
        body: JSON.stringify({ amountMinor, customerId }),
      })
      return [response.status, ((await response.json()) as { id?: string }).id] as const
    }
    const first = await tell('a-job', 25_000)
    expect(first[0]).toBe(201)
    await shop.tenant.passHours(3)
    expect(await tell('a-job', 25_000)).toEqual(first)
    expect((await tell('a-job', 26_000))[0]).toBe(422)
    expect((await tell('another-job', 25_000))[0]).toBe(201)
    expect(await shop.tenant.query('select 1 from jobs')).toHaveLength(2)
  })
})
