/** An instant: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** The only place that reads the time. Everything that decides is given `now` as an argument. */
export const clock = {
  now: (): Instant => Date.now(),
}

/** Tells how many milliseconds have gone by since it was started, by a clock that nobody sets. */
export function stopwatch(): () => number {
  const startedAt = performance.now()
  return () => performance.now() - startedAt
}

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** The later instant, `delayMs` after `at`. A negative delay counts as none. */
export function after(at: Instant, delayMs: number): Instant {
  return at + Math.max(0, delayMs)
}

/** The earlier of two instants, where null means "never". */
export function earlier(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null) return other
  return other === null ? one : Math.min(one, other)
}
