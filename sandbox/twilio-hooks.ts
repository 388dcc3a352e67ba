import { randomUUID } from 'node:crypto'
import type { World } from './emulator.ts'
import { API_VERSION } from './twilio-message.ts'
import { signForm } from './twilio-signature.ts'
import type { Attempt } from './webhook-attempt.ts'
import { isTaken, type RetryRule, type WebhookOutcome } from './webhooks.ts'

/** Twilio waits this long for an answer unless the URL says otherwise. */
const ANSWER_TIMEOUT_MS = 15_000
const RETRY_DELAY_MS = 250
const RETRIES_MAX = 5

/** Calls Shoulder as Twilio does: a signed form, the same idempotency token on every attempt. Empty values are sent. */
export async function callShoulder(
  world: World,
  call: { event: string; url: string; params: Record<string, string | undefined>; thread?: string },
): Promise<WebhookOutcome> {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN } = world.settings
  const form = new URLSearchParams({ AccountSid: TWILIO_ACCOUNT_SID, ApiVersion: API_VERSION })
  for (const [name, value] of Object.entries(call.params)) if (value !== undefined) form.set(name, value)
  const [url = '', fragment = ''] = call.url.split('#')
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'user-agent': 'TwilioProxy/1.1',
    accept: '*/*',
    'x-twilio-signature': signForm(TWILIO_AUTH_TOKEN, url, form),
    'i-twilio-idempotency-token': randomUUID(),
  }
  return world.deliver({
    provider: 'twilio',
    event: call.event,
    url,
    body: form.toString(),
    headers: () => headers,
    retry: readRetryRule(new URLSearchParams(fragment)),
    ...(call.thread === undefined ? {} : { thread: call.thread }),
  })
}

/** One more try after a failed connection, unless the fragment of the URL asks otherwise: `rc` times, `rp` for what. */
function readRetryRule(wish: URLSearchParams): RetryRule {
  const retries = Math.min(Number(wish.get('rc') ?? 1) || 0, RETRIES_MAX)
  const causes = new Set((wish.get('rp') ?? 'ct').split(','))
  const timeoutMs = Math.min(
    Number(wish.get('rt')) || ANSWER_TIMEOUT_MS,
    Number(wish.get('tt')) || ANSWER_TIMEOUT_MS,
    ANSWER_TIMEOUT_MS,
  )
  return {
    delaysMs: Array.from({ length: retries }, () => RETRY_DELAY_MS),
    after: (attempt) => !isTaken(attempt) && (causes.has('all') || causes.has(nameCause(attempt))),
    timeoutMs,
  }
}

function nameCause(attempt: Attempt): string {
  if (attempt.status === null) return attempt.error === 'connect' ? 'ct' : 'rt'
  return `${Math.floor(attempt.status / 100)}xx`
}
