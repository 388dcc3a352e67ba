import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/server.ts'
import { readAppEvent } from '../../tenants/providers/gohighlevel/webhook.ts'
import { request } from '../../tenants/providers/http.ts'
import type { Delivery, InboundEvent } from '../../tenants/providers/inbound.ts'
import { resendEmail } from '../../tenants/providers/resend/api.ts'
import { readResendEvent } from '../../tenants/providers/resend/webhook.ts'
import { readForm, verifyGhl, verifySvix, verifyTwilio } from '../../tenants/providers/signature.ts'
import { twilioSms } from '../../tenants/providers/twilio/api.ts'
import { emptyTwiml, voiceGreeting } from '../../tenants/providers/twilio/twiml.ts'
import {
  readInboundSms,
  readMessageStatus,
  readRecording,
  readVoice,
  readVoiceStatus,
} from '../../tenants/providers/twilio/webhook.ts'
import { hasSpec, openSpec } from './support/open-api.ts'
import { openListener, type Arrival, type Listener } from './support/listener.ts'

const ANN = '+15125550111'
const OURS = '+15125550150'

let sandbox: Sandbox
let listener: Listener

beforeAll(async () => {
  listener = await openListener((url) => (url.pathname === '/hooks/twilio/voice' ? greeting() : emptyTwiml()))
  sandbox = await startSandbox({ port: 0, stateDir: null, settings: { APP_URL: listener.url } })
})

afterEach(() => {
  listener.arrivals.splice(0)
})

afterAll(async () => {
  await sandbox.close()
  await listener.close()
})

function greeting(): string {
  const status = `${listener.url}/hooks/twilio/voice/status?tenant=ten_a`
  return voiceGreeting({
    script: { language: 'en', notice: 'You have reached Larkspur & Sons.', question: null },
    askUrl: '',
    recordVoicemail: true,
    actionUrl: `${status}&step=voicemail`,
    recordingStatusCallbackUrl: `${status}&step=recording`,
  })
}

