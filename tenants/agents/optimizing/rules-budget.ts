import { BID_GRAIN_MICROS, BUDGET_STEP } from '../../ads/bounds.ts'
import { sumBudgets } from '../../ads/budgets.ts'
import { dailyCost } from './rules-bids.ts'
import type { CampaignSeen, OptimizingSeen } from './seen.ts'
import type { Wish } from './wish.ts'
import type { Valuer } from './worth.ts'

/**
 * What a campaign may spend in a day. Where money runs out before the day does, the searches that are missed are like
 * those that were not, so more of it brings as much again; where nobody could take the bookings it is lowered. A budget
 * that is not used up is lowered where another campaign can use it. Pure.
 */
const LOST_MIN = 0.08
/** What comes back of each unit spent. */
const RETURN_UP = 1.25
const RETURN_DOWN = 0.85
const SPENT_MIN_DAYS = 10
const STEP_MIN = 0.1
/** Below it there is hardly time for what is bought, and no more is. */
const TAKEN_MIN = 0.45
const TAKEN_UP = 0.7
/** Of the budget, what may lie idle before some of it goes to another. */
const IDLE = 1.35

type Standing = CampaignSeen & { budgetId: string; budgetMicros: number; daily: number; returns: number }

export function wishBudgets(seen: OptimizingSeen, valuer: Valuer, taken: number): Wish[] {
  const standing = seen.campaigns.flatMap((campaign) => standingOf(seen, campaign, valuer))
  const raised = standing.flatMap((campaign) => wishMore(seen, campaign, taken))
  const lowered = standing.flatMap((campaign) => wishLess(seen, campaign, taken))
  const isFull =
    sumBudgets(seen.purse.campaigns) * (1 + STEP_MIN / 2) >= seen.purse.bounds.dailyMinor * seen.purse.minorMicros
  const freed = raised.length > 0 && isFull ? standing.flatMap((campaign) => wishIdle(seen, campaign)) : []
  // What is freed is there for another from the next night on.
  return [...lowered, ...freed, ...raised].filter(
    ({ campaignId }, place, all) => all.findIndex((other) => other.campaignId === campaignId) === place,
  )
}

function standingOf(seen: OptimizingSeen, campaign: CampaignSeen, valuer: Valuer): Standing[] {
  const { campaignId } = campaign
  const paid = seen.purse.campaigns.find((one) => one.campaignId === campaignId)
  if (!paid || paid.status !== 'ENABLED' || paid.isBudgetShared || paid.budgetMicros <= 0) return []
  const own = seen.keywords.filter((keyword) => keyword.campaignId === campaignId)
  const worth = own.reduce((sum, keyword) => sum + keyword.figures.lately.clicks * valuer(keyword).clickMicros, 0)
  const cost = campaign.figures.lately.costMicros
  const { budgetId, budgetMicros } = paid
  return [
    { ...campaign, budgetId, budgetMicros, daily: dailyCost(campaign.figures), returns: cost > 0 ? worth / cost : 0 },
  ]
}

function wishMore(seen: OptimizingSeen, campaign: Standing, taken: number): Wish[] {
  const { budgetMicros, daily, returns, lostToBudget } = campaign
  const lost = lostToBudget ?? 0
  if (lost < LOST_MIN || taken < TAKEN_UP || returns * taken < RETURN_UP) return []
  if (daily < budgetMicros / 2) return []
  const left = seen.purse.bounds.dailyMinor * seen.purse.minorMicros - sumBudgets(seen.purse.campaigns)
  const step = Math.min(BUDGET_STEP.up, Math.max(STEP_MIN, lost))
  const to = floorTo(Math.min(budgetMicros * (1 + step), budgetMicros + left))
  if (to < budgetMicros * (1 + STEP_MIN / 2)) return []
  return [wish(seen, campaign, to, (to - budgetMicros) * (returns * taken - 1))]
}

function wishLess(seen: OptimizingSeen, campaign: Standing, taken: number): Wish[] {
  const { budgetMicros, daily, returns, figures } = campaign
  const isFruitless = returns < RETURN_DOWN && figures.lately.costMicros > SPENT_MIN_DAYS * budgetMicros * 0.3
  if (taken >= TAKEN_MIN && !isFruitless) return []
  // Only what is spent can be saved.
  const used = Math.min(budgetMicros, Math.max(daily, budgetMicros * (1 - BUDGET_STEP.down)))
  const to = ceilTo(Math.max(used * (1 - BUDGET_STEP.down / 2), budgetMicros * (1 - BUDGET_STEP.down)))
  if (to > budgetMicros * (1 - STEP_MIN / 2)) return []
  return [wish(seen, campaign, to, Math.max(0, daily - to) * Math.max(0.1, 1 - returns * taken))]
}

function wishIdle(seen: OptimizingSeen, campaign: Standing): Wish[] {
  const { budgetMicros, daily, lostToBudget } = campaign
  if ((lostToBudget ?? 0) > 0.01 || daily * IDLE >= budgetMicros * (1 - STEP_MIN / 2)) return []
  const to = ceilTo(Math.max(daily * IDLE, budgetMicros * (1 - BUDGET_STEP.down), seen.purse.minorMicros * 500))
  if (to >= budgetMicros) return []
  return [wish(seen, campaign, to, (budgetMicros - to) / 10)]
}

function wish({ capacity }: OptimizingSeen, campaign: Standing, to: number, gainMicros: number): Wish {
  const { campaignId, budgetId, budgetMicros: from, name, figures, lostToBudget, returns } = campaign
  const { weekly, booked } = capacity
  const cost = figures.lately.costMicros
  return {
    ...{ kind: 'budget', campaignId, text: name, gainMicros, dailyMicros: to - from },
    change: { kind: 'set_budget', campaignId, budgetId, from, to },
    seen: {
      ...{ clicks: figures.lately.clicks, conversions: figures.conversions, costMicros: cost, lostToBudget },
      ...{ worthMicros: Math.round(returns * cost), clickMicros: cost },
      ...(weekly === null ? {} : { booked, weekly }),
    },
  }
}

const floorTo = (micros: number) => Math.floor(micros / BID_GRAIN_MICROS) * BID_GRAIN_MICROS
const ceilTo = (micros: number) => Math.ceil(micros / BID_GRAIN_MICROS) * BID_GRAIN_MICROS
