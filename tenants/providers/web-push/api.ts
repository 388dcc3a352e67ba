import { SEND_TIMEOUT_MS } from '../../base/limits.ts'
import { readRetryAfter, type Http, type HttpAnswer } from '../http.ts'
import type { OutboundPush, PushPort, SendOutcome } from '../port.ts'
import { encryptMessage, newMessageSecret, type MessageSecret } from './encrypt.ts'
import { isSafeEndpoint, type PushPlaces } from './endpoint.ts'
import type { Vapid } from './vapid.ts'

/** Push services take four weeks and cut what is longer. */
const TTL_MAX_S = 28 * 86_400

/** Push services take bodies of 4,096 bytes, encryption included; some take less. */
const PAYLOAD_BYTES_MAX = 3 * 1_024

const DETAILS: Readonly<Record<number, string>> = {
  400: 'The push service does not understand the message',
  401: 'The push service does not accept our key',
  403: 'The subscription was made with another key',
  413: 'The message is too long for the push service',
}

/**
 * A message to one browser through the push service it named. A repeat is safe: the topic replaces a message that still
 * waits, and the browser shows two with one tag as one.
 */
export function webPush(options: {
  vapid: Vapid
  places: PushPlaces
  http: Http
  newSecret?: () => Promise<MessageSecret>
}): PushPort {
  const { vapid, places, http, newSecret = newMessageSecret } = options
  return {
    async send({ endpoint, keys, payload, ttlS, urgency, topic }, timeoutMs = SEND_TIMEOUT_MS) {
      if (!isSafeEndpoint(endpoint, places)) return refuse('endpoint_refused', 'We do not write to this address')
      const plaintext = new TextEncoder().encode(payload)
      if (plaintext.byteLength > PAYLOAD_BYTES_MAX) return refuse('payload_too_large', 'The message is too long')
      const bytes = await encrypt(plaintext, keys, newSecret)
      if (!bytes) return refuse('subscription_unusable', "The browser's keys cannot be used")
      const answer = await http({
        method: 'POST',
        url: endpoint,
        headers: {
          Authorization: await vapid(endpoint),
          'Content-Encoding': 'aes128gcm',
          'Content-Type': 'application/octet-stream',
          TTL: String(Math.min(Math.max(0, Math.floor(ttlS)), TTL_MAX_S)),
          Urgency: urgency,
          Topic: topic,
        },
        body: null,
        bytes,
        timeoutMs,
      })
      return sendOutcome(answer)
    },
  }
}

async function encrypt(
  plaintext: Uint8Array<ArrayBuffer>,
  keys: OutboundPush['keys'],
  newSecret: () => Promise<MessageSecret>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await encryptMessage(plaintext, keys, await newSecret())
  } catch {
    return null
  }
}

function sendOutcome(answer: HttpAnswer): SendOutcome {
  if (answer.kind === 'never_sent') return { kind: 'unavailable', code: answer.code, retryAfterMs: null }
  if (answer.kind === 'no_answer') return { kind: 'in_doubt', code: answer.code }
  const { status, headers } = answer
  // The location names the message at the push service, and may be long; nothing is ever asked of it.
  if (status >= 200 && status < 300) return { kind: 'sent', providerRef: lastPart(headers.get('location')) }
  if (status === 404 || status === 410) return refuse('subscription_gone', 'The browser has given the subscription up')
  // Windows says 406 where others say 429.
  const isBusy = status === 429 || status === 406 || status === 408 || status >= 500
  if (isBusy) return { kind: 'unavailable', code: `http_${status}`, retryAfterMs: readRetryAfter(headers) }
  return refuse(`http_${status}`, DETAILS[status] ?? 'The push service refused the message')
}

function refuse(code: string, detail: string): SendOutcome {
  return { kind: 'refused', code, detail }
}

function lastPart(location: string | null): string {
  return (location ?? '').split('/').at(-1)?.slice(0, 100) || 'accepted'
}
