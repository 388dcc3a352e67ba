/** An address as the CRM keeps one, in its parts. */
export type AddressParts = {
  address1: string | null
  city: string | null
  state: string | null
  postalCode: string | null
}

const STATE_ZIP = /^(?:(?<state>[A-Za-z]{2})\b\.?)?,? ?(?<zip>\d{5}(?:-\d{4})?)?$/

/** "12 Oak St, Apt 3, Austin, TX 78701". What is not plainly a town or a state stays in the first line. */
export function splitAddress(text: string): AddressParts {
  const parts = text.split(',').map((part) => part.trim())
  const [last = ''] = parts.slice(-1)
  const ends = STATE_ZIP.exec(last)?.groups ?? {}
  const hasEnds = parts.length > 1 && last !== '' && (ends['state'] !== undefined || ends['zip'] !== undefined)
  const lines = hasEnds ? parts.slice(0, -1) : parts
  const hasCity = lines.length > 1 && /^\p{L}[\p{L} .'’-]*$/u.test(lines.at(-1) ?? '')
  const city = hasCity ? (lines.at(-1) ?? null) : null
  const address1 = (hasCity ? lines.slice(0, -1) : lines).join(', ')
  return {
    address1: address1 === '' ? null : address1,
    city,
    state: hasEnds ? (ends['state']?.toUpperCase() ?? null) : null,
    postalCode: hasEnds ? (ends['zip'] ?? null) : null,
  }
}

/** Null where nobody could drive there: a town alone is no address. */
export function joinAddress({ address1, city, state, postalCode }: AddressParts): string | null {
  const street = address1?.trim()
  if (!street) return null
  const ends = [state, postalCode].flatMap((part) => part?.trim() || []).join(' ')
  return [street, city?.trim(), ends].filter((part) => part !== undefined && part !== '').join(', ')
}

/** However it is written: commas, capitals and spaces make no other place of it. */
export function isSameAddress(one: string | null, other: string | null): boolean {
  return plain(one) === plain(other)
}

function plain(address: string | null): string {
  return (address ?? '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
