import type { Danger } from './words.ts'

/** The kinds come as words of the reader; one we have no advice for gets the general one. */
export function readDanger(emergency: string): Danger {
  const kind = emergency.toLowerCase()
  if (/monoxide|\bco\b/.test(kind)) return 'carbon_monoxide'
  if (/gas/.test(kind)) return 'gas'
  if (/fire|smoke/.test(kind)) return 'fire'
  if (/spark|electr|shock|wire/.test(kind)) return 'electrical'
  return /flood|water|burst/.test(kind) ? 'flooding' : 'other'
}
