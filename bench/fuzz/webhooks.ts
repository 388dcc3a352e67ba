import { fixturePhone } from '../../tests/support/fixture-phones.ts'
import type { Draft, Json } from './draft.ts'
import type { Random } from './random.ts'
import { ringEnd, whisper } from './ring-webhooks.ts'
import { CALLERS_FROM, CALLERS_PER_BUSINESS, type Shop, type World } from './shop.ts'

/** Webhooks as the providers send them, one maker each. Every one of them is taken when it is signed as it stands. */

type Maker = (world: World, shop: Shop, random: Random) => Draft

const json = (name: string, provider: 'gohighlevel' | 'resend', path: string, value: Json): Draft => ({
  ...{ name, surface: 'hook', provider, method: 'POST', path, query: [] },
  headers: [['content-type', 'application/json']],
  body: { kind: 'json', value },
})

function form(name: string, path: string, query: Record<string, string>, fields: Record<string, string>): Draft {
  return {
    ...{ name, surface: 'hook', provider: 'twilio', method: 'POST', path: `/hooks/twilio${path}` },
    query: Object.entries(query),
    headers: [['content-type', 'application/x-www-form-urlencoded; charset=UTF-8']],
    body: { kind: 'form', fields: Object.entries(fields) },
  }
}

const callerOf = (shop: Shop, random: Random) =>
  fixturePhone(CALLERS_FROM + shop.place * CALLERS_PER_BUSINESS + random.below(CALLERS_PER_BUSINESS))

const TEXTS = [
  'thanks, how much to fix a water heater?',
  'can someone come tomorrow at 9am?',
  'STOP',
  'start',
  'HELP',
  'wrong number',
  '¿cuánto cuesta destapar el drenaje?',
  'my basement is flooding, please hurry!!',
  'ok 👍',
  '4111 1111 1111 1111',
  '',
] as const

const COUNTRY = { FromCountry: 'US', ToCountry: 'US', FromCity: 'AUSTIN', FromState: 'TX', FromZip: '78701' }

function callFields({ account }: World, shop: Shop, random: Random, CallStatus: string): Record<string, string> {
  const From = callerOf(shop, random)
  const numbers = { From, To: shop.smsNumber, Caller: From, Called: shop.smsNumber, ForwardedFrom: shop.primaryPhone }
  const call = { AccountSid: account, ApiVersion: '2010-04-01', CallSid: `CA${random.hex(32)}`, CallStatus }
  return { ...call, ...numbers, ...COUNTRY, Direction: 'inbound', StirVerstat: 'TN-Validation-Passed-A' }
}

const sms: Maker = (world, shop, random) =>
  textFrom(world, shop, random, callerOf(shop, random), random.pick(TEXTS) ?? '')

export function textFrom(world: World, shop: Shop, random: Random, From: string, Body: string): Draft {
  const sid = `SM${random.hex(32)}`
  const media = random.chance(0.2) ? { NumMedia: '1', MediaUrl0: 'https://media.example.com/1.jpg' } : { NumMedia: '0' }
  return form(
    'twilio/sms',
    '/sms',
    {},
    {
      ...{ AccountSid: world.account, ApiVersion: '2010-04-01', MessageSid: sid, SmsMessageSid: sid, SmsSid: sid },
      ...{ Body, From, To: shop.smsNumber, NumSegments: '1' },
      ...{ ...media, ...COUNTRY, SmsStatus: 'received' },
      ...(random.chance(0.1) ? { OptOutType: random.pick(['STOP', 'START', 'HELP']) } : {}),
    },
  )
}

function status(world: World, shop: Shop, random: Random): Draft {
  const entry = random.pick(shop.entries)
  const word = random.pick(['queued', 'sent', 'delivered', 'undelivered', 'failed'])
  const MessageSid = entry?.sid ?? `SM${random.hex(32)}`
  return form(
    'twilio/status',
    '/status',
    { tenant: shop.id, entry: entry?.entryId ?? `eff_${random.hex(24)}` },
    {
      ...{ AccountSid: world.account, ApiVersion: '2010-04-01', MessageSid, SmsSid: MessageSid, MessageStatus: word },
      ...{ SmsStatus: word, From: shop.smsNumber, To: callerOf(shop, random) },
      ...(word === 'undelivered' || word === 'failed' ? { ErrorCode: random.pick(['30003', '30007', '21610']) } : {}),
    },
  )
}

