import { describe, expect, test } from 'vitest'
import { readForm, type FormParams } from '../signature.ts'
import {
  readDialAction,
  readInboundSms,
  readMessageStatus,
  readRecording,
  readVoice,
  readVoiceStatus,
} from './webhook.ts'

const NOW = Date.parse('2026-11-23T15:02:11Z')
const SM = `SM${'a1'.repeat(16)}`
const CA = `CA${'b2'.repeat(16)}`
const OURS = '+15125550199'
const ANN = '+15125550111'

function form(fields: string): FormParams {
  const read = readForm(new TextEncoder().encode(fields))
  if (!read.ok) throw new Error('The form was not read.')
  return read.value
}

function eventOf(reading: ReturnType<typeof readVoice>): unknown {
  return reading.ok ? reading.value.event : reading.error
}

describe('an inbound text', () => {
  const sms = (change: Record<string, string> = {}): FormParams => ({
    ToCountry: 'US',
    SmsMessageSid: SM,
    NumMedia: '0',
    SmsStatus: 'received',
    Body: 'My AC is out',
    To: OURS,
    MessageSid: SM,
    From: ANN,
    ApiVersion: '2010-04-01',
    ...change,
  })

  test('is for the business whose number it was sent to, and is known by its sid', () => {
    expect(readInboundSms(sms())).toEqual({
      ok: true,
      value: {
        address: { kind: 'phone', phone: OURS },
        deliveryKey: SM,
        event: {
          type: 'sms_received',
          messageKey: SM,
          from: ANN,
          to: OURS,
          text: 'My AC is out',
          mediaUrls: [],
          carrierKeyword: null,
        },
      },
    })
  })

  test('is read as Twilio writes it on the wire', () => {
    const wire =
      `ToCountry=US&SmsMessageSid=${SM}&NumMedia=0&FromCity=AUSTIN&Body=Stop&OptOutType=STOP&To=%2B15125550199` +
      `&NumSegments=1&MessageSid=${SM}&AccountSid=AC1&From=%2B15125550111&ApiVersion=2010-04-01`
    expect(eventOf(readInboundSms(form(wire)))).toMatchObject({ text: 'Stop', carrierKeyword: 'stop', from: ANN })
  })

  test.each([
    ['STOP', 'stop'],
    ['START', 'start'],
    ['help', 'help'],
    ['OTHER', null],
  ])('with OptOutType %s was answered by the carrier: %s', (OptOutType, keyword) => {
    expect(eventOf(readInboundSms(sms({ OptOutType })))).toMatchObject({ carrierKeyword: keyword })
  })

  test('of a picture without words brings its address', () => {
    const picture = sms({ Body: '', NumMedia: '3', MediaUrl0: 'https://example.com/a.jpg', MediaUrl1: 'javascript:x' })
    expect(eventOf(readInboundSms(picture))).toMatchObject({ text: '', mediaUrls: ['https://example.com/a.jpg'] })
  })

  test.each(['262966', 'MYBANK', 'whatsapp:+15125550111', 'anonymous', ''])(
    'from "%s" is acknowledged and ignored, since nobody there can be texted',
    (From) => {
      expect(eventOf(readInboundSms(sms({ From })))).toEqual({ type: 'ignored', reason: 'sender_is_no_phone' })
    },
  )

  test.each([
    ['MessageSid', 'SM1'],
    ['To', '262966'],
    ['NumMedia', 'many'],
  ])('with an impossible %s is refused, without repeating what it held', (name, value) => {
    const reading = readInboundSms(sms({ [name]: value }))
    if (reading.ok || reading.error.code !== 'payload_invalid') throw new Error('It was accepted.')
    expect(reading.error.issues).toHaveLength(1)
    expect(reading.error.issues[0]).toMatch(new RegExp(`^${name}: expected `))
    expect(reading.error.issues[0]).not.toContain(value)
  })

  test('with a field that holds nothing is read like one without it', () => {
    const blank = sms({ Body: 'STOP', NumMedia: '', OptOutType: '' })
    expect(eventOf(readInboundSms(blank))).toMatchObject({ text: 'STOP', mediaUrls: [], carrierKeyword: null })
  })

  test('longer than Twilio sends them is cut, not lost', () => {
    const long = sms({ Body: `STOP ${'x'.repeat(2_000)}` })
    expect(readInboundSms(long)).toMatchObject({ ok: true, value: { event: { text: `STOP ${'x'.repeat(1_595)}` } } })
  })

  test('with a name sent twice, or not at all, is refused', () => {
    const twice = { ...sms(), From: [ANN, ANN] }
    expect(readInboundSms(twice)).toEqual({
      ok: false,
      error: { code: 'payload_invalid', issues: ['From: expected string'] },
    })
    expect(readInboundSms({})).toEqual({
      ok: false,
      error: { code: 'payload_invalid', issues: ['MessageSid: missing', 'From: missing', 'To: missing'] },
    })
  })
})

