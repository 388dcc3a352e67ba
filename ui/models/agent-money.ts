/** What models cost, in millionths of a dollar, as people read it. Null for less than a cent that is not nothing. */
export function formatMicros(micros: number, locale: string): string | null {
  if (micros > 0 && micros < 10_000) return null
  const digits = micros === 0 ? { maximumFractionDigits: 0 } : {}
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', ...digits }).format(micros / 1_000_000)
}

/** Of the day's cap, as a length; nothing where there is no cap. */
export function shareOfCap(spentMicros: number, capMicros: number): number | null {
  return capMicros <= 0 ? null : Math.min(1, Math.max(0, spentMicros / capMicros))
}

const CAP_SHARES = [0, 0.1, 0.2, 0.5, 1]

/** What may be set for a day, the least first; what is set stands among it, whatever it is. */
export function capChoices(setMicros: number, maxMicros: number): number[] {
  const usual = CAP_SHARES.map((share) => Math.round(share * maxMicros))
  return [...new Set([...usual, setMicros])].toSorted((one, other) => one - other)
}

export function formatShare(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share)
}
