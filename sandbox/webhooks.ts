import type { Faults } from './faults.ts'
import { createPoster, type Attempt } from './webhook-attempt.ts'

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

export type WebhookOutcome = Attempt & { attempts: number }

export type Postman = {
  /** Resolves when the webhook was taken or given up. Never rejects for what happens on the way. */
  deliver(webhook: Webhook): Promise<WebhookOutcome>
  /** Gives up what is under way or waiting for a retry; its senders are told it broke. */
  giveUp(): void
  close(): void
}

type PostmanParts = {
  faults: Faults
  now: () => number
  log: (event: string, facts: Record<string, unknown>) => void
}

/** Webhooks of a provider struck by `out_of_order` are gathered this long and then sent last one first. */
const GATHER_MS = 500
const GIVEN_UP: WebhookOutcome = { status: null, body: '', error: 'broken', attempts: 0 }

/** Carries webhooks to Shoulder: retries as the provider would, doubles or shuffles them where a fault says so. */
export function createPostman({ faults, now, log }: PostmanParts): Postman {
  const poster = createPoster()
  const gathered = new Map<string, (() => Promise<void>)[]>()
  const pauses = createPauses()
  let round = 0

  async function carry(webhook: Webhook): Promise<WebhookOutcome> {
    const { url, body, provider, event, retry } = webhook
    const startedIn = round
    for (let attempts = 1; ; attempts += 1) {
      const posting = { url, body, headers: webhook.headers(now()), timeoutMs: retry.timeoutMs }
      const outcome = { ...(await poster.post(posting)), attempts }
      if (isTaken(outcome)) return outcome
      log('webhook_not_taken', { provider, event, url, status: outcome.status, error: outcome.error, attempts })
      const delayMs = retry.delaysMs[attempts - 1]
      if (delayMs === undefined || startedIn !== round || !retry.after(outcome)) return outcome
      await pauses.take(delayMs)
      if (startedIn !== round) return outcome
    }
  }

  function gather(webhook: Webhook): Promise<WebhookOutcome> {
    const gatheredIn = round
    return new Promise((resolve) => {
      const send = async () => resolve(gatheredIn === round ? await carry(webhook) : GIVEN_UP)
      const waiting = gathered.get(webhook.provider)
      if (waiting) {
        waiting.push(send)
        return
      }
      const batch = [send]
      gathered.set(webhook.provider, batch)
      void pauses.take(GATHER_MS).then(async () => {
        gathered.delete(webhook.provider)
        for (const next of batch.toReversed()) await next()
      })
    })
  }

  const giveUp = () => {
    round += 1
    pauses.end()
    poster.cancelAll()
  }
  return {
    async deliver(webhook) {
      switch (faults.strikeWebhook(webhook.provider, webhook.url)) {
        case 'duplicate': {
          const [first] = await Promise.all([carry(webhook), carry(webhook)])
          return first
        }
        case 'out_of_order':
          return gather(webhook)
        case undefined:
          return carry(webhook)
      }
    },
    giveUp,
    close() {
      giveUp()
      poster.close()
    },
  }
}

export function isTaken(attempt: Attempt): boolean {
  return attempt.status !== null && attempt.status >= 200 && attempt.status < 300
}

/** Waits that can all be cut short at once. */
function createPauses() {
  const open = new Set<() => void>()
  return {
    take(delayMs: number): Promise<void> {
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer)
          open.delete(end)
          resolve()
        }
        const timer = setTimeout(end, delayMs)
        open.add(end)
      })
    },
    end() {
      for (const end of open) end()
    },
  }
}
