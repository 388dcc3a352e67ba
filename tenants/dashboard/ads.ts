import { loadDays } from '../ads/financials.ts'
import { describeChange, describeProblem, type AdsNames, type AdsReader } from '../ads/words.ts'
import { isReversible } from '../ads/target-of.ts'
import { describeEvidence } from '../agents/words/describe.ts'
import type { Evidence } from '../agents/decision.ts'
import { ADS_CHANGES_SHOWN_MAX, MICROS_PER_MINOR } from '../base/ads-limits.ts'
import type { Instant } from '../base/clock.ts'
import { describeDay, readLocalTime, startOfDay } from '../base/local-time.ts'
import type { AdsCampaignView, AdsChangeView, AdsView } from '../contract/ads.ts'
import { loadAdChanges, type AdChangeRow } from '../storage/ad-change-rows.ts'
import {
  countTold,
  loadAdLeads,
  loadAllCampaigns,
  namesOfKeywords,
  sumCampaigns,
  type AdLead,
  type CampaignRow,
  type CampaignSums,
} from '../storage/ad-figure-rows.ts'
import { loadAdsBounds, loadAdsStop } from '../storage/ads-bounds.ts'
import { loadAdsConnection, standingOf } from '../storage/ads-connection.ts'
import { loadDecision } from '../storage/decision-rows.ts'
import { loadAdsReadAt } from '../storage/ads-reading.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { accountView, isChoosable } from './ads-account.ts'

type Sums = AdsView['totals']
type Language = 'en' | 'es'
type Asked = { days: number; language: Language; isSetUp: boolean }

/** All of the advertising screen, read in one turn. */
export function readAdsView(context: Context, { days, language, isSetUp }: Asked, now: Instant): AdsView {
  const { db, tenant } = context
  const { timeZone, currency } = tenant.profile
  const connection = loadAdsConnection(db)
  const account = connection?.account ?? null
  const standing = standingOf(connection, isSetUp)
  const today = readLocalTime(timeZone, now).day
  const first = today - days + 1
  const leads = loadAdLeads(db, { from: startOfDay(timeZone, first), until: startOfDay(timeZone, today + 1) })
  const spent = sumCampaigns(db, first, today)
  const isMixed = account !== null && account.currency !== currency
  const campaigns = loadAllCampaigns(db)
  return {
    standing,
    account: account && accountView(account),
    choices: standing === 'choosing' ? (connection?.accounts ?? []).filter(isChoosable).map(accountView) : [],
    bounds: loadAdsBounds(db),
    stopped: loadAdsStop(db),
    days,
    totals: sumsOf(spent, leads, isMixed),
    campaigns: campaigns.flatMap((row) => campaignView(row, spent, leads, isMixed)),
    byDay: loadDays(context, first, today).map(({ day, adSpend, leads: count, bookings }) => {
      return { day: describeDay(day), spendMinor: adSpend, leads: count, bookings }
    }),
    changes: changeViews(context, campaigns, { language, currency: account?.currency ?? currency }),
    told: toldOf(countTold(db)),
    readAt: loadAdsReadAt(db),
  }
}

/** `isMixed`: what was spent and what came in are in two currencies, of which no one figure is made. */
function sumsOf(spent: readonly CampaignSums[], leads: readonly AdLead[], isMixed: boolean): Sums {
  const total = (name: 'impressions' | 'clicks' | 'costMicros') => spent.reduce((sum, row) => sum + row[name], 0)
  const spendMinor = Math.round(total('costMicros') / MICROS_PER_MINOR)
  const revenueMinor = leads.reduce((sum, lead) => sum + (lead.revenueMinor ?? 0), 0)
  return {
    ...{ spendMinor, impressions: total('impressions'), clicks: total('clicks') },
    ...{ leads: leads.length, bookings: leads.filter(({ bookedAt }) => bookedAt !== null).length, revenueMinor },
    cplMinor: leads.length === 0 ? null : Math.round(spendMinor / leads.length),
    roi: spendMinor === 0 || isMixed ? null : (revenueMinor - spendMinor) / spendMinor,
  }
}

/** One that was removed is shown for as long as its days are. */
function campaignView(
  row: CampaignRow,
  spent: readonly CampaignSums[],
  leads: readonly AdLead[],
  isMixed: boolean,
): AdsCampaignView[] {
  const own = spent.filter(({ campaignId }) => campaignId === row.campaignId)
  const brought = leads.filter(({ campaign }) => campaign === row.campaignId)
  const status = row.status === 'ENABLED' || row.status === 'PAUSED' ? row.status : 'REMOVED'
  if (status === 'REMOVED' && own.length === 0 && brought.length === 0) return []
  const dailyMinor = Math.round(row.budgetMicros / MICROS_PER_MINOR)
  const { campaignId: id, name, isBudgetShared } = row
  return [{ id, name, status, dailyMinor, isBudgetShared, ...sumsOf(own, brought, isMixed) }]
}

function changeViews({ db }: Context, campaigns: readonly CampaignRow[], reader: AdsReader): AdsChangeView[] {
  const rows = loadAdChanges(db, ADS_CHANGES_SHOWN_MAX)
  const keywords = namesOfKeywords(db, rows.flatMap(keywordOf))
  const nameOf = (id: string) => campaigns.find(({ campaignId }) => campaignId === id)?.name
  return rows.map((row) => {
    const { changeId: id, decisionId, change, status, code, orderedBy, orderedAt, settledAt } = row
    const [keyword] = keywordOf(row)
    const named = 'campaignId' in change ? nameOf(change.campaignId) : undefined
    const names: AdsNames = {
      ...(named === undefined ? {} : { campaign: named }),
      ...(keyword === undefined || !keywords.has(keyword) ? {} : { keyword: keywords.get(keyword) ?? '' }),
    }
    return {
      ...{ id, decisionId, status, orderedBy, orderedAt, settledAt },
      sentence: describeChange(change, names, reader),
      why: decisionId === null ? [] : whyOf(db, decisionId, reader),
      problem: code === null ? null : describeProblem(code, reader.language),
      isUndoable: status === 'applied' && isReversible(change) && !rows.some((later) => isSince(later, row)),
    }
  })
}

/** Whatever was done to the same thing later has to be taken back first. Ids sort as they were made. */
function isSince(later: AdChangeRow, { target, changeId }: AdChangeRow): boolean {
  const counts = later.status === 'applied' || later.status === 'ordered'
  return counts && later.target === target && later.changeId > changeId
}

function keywordOf({ change }: AdChangeRow): string[] {
  return 'keywordRef' in change ? [change.keywordRef] : []
}

function whyOf(db: Context['db'], decisionId: string, { language, currency }: AdsReader): string[] {
  const row = loadDecision(db, decisionId)
  if (!row) return []
  return (JSON.parse(row.evidence) as Evidence[]).map((seen) => describeEvidence(seen, { language, currency }))
}

function toldOf(counts: Record<string, number>): AdsView['told'] {
  const { sent = 0, counted = 0, withheld = 0, refused = 0 } = counts
  return { sent: sent + counted, withheld, refused }
}