const voice: Maker = (world, shop, random) => ringFrom(world, shop, random, callerOf(shop, random))

export function ringFrom(world: World, shop: Shop, random: Random, From: string): Draft {
  const fields = { ...callFields(world, shop, random, 'ringing'), From, Caller: From }
  return form('twilio/voice', '/voice', {}, fields)
}

function voiceStatus(world: World, shop: Shop, random: Random): Draft {
  const word = random.pick(['completed', 'busy', 'no-answer', 'failed', 'canceled', 'in-progress'])
  const Timestamp = new Date().toUTCString().replace('GMT', '+0000')
  const fields = { ...callFields(world, shop, random, word), CallDuration: '4', Timestamp, SequenceNumber: '0' }
  return form('twilio/voice-status', '/voice/status', {}, fields)
}

function dial(world: World, shop: Shop, random: Random): Draft {
  const DialCallStatus = random.pick(['completed', 'busy', 'no-answer', 'failed', 'canceled'])
  const fields = { ...callFields(world, shop, random, 'in-progress'), DialCallStatus, DialCallDuration: '61' }
  return form('twilio/voice-dial', '/voice/status', { step: 'dial' }, fields)
}

function recording(world: World, shop: Shop, random: Random): Draft {
  const sid = `RE${random.hex(32)}`
  const RecordingUrl = `https://api.twilio.com/2010-04-01/Accounts/${world.account}/Recordings/${sid}`
  const hook: [string, Record<string, string>] = random.chance(0.5)
    ? ['/recording', { tenant: shop.id }]
    : ['/voice/status', { step: 'recording', tenant: shop.id }]
  return form('twilio/recording', ...hook, {
    ...{ AccountSid: world.account, CallSid: `CA${random.hex(32)}`, RecordingSid: sid, RecordingUrl },
    ...{
      RecordingStatus: 'completed',
      RecordingDuration: '14',
      RecordingChannels: '1',
      RecordingSource: 'RecordVerb',
    },
  })
}

function voicemail(world: World, shop: Shop, random: Random): Draft {
  const RecordingUrl = `https://api.twilio.com/2010-04-01/Accounts/${world.account}/Recordings/RE${random.hex(32)}`
  const ended = { RecordingUrl, RecordingDuration: '9', Digits: 'hangup' }
  const fields = { ...callFields(world, shop, random, 'completed'), ...ended }
  return form('twilio/voice-voicemail', '/voice/status', { step: 'voicemail', tenant: shop.id }, fields)
}

function testCall(world: World, shop: Shop, random: Random): Draft {
  const word = random.pick(['initiated', 'ringing', 'completed', 'busy', 'no-answer', 'failed', 'canceled'])
  const fields = { ...callFields(world, shop, random, word), Direction: 'outbound-api', From: shop.smsNumber }
  return form(
    'twilio/voice-test',
    '/voice/status',
    { step: 'test', tenant: shop.id, test: `tst_${random.hex(8)}` },
    {
      ...fields,
      To: shop.primaryPhone,
    },
  )
}

function ghlEvent(type: string, shop: Shop, random: Random, fields: { [name: string]: Json }): Draft {
  const at = new Date().toISOString()
  const contactId = random.pick(shop.contactIds) ?? `con${random.hex(17)}`
  const frame = { type, locationId: shop.ghlLocationId, contactId, timestamp: at, dateAdded: at }
  return json(`ghl/${type}`, 'gohighlevel', '/hooks/ghl', {
    ...{ ...frame, webhookId: random.hex(32), versionId: 'v2', appId: random.hex(24) },
    ...fields,
  })
}

