import { zonesOfState } from './area-code.ts'
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
  const state = prefix === undefined ? undefined : ZIP_STATES.get(prefix)
  if (prefix === undefined || state === undefined) return null
  const zones = ZIP_PREFIX_ZONES.get(prefix) ?? zonesOfState(state)
  return zones ? { state, zones } : null
}

const ZIP_STATES = new Map<string, string>()
for (const [state, ranges] of ZIP_PREFIXES) for (const prefix of expand(ranges)) ZIP_STATES.set(prefix, state)
const ZIP_PREFIX_ZONES = new Map<string, readonly string[]>()
for (const [zones, ranges] of ZIP_ZONES) for (const prefix of expand(ranges)) ZIP_PREFIX_ZONES.set(prefix, zones)

function* expand(ranges: string): Generator<string> {
  for (const range of ranges.split(' ')) {
    const [first = '', last = first] = range.split('-')
    for (let prefix = Number(first); prefix <= Number(last); prefix += 1) yield String(prefix).padStart(3, '0')
  }
}
