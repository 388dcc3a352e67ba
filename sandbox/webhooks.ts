/** One call to Shoulder. `headers` is asked anew for each attempt, since some providers sign the time of sending. */
export type Webhook = {
  /** Name of the sending emulator, by which faults find it. */
  provider: string
  /** What it tells, such as "sms.received"; for the log. */
  event: string
  url: string
  body: string
  headers(sentAt: number): Record<string, string>
  retry: RetryRule
}

/** The provider's retries: waits `delaysMs[n]` after failed attempt n while `after` says so. */
export type RetryRule = {
  delaysMs: readonly number[]
  after(attempt: Attempt): boolean
  timeoutMs: number
}

/** How one attempt ended. `status` is null when no answer came: refused connections, resets and timeouts. */
export type Attempt = { status: number | null; body: string; error?: 'connect' | 'timeout' | 'broken' }

export type WebhookOutcome = Attempt & { attempts: number }
