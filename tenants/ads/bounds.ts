import type { AdsBounds } from '../contract/ads.ts'
import type { AdsChange } from '../providers/ads-port.ts'
import { unreachable } from '../base/result.ts'
import { mayCostThisMonth, sumBudgets, type PurseCampaign } from './budgets.ts'
import { isAgents, raises } from './nature.ts'
import { targetOf } from './target-of.ts'

/**
 * The gate of money: what may be changed in an account, whoever wishes it and for whatever reason. It is asked when a
 * change is planned and once more before it leaves, each time with what is known then. Pure.
 */

/** Of agents: a person may go as far as they like within the money they have set. */
export const CHANGES_A_DAY_MAX = 10
export const BID_STEP = { down: 0.2, up: 0.2 } as const
export const BUDGET_STEP = { down: 0.3, up: 0.2 } as const
/** Of the daily bound, what all changes of a day together may come to cost more. */
const RAISE_A_DAY_SHARE = 0.2
/** Days that a target is left alone after a change, so that what comes of it can be seen. */
export const REST_DAYS = 7
export const BUDGET_REST_DAYS = 3
/** Google takes bids in whole cents. */
export const BID_GRAIN_MICROS = 10_000
/** Of what is rounded to whole cents, so much beyond a step is none. */
const ROUNDING = 1e-9

/** A change, where it belongs and what it may come to cost. */
export type Planned = {
  change: AdsChange
  campaignId: string
  /** The most that it can cost more in a day; negative where it saves. */
  dailyMicros: number
}

/** A change that was ordered before; those that Google refused have changed nothing. */
export type PastChange = {
  changeId: string
  target: string
  /** Of the account's calendar. */
  day: number
  dailyMicros: number
  byAgent: boolean
}

/** What is known of the account's money at the moment of asking. */
export type Purse = {
  bounds: Pick<AdsBounds, 'isManaged' | 'dailyMinor' | 'monthlyMinor' | 'bidMinor'>
  /** Micros of one minor unit: 10,000 where a hundred of them are one. */
  minorMicros: number
  /** Until a person lets it go on. */
  isStopped: boolean
  /** Every one that is not removed. */
  campaigns: readonly PurseCampaign[]
  /** This calendar month, campaigns that are gone included. */
  spentMonthMicros: number
  /** Of this month, today among them. */
  daysLeft: number
  day: number
  /** Of the last days, as many as a target rests. */
  changes: readonly PastChange[]
}

/** `person` is whoever orders it themselves or takes something back; what an agent proposed stays an agent's. */
export type By = 'agent' | 'person'

export type BoundCode =
  | 'not_managed'
  | 'changes_stopped'
  | 'not_allowed'
  | 'step_too_large'
  | 'bid_too_high'
  | 'budget_shared'
  | 'bidding_not_manual'
  | 'campaign_unknown'
  | 'day_money_spent'
  | 'month_money_spent'
  | 'raised_enough_today'
  | 'too_many_today'
  | 'resting'

/** Null where it may be done. `changeId` is its own, where it stands among the changes already. */
export function judgeChange(planned: Planned, by: By, purse: Purse, changeId: string | null = null): BoundCode | null {
  const others = purse.changes.filter((past) => past.changeId !== changeId)
  const isRaise = raises(planned.change)
  if (by === 'person') {
    if (isRaise && purse.isStopped) return 'changes_stopped'
    return judgeMoney(planned, purse)
  }
  if (!purse.bounds.isManaged) return 'not_managed'
  if (purse.isStopped) return 'changes_stopped'
  if (!isAgents(planned.change)) return 'not_allowed'
  return judgeStep(planned, purse) ?? judgeMoney(planned, purse) ?? judgePace(planned, purse, others)
}

function judgeStep({ change, campaignId }: Planned, { campaigns }: Purse): BoundCode | null {
  if (change.kind === 'set_bid') {
    const campaign = campaigns.find((one) => one.campaignId === campaignId)
    if (!campaign) return 'campaign_unknown'
    if (campaign.bidding !== 'MANUAL_CPC') return 'bidding_not_manual'
    return isStep(change, BID_STEP) ? null : 'step_too_large'
  }
  if (change.kind === 'set_budget') return isStep(change, BUDGET_STEP) ? null : 'step_too_large'
  return null
}

