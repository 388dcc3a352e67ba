import type { Names } from './words.ts'

/** A plan as its texts name it; prices and days are written out. */
export type PlanNames = {
  name: string
  holds: string
  price: string
  /** Until now, where the price changes. */
  oldPrice: string | null
  months: number
  renewsOn: string
  renewsByItself: boolean
}

/** The texts that come after a job, in one language; each gives its candidates richest first. */
export type AfterWords = {
  reviewRequest(link: string): string[]
  reviewThanks(names: Names): string[]
  complaintReceived(names: Names): string[]
  amcOffer(plan: PlanNames): string[]
  /** The terms of renewal are whole in every candidate: somebody is to agree to them. */
  amcTerms(plan: PlanNames): string[]
  /** To somebody who is glad of the terms and has not said yes to them. */
  amcAgree(plan: PlanNames): string[]
  amcEnrolled(plan: PlanNames): string[]
  /** What a contract is that stands. */
  amcDetails(plan: PlanNames): string[]
  /** Of a plan that ends by itself it asks whether they want another term, whose terms are whole in every candidate. */
  amcReminder(plan: PlanNames): string[]
  /** To somebody who asks about that other term, or is glad of it and has not said yes to it. */
  amcMore(plan: PlanNames): string[]
  amcExtended(plan: PlanNames): string[]
  amcCancelled(plan: PlanNames, names: Names): string[]
  reengage(): string[]
  /** Of our own accord: it says who writes, that a machine does, and how to opt out. `licence` is empty or `Lic #…`. */
  frame(body: string, names: Names, licence: string): string[]
}
