import { describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../tenants/base/clock.ts'
import { CARRIER_TEXTS_PER_MINUTE_MAX, UNUSUAL_VOLUME_FACTOR, UNUSUAL_VOLUME_FLOOR } from '../../tenants/base/limits.ts'
import { newPhone, openShop, type Shop } from '../support/open-shop.ts'
import { orderText } from '../support/order-text.ts'

const customerIds = async (shop: Shop) =>
  (await shop.tenant.list<{ id: string }>('customers')).map((customer) => customer.id)

const sentTimes = async (shop: Shop) =>
  (
    await shop.tenant.query<{ at: number }>(
      "select sent_at as at from messages where direction = 'outbound' and audience = 'customer' and channel = 'sms' order by sent_at",
    )
  ).map(({ at }) => at)

/** The most of these instants that any one minute holds. */
function densestMinute(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + MINUTE_MS).length))
}

describe('a fault that texts again and again', () => {
  /** Customers who have written, so that nothing but the count stands between them and a loop. */
  async function openTalking(count: number): Promise<Shop> {
    const shop = await openShop({ primaryPhone: newPhone() })
    for (let each = 0; each < count; each += 1) {
      await shop.customer(newPhone(200 + each)).texts('Do you repair old boilers?')
    }
    await shop.tenant.passSeconds(60)
    return shop
  }

  async function loop(shop: Shop, rounds: number): Promise<void> {
    const ids = await customerIds(shop)
    for (let round = 0; round < rounds; round += 1) {
      await orderText(shop, ids, {})
      await shop.tenant.passSeconds(30)
    }
  }

  test('is stopped within a bound, told once, and goes on when the technician says so', async () => {
    const shop = await openTalking(8)
    await loop(shop, 14)
    const most = Math.max(UNUSUAL_VOLUME_FLOOR, UNUSUAL_VOLUME_FACTOR * 8)
    const sent = (await sentTimes(shop)).length
    expect(sent).toBeLessThanOrEqual(most)
    expect(sent).toBeGreaterThan(UNUSUAL_VOLUME_FLOOR - 1)
    const facts = await shop.tenant.timeline()
    expect(facts.filter((type) => type === 'sending_stopped')).toHaveLength(1)
    expect((await shop.told()).filter((text) => /stopped all automated texts/.test(text))).toHaveLength(1)
    const { paused } = await shop.api<{ paused: boolean }>('PATCH', `/tenants/${shop.id}/policy`, {})
    expect(paused).toBe(true)
    await shop.api('PATCH', `/tenants/${shop.id}/policy`, { paused: false })
    const pat = shop.customer(newPhone(430))
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(30)
    expect(await pat.received()).toHaveLength(1)
  }, 60_000)

  test('is counted on where the object has left memory meanwhile', async () => {
    const shop = await openTalking(8)
    await loop(shop, 2)
    await shop.tenant.evict()
    await loop(shop, 2)
    await shop.tenant.evict()
    await loop(shop, 4)
    expect((await sentTimes(shop)).length).toBeLessThanOrEqual(UNUSUAL_VOLUME_FACTOR * 8)
    expect(await shop.tenant.timeline()).toContain('sending_stopped')
  }, 60_000)
})

describe('two hundred missed calls within one minute', () => {
  test('are all texted, smoothly, and taken for no fault', async () => {
    const shop = await openShop({ primaryPhone: newPhone(), policy: { notifyBy: ['email'] } })
    const areas = [205, 206, 207, 208]
    const callers = areas.flatMap((area) =>
      Array.from({ length: 50 }, (_, index) => `+1${area}55501${String(index).padStart(2, '0')}`),
    )
    for (const phone of callers) {
      await shop.customer(phone).callsAndHangsUp()
      shop.watch.now += 250
    }
    for (let minutes = 0; minutes < 8; minutes += 1) await shop.tenant.passTime(MINUTE_MS)
    const times = await sentTimes(shop)
    expect(times).toHaveLength(callers.length)
    expect(densestMinute(times)).toBeLessThanOrEqual(CARRIER_TEXTS_PER_MINUTE_MAX)
    const texted = await shop.tenant.query(
      "select distinct to_address from messages where audience = 'customer' and direction = 'outbound'",
    )
    expect(texted).toHaveLength(callers.length)
    expect(
      await shop.tenant.query("select entry_id from outbox where status in ('dead', 'refused', 'expired')"),
    ).toEqual([])
    expect(await shop.tenant.timeline()).not.toContain('sending_stopped')
  }, 240_000)
})
