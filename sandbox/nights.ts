/** The times of `triggers.crons` in wrangler.jsonc, which names them to Cloudflare. */
const NIGHT = { cron: '10 11 * * *', everyMs: 86_400_000, afterMs: (11 * 60 + 10) * 60_000 }
const TICK = { cron: '*/5 * * * *', everyMs: 300_000, afterMs: 0 }

/** What a Worker is woken with by cron. */
export type Night = { cron: string; scheduledTime: Date }

type Wake = (night: Night) => Promise<unknown>

/**
 * Wakes the Worker as cron does in production, where nobody else would. A night that comes while nothing runs here is
 * made up for by the next.
 */
export function keepNights(wake: Wake, say: (line: string) => void): void {
  for (const time of [NIGHT, TICK]) keep(time, wake, say)
}

function keep(time: typeof NIGHT, wake: Wake, say: (line: string) => void): void {
  const now = Date.now()
  const next = (Math.floor((now - time.afterMs) / time.everyMs) + 1) * time.everyMs + time.afterMs
  const timer = setTimeout(() => {
    const night = { cron: time.cron, scheduledTime: new Date(next) }
    wake(night).catch((error: Error) => say(`What is due at ${time.cron} failed: ${error.message}`))
    keep(time, wake, say)
  }, next - now)
  timer.unref()
}