async function order(path: string, body: Record<string, unknown>): Promise<void> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const answer = await fetch(`${sandbox.url}/sandbox/${path}`, init)
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}: ${await answer.text()}`)
}

/** Verifies and reads what arrived as the router does; throws what it would refuse. */
async function read(arrival: Arrival): Promise<Delivery> {
  const { TWILIO_AUTH_TOKEN, GHL_WEBHOOK_PUBLIC_KEY, RESEND_WEBHOOK_SECRET } = sandbox.settings
  const { url, headers, rawBody } = arrival
  const now = Date.now()
  if (url.pathname === '/hooks/ghl') {
    const signature = headers.get('x-ghl-signature')
    take(await verifyGhl({ publicKeyPem: GHL_WEBHOOK_PUBLIC_KEY, signature, rawBody }))
    return take(readAppEvent(rawBody, now))
  }
  if (url.pathname === '/hooks/resend') {
    take(verifySvix({ secret: RESEND_WEBHOOK_SECRET, headers, rawBody, now }))
    return take(readResendEvent(rawBody, headers.get('svix-id') ?? ''))
  }
  const params = take(readForm(rawBody))
  const signature = headers.get('x-twilio-signature')
  take(verifyTwilio({ authToken: TWILIO_AUTH_TOKEN, signature, url: url.href, params }))
  if (url.pathname === '/hooks/twilio/sms') return take(readInboundSms(params))
  if (url.pathname === '/hooks/twilio/status') return take(readMessageStatus(params, url.searchParams))
  if (url.pathname === '/hooks/twilio/voice') return take(readVoice(params, now))
  const isRecording = url.searchParams.get('step') === 'recording'
  return take(isRecording ? readRecording(params, url.searchParams, now) : readVoiceStatus(params, now))
}

function take<T, E>(result: { ok: true; value: T } | { ok: false; error: E }): T {
  if (!result.ok) throw new Error(`It was refused: ${JSON.stringify(result.error)}`)
  return result.value
}

async function events(): Promise<InboundEvent[]> {
  return (await Promise.all(listener.arrivals.map(read))).map((delivery) => delivery.event)
}

describe('what the emulator of GoHighLevel says of a call', () => {
  test.each([
    ['no-answer', 'no_answer'],
    ['busy', 'busy'],
    ['voicemail', 'voicemail'],
    ['answered', 'answered'],
  ])('that was %s is read as %s', async (outcome, meaning) => {
    await order('calls', { to: OURS, from: ANN, outcome, via: 'ghl', locationId: `loc-${outcome}`, name: 'Ann Lee' })
    const deliveries = await Promise.all(listener.arrivals.map(read))
    expect(deliveries.map((delivery) => delivery.address)).toContainEqual({
      kind: 'ghl_location',
      locationId: `loc-${outcome}`,
    })
    const told = deliveries.map((delivery) => delivery.event)
    const contact = told.find((event) => event.type === 'contact_changed')
    expect(contact).toMatchObject({ phone: ANN, name: 'Ann Lee', doNotDisturbSms: false })
    expect(told.find((event) => event.type === 'call_ended')).toMatchObject({
      outcome: meaning,
      contactRef: contact?.contactRef,
      via: 'gohighlevel',
    })
  })
})

describe('what the emulator of Twilio says', () => {
  test('of a forwarded call is read as one missed call, from its ringing to its voicemail', async () => {
    await order('calls', { to: OURS, from: ANN, outcome: 'voicemail', via: 'twilio' })
    await listener.hears(4)
    const told = await events()
    const calls = told.filter((event) => event.type === 'call_ended')
    expect(new Set(calls.map((call) => call.callKey)).size).toBe(1)
    expect(calls[0]).toMatchObject({ from: ANN, to: OURS, outcome: 'no_answer', via: 'twilio' })
    expect(calls.some((call) => call.outcome === 'voicemail' && call.recordingUrl !== null)).toBe(true)
    const keys = await Promise.all(listener.arrivals.map(async (arrival) => (await read(arrival)).deliveryKey))
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('of a caller who hides the number is read as withheld', async () => {
    await order('calls', { to: OURS, from: 'anonymous', outcome: 'no-answer', via: 'twilio' })
    expect((await events())[0]).toMatchObject({ type: 'call_ended', from: null, withheld: true })
  })

  test('of a text is read with its words', async () => {
    await order('sms', { from: ANN, to: OURS, body: 'How much? 50% off & “más” ☃' })
    await listener.hears(1)
    expect((await events())[0]).toMatchObject({ type: 'sms_received', from: ANN, text: 'How much? 50% off & “más” ☃' })
  })

  test('of our own text is read up to its end, for the entry in its callback', async () => {
    const { TWILIO_API_URL: apiUrl, TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = sandbox.settings
    const port = twilioSms({ apiUrl, accountSid, authToken, http: request })
    const statusCallbackUrl = `${listener.url}/hooks/twilio/status?tenant=ten_a&entry=eff_b`
    // A number that the emulator takes for a landline.
    const sms = {
      to: '+15125550191',
      from: OURS,
      body: 'Sorry we missed you',
      statusCallbackUrl,
      validityS: 600,
    } as const
    const sent = await port.send(sms)
    await expect
      .poll(async () => (await events()).at(-1), { timeout: 10_000 })
      .toMatchObject({
        type: 'sms_status_changed',
        providerRef: sent.kind === 'sent' ? sent.providerRef : '',
        entryId: 'eff_b',
        status: 'undelivered',
        errorCode: 30_006,
      })
  })
})

/** What the description lacks, or the emulator; we read none of it. */
const TOLERATED = [
  // In the SDK's types and in real webhooks.
  /^Email\w+Event\/data\/message_id is not described$/,
  // Newer than the emulator.
  /^EmailBouncedEvent\/data\/bounce must have required property 'diagnosticCode'$/,
  /^EmailSuppressedEvent\/data\/suppressed must have required property '(diagnosticCode|reason)'$/,
  /^EmailSuppressedEvent\/data\/suppressed\/type must be equal to one of the allowed values$/,
]

describe('what the emulator of Resend says', () => {
  const isDescribed = hasSpec('resend.json')
  const schemaOf = (text: string): string => {
    const { type } = JSON.parse(text) as { type: string }
    return `${type.replace(/(?:^|[._])([a-z])/g, (_part, letter: string) => letter.toUpperCase())}Event`
  }

  test.each([
    ['pat@example.com', 'delivered'],
    ['bounced@example.com', 'bounced'],
    ['suppressed@example.com', 'failed'],
  ])('of an e-mail to %s is read as %s, and is as Resend describes it', async (to, status) => {
    const { RESEND_API_URL: apiUrl, RESEND_API_KEY: apiKey, EMAIL_FROM: from } = sandbox.settings
    const port = resendEmail({ apiUrl, apiKey, http: request })
    const tags = [
      { name: 'tenant', value: 'ten_a' },
      { name: 'entry', value: 'eff_b' },
    ]
    const email = { to, from, replyTo: null, subject: 'Your call', text: 'Hi', html: '<p>Hi</p>', headers: {}, tags }
    const sent = await port.send(email, `key-${to}`)
    await listener.hears(2)
    expect((await events()).at(-1)).toMatchObject({
      type: 'email_status_changed',
      providerRef: sent.kind === 'sent' ? sent.providerRef : '',
      entryId: 'eff_b',
      status,
    })
    if (!isDescribed) return
    const spec = openSpec('resend.json')
    const issues = listener.arrivals.flatMap(({ text }) => spec.checkWebhook(schemaOf(text), text))
    expect(issues.filter((issue) => !TOLERATED.some((known) => known.test(issue)))).toEqual([])
  })
})
