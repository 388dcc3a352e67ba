import { USUAL_HOURS } from '../../tenants/contract/usual-hours.ts'
import type { PriceLine, ScriptFacts } from '../../tenants/replies/facts.ts'

export function makeLine(service: string, from: number, to: number, unit = 'job'): PriceLine {
  return { service, from, to, unit, keywords: [] }
}

export const PRICE_BOOK: PriceLine[] = [
  makeLine('Water heater repair', 17_900, 46_300),
  makeLine('Drain cleaning', 9_900, 9_900, 'hour'),
  makeLine('Toilet installation', 25_000, 60_050),
]

/** A plumber in Texas, on Tuesday, 24 November 2026, 15:00 in Chicago. */
export function makeScriptFacts(over: Partial<ScriptFacts> = {}): ScriptFacts {
  return {
    businessName: "Mike's Plumbing & Heating",
    ownerName: 'Mike Torres',
    primaryPhone: '+15125550147',
    email: 'mike@example.com',
    postalAddress: '12 Main St, Austin, TX 78701',
    language: 'en',
    currency: 'USD',
    zone: 'America/Chicago',
    openingHours: USUAL_HOURS,
    priceBook: PRICE_BOOK,
    now: Date.UTC(2026, 10, 24, 21, 0),
    ...over,
  }
}

const repeat = (part: string) => part.repeat(80).slice(0, 80).trim()

/** Names of 80 characters and of one, in the alphabets people write in, and such as nobody should have. */
export const NAMES = [
  'A',
  "Mike's Plumbing & Heating",
  'Plomería y Calefacción Hermanos López',
  'Ace “Pro” Plumbing – Drains… & More’s',
  repeat('Quality Plumbing and Heating of Greater Austin '),
  repeat('Plomería Ñandú Ágil y Rápida de la Ciudad '),
  repeat('Unbreakable'),
  repeat('水道修理専門店'),
  repeat('Сантехника и отопление '),
  repeat('🔧🚿'),
  repeat('{€}[~]'),
]
