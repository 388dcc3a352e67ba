import {
  ADS_CALLS_BACK_DAYS,
  ADS_FORMS_BACK_DAYS,
  ADS_HISTORY_DAYS,
  ADS_MONTHLY_DAYS,
  ADS_NIGHTLY_DAYS,
  ADS_PAGE_DAYS,
  ADS_WEEKLY_DAYS,
} from '../base/ads-limits.ts'
import type { DayNumber } from '../base/local-time.ts'
import {
  DAY_STEPS,
  ENTITY_STEPS,
  type AdsRead,
  type AdsStep,
  type DayStep,
  type EntityStep,
} from '../journey/ads-order.ts'

/**
 * What is read of the account, and in which order: the forms, for whoever filled one in waits, then what there is, then
 * what it did, the newest days first, then calls.
 * Conversions come late, so days that were read are read again: the newest every night, more of them once a week, and a
 * month of them once a month. Pure.
 */

/** The first day that tonight's round reads. `lastDay` is the one on which the last whole round began. */
export function oldestOf(today: DayNumber, lastDay: DayNumber | null): DayNumber {
  if (lastDay === null) return today - ADS_HISTORY_DAYS + 1
  const days = today % 28 === 0 ? ADS_MONTHLY_DAYS : today % 7 === 0 ? ADS_WEEKLY_DAYS : ADS_NIGHTLY_DAYS
  // Nights that were missed are made up for.
  const back = Math.min(today - days + 1, lastDay - ADS_NIGHTLY_DAYS + 2)
  return Math.max(back, today - ADS_HISTORY_DAYS + 1)
}

export function firstRead(accountId: string, today: DayNumber, oldest: DayNumber, readsForms = false): AdsRead {
  const round = { accountId, from: today, until: today, oldest, today }
  if (!readsForms) return { ...round, step: ENTITY_STEPS[0] }
  return { ...round, step: 'lead_forms', from: Math.max(oldest, today - ADS_FORMS_BACK_DAYS + 1) }
}

/** What is read after that; null at the end of the round. */
export function nextRead(read: AdsRead): AdsRead | null {
  const { step, from, today, oldest } = read
  if (step === 'lead_forms') return firstRead(read.accountId, today, oldest)
  if (isEntityStep(step)) {
    const next = ENTITY_STEPS[ENTITY_STEPS.indexOf(step) + 1]
    return next === undefined ? pageUntil(read, today) : { ...read, step: next }
  }
  if (isDayStep(step)) {
    const next = DAY_STEPS[DAY_STEPS.indexOf(step) + 1]
    if (next !== undefined) return { ...read, step: next }
    if (from > oldest) return pageUntil(read, from - 1)
    return { ...read, step: 'calls', from: Math.max(oldest, today - ADS_CALLS_BACK_DAYS + 1), until: today }
  }
  return null
}

/** The newer half, where a page holds more than is read at once; null where a day alone does. */
export function halfOf(read: AdsRead): AdsRead | null {
  const { from, until } = read
  if (from === until) return null
  return { ...read, from: Math.ceil((from + until) / 2) }
}

function pageUntil(read: AdsRead, until: DayNumber): AdsRead {
  const from = Math.max(read.oldest, until - ADS_PAGE_DAYS + 1)
  return { ...read, step: DAY_STEPS[0], from, until }
}

export function isEntityStep(step: AdsStep): step is EntityStep {
  return (ENTITY_STEPS as readonly string[]).includes(step)
}

export function isDayStep(step: AdsStep): step is DayStep {
  return (DAY_STEPS as readonly string[]).includes(step)
}
