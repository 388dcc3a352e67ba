import type { Names } from './words.ts'

/** The texts about one job's price, in one language. Richest first, as in words.ts. */
export type QuoteWords = {
  askWhat: string[]
  askWhere(names: Names): string[]
  askWhen: string[]
  passedOn(names: Names): string[]
  /** `license` stands in an offer where the business has one, see base/license.ts. */
  offer(told: { what: string; price: string; license: string }): string[]
  followup(told: { what: string; price: string; license: string }): string[]
}
