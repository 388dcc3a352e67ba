import { parseState, parseZip } from './us-places.ts'

/** An address as the CRM keeps one, in its parts. */
export type AddressParts = {
  address1: string | null
  city: string | null
  state: string | null
  postalCode: string | null
}

/** How an address ends, with commas or without. */
const ENDS = /^(?<before>.*?\S)[,\s]+(?:(?<state>[A-Za-z]{2})\b\.?)?(?:[,\s]*(?<zip>\d{5}(?:-\d{4})?))?$/

/** "12 Oak St, Apt 3, Austin, TX 78701". What is not plainly a town or a state stays in the first line. */
export function splitAddress(text: string): AddressParts {
  const { before, state, postalCode } = splitEnds(text.trim())
  const lines = before.split(',').map((part) => part.trim())
  const hasCity = lines.length > 1 && /^\p{L}[\p{L} .'’-]*$/u.test(lines.at(-1) ?? '')
  const city = hasCity ? (lines.at(-1) ?? null) : null
  const address1 = (hasCity ? lines.slice(0, -1) : lines).join(', ')
  return { address1: address1 === '' ? null : address1, city, state, postalCode }
}

function splitEnds(text: string): { before: string } & Pick<AddressParts, 'state' | 'postalCode'> {
  const { before = text, state, zip = null } = ENDS.exec(text)?.groups ?? {}
  const isAlone = zip === null && !/,\s*[A-Za-z]{2}\.?$/.test(text)
  const known = state === undefined || isAlone ? null : parseState(state)
  const isElsewhere = known !== null && zip !== null && parseZip(zip)?.state !== known
  // "12 Oak Ct 78701" names a court in Texas, and no state.
  if (state !== undefined && (known === null || isElsewhere)) {
    const street = zip === null ? text : text.slice(0, text.length - zip.length).replace(/[,\s]+$/, '')
    return { before: street, state: null, postalCode: zip }
  }
  return { before, state: known, postalCode: zip }
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
