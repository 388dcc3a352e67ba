import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openRig, type SandboxRig } from './sandbox-rig.ts'

const SHOP = '+17375550100'
const PAT = '+12145550147'
const GREETING = '<Say>Sorry, we are on a job. We will text you.</Say>'

let rig: SandboxRig
beforeAll(async () => void (rig = await openRig()))
afterAll(() => rig.close())
beforeEach(async () => {
  await rig.control('POST', '/sandbox/reset')
  rig.app.heard.length = 0
})

function shoulderSays(documents: Record<string, string>) {
  rig.app.answer = ({ path }) => ({ status: 200, text: documents[path] ?? '' })
}

const call = async (order: Record<string, unknown>) =>
  (await rig.control('POST', '/sandbox/calls', { from: PAT, to: SHOP, via: 'twilio', ...order })).json

describe('a call forwarded to a Twilio number', () => {
  test('rings, hears the greeting, and is reported with its length', async () => {
    shoulderSays({ '/hooks/twilio/voice': `<?xml version="1.0"?><Response>${GREETING}<Hangup/></Response>` })
    const answer = await call({ outcome: 'no-answer', name: 'Pat Rivers', forwardedFrom: '+15125550122' })
    expect(answer).toMatchObject({
      ok: true,
      callStatus: 'completed',
      heard: ['Sorry, we are on a job. We will text you.'],
      webhooks: [
        { event: 'call.ringing', status: 200 },
        { event: 'call.ended', status: 200 },
      ],
    })
    const [ringing, ended] = rig.app.heard
    expect(ringing?.params).toMatchObject({
      CallSid: answer['sid'],
      From: PAT,
      Caller: PAT,
      To: SHOP,
      CallStatus: 'ringing',
      Direction: 'inbound',
      ForwardedFrom: '+15125550122',
      CallerName: 'Pat Rivers',
    })
    expect(ended).toMatchObject({
      path: '/hooks/twilio/voice/status',
      params: { CallStatus: 'completed', Duration: '1' },
    })
    expect(ended?.params['CallDuration']).toBe(String(answer['durationS']))
    const { json } = await rig.twilio('GET', '/Calls.json?To=%2B17375550100&Status=completed')
    expect(json['calls']).toMatchObject([{ sid: answer['sid'], forwarded_from: '+15125550122', direction: 'inbound' }])
  })

  test('that the technician answered never reaches Twilio', async () => {
    expect(await call({ outcome: 'answered' })).toMatchObject({ ok: true, sid: null, webhooks: [] })
    expect(rig.app.heard).toEqual([])
  })

  test('withholds the number as Twilio does', async () => {
    shoulderSays({})
    await call({ from: 'anonymous', outcome: 'busy', name: 'Nobody Known' })
    expect(rig.app.heard[0]?.params['From']).toBe('+266696687')
    expect(rig.app.heard[0]?.params).not.toHaveProperty('CallerName')
  })

  test('can be refused as busy', async () => {
    shoulderSays({ '/hooks/twilio/voice': '<Response><Reject reason="busy"/></Response>' })
    expect(await call({ outcome: 'no-answer' })).toMatchObject({ callStatus: 'busy', durationS: 0, heard: [] })
    expect(rig.app.heard.at(-1)?.params).toMatchObject({ CallStatus: 'busy', CallDuration: '0' })
  })

  test('hears an apology when Shoulder fails', async () => {
    rig.app.answer = () => ({ status: 500 })
    expect(await call({ outcome: 'no-answer' })).toMatchObject({ ok: false, problem: '11200 Shoulder answered 500' })
    rig.app.answer = () => ({ status: 200, text: '<Response><Say>never closed</Response>' })
    expect(await call({ outcome: 'no-answer' })).toMatchObject({ ok: false, problem: expect.stringContaining('12100') })
  })
})

