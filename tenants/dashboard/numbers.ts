import type { Instant } from '../base/clock.ts'
import { describeDay, readLocalTime, startOfDay } from '../base/local-time.ts'
import type { DayNumbers, NumbersView } from '../contract/board.ts'
import {
  loadBookedTimes,
  loadClosedLeads,
  loadMissedTimes,
  loadReplies,
  loadSentTexts,
  type SentText,
  type Span,
} from '../storage/number-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import type { Tenant } from '../storage/tenant-rows.ts'

type Counts = Omit<DayNumbers, 'day'>
type Delays = { text: number[]; answer: number[] }
type Day = { label: string; counts: Counts; delays: Delays; repliers: Set<string> }

/** The last `dayCount` days of the business's own calendar, today included. */
export function readNumbers(db: TenantDb, { profile }: Tenant, dayCount: number, now: Instant): NumbersView {
  const { timeZone, currency } = profile
  const today = readLocalTime(timeZone, now).day
  const first = today - dayCount + 1
  // One more than there are days, since each ends where the next begins.
  const starts = Array.from({ length: dayCount + 1 }, (_, place) => startOfDay(timeZone, first + place))
  const days = starts.slice(0, dayCount).map((_, place) => emptyDay(describeDay(first + place)))
  count(db, starts, days)
  return {
    timeZone,
    currency,
    days: days.map(({ label, counts, delays }) => ({ day: label, ...counts, ...percentiles(delays) })),
    total: sum(days),
  }
}

export function readToday(db: TenantDb, tenant: Tenant, now: Instant): DayNumbers {
  const [today] = readNumbers(db, tenant, 1, now).days
  if (!today) throw new Error('A span of one day has one day.')
  return today
}

function count(db: TenantDb, starts: readonly Instant[], days: readonly Day[]): void {
  const span: Span = { from: starts[0] ?? 0, until: starts.at(-1) ?? 0 }
  const on = (at: Instant, note: (day: Day) => void) => {
    const day = days[placeOf(starts, at)]
    if (day) note(day)
  }
  for (const at of loadMissedTimes(db, span)) on(at, ({ counts }) => (counts.missed += 1))
  for (const text of loadSentTexts(db, span)) on(text.sentAt, (day) => countText(day, text))
  for (const { customerId, at } of loadReplies(db, span)) on(at, ({ repliers }) => repliers.add(customerId))
  for (const day of days) day.counts.replied = day.repliers.size
  for (const at of loadBookedTimes(db, span)) on(at, ({ counts }) => (counts.booked += 1))
  for (const lead of loadClosedLeads(db, span)) {
    on(lead.at, ({ counts }) => {
      counts[lead.status] += 1
      if (lead.status === 'completed') counts.revenueMinor += lead.revenueMinor ?? 0
    })
  }
}

function countText({ counts, delays }: Day, { template, sentAt, occasionedAt, unprompted }: SentText): void {
  const isFirst = template === 'missed_call_text' || template === 'visit_call_text'
  if (isFirst) counts.texted += 1
  if (occasionedAt === null || template === 'human_text') return
  if (isFirst) delays.text.push(sentAt - occasionedAt)
  else if (unprompted === 0) delays.answer.push(sentAt - occasionedAt)
}

/** The last day that begins at or before an instant. */
function placeOf(starts: readonly Instant[], at: Instant): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle
  }
  return low
}

function emptyDay(label: string): Day {
  return { label, counts: { ...NOTHING }, delays: { text: [], answer: [] }, repliers: new Set() }
}

const NOTHING: Counts = {
  missed: 0,
  texted: 0,
  replied: 0,
  booked: 0,
  completed: 0,
  lost: 0,
  revenueMinor: 0,
  textP50Ms: null,
  textP95Ms: null,
  answerP50Ms: null,
  answerP95Ms: null,
}

/** Counts are added up; percentiles are those of the whole range. */
function sum(days: readonly Day[]): Counts {
  const total = { ...NOTHING }
  for (const { counts } of days) {
    for (const name of ['missed', 'texted', 'replied', 'booked', 'completed', 'lost', 'revenueMinor'] as const) {
      total[name] += counts[name]
    }
  }
  const delays = { text: days.flatMap((day) => day.delays.text), answer: days.flatMap((day) => day.delays.answer) }
  return { ...total, ...percentiles(delays) }
}

function percentiles({ text, answer }: Delays): Pick<Counts, `${'text' | 'answer'}${'P50Ms' | 'P95Ms'}`> {
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
