import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRig, type SandboxRig } from './sandbox-rig.ts'
import { createTrace, describeCall, describeEvent, spellWire, type TraceEntry } from './trace.ts'

describe('what happens behind', () => {
  let rig: SandboxRig
  beforeAll(async () => {
    rig = await openRig()
  })
  afterAll(() => rig.close())
  const list = async () => JSON.parse((await rig.control('GET', '/sandbox/trace')).text) as TraceEntry[]

  test('shows calls to providers and webhooks from them, without words, numbers or secrets', async () => {
    await rig.twilio('POST', '/Messages.json', { From: '+17375550100', To: '+12145550147', Body: 'the secret words' })
    await rig.control('POST', '/sandbox/sms', { from: '+12145550147', to: '+17375550100', body: 'more secret words' })
    const entries = await list()
    expect(entries.find(({ direction }) => direction === 'to_provider')).toMatchObject({
      ...{ provider: 'twilio', words: 'sends a text', status: 201, isOpen: false, fault: null },
      wire: 'POST /2010-04-01/Accounts/…/Messages.json',
    })
    expect(entries.find(({ wire }) => wire === 'sms.received')).toMatchObject({
      ...{ direction: 'to_shoulder', provider: 'twilio', status: 200, attempts: 1 },
      words: 'tells of a text from a person',
    })
    const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN } = rig.sandbox.settings
    for (const hidden of ['secret words', '5550147', TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN]) {
      expect(JSON.stringify(entries)).not.toContain(hidden)
    }
  })

  test('names the fault that struck', async () => {
    await rig.control('POST', '/sandbox/faults', { provider: 'resend', kind: 'status', status: 503 })
    await rig.resend('POST', '/emails', {})
    expect((await list()).at(-1)).toMatchObject({ provider: 'resend', status: 503, fault: 'status' })
    await rig.control('DELETE', '/sandbox/faults')
  })

  test('is forgotten with a reset', async () => {
    await rig.control('POST', '/sandbox/reset')
    expect(await list()).toEqual([])
  })
})

test('a fault can be ended alone', async () => {
  const rig = await openRig()
  const add = (provider: string) => rig.control('POST', '/sandbox/faults', { provider, kind: 'slow' })
  const [first] = [await add('twilio'), await add('ghl')]
  await rig.control('DELETE', `/sandbox/faults?id=${String(first?.json['id'])}`)
  const left = JSON.parse((await rig.control('GET', '/sandbox/faults')).text) as { provider: string }[]
  await rig.close()
  expect(left.map(({ provider }) => provider)).toEqual(['ghl'])
})

test('an entry is open until it is answered, and the oldest make room', () => {
  let now = 1000
  const trace = createTrace(() => now)
  const given = { direction: 'to_provider', provider: 'ghl', words: 'calls', wire: 'GET /x' } as const
  const end = trace.begin(given)
  expect(trace.list()).toMatchObject([{ status: null, isOpen: true, ms: null, at: 1000 }])
  now = 1250
  end({ status: null })
  expect(trace.list()).toMatchObject([{ status: null, isOpen: false, ms: 250 }])
  for (let count = 0; count < 300; count += 1) trace.begin(given)
  const ids = trace.list().map(({ id }) => id)
  expect([ids.length, ids[0], ids.at(-1)]).toEqual([200, 102, 301])
})

test('calls that named an id can be told from others, and the id is told to nobody', () => {
  const trace = createTrace(() => 1000)
  const given = { direction: 'to_provider', provider: 'ghl', words: 'calls' } as const
  trace.begin({ ...given, wire: 'DELETE /contacts/…' }, '/contacts/fjA2ZnfLafmZ2Ac0u74i')
  trace.begin({ ...given, wire: 'DELETE /contacts/…' }, '/contacts/hhA2ZnfLafmZ2Ac0u74j')
  expect(trace.list(['none'])).toEqual([])
  expect(trace.list(['hhA2ZnfLafmZ2Ac0u74j']).map(({ id }) => id)).toEqual([2])
  expect(JSON.stringify(trace.list())).not.toContain('ZnfL')
})

test.each([
  ['/v2/PhoneNumbers/%2B12145550147', 'GET /v2/PhoneNumbers/…'],
  ['/contacts/fjA2ZnfLafmZ2Ac0u74i/notes', 'GET /contacts/…/notes'],
  ['/opportunities/pipelines', 'GET /opportunities/pipelines'],
])('of %s nobody’s number or id is told', (path, wire) => expect(spellWire('GET', path)).toBe(wire))

test('what it has no words for is still told', () => {
  expect(describeCall('nobody', 'GET /x')).toBe('calls')
  expect(describeEvent('NoSuchEvent')).toBe('tells Shoulder')
  expect(describeEvent('sms.delivered')).toBe('tells how a text fares')
})
