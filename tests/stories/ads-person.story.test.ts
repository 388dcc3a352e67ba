import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../../tenants/base/clock.ts'
import type { AdsView } from '../../tenants/contract/ads.ts'
import { orderChange } from '../../tenants/ads/order-change.ts'
import { loadCampaign } from '../../tenants/storage/ad-figure-rows.ts'
import { settleStuckAds } from '../../tenants/record-ads.ts'
import { adsOf, connectAds, newAdvertiser } from '../support/ads.ts'
import { inside } from '../support/inside.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

type Made = { resource: string; operation: string }

async function openAdvertiser() {
  const shop = await openShop()
  const { customerId, login } = await newAdvertiser(shop)
  expect(await connectAds(shop, { login })).toBe('connected')
  await shop.tenant.settle()
  const made = () => shop.control<Made[]>(`/google-ads/changes?customerId=${customerId}`)
  return { shop, login, made }
}

const at = (shop: Shop, rest = '') => `/tenants/${shop.id}/ads${rest}`
const look = (shop: Shop) => shop.api<AdsView>('GET', at(shop))

async function bound(shop: Shop, dailyMinor: number): Promise<void> {
  const { bounds } = await look(shop)
  const money = { dailyMinor, monthlyMinor: 40 * dailyMinor, bidMinor: 2_500 }
  await shop.api('PATCH', at(shop), { bounds: { ...bounds, ...money, isManaged: true } })
}

