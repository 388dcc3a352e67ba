/** Money in whole minor units of its currency (cents, paise), never a float. */
export type Money = { amountMinor: number; currency: string }

/** Money as a person reads it: `$179`, `$1,299.50`. Whole amounts lose their zeros, as on a price list. */
export function describeMoney(money: Money, locale = 'en-US'): string {
  const { exact, whole, unit } = formatsFor(locale, money.currency)
  const amount = money.amountMinor / unit
  return (Number.isInteger(amount) ? whole : exact).format(amount)
}

type Formats = { exact: Intl.NumberFormat; whole: Intl.NumberFormat; unit: number }
/** To make one takes longer than all the rest of a text, and there are a few languages and currencies. */
const FORMATS = new Map<string, Formats>()

function formatsFor(locale: string, currency: string): Formats {
  const key = `${locale} ${currency}`
  const known = FORMATS.get(key)
  if (known !== undefined) return known
  const exact = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const whole = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 })
  const made = { exact, whole, unit: 10 ** (exact.resolvedOptions().maximumFractionDigits ?? 2) }
  FORMATS.set(key, made)
  return made
}
