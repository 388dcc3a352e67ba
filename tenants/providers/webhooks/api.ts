import { Webhook } from 'standardwebhooks'
import { isPublicHost } from '../../base/public-host.ts'
import { WEBHOOK_TIMEOUT_MS, WEBHOOK_WAITS_MS } from '../../base/webhook-limits.ts'
import { readRetryAfter, type Http, type HttpAnswer } from '../http.ts'
import type { SendOutcome, WebhookPort } from '../port.ts'

/** `sandboxUrl`: where the sandbox plays a receiver, the one place that may be reached by http; null in production. */
export type WebhookPlaces = { appUrl: string; sandboxUrl: string | null }

/**
 * Tells another program by the rules of standardwebhooks.com, by which a receiver knows who it is from, when it was
 * sent and whether it has had it before: a repeat is safe, and whatever is no 2xx is tried again.
 */
export function webhookSender({
  http,
  places,
  openSecret,
}: {
  http: Http
  places: WebhookPlaces
  openSecret: (owner: string, sealed: string) => string
}): WebhookPort {
  const judge: WebhookPort['judge'] = (address) => {
    const url = URL.canParse(address) ? new URL(address) : null
    if (!url || url.username !== '' || url.password !== '') return 'not_public'
    if (places.sandboxUrl !== null && url.href.startsWith(`${places.sandboxUrl}/`)) return null
    if (url.protocol !== 'https:') return 'not_https'
    const isOurs = url.hostname === new URL(places.appUrl).hostname
    return url.port === '' && !isOurs && isPublicHost(url.hostname) ? null : 'not_public'
  }
  return {
    judge,
    async send({ url, owner, sealed, messageId, at, body, attempts }) {
      const fault = judge(url)
      if (fault) return { kind: 'refused', code: fault, detail: 'We do not write to this address.' }
      const signatures = sealed.map((each) => new Webhook(openSecret(owner, each)).sign(messageId, new Date(at), body))
      const answer = await http({
        method: 'POST',
        url,
        headers: {
          'Content-Type': 'application/json',
          'webhook-id': messageId,
          'webhook-timestamp': String(Math.floor(at / 1_000)),
          'webhook-signature': signatures.join(' '),
        },
        body,
        timeoutMs: WEBHOOK_TIMEOUT_MS,
      })
      return readOutcome(answer, attempts)
    },
  }
}

function readOutcome(answer: HttpAnswer, attempts: number): SendOutcome {
  const waitMs = WEBHOOK_WAITS_MS[Math.min(attempts, WEBHOOK_WAITS_MS.length) - 1] ?? null
  if (answer.kind !== 'answered') return { kind: 'unavailable', code: answer.code, retryAfterMs: waitMs }
  const { status, headers } = answer
  if (status >= 200 && status < 300) return { kind: 'sent', providerRef: `http_${status}` }
  // The one answer by which a receiver says that it wants to hear no more.
  if (status === 410) return { kind: 'refused', code: 'http_410', detail: 'The receiver wants to hear no more.' }
  return { kind: 'unavailable', code: `http_${status}`, retryAfterMs: readRetryAfter(headers) ?? waitMs }
}
