/** Amounts as people type them, exact to the cent: digits are moved as text and never pass through a fraction. */

/** `$1,299.50` and `189` in minor units; null where it cannot be read as one amount. */
export function parseAmount(text: string, currency: string): number | null {
  const plain = text.replaceAll(/[\s\u00a0$€£₹]/g, '')
  const grouped = /^\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain)
  // `189,50` can only be a decimal comma: a group has three digits.
  const point = grouped ? plain.replaceAll(',', '') : plain.replace(/,(\d{1,2})$/, '.$1')
  const parts = /^(\d+)(?:\.(\d*))?$/.exec(point)
  if (!parts) return null
  const digits = minorDigits(currency)
  const [, whole = '', cents = ''] = parts
  if (cents.length > digits || whole.length > 9) return null
  return Number(whole + cents.padEnd(digits, '0'))
}

/** What stands in the field for an amount: no symbol, no grouping, cents only where there are any. */
export function writeAmount(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency)
  const text = String(amountMinor).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const cents = text.slice(text.length - digits)
  return /^0*$/.test(cents) ? whole : `${whole}.${cents}`
}

function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}