describe('what became of a text', () => {
  const status = (MessageStatus: string, change: Record<string, string> = {}): FormParams => ({
    MessageSid: SM,
    MessageStatus,
    To: ANN,
    From: OURS,
    ...change,
  })
  const ours = new URLSearchParams('tenant=ten_abc&entry=eff_def')

  test.each([
    ['accepted', 'queued'],
    ['scheduled', 'queued'],
    ['queued', 'queued'],
    ['sending', 'queued'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'delivered'],
    ['partially_delivered', 'delivered'],
    ['undelivered', 'undelivered'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ])('%s means %s, for the tenant and entry in the callback’s URL', (word, meaning) => {
    expect(readMessageStatus(status(word), ours)).toEqual({
      ok: true,
      value: {
        address: { kind: 'tenant', tenantId: 'ten_abc' },
        deliveryKey: `${SM}:${word}`,
        event: {
          type: 'sms_status_changed',
          providerRef: SM,
          entryId: 'eff_def',
          status: meaning,
          errorCode: null,
        },
      },
    })
  })

  test('brings the code of a failure', () => {
    expect(eventOf(readMessageStatus(status('undelivered', { ErrorCode: '30006' }), ours))).toMatchObject({
      errorCode: 30_006,
    })
    expect(eventOf(readMessageStatus(status('failed', { ErrorCode: 'none' }), ours))).toMatchObject({ errorCode: null })
  })

  test('is for the owner of the sending number when the URL names no tenant', () => {
    const reading = readMessageStatus(status('sent'), new URLSearchParams('entry=../etc'))
    expect(reading).toMatchObject({ ok: true, value: { address: { kind: 'phone', phone: OURS } } })
    expect(eventOf(reading)).toMatchObject({ entryId: null })
  })

  test('in a word we do not know is acknowledged and ignored', () => {
    expect(eventOf(readMessageStatus(status('teleported'), ours))).toMatchObject({ type: 'ignored' })
  })

  test('without any way to the tenant is refused', () => {
    const reading = readMessageStatus(status('sent', { From: 'MYBANK' }), new URLSearchParams())
    expect(reading).toMatchObject({ ok: false, error: { code: 'payload_invalid' } })
  })
})

test('a call of which Twilio leaves length and recording empty is missed all the same', () => {
  const blank = { CallDuration: '', Timestamp: '', RecordingUrl: '', RecordingDuration: '' }
  const call = { CallSid: CA, From: ANN, To: OURS, CallStatus: 'ringing', Direction: 'inbound', ...blank }
  const missed = { type: 'call_ended', outcome: 'no_answer', durationS: 0, endedAt: NOW, recordingUrl: null }
  expect(eventOf(readVoice(call, NOW))).toMatchObject(missed)
  expect(eventOf(readVoiceStatus({ ...call, CallStatus: 'completed' }, NOW))).toMatchObject(missed)
})

describe('a call forwarded to our number', () => {
  const call = (CallStatus: string, change: Record<string, string> = {}): FormParams => ({
    CallSid: CA,
    From: ANN,
    To: OURS,
    CallStatus,
    Direction: 'inbound',
    ForwardedFrom: '+15125550122',
    ...change,
  })
  const missed = {
    type: 'call_ended',
    callKey: CA,
    from: ANN,
    withheld: false,
    to: OURS,
    contactRef: null,
    outcome: 'no_answer',
    durationS: 0,
    endedAt: NOW,
    via: 'twilio',
    recordingUrl: null,
  }

  test('is missed when it rings, so that a lost report of its end loses nobody', () => {
    expect(readVoice(call('ringing'), NOW)).toEqual({
      ok: true,
      value: {
        address: { kind: 'phone', phone: OURS },
        deliveryKey: `${CA}:ringing`,
        event: { ...missed, isRinging: true },
      },
    })
  })

  test('ends under the same call key, at the time Twilio says', () => {
    const ended = call('completed', { CallDuration: '12', Timestamp: 'Mon, 23 Nov 2026 15:02:01 +0000' })
    expect(readVoiceStatus(ended, NOW)).toMatchObject({
      ok: true,
      value: { deliveryKey: `${CA}:completed`, event: { ...missed, durationS: 12, endedAt: NOW - 10_000 } },
    })
  })

  test.each(['Mon, 23 Nov 2026 16:02:01 +0000', 'Mon, 02 Nov 2026 15:02:01 +0000', 'yesterday', ''])(
    'ended now when Twilio’s time is "%s"',
    (Timestamp) => {
      expect(eventOf(readVoiceStatus(call('completed', { Timestamp }), NOW))).toMatchObject({ endedAt: NOW })
    },
  )

  test.each([
    ['completed', 'no_answer'],
    ['no-answer', 'no_answer'],
    ['canceled', 'no_answer'],
    ['failed', 'no_answer'],
    ['busy', 'busy'],
  ])('that is %s ends as %s', (word, outcome) => {
    expect(eventOf(readVoiceStatus(call(word), NOW))).toMatchObject({ type: 'call_ended', outcome })
  })

  test.each(['queued', 'ringing', 'in-progress'])('that is %s goes on', (word) => {
    expect(eventOf(readVoiceStatus(call(word), NOW))).toEqual({ type: 'ignored', reason: 'call_goes_on' })
  })

  test('with something said after the tone is a voicemail, also when its end was reported before', () => {
    const said = { RecordingUrl: 'https://api.twilio.com/rec/RE1', RecordingDuration: '9' }
    const reading = readVoiceStatus(call('completed', said), NOW)
    expect(reading).toMatchObject({ value: { deliveryKey: `${CA}:completed:recorded` } })
    expect(eventOf(reading)).toMatchObject({ outcome: 'voicemail', recordingUrl: said.RecordingUrl })
    const silence = call('completed', { ...said, RecordingDuration: '0' })
    expect(eventOf(readVoiceStatus(silence, NOW))).toMatchObject({ outcome: 'no_answer' })
  })

  test.each(['anonymous', 'Restricted', '+266696687', 'sip:ann@example.com', ''])(
    'from "%s" has nobody to text',
    (From) => {
      expect(eventOf(readVoice(call('ringing', { From }), NOW))).toMatchObject({ from: null, withheld: true })
    },
  )

  test('that we made ourselves is ignored', () => {
    const made = call('completed', { Direction: 'outbound-api' })
    expect(eventOf(readVoiceStatus(made, NOW))).toEqual({ type: 'ignored', reason: 'call_outbound' })
  })

  test.each([
    ['CallSid', 'CA1'],
    ['To', 'client:office'],
    ['CallDuration', '1e9'],
  ])('with an impossible %s is refused', (name, value) => {
    expect(readVoice(call('ringing', { [name]: value }), NOW)).toMatchObject({
      ok: false,
      error: { code: 'payload_invalid' },
    })
  })

  test.each([
    ['completed', 'answered'],
    ['answered', 'answered'],
    ['busy', 'busy'],
    ['no-answer', 'no_answer'],
    ['failed', 'no_answer'],
    ['canceled', 'no_answer'],
  ])('dialled on to the technician and %s ends as %s', (word, outcome) => {
    const dialled = call('in-progress', { DialCallStatus: word, DialCallDuration: '31' })
    expect(readDialAction(dialled, NOW)).toMatchObject({
      ok: true,
      value: {
        deliveryKey: `${CA}:in-progress:dial:${word}`,
        event: { type: 'call_ended', callKey: CA, outcome, durationS: 31 },
      },
    })
  })

  test('dialled on with an unknown end, or none, decides nothing', () => {
    const odd = call('in-progress', { DialCallStatus: 'paused' })
    expect(eventOf(readDialAction(odd, NOW))).toEqual({ type: 'ignored', reason: 'call_goes_on' })
    expect(readDialAction(call('in-progress'), NOW)).toMatchObject({ ok: false })
  })
})

describe('a recording', () => {
  const recording = (change: Record<string, string> = {}): FormParams => ({
    CallSid: CA,
    RecordingStatus: 'completed',
    RecordingUrl: 'https://api.twilio.com/rec/RE1',
    RecordingDuration: '14',
    ...change,
  })
  const ours = new URLSearchParams('tenant=ten_abc')

  test('that is ready makes the call a voicemail; its parties are known from the call', () => {
    expect(readRecording(recording(), ours, NOW)).toEqual({
      ok: true,
      value: {
        address: { kind: 'tenant', tenantId: 'ten_abc' },
        deliveryKey: `${CA}:recording:completed`,
        event: {
          type: 'call_ended',
          callKey: CA,
          from: null,
          withheld: false,
          to: null,
          contactRef: null,
          outcome: 'voicemail',
          durationS: 14,
          endedAt: NOW,
          via: 'twilio',
          recordingUrl: 'https://api.twilio.com/rec/RE1',
        },
      },
    })
  })

  test.each([{ RecordingStatus: 'absent' }, { RecordingStatus: 'failed' }, { RecordingDuration: '0' }])(
    'with %j is none',
    (change) => {
      expect(eventOf(readRecording(recording(change), ours, NOW))).toMatchObject({ type: 'ignored' })
    },
  )

  test('whose URL names no tenant is refused, for Twilio names no numbers in it', () => {
    expect(readRecording(recording(), new URLSearchParams(), NOW)).toMatchObject({ ok: false })
  })
})
