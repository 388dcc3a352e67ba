import type { TokenScope } from './ghl-tokens.ts'

const INTERVAL_MS = 10_000
const INTERVAL_MAX = 100
const DAY_MS = 86_400_000
const DAY_MAX = 200_000
const RESOURCES_MAX = 20_000

type Count = { beganAt: number; calls: number; dayBeganAt: number; dayCalls: number }
export type RateVerdict = { isAllowed: boolean; headers: Record<string, string> }
export type RateLimit = { take(scope: TokenScope, now: number): RateVerdict; clear(): void }

/** 100 calls in 10 s and 200,000 a day for each location and each company, told in the headers of every answer. */
export function createRateLimit(intervalMax = INTERVAL_MAX): RateLimit {
  const counts = new Map<string, Count>()
  return {
    take(scope, now) {
      const resource = scope.kind === 'Location' ? scope.locationId : scope.companyId
      const count = renew(counts.get(resource), now)
      const isAllowed = count.calls < intervalMax && count.dayCalls < DAY_MAX
      if (isAllowed) {
        count.calls += 1
        count.dayCalls += 1
      }
      if (counts.size >= RESOURCES_MAX) counts.clear()
      counts.set(resource, count)
      return { isAllowed, headers: describe(count) }
    },
    clear: () => counts.clear(),
  }
}

function renew(count: Count | undefined, now: number): Count {
  const fresh: Count = { beganAt: now, calls: 0, dayBeganAt: now, dayCalls: 0 }
  if (!count || now - count.dayBeganAt >= DAY_MS) return fresh
  return now - count.beganAt >= INTERVAL_MS ? { ...count, beganAt: now, calls: 0 } : count
}

function describe(count: Count): Record<string, string> {
  return {
    'X-RateLimit-Limit-Daily': String(DAY_MAX),
    'X-RateLimit-Daily-Remaining': String(DAY_MAX - count.dayCalls),
    'X-RateLimit-Interval-Milliseconds': String(INTERVAL_MS),
    'X-RateLimit-Max': String(INTERVAL_MAX),
    'X-RateLimit-Remaining': String(INTERVAL_MAX - count.calls),
  }
}
