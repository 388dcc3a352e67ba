import type { Quote } from './prices.ts'

/** What the sentences of a text are filled with. `phone` is written the national way. */
export type Names = { business: string; owner: string; phone: string; email: string }

/** What a text about danger is about; `other` is any kind we have no advice of its own for. */
export type Danger = 'gas' | 'carbon_monoxide' | 'electrical' | 'fire' | 'flooding' | 'other'

/**
 * The texts in one language. Each gives its candidates richest first, the last short enough to leave room for the
 * longest name of a business; `compose.ts` takes the first that fits.
 */
export type Words = {
  missedCall(names: Names): string[]
  /** In its place for somebody whose visit is agreed; `when` is null where the words have no room for it. */
  visitCall(when: string | null, names: Names): string[]
  /** To somebody who filled in a form and wrote nothing that has an answer of its own. */
  webLead(names: Names): string[]
  priceAnswer(quotes: readonly Quote[]): string[]
  priceAskService(services: readonly string[]): string[]
  bookingReceived(when: string | null, names: Names): string[]
  questionReceived(names: Names): string[]
  emergency(danger: Danger, names: Names): string[]
  /** Somebody has taken an emergency; `by` is null where nobody can be named. */
  emergencySeen(by: string | null, names: Names): string[]
  /** Everybody on call was alerted in vain. */
  emergencyUnanswered(isLifeThreatening: boolean, names: Names): string[]
  bot(names: Names): string[]
  help(names: Names): string[]
  optOut(names: Names): string[]
  /** A body as the first text somebody gets from this business: it says who writes, and how to opt out. */
  frameFirst(body: string, names: Names): string[]
  /** The same where the advice has to come first. */
  frameFirstEmergency(body: string, names: Names): string[]
  /** The same where the body names the business already. */
  addOptOut(body: string): string[]
}
