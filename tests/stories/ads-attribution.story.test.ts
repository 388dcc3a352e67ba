import { describe, expect, test } from 'vitest'
import { startReading } from '../../tenants/ads/start-reading.ts'
import { DAY_MS } from '../../tenants/base/clock.ts'
import { describeDay, describeLocalTime, readLocalTime } from '../../tenants/base/local-time.ts'
import { recordConversion } from '../../tenants/storage/ad-conversion-rows.ts'
import { emptyRows } from '../../tenants/storage/erase-rows.ts'
import type { AdsView } from '../../tenants/contract/ads.ts'
import { inside } from '../support/inside.ts'
import { fillIn, newGoogleKey, openForm, googlePosts, post } from '../support/lead.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { connectPaper, metrics, PAPER_ACCOUNT, playRound, type Paper } from '../support/paper-account.ts'

const ZONE = PAPER_ACCOUNT.timeZone
const CAMPAIGNS = ['9', '10', '9223372036854775807'].map((campaignId) => ({
  ...{ campaignId, name: `Campaign ${campaignId}`, status: 'ENABLED', bidding: 'MANUAL_CPC', budgetId: campaignId },
  ...{ budgetMicros: 50_000_000, isBudgetShared: false },
}))

const dayOf = (shop: Shop, back = 0) => describeDay(readLocalTime(ZONE, shop.watch.now).day - back)
/** As Google writes it down. */
const moment = (at: number) => `${describeLocalTime(ZONE, at)}:30`

async function attributions(shop: Shop): Promise<Record<string, unknown>[]> {
  const rows = await shop.tenant.query<{ attribution: string | null }>('select attribution from leads order by lead_id')
  return rows.map(({ attribution }) => JSON.parse(attribution ?? '{}') as Record<string, unknown>)
}

async function read(shop: Shop, paper: Paper): Promise<void> {
  await inside(shop, (context) => startReading(context, shop.watch.now))
  await playRound(shop, { campaigns: CAMPAIGNS, ...paper })
}

async function openConnected(): Promise<Shop> {
  const shop = await openShop({ timeZone: ZONE })
  await inside(shop, (context) => connectPaper(context))
  return shop
}

