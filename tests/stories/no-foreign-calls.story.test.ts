import { afterEach, expect, inject, test, vi } from 'vitest'
import { openShop, type Shop } from '../support/open-shop.ts'

/** Addresses that come in with webhooks and tokens are kept as words; nothing of ours ever calls them. */

const EVIL = 'https://evil.example.com'

/** Watches all that leaves this isolate: the router's calls and the tenant's. */
function watchCalls(): string[] {
  const called: string[] = []
  const real = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    called.push(input instanceof Request ? input.url : String(input))
    return real(input, init)
  })
  return called
}

afterEach(() => vi.restoreAllMocks())

function sid(prefix: string): string {
  return `${prefix}${crypto.randomUUID().replaceAll('-', '')}`
}

/** Every webhook that carries an address, with somebody else's in it. */
async function deliverEvil(shop: Shop, from: string): Promise<number[]> {
  const to = shop.smsNumber
  const media = { NumMedia: '2', MediaUrl0: `${EVIL}/a.jpg`, MediaContentType0: 'image/jpeg', MediaUrl1: `${EVIL}/b` }
  const call = { CallSid: sid('CA'), From: from, To: to, CallStatus: 'completed', DialCallStatus: 'no-answer' }
  const recording = { RecordingUrl: `${EVIL}/recording`, RecordingSid: sid('RE'), RecordingDuration: '7' }
  const answers = [
    await shop.twilio('/voice', { ...call, CallStatus: 'ringing', StatusCallback: `${EVIL}/status` }),
    await shop.twilio('/voice/status', { ...call, ...recording, TranscriptionUrl: `${EVIL}/words` }),
    await shop.twilio('/sms', {
      MessageSid: sid('MM'),
      From: from,
      To: to,
      Body: 'how much to fix a water heater?',
      ...media,
    }),
    await shop.ghl({
      type: 'InboundMessage',
      locationId: shop.ghlLocationId,
      messageType: 'SMS',
      direction: 'inbound',
      contactId: `../../${EVIL}`,
      messageId: crypto.randomUUID(),
      body: 'hello',
      attachments: [`${EVIL}/attachment`],
      from,
      to,
      dateAdded: new Date(shop.watch.now).toISOString(),
    }),
  ]
  return answers.map(({ status }) => status)
}

test('addresses in webhooks are never called, whoever signed them', async () => {
  const shop = await openShop()
  const pat = shop.customer()
  const called = watchCalls()
  const statuses = await deliverEvil(shop, pat.phone)
  expect(statuses.every((status) => status < 500)).toBe(true)
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(3)
  await shop.tenant.passMinutes(10)
  const origins = new Set(called.map((url) => new URL(url).origin))
  expect(called.filter((url) => url.includes('/Messages.json')).length).toBeGreaterThan(0)
  expect([...origins]).toEqual([new URL(inject('sandboxUrl')).origin])
  expect(called.join('\n')).not.toContain('evil')
})

test('a token that says where its keys are to be had is checked against ours', async () => {
  const shop = await openShop()
  const called = watchCalls()
  const encode = (part: object) => btoa(JSON.stringify(part)).replaceAll('=', '')
  const header = { alg: 'RS256', kid: 'k', jku: `${EVIL}/keys`, x5u: `${EVIL}/chain`, jwk: { kty: 'RSA' } }
  const token = `${encode(header)}.${encode({ email: 'admin@example.com', iss: EVIL, exp: 9e9 })}.c2ln`
  const answer = await shop.send('/api/v1/me', { headers: { 'cf-access-jwt-assertion': token } })
  expect(answer.status).toBe(401)
  expect(called.join('\n')).not.toContain('evil')
})