describe('a person who steers advertising', () => {
  test('pauses a campaign, sets what it may spend, and takes both back; each is done once', async () => {
    const { shop, made } = await openAdvertiser()
    await bound(shop, 50_000)
    const campaign = (await look(shop)).campaigns.find(({ status }) => status === 'ENABLED')
    const path = at(shop, `/campaigns/${campaign?.id}`)
    await shop.api('POST', path, { status: 'PAUSED' })
    await shop.tenant.settle()
    await shop.api('POST', path, { dailyMinor: 1_000 })
    await shop.tenant.settle()
    const paused = await look(shop)
    expect(paused.campaigns.find(({ id }) => id === campaign?.id)).toMatchObject({
      status: 'PAUSED',
      dailyMinor: 1_000,
    })
    expect(paused.changes.map(({ status, isUndoable }) => [status, isUndoable])).toEqual([
      ['applied', true],
      ['applied', true],
    ])
    expect(paused.changes.at(-1)?.sentence).toBe(`Pause the campaign “${campaign?.name}”.`)
    expect(await shop.tenant.timeline()).toContain('settings_changed')
    for (const { id } of paused.changes) {
      await shop.api('POST', at(shop, `/changes/${id}/undo`))
      await shop.tenant.settle()
    }
    const back = (await look(shop)).campaigns.find(({ id }) => id === campaign?.id)
    expect(back).toMatchObject({ status: 'ENABLED', dailyMinor: campaign?.dailyMinor })
    expect(await made()).toHaveLength(4)
    await expect(shop.api('POST', at(shop, `/changes/${paused.changes[0]?.id}/undo`))).rejects.toThrow('409')
  })

  test('is told at once what the limits do not allow, and nothing of it is done', async () => {
    const { shop, made } = await openAdvertiser()
    await bound(shop, 1_000)
    const [campaign] = (await look(shop)).campaigns
    const asked = { status: 'PAUSED', dailyMinor: 90_000 }
    await expect(shop.api('POST', at(shop, `/campaigns/${campaign?.id}`), asked)).rejects.toThrow('409')
    await shop.tenant.settle()
    expect((await look(shop)).changes).toEqual([])
    expect(await made()).toEqual([])
  })

  test('gives a paused campaign no more than may be spent once it runs, not even by beginning it as well', async () => {
    const { shop, made } = await openAdvertiser()
    const running = (await look(shop)).campaigns.filter(({ status }) => status === 'ENABLED')
    const [campaign] = running
    const dailyMinor = running.reduce((sum, one) => sum + one.dailyMinor, 0)
    await bound(shop, dailyMinor)
    const path = at(shop, `/campaigns/${campaign?.id}`)
    await shop.api('POST', path, { status: 'PAUSED' })
    await shop.tenant.settle()
    const dearer = (campaign?.dailyMinor ?? 0) + 1
    await expect(shop.api('POST', path, { dailyMinor: dearer })).rejects.toThrow('409')
    await expect(shop.api('POST', path, { status: 'ENABLED', dailyMinor: dearer })).rejects.toThrow('409')
    await shop.api('POST', path, { status: 'ENABLED' })
    await shop.tenant.settle()
    expect(await made()).toHaveLength(2)
    expect((await look(shop)).campaigns.find(({ id }) => id === campaign?.id)).toMatchObject({
      ...{ status: 'ENABLED', dailyMinor: campaign?.dailyMinor },
    })
  })

  test('has limits that count until the moment a change leaves', async () => {
    const { shop, made } = await openAdvertiser()
    await bound(shop, 50_000)
    const { campaigns } = await look(shop)
    const campaign = campaigns.find(({ status, isBudgetShared }) => status === 'ENABLED' && !isBudgetShared)
    await inside(shop, (context) => {
      const row = loadCampaign(context.db, campaign?.id ?? '')
      const { budgetId = '', budgetMicros: from = 0, campaignId = '' } = row ?? {}
      const change = { kind: 'set_budget', campaignId, budgetId, from, to: from + 10_000 } as const
      const wanted = { change, dailyMicros: 10_000, decisionId: null, orderedBy: 'pat@example.com' }
      orderChange(context, wanted, shop.watch.now)
    })
    // Somebody lowers the limits before it has left.
    await bound(shop, 100)
    await shop.tenant.settle()
    expect(await made()).toEqual([])
    expect((await look(shop)).changes).toMatchObject([
      { status: 'refused', problem: 'It would be more than you allow for a day.' },
    ])
  })

  test('saves limits from where they were read, and stops every change until they say otherwise', async () => {
    const { shop } = await openAdvertiser()
    const { bounds } = await look(shop)
    await bound(shop, 5_000)
    await expect(shop.api('PATCH', at(shop), { bounds })).rejects.toThrow('412')
    await shop.api('PATCH', at(shop), { isStopped: true })
    expect((await look(shop)).stopped).toMatchObject({ code: 'by_person' })
    await shop.api('PATCH', at(shop), { isStopped: false })
    expect((await look(shop)).stopped).toBeNull()
  })

  test('takes the account out: what was read goes, what was changed stays known, and nothing stays busy', async () => {
    const { shop, login } = await openAdvertiser()
    const [campaign] = (await look(shop)).campaigns
    const change = {
      kind: 'set_campaign_status',
      campaignId: campaign?.id ?? '',
      from: 'ENABLED',
      to: 'PAUSED',
    } as const
    const wanted = { change, dailyMicros: 0, decisionId: null, orderedBy: 'pat@example.com' }
    await inside(shop, (context) => orderChange(context, wanted, shop.watch.now))
    await shop.api('DELETE', at(shop, '/account'))
    await inside(shop, (context) => settleStuckAds(context, shop.watch.now))
    const after = await look(shop)
    expect(after).toMatchObject({ standing: 'not_connected', campaigns: [], readAt: null })
    expect(after.changes).toMatchObject([{ status: 'dead', problem: 'Google Ads is not connected.' }])
    expect(await shop.tenant.query('select 1 from ad_days')).toEqual([])
    shop.watch.now += 60_000
    expect(await connectAds(shop, { login })).toBe('connected')
    await shop.tenant.settle()
    expect((await look(shop)).campaigns.length).toBeGreaterThan(0)
    expect(await adsOf(shop)).toMatchObject({ standing: 'connected' })
    // The same change can be ordered again.
    const again = await inside(shop, (context) => orderChange(context, wanted, shop.watch.now + DAY_MS))
    expect(again.kind).toBe('ordered')
  })
})
