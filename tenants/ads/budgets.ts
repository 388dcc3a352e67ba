/** What daily budgets come to: in a day, and in what is left of a month at the very most. Pure. */

/** Google spends up to twice a daily budget on one day, and 30.4 times in a month. */
export const OVERSPEND_FACTOR = 2
const MONTH_FACTOR = 30.4

export type PurseCampaign = {
  campaignId: string
  status: string
  bidding: string
  budgetId: string
  /** A day's; where another is on its way, the greater of both. */
  budgetMicros: number
  isBudgetShared: boolean
  spentMonthMicros: number
}

/** A day's budgets of all that runs; one that several spend from counts once. */
export function sumBudgets(campaigns: readonly PurseCampaign[]): number {
  const budgets = new Map<string, number>()
  for (const { status, budgetId, budgetMicros } of campaigns) {
    if (status === 'ENABLED') budgets.set(budgetId, Math.max(budgetMicros, budgets.get(budgetId) ?? 0))
  }
  return [...budgets.values()].reduce((sum, micros) => sum + micros, 0)
}

/** What was spent this month and what Google may still spend of it, at the very most. */
export function mayCostThisMonth(
  { spentMonthMicros, daysLeft }: { spentMonthMicros: number; daysLeft: number },
  campaigns: readonly PurseCampaign[],
): number {
  const budgets = new Map<string, { budgetMicros: number; spent: number }>()
  for (const { status, budgetId, budgetMicros, spentMonthMicros: spent } of campaigns) {
    if (status !== 'ENABLED') continue
    const known = budgets.get(budgetId)
    budgets.set(budgetId, {
      budgetMicros: Math.max(budgetMicros, known?.budgetMicros ?? 0),
      spent: spent + (known?.spent ?? 0),
    })
  }
  const still = [...budgets.values()].map(({ budgetMicros, spent }) =>
    Math.min(OVERSPEND_FACTOR * budgetMicros * daysLeft, Math.max(0, MONTH_FACTOR * budgetMicros - spent)),
  )
  return spentMonthMicros + still.reduce((sum, micros) => sum + micros, 0)
}
