import { describe, expect, test } from 'vitest'
import { tendAds } from '../../tenants/ads/chores.ts'
import { startReading } from '../../tenants/ads/start-reading.ts'
import { describeDay, readLocalTime } from '../../tenants/base/local-time.ts'
import { firstIdAt } from '../../tenants/base/ids.ts'
import { DAY_MS } from '../../tenants/base/clock.ts'
import { inside } from '../support/inside.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { connectPaper, metrics, PAPER_ACCOUNT, playRound, type Paper } from '../support/paper-account.ts'

const CAMPAIGN = {
  ...{ campaignId: '9007199254740993', name: 'AC repair', status: 'ENABLED', bidding: 'MANUAL_CPC' },
  ...{ budgetId: '3', budgetMicros: 50_000_000, isBudgetShared: false },
}
const KEYWORD = {
  ...{ keywordRef: '77~555', campaignId: CAMPAIGN.campaignId, adGroupId: '77', text: 'ac repair' },
  ...{ matchType: 'PHRASE' as const, isNegative: false, status: 'ENABLED', bidMicros: 4_200_000 },
  ...{ qualityScore: 7, firstPageMicros: 2_500_000 },
}
const AD = {
  ...{ adRef: '77~5', adGroupId: '77', campaignId: CAMPAIGN.campaignId, status: 'ENABLED' },
  ...{ headlines: ['Same-day repair'], descriptions: ['We come today.'], finalUrl: 'https://www.example.com/' },
}

function paperOf(shop: Shop, daysBack: number[]): Paper {
  const today = readLocalTime(PAPER_ACCOUNT.timeZone, shop.watch.now).day
  const each = daysBack.map((back) => metrics(describeDay(today - back), 10 + back, 40_000_000))
  const of = { campaignId: CAMPAIGN.campaignId }
  return {
    campaigns: [CAMPAIGN],
    ad_groups: [{ adGroupId: '77', ...of, name: 'Repairs', status: 'ENABLED' }],
    keywords: [KEYWORD],
    campaign_negatives: [{ keywordRef: '9~1', ...of, text: 'free', matchType: 'BROAD' }],
    ads: [AD],
    campaign_days: each.map((day) => ({ ...day, ...of, lostToBudget: 0.25 })),
    keyword_days: each.map((day) => ({ ...day, ...of, keywordRef: KEYWORD.keywordRef })),
    term_days: each.flatMap((day) => [
      { ...day, ...of, adGroupId: '77', term: 'ac repair near me' },
      { ...day, ...of, adGroupId: '77', term: 'never clicked', clicks: 0 },
    ]),
    ad_days: each.map((day) => ({ ...day, ...of, adRef: AD.adRef })),
  }
}

const TABLES = ['campaigns', 'ad_groups', 'ad_keywords', 'ad_texts', 'ad_days']

async function mirrorOf(shop: Shop): Promise<unknown> {
  const rows = await Promise.all(
    TABLES.map((table) => shop.tenant.query<{ seen_at?: number }>(`select * from ${table}`)),
  )
  return rows.map((table) => table.map(({ seen_at: _seen, ...row }) => row))
}

const begin = (shop: Shop) => inside(shop, (context) => startReading(context, shop.watch.now))

async function openConnected(): Promise<Shop> {
  const shop = await openShop()
  await inside(shop, (context) => connectPaper(context))
  return shop
}

