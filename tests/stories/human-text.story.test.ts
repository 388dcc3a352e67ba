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

async function type(shop: Shop, customerId: string, text: string): Promise<[number, Answer]> {
  const { token } = await shop.control<{ token: string }>('/access/token', {
    email: 'admin@example.com',
    expiresInS: 90 * 86_400,
  })
  const response = await shop.send(`/api/v1/tenants/${shop.id}/conversations/${customerId}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cf-access-jwt-assertion': token },
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
})
