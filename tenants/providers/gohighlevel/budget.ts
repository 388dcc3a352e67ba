import { DAY_MS, HOUR_MS, SECOND_MS, type Instant } from '../../base/clock.ts'
import { readRetryAfter } from '../http.ts'
import type { CallBudget } from './request.ts'

/**
 * GoHighLevel lets an app make 100 calls in 10 s and 200,000 a day for one location. A bucket of 50 that fills by 5 a
 * second never lets more than 100 out in any 10 s, wherever GoHighLevel's own window begins.
 */
const BUCKET_CALLS = 50
const REFILL_PER_SECOND = 5
const DAY_CALLS_MAX = 200_000
const WINDOW_MS = 10 * SECOND_MS

export type Budget = {
  calls: number
  filledAt: Instant
  dayBeganAt: Instant
  dayCalls: number
  /** Nothing goes before this: GoHighLevel has said so. */
  closedUntil: Instant
}

export function fullBudget(now: Instant): Budget {
  return { calls: BUCKET_CALLS, filledAt: now, dayBeganAt: now, dayCalls: 0, closedUntil: 0 }
}

/** Takes one call out, or says how long to wait for it. */
export function takeCall(budget: Budget, now: Instant): { budget: Budget; waitMs: number } {
  const filled = refill(budget, now)
  if (now < filled.closedUntil) return { budget: filled, waitMs: filled.closedUntil - now }
  if (filled.dayCalls >= DAY_CALLS_MAX) return { budget: filled, waitMs: filled.dayBeganAt + DAY_MS - now }
  if (filled.calls < 1) {
    return { budget: filled, waitMs: Math.ceil(((1 - filled.calls) * SECOND_MS) / REFILL_PER_SECOND) }
  }
  return { budget: { ...filled, calls: filled.calls - 1, dayCalls: filled.dayCalls + 1 }, waitMs: 0 }
}

/** What an answer tells: others may call for the same location by the same app, and count against the same limits. */
export function learnFrom(
  budget: Budget,
  { status, headers }: { status: number; headers: Headers },
  now: Instant,
): Budget {
  const remaining = readCount(headers, 'x-ratelimit-remaining')
  const daily = readCount(headers, 'x-ratelimit-daily-remaining')
  const windowMs = readCount(headers, 'x-ratelimit-interval-milliseconds') || WINDOW_MS
  const calls = remaining === null ? budget.calls : Math.min(budget.calls, remaining)
  const dayCalls = daily === null ? budget.dayCalls : Math.max(budget.dayCalls, DAY_CALLS_MAX - daily)
  const waitMs = status === 429 ? (readRetryAfter(headers) ?? Math.min(windowMs, HOUR_MS)) : 0
  const closedUntil = Math.max(budget.closedUntil, daily === 0 ? now + HOUR_MS : 0, waitMs > 0 ? now + waitMs : 0)
  return { ...budget, calls, dayCalls, closedUntil }
}

/** One for each location, kept in memory: after a restart the first answer says how much is left. */
export function openBudget(now: () => Instant): CallBudget {
  let budget = fullBudget(now())
  return {
    admit() {
      const taken = takeCall(budget, now())
      budget = taken.budget
      return taken.waitMs
    },
    heard(answer) {
      budget = learnFrom(budget, answer, now())
    },
  }
}

function refill(budget: Budget, now: Instant): Budget {
  const passedMs = Math.max(0, now - budget.filledAt)
  const calls = Math.min(BUCKET_CALLS, budget.calls + (passedMs / SECOND_MS) * REFILL_PER_SECOND)
  const isNewDay = now - budget.dayBeganAt >= DAY_MS
  return { ...budget, calls, filledAt: now, ...(isNewDay ? { dayBeganAt: now, dayCalls: 0 } : {}) }
}

function readCount(headers: Headers, name: string): number | null {
  const text = headers.get(name)
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}
