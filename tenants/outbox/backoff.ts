import { BACKOFF_BASE_MS, BACKOFF_MAX_MS, RETRY_AFTER_MAX_MS } from '../base/limits.ts'

/**
 * How long to wait before attempt `attempts + 1`: doubling from one second, with up to half of it taken off at random
 * so
 * that many entries do not come back together. What the provider asks for wins.
 */
export function backoff(attempts: number, retryAfterMs: number | null, chance: number): number {
  if (retryAfterMs !== null) return Math.min(Math.max(retryAfterMs, BACKOFF_BASE_MS), RETRY_AFTER_MAX_MS)
  const full = Math.min(BACKOFF_BASE_MS * 2 ** Math.max(0, attempts - 1), BACKOFF_MAX_MS)
  return Math.round(full * (1 - chance / 2))
}
