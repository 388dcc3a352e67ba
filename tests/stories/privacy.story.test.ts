import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../../tenants/base/clock.ts'
import type { PrivacyRequestView } from '../../tenants/contract/rights.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

type Request = PrivacyRequestView
type Board = { attention: { kind: string; sentence: string }[] }

const ASKED = { type: 'access', law: 'ccpa', identity: 'called_back', receivedVia: 'email' }

const open = (shop: Shop, asked: Record<string, unknown>) =>
  shop.api<Request>('POST', `/tenants/${shop.id}/privacy-requests`, { ...ASKED, ...asked })
const move = (shop: Shop, id: string, to: string, body?: unknown) =>
  shop.api<Request>('POST', `/tenants/${shop.id}/privacy-requests/${id}/${to}`, body)
const read = (shop: Shop, id: string) => shop.api<Request>('GET', `/tenants/${shop.id}/privacy-requests/${id}`)

async function knownCustomer() {
  const shop = await openShop({ ghlLocationId: null })
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await shop.tenant.passHours(80)
  return { shop, pat }
}

/** Texts to the technician about requests, as they have come so far. */
async function told(shop: Shop): Promise<string[]> {
  return (await shop.told()).filter((text) => /privacy request/i.test(text))
}

const pressing = async (shop: Shop) =>
  (await shop.api<Board>('GET', `/tenants/${shop.id}/board`)).attention.filter(({ kind }) => kind === 'privacy')

describe('a privacy request', { timeout: 60_000 }, () => {
  test('is brought up before its receipt is due, ten and three days before its own date, and when it is late', async () => {
    const { shop, pat } = await knownCustomer()
    const { id, dueAt, lawDueAt, confirmBy } = await open(shop, { phone: pat.phone })
    expect(await pressing(shop)).toEqual([])
    const passUntil = (at: number) => shop.tenant.passTime(at - shop.watch.now)

    await passUntil((confirmBy ?? 0) - 3 * DAY_MS + 1)
    expect(await told(shop)).toEqual([expect.stringMatching(/waits for a word/)])
    await move(shop, id, 'confirm')
    await passUntil(dueAt - 10 * DAY_MS - 1)
    expect(await told(shop)).toHaveLength(1)
    await passUntil(dueAt - 10 * DAY_MS + 1)
    expect((await told(shop)).at(-1)).toContain('due in 10 days')
    expect(await read(shop, id)).toMatchObject({ clock: 'soon' })
    expect(await pressing(shop)).toEqual([expect.objectContaining({ sentence: expect.stringMatching(/due soon/) })])
    await passUntil(dueAt - 3 * DAY_MS + 1)
    expect((await told(shop)).at(-1)).toContain('due in 3 days')
    await passUntil(dueAt + 2)
    expect((await told(shop)).at(-1)).toContain('should be done by now')
    expect(await read(shop, id)).toMatchObject({ clock: 'late' })
    await passUntil(lawDueAt + 2)
    expect((await told(shop)).at(-1)).toContain('past the date the law gives')
    expect(await read(shop, id)).toMatchObject({ clock: 'breached' })
    expect(await told(shop)).toHaveLength(5)

    await move(shop, id, 'close')
    expect(await read(shop, id)).toMatchObject({ status: 'done', clock: 'over' })
    await shop.tenant.passHours(24 * 30)
    expect(await told(shop)).toHaveLength(5)
    expect(await pressing(shop)).toEqual([])
  })

  test('is extended once, in time, and then counts from its new date', async () => {
    const { shop, pat } = await knownCustomer()
    const { id, dueAt } = await open(shop, { phone: pat.phone, law: 'state' })
    const extended = await move(shop, id, 'extend')
    expect(extended.dueAt).toBeGreaterThan(dueAt + 55 * DAY_MS)
    expect(extended).toMatchObject({ canExtend: false, lawDueAt: extended.dueAt })
    await expect(move(shop, id, 'extend')).rejects.toThrow(/409.*request_refused/)
    await shop.tenant.passTime(dueAt + DAY_MS - shop.watch.now)
    expect(await told(shop)).toEqual([])
    await expect(move(shop, 'req_000000000000000000000000', 'close')).rejects.toThrow(/404.*request_missing/)
  })

  test('to correct a name or an address does that, and keeps neither in the request', async () => {
    const { shop, pat } = await knownCustomer()
    const correction = { name: 'Pat Rivers', email: 'pat.rivers@example.com' }
    const { id } = await open(shop, { phone: pat.phone, type: 'rectification', correction })
    const [before] = await shop.tenant.list<{ name: string | null }>('customers')
    expect(before?.name).toBeNull()
    await move(shop, id, 'close')
    expect(await shop.tenant.list('customers')).toEqual([expect.objectContaining(correction)])
    const [row] = await shop.tenant.query<{ steps: string }>('select steps from privacy_requests')
    expect(row?.steps).not.toContain('Rivers')
    await expect(open(shop, { phone: pat.phone, type: 'rectification' })).rejects.toThrow(/400.*correction/)
  })

  test('to be left alone is heard at once, whoever it comes from', async () => {
    const { shop, pat } = await knownCustomer()
    const stranger = shop.customer()
    for (const { phone } of [pat, stranger]) {
      const { id, dueAt } = await open(shop, { phone, type: 'objection' })
      expect(dueAt - shop.watch.now).toBeLessThan(26 * DAY_MS)
      await move(shop, id, 'close')
    }
    await stranger.callsAndHangsUp()
    await pat.callsAndHangsUp()
    await shop.tenant.passMinutes(2)
    expect(await stranger.received()).toEqual([])
    expect(await pat.received()).toHaveLength(1)
  })

  test('that is refused says why, and is asked about no more', async () => {
    const { shop, pat } = await knownCustomer()
    const { id } = await open(shop, { phone: pat.phone, type: 'erasure' })
    const refused = await move(shop, id, 'refuse', { reason: 'not_them' })
    expect(refused).toMatchObject({ status: 'refused', clock: 'over', plan: null })
    expect(refused.steps).toEqual([expect.objectContaining({ what: 'refused', detail: 'not_them' })])
    await expect(move(shop, id, 'close')).rejects.toThrow(/409/)
    await shop.tenant.passHours(24 * 60)
    expect(await told(shop)).toEqual([])
    expect(await shop.tenant.list('customers')).toHaveLength(1)
  })
})
