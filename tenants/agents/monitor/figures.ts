import type { Hits } from './statistics.ts'

/**
 * What Monitor sees: the counts of each day, the oldest first, the last one yesterday. Plain JSON, so that a run can be
 * played again. Shares are counted by the day a matter began on, and by what had come of it a fixed time later, so that
 * a day of yesterday can be set against one of last month.
 */
export type DayFigures = {
  calls: number
  leads: number
  /** Bookings made on the day, whenever their leads came. */
  bookings: number
  /** Of the day's leads, those booked within two days. */
  booked: Hits
  /** Of the day's first texts, those replied to within a day; by language, after `web:` where no call came first. */
  replied: Record<string, Hits>
  /** Of the day's price answers, those whose customers booked within two days; by service. */
  priced: Record<string, Hits>
  /** Of the day's texts to customers, those that did not arrive. */
  failed: Hits
  /** Of the customers texted on the day, those who opted out within a day. */
  optedOut: Hits
  /** Of the first texts and of the answers, those later than promised. */
  lateTexts: Hits
  lateAnswers: Hits
  /** The median of a technician's own answers, in minutes; null where there was none. */
  ownAnswerMinutes: number | null
  /** What each campaign cost and brought; empty where none runs. */
  ads: Record<string, AdFigures>
}

/** Money in minor units. */
export type AdFigures = { spendMinor: number; leads: number }

/** So much has to have passed before a day's shares are counted. */
export const BOOKED_WITHIN_DAYS = 2
export const REPLIED_WITHIN_DAYS = 1

/** `on` counts days since 1970 on the business's own calendar. */
export type Change = { on: number; what: string }

/** A finding that stands open, with the evidence it was opened on. */
export type OpenFinding = { kind: string; severity: Severity; openedOn: number; evidence: FindingEvidence }
export type Severity = 'warning' | 'serious'

/** A time in which something was wrong, which tells nothing of what is usual. */
export type Spell = { kind: string; from: number; until: number }

export type MonitorSeen = {
  /** The day of the first of `days`. */
  firstDay: number
  days: DayFigures[]
  /** Days on which the whole country rests. */
  holidays: number[]
  changes: Change[]
  open: OpenFinding[]
  past: Spell[]
  prices: PricesSeen
  /** The day on which Google stopped letting us in; null where it does, or was never asked to. */
  adsLostOn: number | null
}

/** A line of the price book, money in minor units. */
export type PriceSeen = { service: string; from: number; to: number; unit: string }
/** What jobs of a service brought in, where somebody said so. */
export type Paid = { medianMinor: number; jobs: number }
/** The price book of this night and of the one before, null on the first; and what was paid, by service. */
export type PricesSeen = { now: PriceSeen[]; before: PriceSeen[] | null; paid: Record<string, Paid> }

export const FINDING_KINDS = [
  'conversion_low',
  'conversion_under_limit',
  'reply_low',
  'price_unbooked',
  'price_slip',
  'delivery_failing',
  'opt_outs_high',
  'texts_late',
  'answers_late',
  'own_answers_slow',
  'calls_silent',
  'cpl_high',
  'cpl_over_limit',
  'spend_high',
  'ads_lost',
] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

/**
 * The figures a finding rests on. `hits` of `of` since `since`, where `usual` is a share; for calls and money `hits` is
 * what came and `of` what was expected, and `usual` is a day's calls, or minor units; for a price `hits` is what it is
 * and `of` what it was.
 */
export type FindingEvidence = {
  kind: FindingKind
  /** The service or the language it stands out in. */
  subject: string | null
  /** The local day from which on it is seen, such as 2026-11-26. */
  since: string
  hits: number
  of: number
  usual: number
  /** By what the odds or the rate were supposed to have changed when it was found. */
  factor: number
  /** How much likelier the change is than none, as a logarithm. */
  score: number
  isSlow: boolean
  /** What the mission forbids, for its own rules. */
  limit: number | null
}
