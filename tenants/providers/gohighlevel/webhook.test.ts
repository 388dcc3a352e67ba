import { describe, expect, test } from 'vitest'
import { readAppEvent } from './webhook.ts'

const NOW = Date.parse('2026-11-23T15:05:03Z')

const call = {
  type: 'InboundMessage',
  locationId: 'loc_A',
  contactId: 'con_1',
  conversationId: 'cnv_1',
  messageId: 'msg_2',
  messageType: 'CALL',
  direction: 'inbound',
  status: 'voicemail',
  callStatus: 'voicemail',
  callDuration: 14,
  attachments: ['https://files.example.com/voicemail.mp3'],
  dateAdded: '2026-11-23T15:04:30.000Z',
  userId: 'usr_1',
  from: '+15125550111',
  to: '+15125550199',
  timestamp: '2026-11-23T15:05:02Z',
  webhookId: '3f0c2f0e-0000-4000-8000-000000000002',
}

function read(event: unknown, now = NOW): ReturnType<typeof readAppEvent> {
  const text = typeof event === 'string' ? event : JSON.stringify(event)
  return readAppEvent(new TextEncoder().encode(text), now)
}

function eventOf(event: unknown): unknown {
  const reading = read(event)
  return reading.ok ? reading.value.event : reading.error
}

describe('a call', () => {
  test('is for the location’s tenant and ended when it began plus how long it took', () => {
    expect(read(call)).toEqual({
      ok: true,
      value: {
        address: { kind: 'ghl_location', locationId: 'loc_A' },
        deliveryKey: call.webhookId,
        event: {
          type: 'call_ended',
          callKey: 'msg_2',
          from: '+15125550111',
          withheld: false,
          to: '+15125550199',
          contactRef: 'con_1',
          outcome: 'voicemail',
          durationS: 14,
          endedAt: Date.parse('2026-11-23T15:04:44Z'),
          via: 'gohighlevel',
          recordingUrl: 'https://files.example.com/voicemail.mp3',
        },
      },
    })
  })

  test.each([
    ['2026-11-23T15:05:00.000Z', '2026-11-23T15:05:02Z'],
    ['2026-11-23T15:05:09.000Z', '2026-11-23T15:05:09Z'],
    [undefined, '2026-11-23T15:05:02Z'],
  ])('added at %s never ends after its event was sent', (dateAdded, end) => {
    expect(eventOf({ ...call, dateAdded })).toMatchObject({ endedAt: Date.parse(end) })
  })

  test.each([
    ['completed', 62, 'answered'],
    ['completed', undefined, 'answered'],
    ['completed', 0, 'no_answer'],
    ['answered', 5, 'answered'],
    ['voicemail', 14, 'voicemail'],
    ['busy', 0, 'busy'],
    ['no-answer', 0, 'no_answer'],
    ['canceled', 0, 'no_answer'],
    ['failed', 0, 'no_answer'],
    ['No-Answer', '0', 'no_answer'],
    ['No Answer', 0, 'no_answer'],
    ['NO_ANSWER', '', 'no_answer'],
  ])('that was %s after %s s ended as %s', (callStatus, callDuration, outcome) => {
    expect(eventOf({ ...call, callStatus, callDuration })).toMatchObject({ type: 'call_ended', outcome })
  })

  test('without its own status has the message’s, as older deliveries do', () => {
    const { callStatus: _status, callDuration: _duration, ...older } = call
    expect(eventOf(older)).toMatchObject({ outcome: 'voicemail', durationS: 0 })
  })

  test.each(['ringing', 'in-progress', 'pending', 'teleported'])('that is %s is not over', (callStatus) => {
    expect(eventOf({ ...call, callStatus })).toEqual({ type: 'ignored', reason: 'call_status_unknown' })
  })

  test('without numbers names the contact, whose number is looked up later', () => {
    const { from: _from, to: _to, ...older } = call
    expect(eventOf(older)).toMatchObject({ from: null, withheld: false, to: null, contactRef: 'con_1' })
  })

  test.each(['anonymous', '+266696687'])('from "%s" hid its number', (from) => {
    expect(eventOf({ ...call, from })).toMatchObject({ from: null, withheld: true })
  })

  test.each(['nonsense', '', ['+15125550111'], null])('from %j has no number, and hid none', (from) => {
    expect(eventOf({ ...call, from })).toMatchObject({ type: 'call_ended', from: null, withheld: false })
  })

  test('that says it is outbound is inbound when its direction says so, and the other way round', () => {
    expect(eventOf({ ...call, type: 'OutboundMessage' })).toMatchObject({ type: 'call_ended' })
    const outbound = { type: 'call_ended', isOutbound: true, from: '+15125550199', to: '+15125550111' }
    expect(eventOf({ ...call, direction: 'outbound' })).toMatchObject({ ...outbound, outcome: 'voicemail' })
    const { direction: _direction, ...undirected } = call
    expect(eventOf(undirected)).toMatchObject({ type: 'call_ended' })
    expect(eventOf({ ...undirected, type: 'OutboundMessage' })).toMatchObject(outbound)
  })

  test.each([
    ['OutboundMessage', 'CALL', 'outbound'],
    ['InboundMessage', 'CALL', 'outbound'],
    ['OutboundMessage', 'TYPE_CALL', undefined],
    ['OutboundMessage', 'IVR_CALL', 'outbound'],
  ])('%s of %s that goes %s is a call back, by whom it was made to', (type, messageType, direction) => {
    const back = {
      ...call,
      type,
      messageType,
      direction,
      status: 'completed',
      callStatus: 'completed',
      callDuration: 9,
    }
    const told = eventOf({ ...back, body: 'Hello', attachments: ['https://example.com/tape.mp3'] })
    expect(told).toMatchObject({ isOutbound: true, outcome: 'answered', from: '+15125550199', recordingUrl: null })
    expect(told).not.toHaveProperty('transcript')
  })

  test('that goes out and has not ended yet says nothing', () => {
    const ringing = { ...call, direction: 'outbound', status: 'pending', callStatus: 'ringing' }
    expect(eventOf(ringing)).toEqual({ type: 'ignored', reason: 'call_status_unknown' })
  })

  test.each([
    ['VoiceMail', 'voicemail'],
    ['TYPE_CALL', 'voicemail'],
    ['call', 'voicemail'],
  ])('may be called %s', (messageType, outcome) => {
    expect(eventOf({ ...call, messageType })).toMatchObject({ type: 'call_ended', outcome })
  })

  test('with fields that hold nothing is read like one without them', () => {
    const { dateAdded: _at, contactId: _contact, messageId: _id, attachments: _none, ...bare } = call
    const blank = { dateAdded: '', contactId: '', messageId: '', attachments: '', companyId: '' }
    expect(eventOf(bare)).toMatchObject({ type: 'call_ended', from: '+15125550111', contactRef: null })
    expect(read({ ...bare, ...blank })).toEqual(read(bare))
    expect(eventOf({ ...call, direction: '' })).toEqual(eventOf(call))
    expect(eventOf({ ...call, direction: 'INBOUND' })).toEqual(eventOf(call))
  })

  test('without a message id is known by its delivery', () => {
    const { messageId: _id, ...unnamed } = call
    expect(eventOf(unnamed)).toMatchObject({ callKey: call.webhookId })
  })

  test('with an attachment that is no web address has no recording', () => {
    expect(eventOf({ ...call, attachments: [5, 'javascript:x'] })).toMatchObject({ recordingUrl: null })
    expect(eventOf({ ...call, attachments: [] })).toMatchObject({ recordingUrl: null })
  })
})

