import { daysInMonth, firstOfMonth } from './calendar.ts'

/** Google may spend up to twice the budget on a busy day, and never more than this many budgets in a month. */
const DAY_FACTOR = 2
const MONTH_DAYS = 30.4

type Spent = { month: number; allowedMicros: number; spentMicros: number; day: number; leftMicros: number }

/** What each budget may still spend. What quiet days leave over, busy ones may take. */
export class Pacing {
  readonly #budgets = new Map<string, Spent>()

  /** Opens a day for a budget with the amount it has that morning. */
  openDay(budgetId: string, amountMicros: number, day: number): void {
    const month = firstOfMonth(day)
    const known = this.#budgets.get(budgetId)
    const spent = known?.month === month ? known : { month, allowedMicros: 0, spentMicros: 0, day, leftMicros: 0 }
    spent.allowedMicros += (amountMicros * MONTH_DAYS) / daysInMonth(day)
    spent.day = day
    const left = Math.min(DAY_FACTOR * amountMicros, spent.allowedMicros - spent.spentMicros)
    spent.leftMicros = Math.max(0, Math.floor(left))
    this.#budgets.set(budgetId, spent)
  }

  hasMoney(budgetId: string): boolean {
    return (this.#budgets.get(budgetId)?.leftMicros ?? 0) > 0
  }

  /** What of a click's price is charged: the part beyond the limit is Google's own loss. */
  charge(budgetId: string, micros: number): number {
    const spent = this.#budgets.get(budgetId)
    if (!spent) return 0
    const charged = Math.min(micros, spent.leftMicros)
    spent.leftMicros -= charged
    spent.spentMicros += charged
    return charged
  }
}
