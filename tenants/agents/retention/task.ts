import { DAY_MS, type Instant } from '../../base/clock.ts'
import { describeDay, parseDay, readLocalTime, startOfDay } from '../../base/local-time.ts'
import { unreachable } from '../../base/result.ts'
import { countAfterJob } from '../../storage/after-job-counts.ts'
import { loadAfterJob } from '../../storage/after-job-rows.ts'
import { averagePlanMinor, countReturns, countStarted, hasJobs } from '../../storage/return-rows.ts'
import type { Context } from '../../storage/tenant-rows.ts'
import type { Agent, Applied, Measured } from '../agent.ts'
import { isAdsAction } from '../optimizing/action.ts'
import { averageJob, MEASURE_DAYS, think, type RetentionSeen, type Started } from './rules.ts'

const YEAR_MS = 365 * DAY_MS
const SEEN_YEARS = 5
const LATELY_MS = 90 * DAY_MS
const MEASURE_MS = MEASURE_DAYS * DAY_MS

/** Watches who comes back, and what is asked and offered once a job is done. It works by its playbook alone. */
export const RETENTION: Agent<RetentionSeen> = {
  name: 'retention',
  version: 2,
  coolDownMs: 30 * DAY_MS,
  everyDays: 7,
  hasWork: ({ db }) => hasJobs(db),
  observe,
  think: (seen) => Promise.resolve(think(seen)),
  measureAfterMs: (action) => (action.kind === 'switch_after_job' && !action.isOn ? null : MEASURE_MS),
  measure,
}

function observe({ db, tenant }: Context, _trigger: unknown, now: Instant): RetentionSeen | null {
  if (!hasJobs(db)) return null
  const { reengage, amc } = loadAfterJob(db)
  const counted = countAfterJob(db, reengage.months, now)
  const { day, weekday } = readLocalTime(tenant.profile.timeZone, now)
  // The Monday that is past or today; Sunday is 0.
  const monday = day - ((weekday + 6) % 7)
  const at = (day: number) => startOfDay(tenant.profile.timeZone, day)
  const year = (kind: Started) => countStarted(db, kind, now - YEAR_MS, now)
  const week = (kind: Started) => countStarted(db, kind, at(monday - 7), at(monday)).told
  return {
    reengage: { isOn: reengage.isOn, months: reengage.months, ...pick(counted.reengage) },
    amc: { isOn: amc.isOn, plans: amc.plans.length },
    ...countReturns(db, now - SEEN_YEARS * YEAR_MS, now),
    jobsLately: countReturns(db, now - LATELY_MS, now).customers,
    planMinor: averagePlanMinor(db) ?? amc.plans[0]?.priceMinor ?? null,
    lastYear: { review: year('review'), amc: year('amc'), reengage: year('reengage') },
    week: {
      from: describeDay(monday - 7),
      until: describeDay(monday),
      begun: { review: week('review'), amc: week('amc'), reengage: week('reengage') },
    },
  }
}

function pick({ reachable, dormant }: { reachable: number; dormant: number }) {
  return { reachable, dormant }
}

function measure({ db, tenant }: Context, { action, appliedAt }: Applied, now: Instant): Measured | null {
  if (isAdsAction(action)) return null
  const jobMinor = averageJob(countReturns(db, now - SEEN_YEARS * YEAR_MS, now)) ?? 0
  const count = (kind: Started, from: Instant, until: Instant) => {
    const { won, told } = countStarted(db, kind, from, until)
    return { hits: won, of: told }
  }
  switch (action.kind) {
    case 'set_dormant_months':
      return {
        before: count('reengage', appliedAt - MEASURE_MS, appliedAt),
        after: count('reengage', appliedAt, appliedAt + MEASURE_MS),
        ...{ control: null, valueMinor: jobMinor },
      }
    case 'switch_after_job': {
      const after = count(action.what, appliedAt, appliedAt + MEASURE_MS)
      const valueMinor = action.what === 'amc' ? (averagePlanMinor(db) ?? 0) : jobMinor
      return after.of === 0 ? null : { before: null, after, control: null, valueMinor }
    }
    case 'note_started': {
      const at = (day: string) => startOfDay(tenant.profile.timeZone, parseDay(day))
      const after = count(action.what, at(action.from), at(action.until))
      const values: Record<Started, number> = { review: 0, amc: averagePlanMinor(db) ?? 0, reengage: jobMinor }
      return { before: null, after, control: null, valueMinor: values[action.what] }
    }
    // Other agents', which are none of its business.
    case 'start_experiment':
    case 'stop_experiment':
    case 'set_script':
    case 'set_crm_words':
    case 'note_words_kept':
    case 'recommend_fix':
      return null
    default:
      return unreachable(action)
  }
}
