import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openRig, type SandboxRig } from './sandbox-rig.ts'

const SHOP = '+17375550100'
const PAT = '+12145550147'
const DANA = '+15125550122'

let rig: SandboxRig
beforeAll(async () => void (rig = await openRig()))
afterAll(() => rig.close())
beforeEach(async () => {
  await rig.control('POST', '/sandbox/reset')
  rig.app.heard.length = 0
  // Whoever has talked has nothing more to hear.
  rig.app.answer = ({ path, params }) => ({
    status: 200,
    text: params['DialBridged'] === 'true' ? '<Response/>' : (DOCUMENTS[path] ?? ''),
  })
})

const NUMBER = `<Number url="/whisper">${DANA}</Number>`
const DOCUMENTS: Record<string, string> = {
  '/hooks/twilio/voice': `<Response><Dial timeout="20" callerId="${PAT}" action="/rung">${NUMBER}</Dial></Response>`,
  '/whisper':
    '<Response><Gather numDigits="1" action="/taken"><Say>Press 1 to take it.</Say></Gather><Hangup/></Response>',
  '/taken': '<Response/>',
  '/rung': '<Response><Say>You have reached us.</Say><Record action="/after"/></Response>',
  '/after': '<Response/>',
}

const call = async (order: Record<string, unknown>) =>
  (await rig.control('POST', '/sandbox/calls', { from: PAT, to: SHOP, via: 'twilio', outcome: 'no-answer', ...order }))
    .json
const told = (path: string) => rig.app.heard.find((webhook) => webhook.path === path)?.params

describe('a phone that is rung for a caller', () => {
  test('and is taken with the key 1 is connected, and only its own leg hears the question', async () => {
    const answer = await call({ technician: 'press_1' })
    expect(told('/whisper')).toMatchObject({ To: DANA, From: PAT, Direction: 'outbound-dial' })
    expect(told('/taken')).toMatchObject({ Digits: '1', CallSid: told('/whisper')?.['CallSid'] })
    expect(told('/rung')).toMatchObject({
      CallSid: answer['sid'],
      DialCallSid: told('/whisper')?.['CallSid'],
      DialCallStatus: 'completed',
      DialBridged: 'true',
      DialCallDuration: '42',
    })
    expect((answer['heard'] as string[]).join()).not.toContain('Press 1')
  })

  test('and taken by a mailbox, which presses nothing, is not connected', async () => {
    const answer = await call({ technician: 'mailbox' })
    expect(told('/taken')).toBeUndefined()
    expect(told('/rung')).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'false' })
    expect(answer['heard']).toContain('You have reached us.')
  })

  test.each([
    ['no_answer', 'no-answer'],
    ['busy', 'busy'],
  ])('and fares as %s is not connected', async (technician, DialCallStatus) => {
    await call({ technician })
    expect(told('/whisper')).toBeUndefined()
    expect(told('/rung')).toMatchObject({ DialCallStatus, DialBridged: 'false' })
    expect(told('/rung')).not.toHaveProperty('DialCallDuration')
  })
})

type Moment = { id: string; kind: string; phone: string | null; shown: string | null; heard: string[] }

/** Waits for the call to come to such a moment, and chooses. */
async function chooses(kind: string, choice: string): Promise<Moment> {
  for (;;) {
    const moments = JSON.parse((await rig.control('GET', '/sandbox/live-calls')).text) as Moment[]
    const moment = moments.find((one) => one.kind === kind)
    if (moment) {
      const answer = await rig.control('POST', `/sandbox/live-calls/${moment.id}`, { choice })
      expect(answer.status).toBe(200)
      return moment
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('a call that people play', () => {
  test('rings, whispers, is taken, and ends when somebody hangs up', async () => {
    const talk = call({ isLive: true, name: 'Pat Rivers' })
    expect(await chooses('ring', 'answer')).toMatchObject({ phone: DANA, shown: PAT, name: 'Pat Rivers', heard: [] })
    expect((await chooses('whisper', 'press_1')).heard).toEqual(['Press 1 to take it.'])
    await chooses('talk', 'technician_hangs_up')
    await talk
    expect(told('/rung')).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' })
  })

  test('is declined, and the caller leaves a message after the tone', async () => {
    const talk = call({ isLive: true })
    await chooses('ring', 'decline')
    expect((await chooses('tone', 'speak')).heard).toContain('You have reached us.')
    expect((await talk)['recordings']).toHaveLength(1)
    expect(told('/rung')).toMatchObject({ DialCallStatus: 'busy' })
  })

  test('is taken without the key, and the caller hangs up at the tone', async () => {
    const talk = call({ isLive: true })
    await chooses('ring', 'answer')
    await chooses('whisper', 'technician_hangs_up')
    await chooses('tone', 'caller_hangs_up')
    expect(await talk).toMatchObject({ callStatus: 'completed', recordings: [] })
    expect(told('/rung')).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'false' })
  })

  test('is given up while it rings, of which the dial tells nobody', async () => {
    const talk = call({ isLive: true })
    await chooses('ring', 'caller_hangs_up')
    expect(await talk).toMatchObject({ callStatus: 'no-answer' })
    expect(told('/rung')).toBeUndefined()
    expect(told('/hooks/twilio/voice/status')).toMatchObject({ CallStatus: 'no-answer' })
  })

  test('takes no choice that is not there, nor one that comes too late', async () => {
    const talk = call({ isLive: true })
    const wrong = async () => {
      const [moment] = JSON.parse((await rig.control('GET', '/sandbox/live-calls')).text) as Moment[]
      return rig.control('POST', `/sandbox/live-calls/${moment?.id}`, { choice: 'speak' })
    }
    await expect.poll(async () => (await wrong()).status).toBe(400)
    const { id } = await chooses('ring', 'caller_hangs_up')
    await talk
    expect((await rig.control('POST', `/sandbox/live-calls/${id}`, { choice: 'answer' })).status).toBe(404)
  })
})