describe('the mirror of an advertising account', () => {
  test('holds what the account holds, and the same after a round that was broken off and begun anew', async () => {
    const shop = await openConnected()
    const paper = paperOf(shop, [0, 1, 8, 40, 89, 95])
    await begin(shop)
    await playRound(shop, paper)
    const whole = await mirrorOf(shop)
    const days = await shop.tenant.query<{ kind: string; count: number }>(
      'select kind, count(*) as count from ad_days group by kind order by kind',
    )
    // Nothing older than ninety days, and no search that was never clicked.
    expect(days).toEqual(['ad', 'campaign', 'keyword', 'term'].map((kind) => ({ kind, count: 5 })))
    const [campaign] = await shop.tenant.query<Record<string, unknown>>('select * from campaigns')
    expect(campaign).toMatchObject({ campaign_id: '9007199254740993', budget_micros: 50_000_000, is_budget_shared: 0 })
    const [reading] = await shop.tenant.query<{ value: string }>(
      "select value from settings where name = 'ads_reading'",
    )
    expect(JSON.parse(reading?.value ?? '')).toMatchObject({ readAt: shop.watch.now })

    const other = await openConnected()
    await begin(other)
    await playRound(other, paper, 11)
    await other.tenant.query("update outbox set status = 'expired', settled_at = 1 where sequence_key = 'ads_read'")
    await begin(other)
    await playRound(other, paper)
    expect(await mirrorOf(other)).toEqual(whole)
  })

  test('is corrected by later readings, downwards as well, and keeps what was removed as removed', async () => {
    const shop = await openConnected()
    await begin(shop)
    await playRound(shop, paperOf(shop, [0, 1, 2, 20]))
    const later = paperOf(shop, [0, 1, 2, 20])
    const [first, second, ...others] = later.campaign_days ?? []
    if (!first || !second) throw new Error('There are days.')
    const restated = { ...second, conversions: 2.5, costMicros: 38_000_000 }
    await begin(shop)
    await playRound(shop, { ...later, campaign_days: [restated, ...others], keywords: [], term_days: [] })
    const today = readLocalTime(PAPER_ACCOUNT.timeZone, shop.watch.now).day
    const kept = await shop.tenant.query<{ day: number; cost_micros: number; conversions: number }>(
      "select day, cost_micros, conversions from ad_days where kind = 'campaign' order by day desc",
    )
    expect(kept).toEqual([
      { day: today - 1, cost_micros: 38_000_000, conversions: 2.5 },
      { day: today - 2, cost_micros: 40_000_000, conversions: 0 },
      { day: today - 20, cost_micros: 40_000_000, conversions: 0 },
    ])
    // A day that was not read this time stands as it stood.
    const terms = await shop.tenant.query<{ day: number }>("select day from ad_days where kind = 'term'")
    expect(terms.map(({ day }) => today - day)).toEqual([20])
    const words = await shop.tenant.query('select text, status, is_negative from ad_keywords order by text')
    expect(words).toEqual([
      { text: 'ac repair', status: 'REMOVED', is_negative: 0 },
      { text: 'free', status: 'ENABLED', is_negative: 1 },
    ])
  })

  test('begins anew with another account, and takes in nothing more of the last one', async () => {
    const shop = await openConnected()
    await begin(shop)
    await playRound(shop, paperOf(shop, [0, 1]), 8)
    await inside(shop, (context) => connectPaper(context, { ...PAPER_ACCOUNT, accountId: '5550000001' }))
    // The page of the old account that was on its way.
    await playRound(shop, paperOf(shop, [0, 1]), 1)
    await begin(shop)
    expect(await mirrorOf(shop)).toEqual([[], [], [], [], []])
    await playRound(shop, { campaigns: [{ ...CAMPAIGN, campaignId: '4' }] })
    expect(await shop.tenant.query('select campaign_id from campaigns')).toEqual([{ campaign_id: '4' }])
  })

  test('lets go of what people searched for after half a year, and of clicks after four months', async () => {
    const shop = await openConnected()
    const today = readLocalTime(PAPER_ACCOUNT.timeZone, shop.watch.now).day
    await shop.tenant
      .query(`insert into ad_days (kind, ref, day, campaign_id, impressions, clicks, cost_micros, conversions)
      select k.value, 'x', ${today} - d.value, '9', 1, 1, 1, 0 from json_each('["term","campaign"]') as k,
        json_each('[10,179,190]') as d`)
    shop.watch.now += DAY_MS
    await inside(shop, (context) => tendAds(context, shop.watch.now))
    const came = (days: number) => firstIdAt('led', shop.watch.now - days * DAY_MS)
    await shop.tenant
      .query(`insert into leads (lead_id, customer_id, source, status, attribution, created_at, updated_at)
      select value, 'cus_1', 'web', 'new', '{"clickId":"g","campaign":"9"}', 1, 1
        from json_each('${JSON.stringify([came(121), came(119)])}')`)
    await inside(shop, (context) => tendAds(context, shop.watch.now))
    expect(await shop.tenant.query('select attribution from leads order by lead_id')).toEqual([
      { attribution: '{"campaign":"9"}' },
      { attribution: '{"clickId":"g","campaign":"9"}' },
    ])
    const left = await shop.tenant.query<{ kind: string; count: number }>(
      'select kind, count(*) as count from ad_days group by kind order by kind',
    )
    expect(left).toEqual([
      { kind: 'campaign', count: 3 },
      { kind: 'term', count: 2 },
    ])
  })
})
