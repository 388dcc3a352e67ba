/** Time zones as a person in the US would look for theirs. */

const FIRST = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
]

/** The zone this browser lives in; tradesmen sign up where they work. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The usual zones first, with the given ones among them; the rest follow in `others`. */
export function listZones(...given: string[]): { usual: string[]; others: string[] } {
  const usual = [...new Set([...FIRST, ...given.filter((zone) => zone !== '')])]
  const others = Intl.supportedValuesOf('timeZone').filter(
    (zone) => zone.startsWith('America/') && !usual.includes(zone),
  )
  return { usual, others }
}

/** `Central Time (Chicago)`. A zone without a name of its own keeps the place alone. */
export function nameZone(zone: string, locale: string): string {
  const place = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
  try {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(0)
    const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
    return name === '' || name.startsWith('GMT') ? place : `${name} (${place})`
  } catch {
    return place
  }
}
