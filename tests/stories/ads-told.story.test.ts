import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../tenants/base/clock.ts'
import { parseDay, readLocalTime } from '../../tenants/base/local-time.ts'
import { startReading } from '../../tenants/ads/start-reading.ts'
import { orderTelling } from '../../tenants/ads/order-telling.ts'
import type { AdsView } from '../../tenants/contract/ads.ts'
import { connectAds, newAdvertiser } from '../support/ads.ts'
import { inside } from '../support/inside.ts'
import { fillIn } from '../support/lead.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

const ZONE = 'America/Chicago'

type MarketDay = { on: string; costMicros: number }

async function passMarketDays(shop: Shop, customerId: string, days: number): Promise<MarketDay[]> {
  return (await shop.control<{ days: MarketDay[] }>('/google-ads/days', { customerId, days })).days
}

/** A business with an account in which people have just clicked; the story's own day has been played there. */
async function openAdvertiser() {
  const shop = await openShop({ timeZone: ZONE })
  const { customerId, login, today } = await newAdvertiser(shop, { days: 1, timeZone: ZONE })
  const behind = readLocalTime(ZONE, shop.watch.now).day - parseDay(today)
  const days = await passMarketDays(shop, customerId, behind + 1)
  const since = days.at(-5)?.on ?? today
  const path = `/google-ads/clicks?customerId=${customerId}&since=${since}`
  const { clicks } = await shop.control<{ clicks: string[] }>(path)
  expect(clicks.length).toBeGreaterThan(0)
  expect(await connectAds(shop, { login })).toBe('connected')
  await shop.tenant.settle()
  return { shop, customerId, days, clicks }
}

async function book(shop: Shop): Promise<void> {
  for (const { id, status } of await shop.tenant.list<{ id: string; status: string }>('leads')) {
    if (status === 'booked') continue
    await shop.api('PATCH', `/tenants/${shop.id}/leads/${id}`, { from: status, status: 'booked', revenueMinor: 45_000 })
  }
}

const told = (shop: Shop) =>
  shop.tenant.query<{ status: string; code: string | null; kind: string }>(
    'select kind, status, code from ad_conversions order by transaction_id',
  )
const begin = (shop: Shop) => inside(shop, (context) => startReading(context, shop.watch.now))

/** What is ordered leaves by the object's own hand. */
async function pump(shop: Shop): Promise<void> {
  await runInDurableObject(shop.tenant.stub(), (tenant) => tenant.alarm())
  await shop.tenant.settle()
}

describe('a lead that Google sent', () => {
  test('is known by its campaign, and told back once: booked, counted, and never again', async () => {
    const { shop, clicks, days } = await openAdvertiser()
    const spent = days.slice(-5).reduce((sum, { costMicros }) => sum + costMicros, 0)
    const seen = await shop.api<AdsView>('GET', `/tenants/${shop.id}/ads?days=5`)
    expect(seen.totals.spendMinor).toBe(Math.round(spent / 10_000))
    expect(seen.readAt).not.toBeNull()
    await fillIn(shop, { phone: shop.customer('+15125550141').phone, gclid: clicks[0] ?? '' })
    await shop.customer('+15125550142').callsAndHangsUp()
    await book(shop)
    await begin(shop)
    await inside(shop, (context) => orderTelling(context, shop.watch.now))
    await pump(shop)
    const [lead] = await shop.tenant.query<{ attribution: string }>(
      "select attribution from leads where source = 'web'",
    )
    const campaigns = seen.campaigns.map(({ id }) => id)
    const { campaign, by } = JSON.parse(lead?.attribution ?? '{}') as { campaign: string; by: string }
    expect(by).toBe('click')
    expect(campaigns).toContain(campaign)
    expect(await told(shop)).toEqual([{ kind: 'booked', status: 'sent', code: null }])
    await shop.tenant.passTime(HOUR_MS)
    expect(await told(shop)).toEqual([{ kind: 'booked', status: 'counted', code: null }])
    // Once more, as if the answer had been lost.
    await shop.tenant.query("update ad_conversions set status = 'ordered'")
    await shop.tenant.query(`update outbox set status = 'pending', due_at = ${shop.watch.now}, settled_at = null
      where payload ->> 'type' = 'tell_ads'`)
    await pump(shop)
    await inside(shop, (context) => orderTelling(context, shop.watch.now + DAY_MS))
    expect(await told(shop)).toEqual([{ kind: 'booked', status: 'sent', code: null }])
    const view = await shop.api<AdsView>('GET', `/tenants/${shop.id}/ads`)
    expect(view.told).toEqual({ sent: 1, withheld: 0, refused: 0 })
    expect(view.totals).toMatchObject({ leads: 1, bookings: 1 })
  })

  test('is not told of once they have opted out, nor anything of a call', async () => {
    const { shop, clicks } = await openAdvertiser()
    const pat = shop.customer('+15125550143')
    await fillIn(shop, { phone: pat.phone, gclid: clicks[0] ?? '' })
    await book(shop)
    await inside(shop, (context) => orderTelling(context, shop.watch.now))
    // Between the order and the call.
    await pat.texts('STOP')
    await pump(shop)
    expect(await told(shop)).toEqual([{ kind: 'booked', status: 'withheld', code: 'opted_out' }])
    await shop.customer('+15125550144').callsAndHangsUp()
    await shop.tenant.query(`update leads set attribution = '{"campaign":"9","by":"call"}' where source <> 'web'`)
    await book(shop)
    await inside(shop, (context) => orderTelling(context, shop.watch.now))
    expect((await told(shop)).map(({ code }) => String(code)).toSorted()).toEqual(['no_click', 'opted_out'])
  })
})

describe('days that Google restates', () => {
  test('are corrected when they are read again', async () => {
    const { shop, customerId, days, clicks } = await openAdvertiser()
    const sums = () =>
      shop.tenant.query<{ cost: number; conversions: number }>(
        `select sum(cost_micros) as cost, sum(conversions) as conversions from ad_days
          where kind = 'campaign' and day <= ${parseDay(days.at(-1)?.on ?? '')}`,
      )
    const [before] = await sums()
    await fillIn(shop, { phone: shop.customer('+15125550145').phone, gclid: clicks[0] ?? '' })
    await book(shop)
    await inside(shop, (context) => orderTelling(context, shop.watch.now))
    await pump(shop)
    await passMarketDays(shop, customerId, 14)
    shop.watch.now += 14 * DAY_MS
    await begin(shop)
    await pump(shop)
    const [after] = await sums()
    expect(after?.cost).toBe(before?.cost)
    expect(after?.conversions).toBeGreaterThan(before?.conversions ?? 0)
  })
})
