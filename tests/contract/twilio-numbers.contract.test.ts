import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/server.ts'
import { request } from '../../tenants/providers/http.ts'
import { twilioCalls, type CallPort } from '../../tenants/providers/twilio/calls.ts'
import { twilioNumbers, type NumberPort } from '../../tenants/providers/twilio/numbers.ts'
import { testCall } from '../../tenants/providers/twilio/twiml.ts'
import { hasSpec, openSpec, type Spec } from './support/open-api.ts'
import { openRecorder, type Recorder } from './support/recorder.ts'

const APP_URL = 'https://app.example.com'
/** Its own example is "(808) 925-1571", which is no E.164. */
const OFFER = 'api.v2010.account.available_phone_number_country.available_phone_number_local'
const SLIPS = { [`/components/schemas/${OFFER}/properties/friendly_name/format`]: 'friendly' }

const NAME = 'ten_0123456789abcdefghjkmnpq'

describe.skipIf(!hasSpec('twilio_api_v2010.json'))('Twilio’s published description of numbers and calls', () => {
  let sandbox: Sandbox
  let recorder: Recorder
  let numbers: NumberPort
  let calls: CallPort
  let spec: Spec

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, stateDir: null })
    recorder = await openRecorder(sandbox.settings.TWILIO_API_URL)
    const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = sandbox.settings
    const account = { apiUrl: recorder.url, accountSid, authToken, http: request }
    numbers = twilioNumbers(account)
    calls = twilioCalls(account)
    spec = openSpec('twilio_api_v2010.json', { slips: SLIPS })
  })
  afterEach(() => sandbox.world.faults.clear())
  afterAll(async () => {
    await recorder.close()
    await sandbox.close()
  })

  const complaints = () => recorder.exchanges.splice(0).flatMap(spec.check)

  test('has nothing against how we look for, buy and find a number', async () => {
    expect(await numbers.findByName(NAME)).toEqual({ kind: 'answered', value: null })
    const offered = await numbers.search({ areaCode: '512' })
    if (offered.kind !== 'answered') throw new Error('Nothing was offered.')
    const [phone = '+1'] = offered.value
    expect(await numbers.search({ near: '+15125550100' })).toMatchObject({ kind: 'answered' })
    expect(await numbers.search('anywhere')).toMatchObject({ kind: 'answered' })
    expect(await numbers.buy(phone, NAME, APP_URL)).toEqual({ kind: 'answered', value: phone })
    expect(await numbers.findByName(NAME)).toEqual({ kind: 'answered', value: phone })
    expect(complaints()).toEqual([])
  })

  test('has nothing against our test call', async () => {
    const offered = await numbers.search({ areaCode: '737' })
    const from = offered.kind === 'answered' ? offered.value[0] : undefined
    if (from === undefined) throw new Error('Nothing was offered.')
    await numbers.buy(from, `${NAME}2`, APP_URL)
    recorder.exchanges.splice(0)
    for (const language of ['en', 'es']) {
      const placed = await calls.place({
        to: '+15125550122',
        from,
        twiml: testCall(language),
        statusCallbackUrl: `${APP_URL}/hooks/twilio/voice/status?step=test&tenant=${NAME}&test=t1`,
        ringS: 50,
      })
      expect(placed).toEqual({ kind: 'answered', value: { callRef: expect.stringMatching(/^CA[0-9a-f]{32}$/) } })
    }
    expect(complaints()).toEqual([])
  })

  test('is silent on refusals, and we read the emulator’s as they are meant', async () => {
    const taken = await numbers.findByName(NAME)
    const phone = taken.kind === 'answered' ? (taken.value ?? '+1') : '+1'
    expect(await numbers.buy(phone, 'ten_other', APP_URL)).toMatchObject({ kind: 'refused', code: '21422' })
    const stranger = { to: '+15125550122', from: '+15125550123', twiml: testCall('en'), ringS: 50 } as const
    const placed = await calls.place({ ...stranger, statusCallbackUrl: APP_URL })
    expect(placed).toMatchObject({ kind: 'refused', code: '21210' })
    recorder.exchanges.splice(0)
  })

  test.each([
    ['status', 503, 'in_doubt'],
    ['status', 429, 'unavailable'],
    ['status', 401, 'unavailable'],
    ['malformed', 0, 'in_doubt'],
    ['reset', 0, 'in_doubt'],
  ] as const)('a purchase that meets %s %i is %s, and a question then never is', async (kind, status, outcome) => {
    const fault = { provider: 'twilio', kind, status, rate: 1, endsAt: Date.now() + 60_000, slowMs: 0 }
    sandbox.world.faults.add(fault)
    expect((await numbers.buy('+15125550170', 'ten_doubt', APP_URL)).kind).toBe(outcome)
    expect((await numbers.findByName('ten_doubt')).kind).toBe('unavailable')
    recorder.exchanges.splice(0)
  })
})
