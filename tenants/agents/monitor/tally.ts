import { DAY_MS, MINUTE_MS, type Instant } from '../../base/clock.ts'
import type { CallCase, LeadCase, OwnAnswer, TextCase } from '../../storage/agent-day-rows.ts'
import { BOOKED_WITHIN_DAYS, REPLIED_WITHIN_DAYS, type DayFigures } from './figures.ts'
import { median, type Hits } from './statistics.ts'

/** What a business had in a span of days, row by row; the rows are nobody's name, number or word. */
export type Rows = { leads: LeadCase[]; texts: TextCase[]; calls: CallCase[]; ownAnswers: OwnAnswer[] }

/** When each day begins, and the last ends; how late is late; and what each campaign cost on each day. */
export type Frame = {
  starts: readonly Instant[]
  textLateMs: number
  answerLateMs: number
  spend: readonly Readonly<Record<string, number>>[]
}

/** Services and languages beyond so many are counted together. */
const SUBJECTS_MAX = 8
const OTHERS = 'other'

/** Counts each day; what came of a matter counts for the day it began on. */
export function tallyFigures(rows: Rows, frame: Frame): DayFigures[] {
  const days = frame.starts.slice(1).map((_start, place) => emptyDay(frame.spend[place] ?? {}))
  const on = (at: Instant, note: (day: DayFigures) => void) => {
    const day = days[placeIn(frame.starts, at)]
    if (day) note(day)
  }
  const services = mostFrequent(rows.leads.flatMap(({ service }) => service ?? []))
  for (const lead of rows.leads) {
    on(lead.at, (day) => countLead(day, lead, frame, services))
    if (lead.bookedAt !== null) on(lead.bookedAt, (day) => (day.bookings += 1))
  }
  for (const { at } of rows.calls) on(at, (day) => (day.calls += 1))
  for (const { at, fate } of rows.texts) on(at, ({ failed }) => count(failed, fate !== 'delivered'))
  const waits = new Map<DayFigures, number[]>()
  for (const { at, delayMs } of rows.ownAnswers) {
    on(at, (day) => waits.set(day, [...(waits.get(day) ?? []), delayMs / MINUTE_MS]))
  }
  for (const [day, minutes] of waits) day.ownAnswerMinutes = Math.round(median(minutes))
  return days
}

function countLead(day: DayFigures, lead: LeadCase, { textLateMs, answerLateMs }: Frame, services: Set<string>): void {
  const { at, textedAt, repliedAt, pricedAt, bookedAt, optedOutAt } = lead
  const isBooked = isWithin(bookedAt, at, BOOKED_WITHIN_DAYS)
  day.leads += 1
  const ad = lead.campaign === null ? undefined : day.ads[lead.campaign]
  if (ad) ad.leads += 1
  count(day.booked, isBooked)
  if (textedAt !== null) {
    const text = lead.source === 'missed_call' ? lead.language : `web:${lead.language}`
    count(entry(day.replied, text), isWithin(repliedAt, textedAt, REPLIED_WITHIN_DAYS))
    count(day.optedOut, isWithin(optedOutAt, textedAt, REPLIED_WITHIN_DAYS))
  }
  if (pricedAt !== null) {
    const service = lead.service !== null && services.has(lead.service) ? lead.service : OTHERS
    count(entry(day.priced, service), isWithin(bookedAt, at, BOOKED_WITHIN_DAYS + 1))
  }
  if (lead.textDelayMs !== null) count(day.lateTexts, lead.textDelayMs > textLateMs)
  if (lead.answerDelayMs !== null) count(day.lateAnswers, lead.answerDelayMs > answerLateMs)
}

function isWithin(at: Instant | null, since: Instant, days: number): boolean {
  return at !== null && at >= since && at < since + days * DAY_MS
}

function count(hits: Hits, isHit: boolean): void {
  hits.of += 1
  if (isHit) hits.hits += 1
}

function entry(bySubject: Record<string, Hits>, subject: string): Hits {
  return (bySubject[subject] ??= { hits: 0, of: 0 })
}

function mostFrequent(names: readonly string[]): Set<string> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const sorted = [...counts].sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
  return new Set(sorted.slice(0, SUBJECTS_MAX).map(([name]) => name))
}

/** The day that an instant lies in; -1 before the first and behind the last. */
function placeIn(starts: readonly Instant[], at: Instant): number {
  let low = 0
  let high = starts.length
  if (at < (starts[0] ?? Infinity) || at >= (starts.at(-1) ?? -Infinity)) return -1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle
  }
  return low
}

function emptyDay(spend: Readonly<Record<string, number>>): DayFigures {
  const none = () => ({ hits: 0, of: 0 })
  return {
    calls: 0,
    leads: 0,
    bookings: 0,
    booked: none(),
    replied: {},
    priced: {},
    failed: none(),
    optedOut: none(),
    lateTexts: none(),
    lateAnswers: none(),
    ownAnswerMinutes: null,
    ads: Object.fromEntries(Object.entries(spend).map(([name, spendMinor]) => [name, { spendMinor, leads: 0 }])),
  }
}
