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
  /** Webhooks about one thing, such as one text, arrive in the order they were sent unless a fault says otherwise. */
  thread?: string
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
/** A webhook that is not answered holds up the next of its thread no longer than this. */
const TURN_WAIT_MS = 1000
const GIVEN_UP: WebhookOutcome = { status: null, body: '', error: 'broken', attempts: 0 }

type Send = () => Promise<WebhookOutcome>

/** Carries webhooks to Shoulder: retries as the provider would, doubles or shuffles them where a fault says so. */
export function createPostman({ faults, now, log }: PostmanParts): Postman {
  const poster = createPoster()
  const pauses = createPauses()
  const takeTurn = createTurns(pauses)
  const gather = createGathering(pauses)

  async function carry(webhook: Webhook): Promise<WebhookOutcome> {
    const { url, body, provider, event, retry } = webhook
    const isGivenUp = pauses.watch()
    for (let attempts = 1; ; attempts += 1) {
      const posting = { url, body, headers: webhook.headers(now()), timeoutMs: retry.timeoutMs }
      const outcome = { ...(await poster.post(posting)), attempts }
      if (isTaken(outcome)) return outcome
      log('webhook_not_taken', { provider, event, url, status: outcome.status, error: outcome.error, attempts })
      const delayMs = retry.delaysMs[attempts - 1]
      if (delayMs === undefined || isGivenUp() || !retry.after(outcome)) return outcome
      await pauses.take(delayMs)
      if (isGivenUp()) return outcome
    }
  }

  const giveUp = () => {
    pauses.end()
    poster.cancelAll()
  }
  return {
    async deliver(webhook) {
      const send = () => carry(webhook)
      const sendInTurn = () => (webhook.thread === undefined ? send() : takeTurn(webhook.thread, send))
      switch (faults.strikeWebhook(webhook.provider, webhook.url)) {
        case 'duplicate': {
          const [first] = await Promise.all([sendInTurn(), send()])
          return first
        }
        case 'out_of_order':
          return gather(webhook.provider, send)
        case undefined:
          return sendInTurn()
      }
    },
    giveUp,
    close() {
      giveUp()
      poster.close()
    },
  }
}

/** Sends webhooks of one thread one after another. */
function createTurns(pauses: Pauses) {
  const tails = new Map<string, Promise<WebhookOutcome>>()
  return async (thread: string, send: Send): Promise<WebhookOutcome> => {
    const before = tails.get(thread)
    const isGivenUp = pauses.watch()
    const sendAfter = async () => {
      await Promise.race([before, pauses.take(TURN_WAIT_MS)])
      return isGivenUp() ? GIVEN_UP : send()
    }
    const mine = before ? sendAfter() : send()
    tails.set(thread, mine)
    const outcome = await mine
    if (tails.get(thread) === mine) tails.delete(thread)
    return outcome
  }
}

/** Gathers what a provider sends for a while, then sends the last one first. */
function createGathering(pauses: Pauses) {
  const batches = new Map<string, (() => Promise<void>)[]>()
  return (provider: string, send: Send): Promise<WebhookOutcome> =>
    new Promise((resolve) => {
      const isGivenUp = pauses.watch()
      const sendIt = async () => resolve(isGivenUp() ? GIVEN_UP : await send())
      const waiting = batches.get(provider)
      if (waiting) {
        waiting.push(sendIt)
        return
      }
      const batch = [sendIt]
      batches.set(provider, batch)
      void pauses.take(GATHER_MS).then(async () => {
        batches.delete(provider)
        for (const next of batch.toReversed()) await next()
      })
    })
}

export function isTaken(attempt: Attempt): boolean {
  return attempt.status !== null && attempt.status >= 200 && attempt.status < 300
}

type Pauses = ReturnType<typeof createPauses>

/** Waits that can all be cut short at once. */
function createPauses() {
  const open = new Set<() => void>()
  let ends = 0
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
    /** Answers whether everything was given up since. */
    watch(): () => boolean {
      const begun = ends
      return () => ends !== begun
    },
    end(): void {
      ends += 1
      for (const end of open) end()
    },
  }
}
