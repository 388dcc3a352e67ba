import { DAY_MS, HOUR_MS, type Instant } from '../../base/clock.ts'
import type { LocalTime } from '../../base/local-time.ts'
import type { CallCase, LeadCase, TextCase } from '../../storage/agent-day-rows.ts'
import { BOOKED_WITHIN_DAYS, REPLIED_WITHIN_DAYS } from '../monitor/figures.ts'
import type { Call, Matter, SentText } from './observed.ts'

/** How the rows are read: by the business's own clock, and by its own promises. */
export type Reading = {
  now: Instant
  localTime: (at: Instant) => LocalTime
  textLateMs: number
  answerLateMs: number
}

export function matterOf(lead: LeadCase, { now, localTime, textLateMs, answerLateMs }: Reading): Matter {
  const { at, source, campaign, language, lineType, area, isKnown, variant, fate, code } = lead
  const { day, timeMs } = localTime(at)
  const started = lead.textedAt ?? at
  return {
    ...{
      on: day,
      hour: Math.floor(timeMs / HOUR_MS),
      source,
      campaign,
      language,
      lineType,
      area,
      isKnown,
      variant,
      fate,
      code,
    },
    service: lead.pricedAt === null ? null : lead.service,
    isTexted: lead.textedAt !== null,
    isTextLate: lead.textDelayMs !== null && lead.textDelayMs > textLateMs,
    isAnswerLate: lead.answerDelayMs !== null && lead.answerDelayMs > answerLateMs,
    isReplied: cameOf(lead.repliedAt, started, REPLIED_WITHIN_DAYS, now),
    isBooked: cameOf(lead.bookedAt, at, BOOKED_WITHIN_DAYS, now),
    isOptedOut: cameOf(lead.optedOutAt, started, REPLIED_WITHIN_DAYS, now) === true,
  }
}

/** Null while it may still come. */
function cameOf(cameAt: Instant | null, since: Instant, withinDays: number, now: Instant): boolean | null {
  const until = since + withinDays * DAY_MS
  if (cameAt !== null && cameAt < until && cameAt < now) return true
  return until <= now ? false : null
}

export function textOf({ at, ...text }: TextCase, { localTime }: Reading): SentText {
  const { day, timeMs } = localTime(at)
  return { ...text, on: day, hour: Math.floor(timeMs / HOUR_MS) }
}

export function callOf({ at, via, area }: CallCase, { localTime }: Reading): Call {
  const { day, timeMs } = localTime(at)
  return { on: day, hour: Math.floor(timeMs / HOUR_MS), via, area }
}
