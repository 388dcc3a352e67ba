/** Money in whole minor units of its currency (cents, paise), never a float. */
export type Money = { amountMinor: number; currency: string }

/** Money as a person reads it: `$179`, `$1,299.50`. Whole amounts lose their zeros, as on a price list. */
export function describeMoney(money: Money, locale = 'en-US'): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const amount = money.amountMinor / 10 ** digits
  if (!Number.isInteger(amount)) return format.format(amount)
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    maximumFractionDigits: 0,
  }).format(amount)
}
