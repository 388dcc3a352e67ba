import { createHmac } from 'node:crypto'
import { decodeBase64 } from '../base/base64.ts'
import type { Instant } from '../base/clock.ts'

/**
 * Signs a webhook by the rules of standardwebhooks.com, which are Svix's as well: HMAC-SHA256 over its id, the second
 * it was sent in and its body. Returns what stands in the header. `secret` is base64, behind `whsec_` or bare; throws
 * where it holds no key, because by an empty one anybody could sign.
 */
export function signStandardWebhook(secret: string, sent: { id: string; at: Instant; body: string }): string {
  const key = decodeBase64(secret.replace(/^whsec_/, ''))
  if (!key || key.length === 0) throw new Error('The secret that webhooks are signed with is no base64.')
  const signed = `${sent.id}.${Math.floor(sent.at / 1_000)}.${sent.body}`
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
}
