import { BID_STEP, BUDGET_STEP, CHANGES_A_DAY_MAX, REST_DAYS } from '../../tenants/ads/bounds.ts'
import { BUDGET_REST_DAYS } from '../../tenants/ads/bounds.ts'
import { OVERSPEND_FACTOR } from '../../tenants/ads/budgets.ts'
import { targetOf } from '../../tenants/ads/target-of.ts'
import type { Market } from '../../sandbox/ads/market.ts'
import type { Business } from './business.ts'
import type { Hands } from './hands.ts'
import type { Reading } from './told.ts'

export type Breach = { day: number; what: string }

const MINOR = 10_000

/** Recounts from what was really changed and spent, by other arithmetic than the gate's. */
type Watched = { market: Market; business: Business; hands: Hands; reading: Reading }

export function checkBounds({ market, business, hands, reading }: Watched, day: number, costMicros: number): Breach[] {
  const { bounds } = business
  const broken: string[] = []
  const budgets = [...market.account.campaigns.values()].filter(({ status }) => status === 'ENABLED')
  const daily = budgets.reduce(
    (sum, { budgetId }) => sum + (market.account.budgets.get(budgetId)?.amountMicros ?? 0),
    0,
  )
  if (daily > bounds.dailyMinor * MINOR) broken.push(`budgets of ${daily / 1e6} a day`)
  if (costMicros > OVERSPEND_FACTOR * bounds.dailyMinor * MINOR) broken.push(`spent ${costMicros / 1e6} on a day`)
  const spent = [...reading.spentThisMonth(day).values()].reduce((sum, micros) => sum + micros, 0)
  const month = spent + costMicros
  if (month > bounds.monthlyMinor * MINOR) broken.push(`spent ${month / 1e6} in a month`)
  const today = hands.made.filter((one) => one.day === day)
  if (today.length > CHANGES_A_DAY_MAX + WAITED_MAX) broken.push(`${today.length} changes on a day`)
  for (const { change } of today) {
    if (change.kind === 'set_bid' && change.to > bounds.bidMinor * MINOR) broken.push(`a bid of ${change.to / 1e6}`)
    if (change.kind === 'set_bid') broken.push(...stepOf(change, BID_STEP))
    if (change.kind === 'set_budget') broken.push(...stepOf(change, BUDGET_STEP))
    const target = targetOf(change)
    const rest = change.kind === 'set_budget' ? BUDGET_REST_DAYS : REST_DAYS
    const before = hands.made.filter((one) => one.day < day && targetOf(one.change) === target).at(-1)
    if (before && day - before.day < rest - WAITED_MAX) broken.push(`${target} changed after ${day - before.day} days`)
    if (hands.made.filter((one) => one.day === day && targetOf(one.change) === target).length > 1)
      broken.push(`${target} changed twice`)
  }
  return broken.map((what) => ({ day, what }))
}

/** What was ordered on one day may be made on the next, where Google could not be reached. */
const WAITED_MAX = 1

function stepOf(
  { from, to }: { from: number | null; to: number },
  { down, up }: { down: number; up: number },
): string[] {
  const ratio = to / (from ?? 0)
  return ratio > 1 + up + 1e-9 || ratio < 1 - down - 1e-9 ? [`a step of ${ratio}`] : []
}
