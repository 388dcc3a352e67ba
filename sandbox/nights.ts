/** The hour of `triggers.crons` in wrangler.jsonc, which names it to Cloudflare. */
const NIGHT = { cron: '10 11 * * *', hourUtc: 11, minuteUtc: 10 }
const DAY_MS = 86_400_000

/** What a Worker is woken with by cron. */
export type Night = { cron: string; scheduledTime: Date }

/**
 * Wakes the Worker as cron does in production, where nobody else would. A night that comes while nothing runs here is
 * made up for by the next.
 */
export function keepNights(wake: (night: Night) => Promise<unknown>, say: (line: string) => void): void {
  const now = Date.now()
  const today = new Date(now).setUTCHours(NIGHT.hourUtc, NIGHT.minuteUtc, 0, 0)
  const next = today > now ? today : today + DAY_MS
  const timer = setTimeout(() => {
    const night = { cron: NIGHT.cron, scheduledTime: new Date(next) }
    wake(night).catch((error: Error) => say(`The nightly export could not be ordered: ${error.message}`))
    keepNights(wake, say)
  }, next - now)
  timer.unref()
}