describe('a text', () => {
  const sms = {
    ...call,
    messageType: 'SMS',
    messageId: 'msg_1',
    status: 'delivered',
    body: 'My AC is out',
    attachments: [],
  }

  test('with both numbers is received', () => {
    expect(eventOf(sms)).toEqual({
      type: 'sms_received',
      messageKey: 'msg_1',
      from: '+15125550111',
      to: '+15125550199',
      text: 'My AC is out',
      mediaUrls: [],
      carrierKeyword: null,
    })
  })

  test('without one of them names its contact, and without that nobody', () => {
    const told = { type: 'crm_text_received', messageKey: 'msg_1', contactRef: 'con_1', text: 'My AC is out' }
    expect(eventOf({ ...sms, from: undefined })).toEqual({ ...told, from: null, to: '+15125550199', mediaUrls: [] })
    expect(eventOf({ ...sms, to: undefined })).toMatchObject({ ...told, from: '+15125550111', to: null })
    const nameless = { ...sms, from: undefined, contactId: undefined }
    expect(eventOf(nameless)).toEqual({ type: 'ignored', reason: 'text_without_numbers' })
  })

  test('that left says whether the person had opted out at the carrier', () => {
    const sent = { ...sms, type: 'OutboundMessage', direction: 'outbound', source: 'api' }
    expect(eventOf({ ...sent, status: 'opt_out' })).toMatchObject({ status: 'failed', isOptedOut: true })
    expect(eventOf({ ...sent, status: 'failed' })).not.toHaveProperty('isOptedOut')
  })

  test.each(['Email', 'FB', 'Live Chat', 'WhatsApp'])('by %s is none', (messageType) => {
    const odd = { ...sms, messageType, to: ['office@example.com'] }
    expect(eventOf(odd)).toEqual({ type: 'ignored', reason: 'channel_unused' })
  })
})

