import { clock } from '../../tenants/base/clock.ts'
import { unreachable } from '../../tenants/base/result.ts'
import type { Phone } from '../../tenants/base/e164.ts'
import { SEND_TIMEOUT_MS } from '../../tenants/base/limits.ts'
import { reachOnly, readRetryAfter } from '../../tenants/providers/http.ts'
import type { SendOutcome, SmsPort } from '../../tenants/providers/port.ts'
import { resendEmail } from '../../tenants/providers/resend/api.ts'
import { webPush } from '../../tenants/providers/web-push/api.ts'
import { openVapid } from '../../tenants/providers/web-push/vapid.ts'
import type { PushSubscription } from '../../tenants/contract/push.ts'
import { twilioSms } from '../../tenants/providers/twilio/api.ts'
import type { DeliveryRow } from '../directory/alert-deliveries.ts'
import type { Settings } from '../env.ts'
import { composeEmail, composeText, composeWebhook, type Content } from './compose.ts'
import { isAllowedWebhook, pushPlaces, type Route } from './routes.ts'

/** An alert of hours ago is of no use on a phone. */
const TEXT_VALIDITY_S = 3_600
const FLEET_PATH = '/fleet'

/** One attempt. What an earlier one may have done is found out first, where the provider can be asked. */
export async function sendAlert(
  route: Route,
  { deliveryId, isDoubted, firstTriedAt, content }: DeliveryRow,
  settings: Settings,
): Promise<SendOutcome> {
  const told = JSON.parse(content) as Content
  const link = `${settings.APP_URL}${FLEET_PATH}`
  switch (route.kind) {
    case 'email':
      return sendEmail(route.target, composeEmail(told, route.language, link), deliveryId, settings)
    case 'sms': {
      const sms = openSms(settings)
      if (!sms) return { kind: 'refused', code: 'no_number', detail: 'There is no number to text from.' }
      const text = { to: route.target, from: sms.from, body: composeText(told, route.language, link) }
      return sendText(sms.port, text, isDoubted ? firstTriedAt : null)
    }
    case 'webhook':
      return sendWebhook(route.target, composeWebhook(told, route.language, link), deliveryId, settings)
    case 'push':
      return sendPush(route.target, composeText(told, route.language, ''), deliveryId, settings)
    default:
      return unreachable(route)
  }
}

/** Resend sends one mail for one key, so a repeat does no harm. */
export function sendEmail(
  to: string,
  mail: { subject: string; text: string; html: string },
  key: string,
  { RESEND_API_URL: apiUrl, RESEND_API_KEY: apiKey, EMAIL_FROM: from }: Settings,
): Promise<SendOutcome> {
  const port = resendEmail({ apiUrl, apiKey, http: reachOnly([apiUrl]) })
  return port.send({ ...mail, to, from, replyTo: null, headers: {}, tags: [{ name: 'kind', value: 'alert' }] }, key)
}

function openSms(settings: Settings): { port: SmsPort; from: Phone } | null {
  const { TWILIO_API_URL: apiUrl, TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = settings
  const from = settings.ALERT_SMS_FROM
  return from === undefined
    ? null
    : { port: twilioSms({ apiUrl, accountSid, authToken, http: reachOnly([apiUrl]) }), from }
}

async function sendText(
  port: SmsPort,
  text: { to: Phone; from: Phone; body: string },
  doubtedSince: number | null,
): Promise<SendOutcome> {
  if (doubtedSince !== null) {
    const found = await port.lookUp({ ...text, notBefore: doubtedSince, knownRefs: new Set<string>() })
    if (found.kind === 'found') return { kind: 'sent', providerRef: found.providerRef }
    if (found.kind === 'unknown') return { kind: 'in_doubt', code: found.code }
  }
  return port.send({ ...text, statusCallbackUrl: null, validityS: TEXT_VALIDITY_S })
}

/**
 * Nobody can be asked whether a webhook arrived, and an alert that arrives twice does less harm than one that never
 * does: it is repeated, under a key by which the receiver may tell.
 */
async function sendWebhook(url: string, body: string, key: string, settings: Settings): Promise<SendOutcome> {
  // The settings may name fewer hosts than when the route was made.
  if (!isAllowedWebhook(url, settings))
    return { kind: 'refused', code: 'host_not_allowed', detail: 'Not a host we may call.' }
  const answer = await reachOnly([url])({
    method: 'POST',
    url,
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body,
    timeoutMs: SEND_TIMEOUT_MS,
  })
  if (answer.kind === 'never_sent') return { kind: 'unavailable', code: answer.code, retryAfterMs: null }
  if (answer.kind === 'no_answer') return { kind: 'in_doubt', code: answer.code }
  const { status, headers, text } = answer
  if (status >= 200 && status < 300) return { kind: 'sent', providerRef: key }
  const code = WORD.test(text) ? text : `http_${status}`
  // What was wrong with the message, or with the way to it, will be wrong with a repeat as well.
  if (LASTING.has(status)) return { kind: 'refused', code, detail: 'The webhook is gone, or will not have it.' }
  return { kind: 'unavailable', code, retryAfterMs: readRetryAfter(headers) }
}

/** Slack says why in one word, such as `channel_is_archived`, which tells an admin more than a number. */
const WORD = /^[a-z]+(?:_[a-z]+){1,5}$/
const LASTING = new Set([400, 403, 404, 410])

/** A repeat replaces what still waits, and the browser shows two with one tag as one. */
async function sendPush(
  { endpoint, keys }: PushSubscription,
  body: string,
  key: string,
  settings: Settings,
): Promise<SendOutcome> {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = settings
  if (publicKey === undefined || privateKey === undefined || subject === undefined) {
    return { kind: 'refused', code: 'push_off', detail: 'Notifications are not set up here.' }
  }
  const vapid = openVapid({ publicKey, privateKey, subject }, clock.now)
  const port = webPush({ vapid, places: pushPlaces(settings), http: reachOnly([endpoint]) })
  const payload = JSON.stringify({ title: 'Shoulder', body, tag: key, url: FLEET_PATH })
  return port.send({ endpoint, keys, payload, ttlS: TEXT_VALIDITY_S, urgency: 'high', topic: key })
}
