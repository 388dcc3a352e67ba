import { describe, expect, test } from 'vitest'
import { startReading } from '../../tenants/ads/start-reading.ts'
import { takeProposal } from '../../tenants/agents/decide.ts'
import { moveDecision } from '../../tenants/agents/move.ts'
import { OPTIMIZING } from '../../tenants/agents/optimizing/task.ts'
import { DAY_MS } from '../../tenants/base/clock.ts'
import { newId } from '../../tenants/base/ids.ts'
import { describeDay, readLocalTime } from '../../tenants/base/local-time.ts'
import { planAds } from '../../tenants/outbox/ads-orders.ts'
import { applySettlement } from '../../tenants/outbox/apply-settlement.ts'
import type { Settlement } from '../../tenants/outbox/settle.ts'
import { loadAdsBounds, resumeAds, saveAdsBounds, stopAds } from '../../tenants/storage/ads-bounds.ts'
import { loadEntry } from '../../tenants/storage/outbox-rows.ts'
import { inside } from '../support/inside.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { connectPaper, metrics, PAPER_ACCOUNT, playRound, type Paper } from '../support/paper-account.ts'

const USD = 1_000_000
const OF = { campaignId: '21', adGroupId: '77' }
const CAMPAIGN = {
  ...{ campaignId: OF.campaignId, name: 'Plumbing', status: 'ENABLED', bidding: 'MANUAL_CPC', budgetId: '3' },
  ...{ budgetMicros: 80 * USD, isBudgetShared: false },
}
const keyword = (ref: string, text: string) => ({
  ...{ ...OF, keywordRef: `77~${ref}`, text, matchType: 'EXACT' as const, isNegative: false, status: 'ENABLED' },
  ...{ bidMicros: 20 * USD, qualityScore: 7, firstPageMicros: 2 * USD },
})

/** Sixty days of one keyword that pays and one that costs as much and brings little; and somebody who wants a job. */
function paperOf(shop: Shop): Paper {
  const today = readLocalTime(PAPER_ACCOUNT.timeZone, shop.watch.now).day
  const days = Array.from({ length: 60 }, (_day, place) => describeDay(today - 60 + place))
  const good = days.map((day) => metrics(day, 4, 40 * USD, 0.5))
  const dear = days.map((day, place) => metrics(day, 2, 40 * USD, place % 6 === 0 ? 1 : 0))
  return {
    campaigns: [CAMPAIGN],
    ad_groups: [{ ...OF, name: 'Repairs', status: 'ENABLED' }],
    keywords: [keyword('1', 'drain cleaning'), keyword('2', 'sump pump')],
    campaign_days: good.map((day) => ({ ...day, clicks: 6, costMicros: 80 * USD, ...OF, lostToBudget: 0 })),
    keyword_days: [
      ...good.map((day) => ({ ...day, campaignId: OF.campaignId, keywordRef: '77~1' })),
      ...dear.map((day) => ({ ...day, campaignId: OF.campaignId, keywordRef: '77~2' })),
    ],
    term_days: days.map((day) => ({ ...metrics(day, 1, 10 * USD), ...OF, term: 'plumber jobs' })),
  }
}

async function openManaged(): Promise<Shop> {
  const shop = await openShop()
  await shop.api('PATCH', `/tenants/${shop.id}/policy`, { autonomy: { optimizing: 'act' } })
  await inside(shop, (context) => {
    connectPaper(context)
    const bounds = { isManaged: true, dailyMinor: 20_000, monthlyMinor: 600_000, bidMinor: 3_000, weeklyBookings: 50 }
    saveAdsBounds(context.db, { ...loadAdsBounds(context.db), ...bounds })
    startReading(context, shop.watch.now)
  })
  await playRound(shop, paperOf(shop))
  return shop
}

/** One night's run: what it came to, by the kind of what it wanted. */
async function runNight(shop: Shop): Promise<{ kind: string; decisionId: string; fate: string }[]> {
  const seen = await inside(shop, (context) => OPTIMIZING.observe(context, { type: 'schedule' }, shop.watch.now))
  const { proposals } = seen === null ? { proposals: [] } : await OPTIMIZING.think(seen, null)
  return inside(shop, (context) =>
    proposals.map((proposal) => {
      const decisionId = newId('dec')
      const wish = { runId: newId('run'), decisionId, proposal }
      const fate = takeProposal(context, OPTIMIZING, wish, shop.watch.now)
      return { kind: proposal.action.kind, decisionId, fate }
    }),
  )
}

type Change = {
  change_id: string
  entry_id: string
  decision_id: string | null
  change: string
  status: string
  code: string
}
const changesOf = (shop: Shop, decisionId: string | null) =>
  shop.tenant.query<Change>(
    `select * from ad_changes where decision_id is ${decisionId === null ? 'null' : `'${decisionId}'`}`,
  )
const statusOf = async (shop: Shop, decisionId: string) =>
  (
    await shop.tenant.query<{ status: string }>(`select status from ai_agent_logs where decision_id = '${decisionId}'`)
  )[0]?.status

