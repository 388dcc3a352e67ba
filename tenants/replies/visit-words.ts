import type { VisitTemplate } from '../journey/booking/state.ts'
import type { Names } from './words.ts'

/** What the sentences about visits are filled with; each is ready to stand where it is put, or empty. */
export type VisitParts = Names & {
  /** `Wed, Nov 25 at 9 AM`, of the visit that is agreed. */
  when: string
  /** The same with about when it will be over. */
  span: string
  /** The one time that is offered. */
  offer: string
  /** `1) Wed, Nov 25 at 9 AM, 2) Thu, Nov 26 at 10 AM (+$75)` */
  list: string
  /** What is added for the hour or the danger, as an amount; empty where nothing is. */
  fee: string
  link: string
  /** Another visit of theirs that stands; empty where they have none. */
  other: string
  /** One time is offered, and no list. */
  isOne: boolean
  /** `We are closed on Sat, Nov 28. `, where that day was asked for; otherwise empty. */
  missed: string
}

/** Richest first. A fee stands in each, or nobody would have been told of it. */
export type VisitTexts = Record<VisitTemplate, (parts: VisitParts) => string[]>
