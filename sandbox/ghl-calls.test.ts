import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LOCATION, openGhl } from './ghl-rig.ts'
import type { GhlRig } from './ghl-rig.ts'

let rig: GhlRig
beforeAll(async () => void (rig = await openGhl()))
afterAll(() => rig.close())
beforeEach(async () => {
  await rig.control('POST', '/sandbox/reset')
  rig.heard.length = 0
  rig.answers.length = 0
})

const missed = {
  to: '+15125550199',
  from: '+12145550147',
  outcome: 'no-answer',
  via: 'ghl',
  locationId: LOCATION,
  name: 'Pat Rivers',
  email: 'pat.rivers@example.com',
}
const ring = (fields: Record<string, unknown> = {}) => rig.control('POST', '/sandbox/calls', { ...missed, ...fields })

describe('a call to a GoHighLevel number', () => {
  test('makes the caller a contact and tells Shoulder of both, the contact first', async () => {
    const rung = await ring()
    expect(rung.body['ok']).toBe(true)
    expect(rig.types()).toEqual(['ContactCreate', 'InboundMessage'])
    expect(rig.heard.every(({ isSigned }) => isSigned)).toBe(true)
    const call = rig.heard[1]!.event
    expect(call).toMatchObject({
      locationId: LOCATION,
      messageType: 'CALL',
      direction: 'inbound',
      status: 'no-answer',
      callStatus: 'no-answer',
      attachments: [],
      webhookId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      timestamp: expect.any(String),
    })
    expect(call).not.toHaveProperty('from')
    expect(call).not.toHaveProperty('callDuration')
    const contact = await rig.api('GET', `/contacts/${String(call['contactId'])}`)
    expect(contact.body['contact']).toMatchObject({ phone: missed.from, email: missed.email, firstName: 'Pat' })
  })

  test('from a known caller brings no second contact', async () => {
    await ring()
    await ring()
    expect(rig.types()).toEqual(['ContactCreate', 'InboundMessage', 'InboundMessage'])
    expect((await rig.control('GET', '/sandbox/ghl/contacts?phone=%2B12145550147')).body).toHaveLength(1)
  })

  test.each([
    ['busy', { status: 'busy', callStatus: 'busy' }],
    ['answered', { status: 'completed', callStatus: 'completed', callDuration: 95 }],
    ['voicemail', { status: 'voicemail', callStatus: 'voicemail', callDuration: 14 }],
  ])('that ends %s says so', async (outcome, told) => {
    await ring({ outcome })
    expect(rig.heard[1]?.event).toMatchObject(told)
  })

  test('leaves a recording that can be fetched', async () => {
    const rung = await ring({ outcome: 'voicemail' })
    const [url] = rig.heard[1]!.event['attachments'] as string[]
    expect(url).toContain(String(rung.body['messageId']))
    const headers = { authorization: `Bearer ${await rig.token()}`, version: '2021-04-15' }
    const recording = await fetch(url!, { headers })
    const bytes = Buffer.from(await recording.arrayBuffer())
    expect(recording.headers.get('content-type')).toBe('audio/x-wav')
    expect(bytes.subarray(0, 4).toString()).toBe('RIFF')
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8)
    expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44)
  })

  test('with the number withheld gives a contact without a phone each time', async () => {
    const hidden = { from: 'anonymous', name: undefined, email: undefined }
    await ring(hidden)
    await ring(hidden)
    expect(rig.types()).toEqual(['ContactCreate', 'InboundMessage', 'ContactCreate', 'InboundMessage'])
    expect(rig.heard[0]!.event['phone']).toBeNull()
  })

  test('carries the numbers only when asked to', async () => {
    await rig.control('POST', '/sandbox/ghl/calls', { ...missed, withNumbers: true })
    expect(rig.heard[1]?.event).toMatchObject({ from: missed.from, to: missed.to })
  })

  test('reaches the location of the business that owns the number', async () => {
    await rig.control('POST', '/sandbox/businesses', {
      id: 'ten_1',
      businessName: 'Lee Heating',
      smsNumber: missed.to,
      primaryPhone: '+15125550101',
      ghlLocationId: 'loc_lee',
      email: 'office@example.com',
      timeZone: 'America/Chicago',
    })
    await ring({ locationId: undefined })
    expect(rig.heard[1]?.event['locationId']).toBe('loc_lee')
    expect((await ring({ locationId: undefined, to: '+15125550177' })).status).toBe(400)
  })
})