describe('a contact', () => {
  const contact = {
    type: 'ContactUpdate',
    locationId: 'loc_A',
    id: 'con_1',
    name: null,
    firstName: 'Ann',
    lastName: 'Lee',
    email: 'ann@example.com',
    phone: '(512) 555-0111',
    dnd: false,
    timestamp: call.timestamp,
    webhookId: 'wh_1',
  }

  test.each(['ContactCreate', 'ContactUpdate', 'ContactDndUpdate'])('by %s has changed', (type) => {
    expect(eventOf({ ...contact, type })).toEqual({
      type: 'contact_changed',
      contactRef: 'con_1',
      phone: '+15125550111',
      email: 'ann@example.com',
      name: 'Ann Lee',
      doNotDisturbSms: false,
      at: Date.parse(call.timestamp),
    })
  })

  test('without number, address and name has none', () => {
    const bare = { ...contact, firstName: null, lastName: undefined, email: '', phone: null }
    expect(eventOf(bare)).toMatchObject({ phone: null, email: null, name: null })
  })

  test.each([
    [true, undefined, true],
    [false, { SMS: { status: 'active' } }, true],
    [false, { SMS: { status: 'permanent' } }, true],
    [true, { SMS: { status: 'inactive' }, Email: { status: 'active' } }, false],
    [true, {}, true],
    [false, {}, false],
    [undefined, undefined, false],
  ])('with dnd %j and settings %j: do not text is %s', (dnd, dndSettings, expected) => {
    expect(eventOf({ ...contact, dnd, dndSettings })).toMatchObject({ doNotDisturbSms: expected })
  })
})

describe('an installation', () => {
  test.each([
    [{ type: 'INSTALL', locationId: 'loc_A', companyId: 'cmp_1' }, 'loc_A', true, false],
    [{ type: 'UNINSTALL', locationId: 'loc_A', appId: 'app_1' }, 'loc_A', false, false],
    [{ type: 'INSTALL', companyId: 'cmp_1' }, 'cmp_1', true, true],
    [{ type: 'UNINSTALL', companyId: 'cmp_1' }, 'cmp_1', false, true],
  ])('is told of with whom it is for: %j', (event, locationId, isInstalled, ofAgency) => {
    const stamped = { ...event, timestamp: call.timestamp, webhookId: 'wh_3' }
    expect(read(stamped)).toMatchObject({
      ok: true,
      value: {
        address: { kind: 'ghl_location', locationId },
        event: { type: 'crm_install_changed', isInstalled, ofAgency, at: Date.parse(call.timestamp) },
      },
    })
  })
})

describe('any event', () => {
  test.each([
    [{ type: 'PLAN_CHANGE', companyId: 'cmp_1' }, 'cmp_1'],
    [{ type: 'LocationCreate', id: 'loc_B', companyId: 'cmp_1' }, 'loc_B'],
    [{ type: 'InvoiceCreate', locationId: 'loc_A', invoice: {} }, 'loc_A'],
  ])('we have no use for is acknowledged: %j', (event, locationId) => {
    const stamped = { ...event, timestamp: call.timestamp, webhookId: 'wh_2' }
    expect(read(stamped)).toEqual({
      ok: true,
      value: {
        address: { kind: 'ghl_location', locationId },
        deliveryKey: 'wh_2',
        event: { type: 'ignored', reason: 'event_unused' },
      },
    })
  })

  test('is taken up to two hours late, for a delivery answered with 429 comes again, and no later', () => {
    const sentAt = Date.parse(call.timestamp)
    expect(read(call, sentAt + 7_200_000).ok).toBe(true)
    expect(read(call, sentAt + 7_200_001)).toEqual({
      ok: false,
      error: { code: 'timestamp_too_old', ageMs: 7_200_001, limitMs: 7_200_000 },
    })
    expect(read(call, sentAt - 300_000).ok).toBe(true)
    expect(read(call, sentAt - 300_001)).toMatchObject({ error: { code: 'timestamp_too_old', ageMs: -300_001 } })
  })

  test.each([
    ['no JSON', '{"type"', ['body: expected JSON']],
    ['a list', '[]', ['type: missing', 'webhookId: missing', 'timestamp: missing']],
    ['no place', JSON.stringify({ ...call, locationId: null }), ['locationId: missing']],
    ['a time that is none', JSON.stringify({ ...call, timestamp: 'noon' }), ['timestamp: expected number']],
    ['a duration that is none', JSON.stringify({ ...call, callDuration: -3 }), ['callDuration: expected >=0']],
    ['a number for a kind', JSON.stringify({ ...call, messageType: 7 }), ['messageType: expected string']],
  ])('with %s is refused', (_name, body, issues) => {
    expect(read(body)).toEqual({ ok: false, error: { code: 'payload_invalid', issues } })
  })
})