function isStep(
  { from, to }: { from: number | null; to: number },
  { down, up }: { down: number; up: number },
): boolean {
  if (from === null || from <= 0 || !Number.isSafeInteger(to) || to === from) return false
  return to >= from * (1 - down) - from * ROUNDING && to <= from * (1 + up) + from * ROUNDING
}

function judgeMoney({ change, campaignId }: Planned, purse: Purse): BoundCode | null {
  const { bounds, minorMicros, campaigns } = purse
  switch (change.kind) {
    case 'set_bid':
    case 'add_keyword': {
      const bidMicros = change.kind === 'set_bid' ? change.to : change.bidMicros
      if (!isMoney(bidMicros) || bidMicros % BID_GRAIN_MICROS !== 0) return 'not_allowed'
      const isLess = change.kind === 'set_bid' && change.from !== null && change.to < change.from
      return isLess || bidMicros <= bounds.bidMinor * minorMicros ? null : 'bid_too_high'
    }
    case 'set_budget': {
      const campaign = campaigns.find((one) => one.campaignId === campaignId)
      if (!campaign || campaign.budgetId !== change.budgetId || change.campaignId !== campaignId)
        return 'campaign_unknown'
      if (campaign.isBudgetShared) return 'budget_shared'
      if (!isMoney(change.to) || change.to % BID_GRAIN_MICROS !== 0) return 'not_allowed'
      // As if it ran: whoever begins a paused campaign again at Google asks no gate of ours.
      const running = { ...campaign, status: 'ENABLED' }
      return judgeBudgets(withCampaign(purse, running), { ...running, budgetMicros: change.to })
    }
    case 'set_campaign_status': {
      const campaign = campaigns.find((one) => one.campaignId === change.campaignId)
      if (!campaign) return 'campaign_unknown'
      return judgeBudgets(purse, { ...campaign, status: change.to })
    }
    case 'set_keyword_status':
    case 'set_ad_group_status':
    case 'set_ad_status':
    case 'add_negative':
    case 'remove_negative':
    case 'add_ad':
      return null
    default:
      return unreachable(change)
  }
}

const isMoney = (micros: number) => Number.isSafeInteger(micros) && micros > 0

/** What lies beyond the bounds already may always be made less. */
function judgeBudgets(purse: Purse, changed: PurseCampaign): BoundCode | null {
  const { bounds, minorMicros, campaigns } = purse
  const { campaigns: next } = withCampaign(purse, changed)
  const [day, dayBefore] = [sumBudgets(next), sumBudgets(campaigns)]
  if (day > dayBefore && day > bounds.dailyMinor * minorMicros) return 'day_money_spent'
  const [month, monthBefore] = [mayCostThisMonth(purse, next), mayCostThisMonth(purse, campaigns)]
  return month > monthBefore && month > bounds.monthlyMinor * minorMicros ? 'month_money_spent' : null
}

function withCampaign(purse: Purse, changed: PurseCampaign): Purse {
  const campaigns = purse.campaigns.map((one) => (one.campaignId === changed.campaignId ? changed : one))
  return { ...purse, campaigns }
}

/** What it can come to cost more in a day, whatever it says of itself: a dearer click is one click's worth at least. */
export function costOf({ change, dailyMicros }: Planned): number {
  if (change.kind !== 'set_bid' && change.kind !== 'set_budget') return dailyMicros
  return change.from === null || change.to > change.from
    ? Math.max(dailyMicros, change.to - (change.from ?? 0))
    : Math.min(dailyMicros, 0)
}

function judgePace(
  planned: Planned,
  { bounds, minorMicros, day }: Purse,
  others: readonly PastChange[],
): BoundCode | null {
  const { change } = planned
  const dailyMicros = costOf(planned)
  if (!Number.isSafeInteger(dailyMicros)) return 'not_allowed'
  const today = others.filter((past) => past.byAgent && past.day === day)
  if (today.length >= CHANGES_A_DAY_MAX) return 'too_many_today'
  const raised = today.reduce((sum, past) => sum + Math.max(0, past.dailyMicros), 0)
  const isTooMuch = raised + dailyMicros > RAISE_A_DAY_SHARE * bounds.dailyMinor * minorMicros
  if (dailyMicros > 0 && isTooMuch) return 'raised_enough_today'
  const target = targetOf(change)
  const restDays = change.kind === 'set_budget' ? BUDGET_REST_DAYS : REST_DAYS
  return others.some((past) => past.target === target && day - past.day < restDays) ? 'resting' : null
}
