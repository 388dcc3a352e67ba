import type { DayNumbers, NumbersView } from '../../tenants/contract/board.ts'

/** Figures of a range, made into what the screen shows. */

export const RANGES = [1, 7, 30, 90] as const
export type Range = (typeof RANGES)[number]

export type Counts = Pick<
  DayNumbers,
  'missed' | 'texted' | 'replied' | 'booked' | 'completed' | 'lost' | 'revenueMinor'
>
export type FunnelStep = { name: 'missed' | 'texted' | 'replied' | 'booked'; count: number; share: number | null }

const COUNTS = ['missed', 'texted', 'replied', 'booked', 'completed', 'lost', 'revenueMinor'] as const

/** How many days to ask for, so that the range before can be set beside this one. */
export function daysToAsk(range: Range): number {
  return 2 * range
}

export function sumCounts(days: readonly DayNumbers[]): Counts {
  const sum: Counts = { missed: 0, texted: 0, replied: 0, booked: 0, completed: 0, lost: 0, revenueMinor: 0 }
  for (const day of days) for (const name of COUNTS) sum[name] += day[name]
  return sum
}

/** The days of the range before this one, out of an answer that holds both. */
export function splitBefore(view: NumbersView, range: Range): { days: DayNumbers[]; before: DayNumbers[] } {
  const at = Math.max(0, view.days.length - range)
  return { days: view.days.slice(at), before: view.days.slice(Math.max(0, at - range), at) }
}

/** From missed to booked, each as a share of those missed. Null shares where nothing was missed. */
export function funnelOf(counts: Counts): FunnelStep[] {
  return (['missed', 'texted', 'replied', 'booked'] as const).map((name) => ({
    name,
    count: counts[name],
    share: counts.missed === 0 ? null : counts[name] / counts.missed,
  }))
}

/** The change from one figure to the next as a fraction; null where there is nothing to measure it by. */
export function changeOf(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / before
}

export type Kept = 'kept' | 'missed' | 'unknown'

/** Whether 95 of 100 were as fast as promised. */
export function judgePromise(p95Ms: number | null, promiseMs: number): Kept {
  if (p95Ms === null) return 'unknown'
  return p95Ms <= promiseMs ? 'kept' : 'missed'
}

export function isQuiet(counts: Counts): boolean {
  return COUNTS.every((name) => counts[name] === 0)
}

/** What the product promises: from the end of the call to the text, and from a reply to its answer. */
export const PROMISED = { textMs: 30_000, answerMs: 60_000 } as const

/** A calendar day as people of a language write it, short enough for an axis. */
export function nameDay(day: string, locale: string): string {
  const noon = Date.parse(`${day}T12:00:00Z`)
  return new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(noon)
}

/** Which days get their name on an axis that has room for `max`: evenly spread, the last one always. */
export function daysToName(count: number, max: number): number[] {
  const step = Math.max(1, Math.ceil(count / max))
  return Array.from({ length: count }, (_, index) => index).filter((index) => (count - 1 - index) % step === 0)
}

/** Seconds with a tenth where that tells something: `8.4`, `22`. */
export function toSeconds(ms: number | null): number | null {
  if (ms === null) return null
  return ms < 10_000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1_000)
}
