import { MICROS_PER_MINOR } from '../base/ads-limits.ts'
import { DAY_MS, type Instant } from '../base/clock.ts'
import { describeDay, parseDay, readLocalTime, type DayNumber } from '../base/local-time.ts'
import type { AdsChange } from '../providers/ads-port.ts'
import { loadChangesSince, type AdChangeRow } from '../storage/ad-change-rows.ts'
import { loadAllCampaigns, sumCampaigns } from '../storage/ad-figure-rows.ts'
import { loadKeywordCampaign, loadAdCampaign, loadGroupCampaign } from '../storage/ad-seen-rows.ts'
import { loadAdsBounds, loadAdsStop } from '../storage/ads-bounds.ts'
import { openAccount } from '../storage/ads-connection.ts'
import type { TenantDb } from '../storage/open.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { REST_DAYS, type Planned, type Purse } from './bounds.ts'
import type { PurseCampaign } from './budgets.ts'

/** More in a week than a week allows of, persons' own among them. */
const CHANGES_MAX = 500

/**
 * What is known of the account's money now; null where no account is open. `judgedId`: a change that is under judgement
 * once more; its own money is not taken for spent already, or it would always fit.
 */
export function loadPurse({ db }: Context, now: Instant, judgedId: string | null = null): Purse | null {
  const account = openAccount(db)
  if (account === null) return null
  const { timeZone } = account
  const today = readLocalTime(timeZone, now).day
  const spent = new Map(sumCampaigns(db, firstOfMonth(today), today).map((sum) => [sum.campaignId, sum.costMicros]))
  const changes = loadChangesSince(db, now - (REST_DAYS + 1) * DAY_MS, CHANGES_MAX)
  const others = changes.filter(({ changeId }) => changeId !== judgedId)
  const campaigns = loadAllCampaigns(db)
    .filter(isThere)
    .map(({ campaignId, status, bidding, budgetId, budgetMicros, isBudgetShared, seenAt }): PurseCampaign => ({
      ...{ campaignId, status: openStatus(others, campaignId, status, seenAt), bidding, budgetId, isBudgetShared },
      budgetMicros: Math.max(budgetMicros, ...budgetsOnTheWay(others, budgetId, seenAt)),
      spentMonthMicros: spent.get(campaignId) ?? 0,
    }))
  return {
    bounds: loadAdsBounds(db),
    minorMicros: MICROS_PER_MINOR,
    isStopped: loadAdsStop(db) !== null,
    campaigns,
    spentMonthMicros: [...spent.values()].reduce((sum, micros) => sum + micros, 0),
    daysLeft: lastOfMonth(today) - today + 1,
    day: today,
    changes: changes.map(({ changeId, target, orderedAt, dailyMicros, decisionId }) => ({
      ...{ changeId, target, dailyMicros, byAgent: decisionId !== null },
      day: readLocalTime(timeZone, orderedAt).day,
    })),
  }
}

const isThere = ({ status }: { status: string }) => status !== 'REMOVED'

/** What was ordered and of which nobody has read yet how it stands may have been made: the greater counts. */
function isUnread({ status, settledAt }: AdChangeRow, seenAt: Instant): boolean {
  return status === 'ordered' || (settledAt ?? 0) >= seenAt
}

function budgetsOnTheWay(changes: readonly AdChangeRow[], budgetId: string, seenAt: Instant): number[] {
  return changes.flatMap((row) =>
    row.change.kind === 'set_budget' && row.change.budgetId === budgetId && isUnread(row, seenAt)
      ? [row.change.to]
      : [],
  )
}

function openStatus(changes: readonly AdChangeRow[], campaignId: string, status: string, seenAt: Instant): string {
  const opens = changes.some(
    (row) =>
      row.change.kind === 'set_campaign_status' &&
      row.change.campaignId === campaignId &&
      row.change.to === 'ENABLED' &&
      isUnread(row, seenAt),
  )
  return opens ? 'ENABLED' : status
}

function firstOfMonth(day: DayNumber): DayNumber {
  return parseDay(`${describeDay(day).slice(0, 7)}-01`)
}

const MONTH_DAYS_MAX = 31

function lastOfMonth(day: DayNumber): DayNumber {
  // Never less than the first of the next month, whatever this one's length.
  return firstOfMonth(firstOfMonth(day) + MONTH_DAYS_MAX) - 1
}

/** A change with the campaign that it belongs to, as it stood when it was ordered; null where that is gone. */
export function placeChange(db: TenantDb, change: AdsChange, dailyMicros: number): Planned | null {
  const campaignId = campaignOf(db, change)
  return campaignId === null ? null : { change, campaignId, dailyMicros }
}

function campaignOf(db: TenantDb, change: AdsChange): string | null {
  switch (change.kind) {
    case 'set_bid':
    case 'set_keyword_status':
      return loadKeywordCampaign(db, change.keywordRef)
    case 'add_keyword':
    case 'add_ad':
    case 'set_ad_group_status':
      return loadGroupCampaign(db, change.adGroupId)
    case 'set_ad_status':
      return loadAdCampaign(db, change.adRef)
    case 'add_negative':
    case 'remove_negative':
    case 'set_budget':
    case 'set_campaign_status':
      return change.campaignId
  }
}