describe('a webhook', () => {
  test('is sent again after 429 with the same id', async () => {
    await ring()
    rig.answers.push(429)
    const rung = await ring()
    expect(rung.body['webhooks']).toEqual([{ event: 'InboundMessage', status: 200, attempts: 2 }])
    expect(rig.heard[3]?.event['webhookId']).toBe(rig.heard[2]?.event['webhookId'])
  })

  test('is lost after any other failure', async () => {
    await ring()
    rig.answers.push(503)
    const rung = await ring()
    expect(rung.body).toMatchObject({ ok: false, webhooks: [{ event: 'InboundMessage', status: 503, attempts: 1 }] })
  })
})

describe('what webhooks lost', () => {
  test('is found in the export, page after page', async () => {
    for (let calls = 0; calls < 12; calls += 1) await ring({ outcome: calls === 11 ? 'voicemail' : 'no-answer' })
    const path = `/conversations/messages/export?locationId=${LOCATION}&channel=Call&limit=10`
    const first = await rig.api('GET', path)
    expect(first.body).toMatchObject({ total: 12 })
    expect(first.body['messages']).toHaveLength(10)
    const rest = await rig.api('GET', `${path}&cursor=${encodeURIComponent(String(first.body['nextCursor']))}`)
    expect(rest.body['messages']).toHaveLength(2)
    expect(rest.body).not.toHaveProperty('nextCursor')
    const all = [...(first.body['messages'] as { id: string }[]), ...(rest.body['messages'] as { id: string }[])]
    expect(new Set(all.map(({ id }) => id)).size).toBe(12)
    expect(
      all.find((message) => 'meta' in message && JSON.stringify(message.meta).includes('voicemail')),
    ).toMatchObject({
      type: 1,
      messageType: 'TYPE_CALL',
      direction: 'inbound',
      meta: { callDuration: '14', callStatus: 'voicemail' },
    })
    const future = new Date(rig.sandbox.world.now() + 60_000).toISOString()
    const none = await rig.api('GET', `/conversations/messages/export?locationId=${LOCATION}&startDate=${future}`)
    expect(none.body).toMatchObject({ total: 0, messages: [] })
  })

  test('can be read one by one', async () => {
    const { messageId } = (await ring({ outcome: 'busy' })).body as unknown as { messageId: string }
    const read = await rig.api('GET', `/conversations/messages/${messageId}`)
    expect(read.body).toMatchObject({ id: messageId, messageType: 'TYPE_CALL', meta: { callStatus: 'busy' } })
    const stranger = await rig.api('GET', `/conversations/messages/${messageId}`, undefined, { locationId: 'loc_b' })
    expect(stranger.status).toBe(403)
  })
})

test('a text sent through GoHighLevel is queued, stored and told', async () => {
  const { contactId } = (await ring()).body as unknown as { contactId: string }
  const sent = await rig.api('POST', '/conversations/messages', {
    type: 'SMS',
    contactId,
    message: 'Sorry we missed you',
  })
  expect(sent.status).toBe(200)
  expect(sent.body).toMatchObject({ msg: 'Message queued successfully.', status: 'pending' })
  await rig.hears(3)
  expect(rig.heard[2]?.event).toMatchObject({ type: 'OutboundMessage', messageType: 'SMS', source: 'api', contactId })
  const empty = await rig.api('POST', '/conversations/messages', { type: 'SMS', contactId })
  expect(empty.status).toBe(400)
})
