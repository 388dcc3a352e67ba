import type { FleetMoney } from '../../tenants/contract/fleet-view.ts'
import { formatLength, formatMoney } from '../format.ts'
import { locale } from '../words/language.ts'

/** How figures are written; a dash where there is none. */

const NONE = '–'

export const count = (number: number): string => new Intl.NumberFormat(locale.value).format(number)

export function percent(share: number | null): string {
  if (share === null) return NONE
  const digits = share > 0 && share < 0.1 ? 1 : 0
  return new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: digits }).format(share)
}

export const length = (ms: number | null): string => (ms === null ? NONE : formatLength(ms, locale.value))

export const amount = (minor: number | null, currency: string): string =>
  minor === null ? NONE : formatMoney(minor, currency, locale.value)

/** Without cents, where figures stand beside each other. */
export function whole(minor: number, currency: string): string {
  const format = new Intl.NumberFormat(locale.value, { style: 'currency', currency, maximumFractionDigits: 0 })
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits
  return format.format(minor / 10 ** (digits ?? 2))
}

/** Every currency that came in, the one of most leads first. */
export function revenueOf(money: readonly FleetMoney[]): string {
  const earned = money.filter(({ revenueMinor }) => revenueMinor !== 0)
  return earned.length === 0 ? NONE : earned.map((each) => whole(each.revenueMinor, each.currency)).join(' + ')
}

export function costsOf(money: readonly FleetMoney[], cost: (money: FleetMoney) => number | null): string {
  const known = money.filter((each) => cost(each) !== null)
  return known.length === 0 ? NONE : known.map((each) => amount(cost(each), each.currency)).join(' + ')
}

/** Of a month such as `2026-11`. */
export function nameMonth(month: string): string {
  const middle = Date.parse(`${month}-15T12:00:00Z`)
  return new Intl.DateTimeFormat(locale.value, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(middle)
}
