import { quotaDetails, refusal } from './google-ads-errors.ts'

/** Operations a day of the project that owns the OAuth client, at the level of access that most have. */
const OPERATIONS_MAX = 15_000
const DAY_MS = 86_400_000

export type Quota = {
  /** Counts operations; throws once there are more of them in a day than allowed. */
  take(count: number, now: number): void
  stand(): { used: number; max: number }
  setMax(max: number): void
  clear(): void
}

export function createQuota(): Quota {
  let [used, day, max] = [0, 0, OPERATIONS_MAX]
  return {
    take(count, now) {
      const today = Math.floor(now / DAY_MS)
      if (today !== day) [used, day] = [0, today]
      if (used + count > max) {
        const details = quotaDetails(Math.ceil(((today + 1) * DAY_MS - now) / 1000))
        throw refusal(429, 'quotaError', 'RESOURCE_EXHAUSTED', 'Too many operations in a day.', details)
      }
      used += count
    },
    stand: () => ({ used, max }),
    setMax: (given) => void (max = given),
    clear: () => void ([used, max] = [0, OPERATIONS_MAX]),
  }
}
