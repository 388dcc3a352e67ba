import type { Instant } from '../base/clock.ts'
import type { License } from '../base/license.ts'
import type { Phone } from '../base/e164.ts'
import type { OpeningHours } from '../base/opening-hours.ts'
import type { Tenant } from '../storage/tenant-rows.ts'

export type Language = 'en' | 'es'

/** One line of the price book; `from` and `to` in minor units of the business's currency. */
export type PriceLine = { service: string; from: number; to: number; unit: string; keywords: string[] }

/** Everything the words may say about a business. What is not in here is not known and is not claimed. */
export type ScriptFacts = {
  businessName: string
  ownerName: string
  primaryPhone: Phone
  /** The number texts come from, and that a text reaches us by. */
  textNumber?: Phone | null
  email: string
  postalAddress: string
  language: Language
  currency: string
  zone: string
  openingHours: OpeningHours
  priceBook: PriceLine[]
  /** Stands in estimates and offers. */
  license?: License | null
  now: Instant
}

/** Every amount a text of this business may name, in minor units, each once and in ascending order. */
export function amountsOf(facts: ScriptFacts): number[] {
  const amounts = new Set(facts.priceBook.flatMap((line) => [line.from, line.to]))
  return [...amounts].toSorted((one, other) => one - other)
}

/** What a text to somebody who speaks `language` may say. */
export function factsOf(profile: Tenant['profile'], language: Language, now: Instant): ScriptFacts {
  const { businessName, ownerName, primaryPhone, email, postalAddress, currency, priceBook } = profile
  const place = { postalAddress, zone: profile.timeZone, openingHours: profile.openingHours }
  const named = { businessName, ownerName, license: profile.license ?? null }
  return { ...named, primaryPhone, email, ...place, language, currency, priceBook, now }
}
