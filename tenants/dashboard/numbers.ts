import type { Instant } from '../base/clock.ts'
import { describeDay, readLocalTime, startOfDay } from '../base/local-time.ts'
import type { DayNumbers, NumbersView } from '../contract/board.ts'
import { NOTHING_COUNTED, tallyDays, type DayDelays, type DayTally } from '../storage/day-tally.ts'
import type { TenantDb } from '../storage/open.ts'
import type { Tenant } from '../storage/tenant-rows.ts'

type Counts = Omit<DayNumbers, 'day'>

/** The last `dayCount` days of the business's own calendar, today included. */
export function readNumbers(db: TenantDb, { profile }: Tenant, dayCount: number, now: Instant): NumbersView {
  const { timeZone, currency } = profile
  const today = readLocalTime(timeZone, now).day
  const first = today - dayCount + 1
  // One more than there are days, since each ends where the next begins.
  const starts = Array.from({ length: dayCount + 1 }, (_, place) => startOfDay(timeZone, first + place))
  const days = tallyDays(db, starts)
  return {
    timeZone,
    currency,
    days: days.map(({ counts, delays }, place) => ({
      day: describeDay(first + place),
      ...counts,
      ...percentiles(delays),
    })),
    total: sum(days),
  }
}

export function readToday(db: TenantDb, tenant: Tenant, now: Instant): DayNumbers {
  const [today] = readNumbers(db, tenant, 1, now).days
  if (!today) throw new Error('A span of one day has one day.')
  return today
}

/** Counts are added up; percentiles are those of the whole range. */
function sum(days: readonly DayTally[]): Counts {
  const total = { ...NOTHING_COUNTED }
  for (const { counts } of days) {
    for (const name of ['missed', 'texted', 'replied', 'booked', 'completed', 'lost', 'revenueMinor'] as const) {
      total[name] += counts[name]
    }
  }
  const delays = { text: days.flatMap((day) => day.delays.text), answer: days.flatMap((day) => day.delays.answer) }
  return { ...total, ...percentiles(delays) }
}

function percentiles({ text, answer }: DayDelays): Pick<Counts, `${'text' | 'answer'}${'P50Ms' | 'P95Ms'}`> {
  return {
    textP50Ms: percentile(text, 0.5),
    textP95Ms: percentile(text, 0.95),
    answerP50Ms: percentile(answer, 0.5),
    answerP95Ms: percentile(answer, 0.95),
  }
}

/** The smallest delay that at least this share of all does not exceed. */
function percentile(delays: readonly number[], share: number): number | null {
  const sorted = delays.toSorted((one, other) => one - other)
  return sorted[Math.ceil(sorted.length * share) - 1] ?? null
}
