/** Phone numbers as Americans type them. The schema judges; this only brings them into its form. */

/** `(512) 555-0147` as `+15125550147`. What is no US number stays as it was typed, for the schema to refuse. */
export function readPhone(text: string): string {
  const trimmed = text.trim()
  const digits = trimmed.replaceAll(/\D/g, '')
  const isInternational = trimmed.startsWith('+')
  if (!/^\+?[\d\s().\-/]*$/.test(trimmed)) return trimmed
  if (isInternational) return `+${digits}`
  // A US area code never begins with 0 or 1.
  if (/^[2-9]\d{9}$/.test(digits)) return `+1${digits}`
  if (/^1[2-9]\d{9}$/.test(digits)) return `+${digits}`
  return trimmed
}

/** What stands in the field for a number: the national way for the US, as it is for the others. */
export function writePhone(phone: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone)
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : phone
}

/** A link the phone's dialler opens; `#` would otherwise end the address. */
export function dialLink(code: string): string {
  return `tel:${code.replaceAll(/[^\d*#+,;]/g, '').replaceAll('#', '%23')}`
}