describe('where a lead came from', () => {
  test('is told by the form, found by the click, and found by the call', async () => {
    const shop = await openConnected()
    const key = await newGoogleKey(shop)
    await googlePosts(shop, key, { PHONE_NUMBER: shop.customer().phone })
    const { html, token } = await openForm(shop, '?gclid=Cj0-abc&utm_source=x')
    expect(html).toContain('name="gclid" value="Cj0-abc"')
    shop.watch.now += 20_000
    await post(shop, { token, phone: shop.customer().phone, gclid: 'Cj0-abc' })
    await fillIn(shop, { phone: shop.customer().phone, gclid: '"><script>' })
    const caller = shop.customer('+15125550134')
    await caller.callsAndHangsUp()
    const calledAt = shop.watch.now
    const click = { adGroupId: '77', keywordText: 'ac repair', day: dayOf(shop) }
    await read(shop, {
      clicks: [
        { ...click, gclid: 'Cj0-abc', campaignId: '9' },
        { ...click, gclid: 'somebody-else', campaignId: '10' },
      ],
      calls: [{ campaignId: '10', startedAt: moment(calledAt), durationS: 4, areaCode: '512' }],
    })
    const [form, clicked, unmarked, called] = await attributions(shop)
    expect(form).toMatchObject({ campaign: '9223372036854775807', by: 'form' })
    expect(clicked).toEqual({ clickId: 'Cj0-abc', campaign: '9', adGroup: '77', keyword: 'ac repair', by: 'click' })
    expect(unmarked).toEqual({})
    expect(called).toEqual({ campaign: '10', by: 'call' })
  })

  test('is looked for day by day where the click was earlier, and left open where there was none', async () => {
    const shop = await openConnected()
    await fillIn(shop, { phone: shop.customer().phone, gclid: 'earlier' })
    await fillIn(shop, { phone: shop.customer().phone, gclid: 'never' })
    await read(shop, {
      clicks: [{ gclid: 'earlier', campaignId: '9', adGroupId: '77', keywordText: null, day: dayOf(shop, 3) }],
    })
    const [earlier, never] = await attributions(shop)
    expect(earlier).toEqual({ clickId: 'earlier', campaign: '9', adGroup: '77', by: 'click' })
    // Ten days of clicks are read in a night; the next one goes on where it ended.
    const today = readLocalTime(ZONE, shop.watch.now).day
    expect(never).toEqual({ clickId: 'never', sought: today - 9 })
    await read(shop, {})
    expect((await attributions(shop))[1]).toEqual({ clickId: 'never', sought: today - 19 })
  })

  test('makes what advertising brings, and what it brings is summed up by days', async () => {
    const shop = await openConnected()
    const caller = shop.customer('+15125550135')
    await caller.callsAndHangsUp()
    const [lead] = await shop.tenant.list<{ id: string; status: 'contacted' }>('leads')
    await shop.api('PATCH', `/tenants/${shop.id}/leads/${lead?.id}`, { from: lead?.status, status: 'booked' })
    const paper = {
      calls: [{ campaignId: '9', startedAt: moment(shop.watch.now), durationS: 4, areaCode: '512' }],
      campaign_days: [
        { ...metrics(dayOf(shop), 10, 31_004_999, 1), campaignId: '9', lostToBudget: null },
        { ...metrics(dayOf(shop, 1), 10, 20_000_000), campaignId: '10', lostToBudget: 0.5 },
      ],
    }
    await read(shop, paper)
    const done = { from: 'booked', status: 'completed', revenueMinor: 25_000 }
    await shop.api('PATCH', `/tenants/${shop.id}/leads/${lead?.id}`, done)
    await read(shop, paper)
    const days = await shop.tenant.query<Record<string, number | null>>('select * from financials order by day desc')
    expect(days).toMatchObject([
      { ad_spend: 3_100, leads_generated: 1, bookings: 1, revenue: 25_000, cpl: 3_100 },
      { ad_spend: 2_000, leads_generated: 0, bookings: 0, revenue: 0, cpl: null, roi: -1 },
    ])
    const view = await shop.api<AdsView>('GET', `/tenants/${shop.id}/ads?days=7`)
    expect(view.totals).toEqual({
      ...{ spendMinor: 5_100, impressions: 400, clicks: 20, leads: 1, bookings: 1, revenueMinor: 25_000 },
      ...{ cplMinor: 5_100, roi: (25_000 - 5_100) / 5_100 },
    })
    expect(view.campaigns.map(({ id, spendMinor, leads }) => [id, spendMinor, leads])).toContainEqual(['9', 3_100, 1])
    expect(view.byDay).toHaveLength(7)
    expect(view.byDay.at(-1)).toMatchObject({ spendMinor: 3_100, leads: 1, bookings: 1 })
    // A restated day is corrected there as well.
    const [today, ...rest] = paper.campaign_days
    await read(shop, {
      ...paper,
      campaign_days: [{ ...(today as NonNullable<typeof today>), costMicros: 1_000_000 }, ...rest],
    })
    expect(await shop.tenant.query('select ad_spend from financials order by day desc limit 1')).toEqual([
      { ad_spend: 100 },
    ])
  })

  test('weighs nothing where the account counts in another currency', async () => {
    const shop = await openShop({ timeZone: ZONE })
    await inside(shop, (context) => connectPaper(context, { ...PAPER_ACCOUNT, currency: 'EUR' }))
    await read(shop, {
      campaign_days: [{ ...metrics(dayOf(shop), 10, 31_000_000), campaignId: '9', lostToBudget: null }],
    })
    expect(await shop.tenant.query('select * from financials')).toEqual([])
    const view = await shop.api<AdsView>('GET', `/tenants/${shop.id}/ads`)
    expect(view.totals).toMatchObject({ spendMinor: 3_100, roi: null })
  })

  test('counts on without a name after somebody was erased', async () => {
    const shop = await openConnected()
    await fillIn(shop, { phone: shop.customer().phone, gclid: 'Cj0-abc' })
    await read(shop, {
      clicks: [{ gclid: 'Cj0-abc', campaignId: '9', adGroupId: '77', keywordText: null, day: dayOf(shop) }],
    })
    const [customer] = await shop.tenant.list<{ id: string }>('customers')
    const row = {
      leadId: 'led_1',
      customerId: customer?.id ?? '',
      kind: 'booked',
      valueMinor: 0,
      happenedAt: 1,
    } as const
    const rest = { status: 'sent', entryId: null, requestRef: null, code: null, updatedAt: 1 } as const
    await inside(shop, ({ db }) => recordConversion(db, { transactionId: 'led_1:booked', ...row, ...rest }))
    const traces = { customerId: customer?.id ?? '', phone: null, email: null, keys: [], isStaff: false }
    await inside(shop, ({ db }) => emptyRows(db, traces, { emptyOrder: '{}', code: 'erased' }, shop.watch.now + DAY_MS))
    expect(await attributions(shop)).toEqual([{ campaign: '9', by: 'click' }])
    expect(await shop.tenant.query('select * from ad_conversions')).toEqual([])
  })
})