/** Google has answered each of these so. */
async function answer(shop: Shop, changes: readonly Change[], settlement: Settlement): Promise<void> {
  await inside(shop, (context) => {
    for (const { entry_id: entryId } of changes) {
      const entry = loadEntry(context.db, entryId)
      if (entry) applySettlement(context, entry, settlement, shop.watch.now)
    }
  })
}

/** What would be asked of Google if it were claimed now. */
const claim = (shop: Shop, { entry_id: entryId }: Change) =>
  inside(shop, (context) => {
    const entry = loadEntry(context.db, entryId)
    return entry && planAds(context, entry, shop.watch.now)
  })

describe('an agent that manages advertising by itself', () => {
  test('orders what it decided once, is judged again when it leaves, and is taken back', async () => {
    const shop = await openManaged()
    const night = await runNight(shop)
    const fates = night.map(({ kind, fate }) => `${kind} ${fate}`)
    expect(fates).toEqual(expect.arrayContaining(['change_bids applied', 'set_negatives applied']))
    // The run that is done twice finds what it did.
    expect((await runNight(shop)).filter(({ fate }) => fate === 'applied')).toEqual([])
    const bids = night.find(({ kind }) => kind === 'change_bids')?.decisionId ?? ''
    const ordered = await changesOf(shop, bids)
    const first = ordered.find(({ change }) => change.includes('77~2'))
    if (!first) throw new Error('nothing was ordered')
    const bid = { kind: 'set_bid', keywordRef: '77~2', from: 20 * USD, to: 16 * USD }
    expect([JSON.parse(first.change), first.status]).toEqual([bid, 'ordered'])
    expect(await claim(shop, first)).toMatchObject({ type: 'change_ads' })
    await inside(shop, ({ db }) => stopAds(db, 'spend_anomaly', shop.watch.now))
    expect(await claim(shop, first)).toMatchObject({ type: 'refused', code: 'changes_stopped' })
    await inside(shop, ({ db }) => resumeAds(db))
    await inside(shop, ({ db }) => saveAdsBounds(db, { ...loadAdsBounds(db), isManaged: false }))
    expect(await claim(shop, first)).toMatchObject({ type: 'refused', code: 'not_managed' })
    await inside(shop, ({ db }) => saveAdsBounds(db, { ...loadAdsBounds(db), isManaged: true }))
    await answer(shop, ordered, { kind: 'sent', providerRef: 'request-1' })
    expect(await shop.tenant.query(`select bid_micros as bid from ad_keywords where keyword_ref = '77~2'`)).toEqual([
      { bid: 16 * USD },
    ])
    const undo = () => inside(shop, (context) => moveDecision(context, bids, 'undo', 'ann@example.com', shop.watch.now))
    expect(await undo()).toBeNull()
    expect((await undo())?.code).toBe('decision_settled')
    const back = await changesOf(shop, null)
    expect(back.map(({ change }) => JSON.parse(change) as unknown)).toContainEqual({
      ...bid,
      ...{ from: bid.to, to: bid.from },
    })
    expect(await statusOf(shop, bids)).toBe('undone')
  })

  test('stands still once spending is out of line, until a person lets it go on', async () => {
    const shop = await openManaged()
    const paper = paperOf(shop)
    const wild = {
      ...paper,
      campaign_days: (paper.campaign_days ?? []).map((row, place, all) =>
        place === all.length - 1 ? { ...row, costMicros: 450 * USD } : row,
      ),
    }
    shop.watch.now += DAY_MS / 24
    await inside(shop, (context) => startReading(context, shop.watch.now))
    await playRound(shop, wild)
    const stopped = await shop.tenant.query<{ value: string }>(`select value from settings where name = 'ads_stopped'`)
    expect(JSON.parse(stopped[0]?.value ?? 'null')).toMatchObject({ code: 'spend_anomaly' })
    const told = `select fact ->> 'reason' as reason from timeline where fact ->> 'type' = 'technician_told'`
    expect(await shop.tenant.query(told)).toContainEqual({ reason: 'ads_stopped' })
    expect(await runNight(shop)).toEqual([])
    await inside(shop, ({ db }) => resumeAds(db))
    expect((await runNight(shop)).length).toBeGreaterThan(0)
  })

  test('has failed where nothing came through, and stands where a part did', async () => {
    const shop = await openManaged()
    const night = await runNight(shop)
    const [bids = '', words = ''] = ['change_bids', 'set_negatives'].map(
      (kind) => night.find((one) => one.kind === kind)?.decisionId ?? '',
    )
    await answer(shop, await changesOf(shop, bids), { kind: 'failed', status: 'refused', code: 'changed_meanwhile' })
    await answer(shop, await changesOf(shop, words), { kind: 'sent', providerRef: 'request-2' })
    expect([await statusOf(shop, bids), await statusOf(shop, words)]).toEqual(['failed', 'applied'])
    expect(new Set((await changesOf(shop, bids)).map(({ status }) => status))).toEqual(new Set(['gone']))
    const facts = await shop.tenant.query<{ move: string }>(
      `select fact ->> 'move' as move from timeline where fact ->> 'decisionId' = '${bids}' order by seq`,
    )
    expect(facts.map(({ move }) => move)).toEqual(['applied', 'failed'])
  })
})
