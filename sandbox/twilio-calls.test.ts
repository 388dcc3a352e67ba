import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openRig, type Heard, type SandboxRig } from './sandbox-rig.ts'

const OURS = '+17375550160'
const PHONE = '+15125550122'
const SAY = '<Response><Say>This is a test call.</Say><Hangup/></Response>'

let rig: SandboxRig
beforeAll(async () => {
  rig = await openRig()
  await rig.twilio('POST', '/IncomingPhoneNumbers.json', { PhoneNumber: OURS })
})
afterAll(() => rig.close())
beforeEach(async () => {
  await rig.control('POST', '/sandbox/reset')
  rig.app.heard.length = 0
  rig.app.answer = () => ({ status: 200, text: '<Response/>' })
})

const callback = () => `${rig.sandbox.settings.APP_URL}/hooks/twilio/voice/status?step=test`
const place = (form: Record<string, string> = {}, from = rig) =>
  from.twilio('POST', '/Calls.json', { To: PHONE, From: OURS, Twiml: SAY, StatusCallback: callback(), ...form })
const isReport = ({ path: target }: Heard) => target.includes('step=test')
const isForwarded = ({ path: target }: Heard) => target === '/hooks/twilio/voice'
const lineIs = (line: Record<string, unknown>) =>
  rig.control('POST', '/sandbox/forwarding', { phone: PHONE, to: OURS, ...line })

async function outcome(): Promise<string | undefined> {
  await place()
  const [report] = await rig.app.hears(1, isReport)
  return report?.params['CallStatus']
}

describe('a call that Shoulder places', () => {
  test('stands as queued, and can be asked for', async () => {
    const { status, json } = await place()
    expect(status).toBe(201)
    expect(json).toMatchObject({ status: 'queued', direction: 'outbound-api', to: PHONE, from: OURS })
    expect((await rig.twilio('GET', `/Calls/${String(json['sid'])}.json`)).json).toMatchObject({ sid: json['sid'] })
    await rig.app.hears(1, isReport)
  })

  test('is taken by the carrier’s mailbox, which hears what we say', async () => {
    const { json } = await place()
    const [report] = await rig.app.hears(1, isReport)
    expect(report?.params).toMatchObject({
      CallSid: json['sid'],
      CallStatus: 'completed',
      Direction: 'outbound-api',
      From: OURS,
      To: PHONE,
    })
    expect(Number(report?.params['CallDuration'])).toBeGreaterThan(0)
    const calls = (await rig.control('GET', `/sandbox/calls?to=%2B15125550122`)).json as unknown
    expect(calls).toMatchObject([{ heard: ['This is a test call.'] }])
    expect(rig.app.heard.filter(isForwarded)).toEqual([])
  })

  test.each([
    ['nobody', 'no-answer'],
    ['busy', 'busy'],
    ['person', 'completed'],
  ])('to a line with %s ends as %s', async (line, status) => {
    await lineIs({ isOn: false, line })
    expect(await outcome()).toBe(status)
  })

  test('tells of every event that was asked for, in order', async () => {
    const events = ['initiated', 'ringing', 'answered', 'completed']
    await rig.twilio(
      'POST',
      '/Calls.json',
      new URLSearchParams([
        ['To', PHONE],
        ['From', OURS],
        ['Twiml', SAY],
        ['StatusCallback', callback()],
        ...events.map((event) => ['StatusCallbackEvent', event]),
      ]),
    )
    const told = await rig.app.hears(4, isReport)
    expect(told.map(({ params }) => params['CallStatus'])).toEqual(['initiated', 'ringing', 'in-progress', 'completed'])
  })

  test('asks our address what to say where it was given one', async () => {
    rig.app.answer = ({ path: target }) => ({ status: 200, text: target === '/say' ? SAY : '' })
    await place({ Twiml: '', Url: `${rig.sandbox.settings.APP_URL}/say` })
    await rig.app.hears(1, isReport)
    expect(rig.app.heard.map(({ path: target }) => target)).toContain('/say')
  })
})

describe('a call to a phone that forwards', () => {
  test('comes back to our number, showing who called and who forwarded it', async () => {
    await lineIs({ isOn: true })
    await place()
    const [leg] = await rig.app.hears(1, isForwarded)
    expect(leg?.params).toMatchObject({ From: OURS, To: OURS, CallStatus: 'ringing', Direction: 'inbound' })
    expect(leg?.params['ForwardedFrom']).toBe(PHONE)
    const [report] = await rig.app.hears(1, isReport)
    expect(report?.params['CallStatus']).toBe('completed')
    expect(rig.app.heard.findIndex(isForwarded)).toBeLessThan(rig.app.heard.findIndex(isReport))
  })

  test.each([
    ['no_answer', 'voicemail', true],
    ['no_answer', 'busy', false],
    ['busy', 'busy', true],
    ['busy', 'nobody', false],
    ['all', 'busy', true],
    ['all', 'person', false],
  ])('on %s, while the line has %s: %s', async (on, line, comes) => {
    await lineIs({ isOn: true, on, line })
    await outcome()
    expect(rig.app.heard.some(isForwarded)).toBe(comes)
  })

  test('ends as busy where our number will not take it', async () => {
    rig.app.answer = () => ({ status: 200, text: '<Response><Reject reason="busy"/></Response>' })
    await lineIs({ isOn: true })
    expect(await outcome()).toBe('busy')
  })

  test('goes on after a restart in the middle of its ringing', async () => {
    const stateDir = await mkdtemp(path.join(os.tmpdir(), 'calls-'))
    const before = await openRig({ stateDir })
    await before.twilio('POST', '/IncomingPhoneNumbers.json', { PhoneNumber: OURS })
    await before.control('POST', '/sandbox/forwarding', { phone: PHONE, to: OURS, isOn: true })
    const settings = { ...before.sandbox.settings, APP_URL: rig.app.url }
    await place({}, before)
    await before.close()
    const after = await openRig({ stateDir, settings })
    await rig.app.hears(1, isForwarded)
    await rig.app.hears(1, isReport)
    expect((await after.control('GET', `/sandbox/forwarding?phone=%2B15125550122`)).json).toMatchObject([
      { isOn: true },
    ])
    await after.close()
    await rm(stateDir, { recursive: true })
  })
})

test.each([
  [{ To: '' }, 21201],
  [{ To: '555' }, 21211],
  [{ From: '' }, 21213],
  [{ From: '+15125550199' }, 21210],
  [{ Twiml: '' }, 21205],
  [{ Twiml: 'x'.repeat(4001) }, 20001],
  [{ Timeout: '601' }, 20001],
  [{ StatusCallback: 'nowhere' }, 21609],
  [{ StatusCallbackEvent: 'finished' }, 20001],
])('the order %j is refused with %i', async (form, code) => {
  expect((await place(form as Record<string, string>)).json).toMatchObject({ code, status: 400 })
})
