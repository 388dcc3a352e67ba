import { HOUR_MS, MINUTE_MS, type Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import type { DayNumber } from '../base/local-time.ts'
import { INBOUND_COUNTED_MAX, PACE_INSTANTS_MAX } from '../base/limits.ts'
import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/**
 * How much this business has sent lately, counted in one small document that is written with each claim. Messages are
 * not counted over: that would read as many rows as were sent, with each text anew, and erasing a person would undo it.
 */
export type Sendings = {
  /** Instants of the newest texts, oldest first: what the carriers count by the minute. */
  recent: Instant[]
  /** The carriers' day, and the segments that left in it. */
  day: DayNumber
  segmentsToday: number
  /** Automated texts to customers in each of the last 60 minutes, by the number of the minute. */
  minutes: [minute: number, count: number][]
  /** Such texts on each of the last days, and in how many hours of it there were any. */
  days: { day: DayNumber; sent: number; hours: number; lastHour: number }[]
  /** Set from the moment on which too many were stopped until a person lets them go on. */
  stoppedAt: Instant | null
}

const NOTHING_SENT: Sendings = { recent: [], day: 0, segmentsToday: 0, minutes: [], days: [], stoppedAt: null }

/** Days whose hours say what is usual, without the day at hand. */
const USUAL_DAYS = 7

export function loadSendings(db: TenantDb): Sendings {
  return loadSetting<Sendings>(db, 'pace') ?? NOTHING_SENT
}

export function saveSendings(db: TenantDb, sendings: Sendings): void {
  saveSetting(db, 'pace', sendings)
}

/** One more text. `day` is the carriers', whose count begins anew with it. */
export function addSending(
  before: Sendings,
  text: { segments: number; isAutomated: boolean; day: DayNumber },
  now: Instant,
): Sendings {
  const { day, segments } = text
  const recent = [...before.recent.filter((at) => at > now - MINUTE_MS), now].slice(-PACE_INSTANTS_MAX)
  const segmentsToday = (before.day === day ? before.segmentsToday : 0) + segments
  const counted = { ...before, recent, day, segmentsToday }
  return text.isAutomated ? addAutomated(counted, day, now) : counted
}

function addAutomated(before: Sendings, day: DayNumber, now: Instant): Sendings {
  const minute = Math.floor(now / MINUTE_MS)
  const hour = Math.floor(now / HOUR_MS)
  const kept = before.minutes.filter(([each]) => each > minute - 60)
  const inMinute = kept.find(([each]) => each === minute)?.[1] ?? 0
  const others = kept.filter(([each]) => each !== minute)
  const today = before.days.find((each) => each.day === day) ?? { day, sent: 0, hours: 0, lastHour: -1 }
  const grown = {
    day,
    sent: today.sent + 1,
    hours: today.hours + (today.lastHour === hour ? 0 : 1),
    lastHour: hour,
  }
  const earlier = before.days.filter((each) => each.day !== day).slice(-USUAL_DAYS)
  return { ...before, minutes: [...others, [minute, inMinute + 1]], days: [...earlier, grown] }
}

/** Automated texts to customers within the last hour, give or take a minute. */
export function countLastHour({ minutes }: Sendings, now: Instant): number {
  const minute = Math.floor(now / MINUTE_MS)
  return minutes.filter(([each]) => each > minute - 60).reduce((sum, [, count]) => sum + count, 0)
}

/** How many an hour in which there are any usually has: the mean over the last days, without the day at hand. */
export function usualPerHour({ days }: Sendings, day: DayNumber): number {
  const earlier = days.filter((each) => each.day !== day).slice(-USUAL_DAYS)
  const hours = earlier.reduce((sum, each) => sum + each.hours, 0)
  return hours === 0 ? 0 : earlier.reduce((sum, each) => sum + each.sent, 0) / hours
}

/** Calls and texts that came in within the last hour, found by their ids and up to a bound. */
export function countInbound(db: TenantDb, now: Instant): number {
  const from = now - HOUR_MS
  const { sql } = db.$client
  const calls = sql.exec(CALLS, firstIdAt('cal', from)).toArray().length
  const texts = sql.exec<{ direction: string }>(TEXTS, firstIdAt('msg', from)).toArray()
  return calls + texts.filter(({ direction }) => direction === 'inbound').length
}

// The bound stands in the text: SQLite plans a query with a bound limit anew each time.
const CALLS = `select 1 from call_logs where call_id >= ? limit ${INBOUND_COUNTED_MAX}`
const TEXTS = `select direction from messages where message_id >= ? order by message_id desc
  limit ${INBOUND_COUNTED_MAX}`