describe('what a caller does on the line', () => {
  const RECORD = '<Record maxLength="120" action="/after" recordingStatusCallback="/recorded"/>'

  test('one sent to voicemail leaves a message', async () => {
    shoulderSays({
      '/hooks/twilio/voice': `<Response>${GREETING}${RECORD}</Response>`,
      '/after': '<Response><Say>Thank you.</Say></Response>',
    })
    const answer = await call({ outcome: 'voicemail', speech: 'My boiler is out' })
    expect(answer).toMatchObject({
      heard: ['Sorry, we are on a job. We will text you.', 'Thank you.'],
      recordings: [{ text: 'My boiler is out' }],
    })
    const [recorded] = await rig.app.hears(1, ({ path }) => path === '/recorded')
    expect(recorded?.params).toMatchObject({ RecordingStatus: 'completed', RecordingSid: expect.stringMatching(/^RE/) })
    const sound = await rig.twilio('GET', `/Recordings/${String(recorded?.params['RecordingSid'])}.wav`)
    expect(sound.text.slice(0, 4)).toBe('RIFF')
  })

  test('one who gets no answer hangs up at the tone', async () => {
    shoulderSays({ '/hooks/twilio/voice': `<Response>${GREETING}${RECORD}</Response>` })
    expect(await call({ outcome: 'no-answer' })).toMatchObject({ recordings: [], ok: true })
    expect(rig.app.heard.map(({ path }) => path)).toEqual(['/hooks/twilio/voice', '/hooks/twilio/voice/status'])
  })

  test('a dialled technician does not pick up', async () => {
    shoulderSays({
      '/hooks/twilio/voice':
        '<Response><Dial timeout="20" action="/dialled"><Number>+15125550122</Number></Dial></Response>',
      '/dialled': `<Response>${GREETING}</Response>`,
    })
    const answer = await call({ outcome: 'no-answer' })
    expect(answer['heard']).toEqual(['[rings +15125550122]', 'Sorry, we are on a job. We will text you.'])
    expect(rig.app.heard[1]?.params).toMatchObject({ CallStatus: 'in-progress', DialCallStatus: 'no-answer' })
  })

  test('a question is answered with digits when there are any', async () => {
    const ask = '<Gather numDigits="1" action="/pressed"><Say>Press 1 for a text.</Say></Gather><Say>Goodbye.</Say>'
    shoulderSays({
      '/hooks/twilio/voice': `<Response>${ask}</Response>`,
      '/pressed': '<Response><Say>Done.</Say></Response>',
    })
    expect((await call({ outcome: 'no-answer', digits: '1' }))['heard']).toEqual(['Press 1 for a text.', 'Done.'])
    expect((await call({ outcome: 'no-answer' }))['heard']).toEqual(['Press 1 for a text.', 'Goodbye.'])
  })

  test('a question is answered in words when there are any, and they are not the message after the tone', async () => {
    const ask = '<Gather input="speech" action="/said"><Say>Do you want a text?</Say></Gather><Say>Goodbye.</Say>'
    shoulderSays({
      '/hooks/twilio/voice': `<Response>${ask}</Response>`,
      '/said': `<Response><Say>Noted.</Say>${RECORD}</Response>`,
    })
    const answer = await call({ outcome: 'voicemail', says: 'Yes.', speech: 'My boiler is out', digits: '1' })
    expect(answer).toMatchObject({
      heard: ['Do you want a text?', 'Noted.'],
      recordings: [{ text: 'My boiler is out' }],
    })
    expect(rig.app.heard.find(({ path }) => path === '/said')?.params).toMatchObject({ SpeechResult: 'Yes.' })
    expect((await call({ outcome: 'no-answer', speech: 'Yes.' }))['heard']).toEqual(['Do you want a text?', 'Goodbye.'])
  })

  test('silence is reported where an empty result is wanted, and one key where one is asked for', async () => {
    const ask = '<Gather numDigits="1" action="/pressed" actionOnEmptyResult="true"><Say>Press 1.</Say></Gather>'
    shoulderSays({
      '/hooks/twilio/voice': `<Response>${ask}<Say>Goodbye.</Say></Response>`,
      '/pressed': '<Response><Say>So be it.</Say></Response>',
    })
    expect((await call({ outcome: 'no-answer' }))['heard']).toEqual(['Press 1.', 'So be it.'])
    await call({ outcome: 'no-answer', digits: '12' })
    const pressed = rig.app.heard.filter(({ path }) => path === '/pressed').map(({ params }) => params['Digits'])
    expect(pressed).toEqual(['', '1'])
  })

  test('a document that leads to itself comes to an end', async () => {
    shoulderSays({ '/hooks/twilio/voice': '<Response><Redirect>/hooks/twilio/voice</Redirect></Response>' })
    expect(await call({ outcome: 'no-answer' })).toMatchObject({ callStatus: 'completed' })
  })
})
