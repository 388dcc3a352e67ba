import { DAY_MS, HOUR_MS } from '../../tenants/base/clock.ts'
import type { FigureUnit, RuleName, Severity } from '../../tenants/contract/alerts.ts'

/**
 * When somebody is told, as data. A rule counts readings in a row: one a day of a business's own calendar for what
 * comes with the nightly export, one every five minutes for the rest.
 */
export type Rule = {
  /** `tenant`: what a business says of itself beside its nightly counts. */
  source: 'warehouse' | 'tenant' | 'vitals' | 'directory'
  severity: Severity
  unit: FigureUnit
  isBadAbove: boolean
  /** Beyond this for so many readings in a row it is raised. */
  raiseAt: number
  raiseFor: number
  /** Within this for so many it clears. What lies between the two changes nothing. */
  clearAt: number
  clearFor: number
  /** Readings in a row that say nothing, after which an alert is let go: what it was about cannot be seen any more. */
  letGoAfter: number
  remindEveryMs: number
  /** Raised a third time within this, it takes three times as long to clear. */
  flapWithinMs: number
}

const NIGHTLY = { severity: 'warning', letGoAfter: 14, remindEveryMs: 3 * DAY_MS, flapWithinMs: 21 * DAY_MS } as const
const EVERY_TICK = { severity: 'urgent', letGoAfter: 24, remindEveryMs: HOUR_MS, flapWithinMs: 6 * HOUR_MS } as const

export const RULES: Record<RuleName, Rule> = {
  /** A day's advertising in US dollars by the leads of the day; a day without a lead counts as one with one. */
  cpl_high: {
    ...NIGHTLY,
    source: 'warehouse',
    unit: 'money',
    isBadAbove: true,
    raiseAt: 3_000,
    raiseFor: 3,
    clearAt: 2_700,
    clearFor: 2,
  },
  /** Bookings by leads of seven days; with fewer than CONVERSION_LEADS_MIN leads it says nothing. */
  conversion_low: {
    ...NIGHTLY,
    source: 'warehouse',
    unit: 'share',
    isBadAbove: false,
    raiseAt: 0.25,
    raiseFor: 1,
    clearAt: 0.3,
    clearFor: 2,
  },
  /** How far a day's advertising lies above the usual of four weeks. */
  spend_unusual: {
    ...NIGHTLY,
    source: 'warehouse',
    unit: 'deviations',
    isBadAbove: true,
    raiseAt: 5,
    raiseFor: 1,
    clearAt: 3,
    clearFor: 2,
  },
  /** The made-up call of the night did not lead to a text: real callers get none either. */
  canary_broken: {
    ...NIGHTLY,
    severity: 'urgent',
    remindEveryMs: DAY_MS,
    source: 'tenant',
    unit: 'flag',
    isBadAbove: true,
    raiseAt: 0,
    raiseFor: 1,
    clearAt: 0,
    clearFor: 1,
  },
  /** The carriers turned a brand or a campaign down, or took it back: the business may not text. */
  a2p_rejected: {
    ...NIGHTLY,
    source: 'tenant',
    unit: 'flag',
    isBadAbove: true,
    raiseAt: 0,
    raiseFor: 1,
    clearAt: 0,
    clearFor: 1,
  },
  /** Businesses whose day could not be exported after every try. */
  exports_dead: {
    ...EVERY_TICK,
    severity: 'warning',
    remindEveryMs: DAY_MS,
    flapWithinMs: 7 * DAY_MS,
    source: 'directory',
    unit: 'count',
    isBadAbove: true,
    raiseAt: 0,
    raiseFor: 1,
    clearAt: 0,
    clearFor: 1,
  },
  /** Answers that are our own failure, of all within five minutes. */
  errors_high: {
    ...EVERY_TICK,
    source: 'vitals',
    unit: 'share',
    isBadAbove: true,
    raiseAt: 0.01,
    raiseFor: 2,
    clearAt: 0.005,
    clearFor: 3,
  },
  /** The delay that 95 of 100 calls of the API within five minutes do not exceed. */
  api_slow: {
    ...EVERY_TICK,
    source: 'vitals',
    unit: 'ms',
    isBadAbove: true,
    raiseAt: 1_000,
    raiseFor: 2,
    clearAt: 800,
    clearFor: 3,
  },
  /** Questions to the directory or the warehouse that failed within five minutes. */
  database_failing: {
    ...EVERY_TICK,
    source: 'vitals',
    unit: 'count',
    isBadAbove: true,
    raiseAt: 2,
    raiseFor: 1,
    clearAt: 0,
    clearFor: 3,
  },
}

/** Raised so often within its window, an alert is flapping. */
export const FLAPS_MIN = 3
/** How much longer a flapping one takes to clear. */
export const FLAP_DAMPING = 3
/** One of three leads is no alarm; of twenty, fewer than five bookings say something. */
export const CONVERSION_LEADS_MIN = 20
export const CONVERSION_DAYS = 7
/** A share or a percentile of fewer requests is chance. */
export const ERRORS_REQUESTS_MIN = 100
export const SLOW_REQUESTS_MIN = 50
/** Days before the judged one that tell what is usual, and how many of them must have had advertising. */
export const SPEND_USUAL_DAYS = 28
export const SPEND_DAYS_MIN = 14
/** Whoever spends the same every day deviates by little; less than this says nothing. */
export const SPEND_DEVIATION_SHARE_MIN = 0.1
export const SPEND_DEVIATION_MIN_MINOR = 1_000