function ghlCall(_world: World, shop: Shop, random: Random): Draft {
  const word = random.pick(['no-answer', 'busy', 'voicemail', 'completed', 'canceled', 'failed'])
  const draft = ghlEvent(random.pick(['InboundMessage', 'OutboundMessage']), shop, random, {
    ...{ messageType: 'CALL', messageTypeId: 1, direction: 'inbound', messageId: random.hex(20) },
    ...{ conversationId: random.hex(20), callDuration: random.below(90), status: word, callStatus: word },
    ...{ attachments: random.chance(0.3) ? ['https://media.example.com/voicemail.mp3'] : [], source: 'app' },
    ...(random.chance(0.6) ? { from: callerOf(shop, random), to: shop.smsNumber } : {}),
  })
  return { ...draft, name: 'ghl/call' }
}

function ghlText(_world: World, shop: Shop, random: Random): Draft {
  const draft = ghlEvent('InboundMessage', shop, random, {
    ...{ messageType: 'SMS', direction: 'inbound', messageId: random.hex(20), conversationId: random.hex(20) },
    ...{ body: random.pick(TEXTS) ?? '', from: callerOf(shop, random), to: shop.smsNumber, status: 'delivered' },
    ...{ contentType: 'text/plain', attachments: ['https://media.example.com/1.jpg'] },
  })
  return { ...draft, name: 'ghl/text' }
}

function ghlContact(_world: World, shop: Shop, random: Random): Draft {
  const type = random.pick(['ContactCreate', 'ContactUpdate', 'ContactDndUpdate'])
  const status = random.pick(['active', 'inactive', 'permanent'])
  return ghlEvent(type, shop, random, {
    ...{ id: random.pick(shop.contactIds) ?? `con${random.hex(17)}`, phone: callerOf(shop, random), country: 'US' },
    ...{ firstName: 'Pat', lastName: 'Rivera', name: 'Pat Rivera', email: 'pat@example.com', tags: ['customer'] },
    ...{ dnd: random.chance(0.2), dndSettings: { SMS: { status, message: '', code: '' } }, customFields: [] },
  })
}

const ghlOpportunity: Maker = (_world, shop, random) =>
  ghlEvent(random.pick(['OpportunityStageUpdate', 'OpportunityCreate', 'OpportunityStatusUpdate']), shop, random, {
    ...{ id: random.hex(20), assignedTo: random.hex(20), monetaryValue: random.below(90_000), name: 'Water heater' },
    ...{ pipelineId: random.hex(20), pipelineStageId: random.hex(20), source: 'form', status: 'open' },
  })

const ghlAgency: Maker = (_world, shop, random) =>
  ghlEvent(random.pick(['INSTALL', 'LocationUpdate', 'PlanChange']), shop, random, {
    ...{ companyId: random.hex(20), id: shop.ghlLocationId, installType: 'Location' },
  })

function resend(_world: World, shop: Shop, random: Random): Draft {
  const kinds = ['delivered', 'bounced', 'complained', 'delivery_delayed', 'failed', 'suppressed', 'opened'] as const
  const type = `email.${random.pick(kinds)}`
  const at = new Date().toISOString()
  return json('resend/event', 'resend', '/hooks/resend', {
    ...{ type, created_at: at },
    data: {
      ...{ email_id: `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}` },
      ...{
        created_at: at,
        from: 'Shoulder <hello@mail.example.com>',
        to: ['pat@example.com'],
        subject: 'We missed you',
      },
      tags: { tenant: shop.id, entry: random.pick(shop.entries)?.entryId ?? `eff_${random.hex(24)}` },
      ...(type === 'email.bounced'
        ? { bounce: { type: 'Permanent', subType: 'General', message: 'no such box' } }
        : {}),
      ...(type === 'email.failed' ? { failed: { reason: 'reached_daily_quota' } } : {}),
    },
  })
}

/** The more often in the list, the more often sent. */
const MAKERS: readonly [Maker, ...Maker[]] = [
  ...([whisper, whisper, ringEnd] as const),
  ...([sms, sms, sms, status, status, voice, voice, voiceStatus, dial, recording, voicemail, testCall] as const),
  ...([ghlCall, ghlCall, ghlText, ghlText, ghlContact, ghlContact, ghlOpportunity, ghlAgency] as const),
  ...([resend, resend] as const),
]

export function makeWebhook(world: World, shop: Shop, random: Random): Draft {
  return random.pick(MAKERS)(world, shop, random)
}
