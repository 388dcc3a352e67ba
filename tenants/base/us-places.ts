import { zonesOfState } from './area-code.ts'
import { once } from './once.ts'
import { STATE_NAMES, ZIP_PREFIXES, ZIP_ZONES } from './zip-codes-data.ts'

/** A USPS code for a state's code or name; null for anything else. */
export function parseState(text: string | null | undefined): string | null {
  const trimmed = (text ?? '').trim()
  const code = trimmed.toUpperCase()
  if (zonesOfState(code)) return code
  return STATE_NAMES[trimmed.toLowerCase().replaceAll(/\s+/g, ' ')] ?? null
}

/** The state and zones of a ZIP code; null for one that does not exist. */
export function parseZip(text: string | null | undefined): { state: string; zones: readonly string[] } | null {
  const prefix = /^\s*(\d{3})\d{2}(?:-?\d{4})?\s*$/.exec(text ?? '')?.[1]
  const state = prefix === undefined ? undefined : openZipStates().get(prefix)
  if (prefix === undefined || state === undefined) return null
  const zones = openZipZones().get(prefix) ?? zonesOfState(state)
  return zones ? { state, zones } : null
}

const openZipStates = once(() => new Map(expand(ZIP_PREFIXES)))
const openZipZones = once(() => new Map(expand(ZIP_ZONES)))

/** Each three digits that ZIP codes begin with, and what is said of them. */
function* expand<T>(rows: readonly (readonly [T, string])[]): Generator<[prefix: string, told: T]> {
  for (const [told, ranges] of rows) {
    for (const range of ranges.split(' ')) {
      const [first = '', last = first] = range.split('-')
      for (let prefix = Number(first); prefix <= Number(last); prefix += 1)
        yield [String(prefix).padStart(3, '0'), told]
    }
  }
}
