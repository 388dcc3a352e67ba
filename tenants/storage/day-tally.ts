import type { Instant } from '../base/clock.ts'
import type { DayNumbers } from '../contract/board.ts'
import {
  loadBookedTimes,
  loadClosedLeads,
  loadMissedTimes,
  loadReplies,
  loadSentTexts,
  type SentText,
  type Span,
} from './number-rows.ts'
import type { TenantDb } from './open.ts'

/** What happened on one day, whenever the matter it belongs to began. Money in minor units. */
export type DayCounts = Pick<
  DayNumbers,
  'missed' | 'texted' | 'replied' | 'booked' | 'completed' | 'lost' | 'revenueMinor'
>
/** In milliseconds: from the end of a call to its text, and from a customer's words to their answer. */
export type DayDelays = { text: number[]; answer: number[] }
export type DayTally = { counts: DayCounts; delays: DayDelays }
type Day = DayTally & { repliers: Set<string> }

export const NOTHING_COUNTED: DayCounts = {
  missed: 0,
  texted: 0,
  replied: 0,
  booked: 0,
  completed: 0,
  lost: 0,
  revenueMinor: 0,
}

/** One tally for each day; each of the rising `starts` ends the day before it, the last one ends the last day. */
export function tallyDays(db: TenantDb, starts: readonly Instant[]): DayTally[] {
  const days = starts.slice(1).map(emptyDay)
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
  return days.map(({ counts, delays }) => ({ counts, delays }))
}

function countText({ counts, delays }: Day, { template, sentAt, occasionedAt, unprompted }: SentText): void {
  const isFirst = template === 'missed_call_text' || template === 'visit_call_text'
  if (isFirst) counts.texted += 1
  if (occasionedAt === null || template === 'human_text') return
  if (isFirst) delays.text.push(sentAt - occasionedAt)
  else if (unprompted === 0) delays.answer.push(sentAt - occasionedAt)
}

/** The last day that begins at or before an instant. */
export function placeOf(starts: readonly Instant[], at: Instant): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle
  }
  return low
}

function emptyDay(): Day {
  return { counts: { ...NOTHING_COUNTED }, delays: { text: [], answer: [] }, repliers: new Set() }
}
