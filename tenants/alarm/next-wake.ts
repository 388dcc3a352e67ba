import { earlier, SECOND_MS, type Instant } from '../base/clock.ts'

/**
 * When to wake next, or null for never. While calls are under way their end starts what follows, so an overdue entry
 * then only needs a wake in case this life of the object ends before they do.
 */
export function nextWake(
  due: { timerAt: Instant | null; entryAt: Instant | null; dailyAt: Instant | null; isBusy: boolean },
  now: Instant,
): Instant | null {
  const entryAt = due.entryAt !== null && due.isBusy && due.entryAt <= now ? now + SECOND_MS : due.entryAt
  return earlier(earlier(due.timerAt, entryAt), due.dailyAt)
}
