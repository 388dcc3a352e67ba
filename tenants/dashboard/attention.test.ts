import { env } from 'cloudflare:test'
import { afterEach, describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../../tests/support/open-shop.ts'
import type { AttentionView, BoardView } from '../contract/board.ts'

/** Faults are the sandbox's for everybody, so each test ends its own. */
let shop: Shop
afterEach(() => shop.control('/faults', undefined, 'DELETE'))

async function attention(lang = 'en'): Promise<AttentionView[]> {
  return (await shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=${lang}`)).attention
}
const kinds = async () => (await attention()).map(({ kind }) => kind)
const post = (path: string, body: unknown = {}) => shop.api('POST', `/tenants/${shop.id}${path}`, body)

/** A customer who was texted about a missed call and says something. */
async function customerWho(says: string) {
  shop = await openShop()
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  expect(await attention()).toEqual([])
  await pat.texts(says)
  const [row] = await shop.tenant.query<{ id: string }>('select customer_id as id from customers')
  return { pat, customerId: row?.id ?? '' }
}

describe('a booking', () => {
  test('needs the technician until it is confirmed', async () => {
    const { customerId } = await customerWho('can someone come tomorrow at 9am please')
    const [booking] = await attention()
    const [lead] = await shop.tenant.list<{ id: string; wishedAt: number }>('leads')
    expect(booking).toMatchObject({ id: `booking:${lead?.id}`, kind: 'booking', customerId, wishedAt: lead?.wishedAt })
    expect(booking?.since).toBe(shop.watch.now)
    expect(booking?.sentence).toMatch(/wants a visit and named a time/)
    expect((await attention('es'))[0]?.sentence).toMatch(/quiere una visita/)
    const at = shop.watch.now + 86_400_000
    await post(`/conversations/${customerId}/confirm`, { at })
    expect(await attention()).toEqual([])
    expect(await shop.tenant.list('leads')).toMatchObject([{ status: 'booked', wishedAt: at }])
    expect(await shop.tenant.timeline()).toContain('booking_confirmed')
  })

  test('that nobody confirmed still waits when the conversation is long over', async () => {
    await customerWho('can someone come tomorrow at 9am please')
    await shop.tenant.passHours(5 * 24)
    expect(await shop.tenant.timeline()).toContain('journey_closed')
    expect(await kinds()).toEqual(['booking'])
  })

  test('is dealt with by moving its lead, and comes back with a new wish', async () => {
    const { pat } = await customerWho('can someone come tomorrow at 9am please')
    const [lead] = await shop.tenant.list<{ id: string }>('leads')
    await shop.api('PATCH', `/tenants/${shop.id}/leads/${lead?.id}`, { from: 'contacted', status: 'quoted' })
    expect(await attention()).toEqual([])
    await pat.texts('actually yes, please come on friday at 10am')
    expect(await kinds()).toEqual(['booking'])
  })
})

describe('a caller who waits', () => {
  test('has a question, until a person answers it', async () => {
    const { customerId } = await customerWho('do you also work on sundays?')
    expect(await attention()).toMatchObject([{ kind: 'waiting', customerId, entryId: null }])
    await post(`/conversations/${customerId}/messages`, { text: 'We do.' })
    await shop.tenant.settle()
    expect(await attention()).toEqual([])
  })

  test('wrote while a person had the conversation, until it is handed back', async () => {
    const { pat, customerId } = await customerWho('thanks')
    await post(`/conversations/${customerId}/takeover`)
    expect(await attention()).toEqual([])
    await pat.texts('are you still there')
    expect(await kinds()).toEqual(['waiting'])
    await post(`/conversations/${customerId}/handback`)
    expect(await attention()).toEqual([])
  })

  test('can be called by phone and ticked off', async () => {
    const { customerId } = await customerWho('do you also work on sundays?')
    await post(`/conversations/${customerId}/confirm`)
    expect(await attention()).toEqual([])
    expect((await shop.tenant.timeline()).at(-1)).toBe('matter_settled')
  })
})

test('an emergency stands before everything else, and is one matter with its visit', async () => {
  const { customerId } = await customerWho('do you also work on sundays?')
  const sam = shop.customer()
  await sam.texts('I SMELL GAS in the basement')
  expect(await kinds()).toEqual(['emergency', 'waiting'])
  const [emergency] = await attention()
  expect(emergency?.customerId).not.toBe(customerId)
  await post(`/conversations/${emergency?.customerId}/messages`, { text: 'Leave the house. I am on my way.' })
  await shop.tenant.settle()
  // The words reached them; whether a visit is agreed, only the technician knows.
  expect(await kinds()).toEqual(['booking', 'waiting'])
})

describe('an entry that did not work out', () => {
  async function deadLetter(): Promise<AttentionView> {
    await customerWho('can someone come tomorrow at 9am please')
    const [lead] = await shop.tenant.list<{ id: string }>('leads')
    await shop.control('/faults', { provider: 'ghl', kind: 'status', status: 500, rate: 1, forMs: 600_000 })
    await shop.api('PATCH', `/tenants/${shop.id}/leads/${lead?.id}`, { from: 'contacted', status: 'completed' })
    await shop.tenant.passHours(8)
    const [matter] = await attention()
    expect(matter).toMatchObject({ kind: 'dead_letter', id: `dead_letter:${matter?.entryId}` })
    expect(matter?.sentence).toMatch(/Gave up on GoHighLevel/)
    return matter as AttentionView
  }

  test('can be tried once more', async () => {
    const { entryId } = await deadLetter()
    await shop.control('/faults', undefined, 'DELETE')
    await post(`/outbox/${entryId}/retry`)
    await shop.tenant.settle()
    expect(await attention()).toEqual([])
    expect((await shop.tenant.timeline()).slice(-2)).toEqual(['entry_retried', 'crm_synced'])
  })

  test('can be let go, once', async () => {
    const { entryId } = await deadLetter()
    await post(`/outbox/${entryId}/dismiss`)
    expect(await attention()).toEqual([])
    expect((await shop.tenant.timeline()).at(-1)).toBe('entry_dismissed')
    await expect(post(`/outbox/${entryId}/dismiss`)).rejects.toThrow(/404.*entry_missing/)
  })

  test('in doubt is shown once its minute is over', async () => {
    await customerWho('thanks')
    const doubt = `update outbox set status = 'in_doubt', doubt_since = 7, due_at = null where lane = 'twilio'`
    await shop.tenant.query(doubt)
    expect(await attention()).toEqual([])
    await shop.tenant.query(`update messages set status = 'in_doubt' where direction = 'outbound'`)
    expect(await attention()).toMatchObject([{ kind: 'in_doubt', since: 7 }])
  })
})

test('a viewer reads and commands nothing', async () => {
  const { customerId } = await customerWho('can someone come tomorrow at 9am please')
  const email = `viewer-${shop.id}@example.com`
  await (env as unknown as { DIRECTORY: D1Database }).DIRECTORY.prepare(
    `insert into person (email, role, tenant_id, created_at) values (?, 'viewer', ?, 1)`,
  )
    .bind(email, shop.id)
    .run()
  const { token } = await shop.control<{ token: string }>('/access/token', { email })
  const ask = async (method: string, path: string, body?: unknown) => {
    const headers = { 'cf-access-jwt-assertion': token, 'content-type': 'application/json' }
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
    return (await shop.send(`/api/v1/tenants/${shop.id}${path}`, init)).status
  }
  expect(await ask('GET', '/board')).toBe(200)
  expect(await ask('GET', `/conversations/${customerId}`)).toBe(200)
  expect(await ask('GET', '/numbers?days=7')).toBe(200)
  expect(await ask('POST', `/conversations/${customerId}/confirm`, {})).toBe(403)
  expect(await ask('POST', '/outbox/eff_1/dismiss', {})).toBe(403)
  expect(await ask('PATCH', '/leads/led_1', { from: 'new', status: 'lost' })).toBe(403)
})
