import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/server.ts'
import { request } from '../../tenants/providers/http.ts'
import type { RecordsPort } from '../../tenants/providers/port.ts'
import { twilioCalls, type CallPort } from '../../tenants/providers/twilio/calls.ts'
import { twilioRecords } from '../../tenants/providers/twilio/api-records.ts'
import { whisperTwiml } from '../../tenants/providers/twilio/ring-twiml.ts'
import { hasSpec, openSpec, type Spec } from './support/open-api.ts'
import { openRecorder, type Recorder } from './support/recorder.ts'

const GIF = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs='
const PAT = '+12145550147'
const SHOP = '+17375550100'

/** What we ask of Twilio about calls, recordings and pictures. */
describe.skipIf(!hasSpec('twilio_api_v2010.json'))('Twilio’s published description', () => {
  let sandbox: Sandbox
  let recorder: Recorder
  let records: RecordsPort
  let calls: CallPort
  let spec: Spec

  const control = async <T>(path: string, body: unknown): Promise<T> => {
    const answer = await fetch(`${sandbox.url}/sandbox${path}`, { method: 'POST', body: JSON.stringify(body) })
    return (await answer.json()) as T
  }

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, stateDir: null, settings: { APP_URL: 'http://127.0.0.1:9' } })
    recorder = await openRecorder(sandbox.settings.TWILIO_API_URL)
    const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = sandbox.settings
    const account = { apiUrl: recorder.url, accountSid, authToken, http: request }
    records = twilioRecords(account)
    calls = twilioCalls(account)
    spec = openSpec('twilio_api_v2010.json')
  })

  afterAll(async () => {
    await recorder.close()
    await sandbox.close()
  })

  test('has nothing against how we delete a picture that we have kept', async () => {
    const { sid } = await control<{ sid: string }>('/sms', { from: PAT, to: SHOP, media: [GIF] })
    const { TWILIO_API_URL, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN } = sandbox.settings
    const list = `${TWILIO_API_URL}/2010-04-01/Accounts/${TWILIO_ACCOUNT_SID}/Messages/${sid}/Media.json`
    const authorization = `Basic ${btoa(`${TWILIO_ACCOUNT_SID}:${TWILIO_AUTH_TOKEN}`)}`
    const listed = (await (await fetch(list, { headers: { authorization } })).json()) as {
      media_list: { sid: string }[]
    }
    const [media] = listed.media_list
    expect(await records.forgetMedia(`${sid}/${media?.sid}`)).toEqual({ kind: 'answered', value: 'deleted' })
    expect(recorder.exchanges.splice(0).flatMap(spec.check)).toEqual([])
    expect(await records.forgetMedia(`${sid}/${media?.sid}`)).toEqual({ kind: 'answered', value: 'gone' })
    recorder.exchanges.splice(0)
  })

  test('has nothing against how we delete a recording that we have kept', async () => {
    const { sid } = await control<{ sid: string }>('/twilio/recordings', { from: PAT, to: SHOP })
    expect(await records.forgetRecording(sid)).toEqual({ kind: 'answered', value: 'deleted' })
    expect(recorder.exchanges.splice(0).flatMap(spec.check)).toEqual([])
  })

  test('has nothing against a call that we put through', async () => {
    const business = { id: 'ten_a', businessName: 'Lark', primaryPhone: '+15125550122', timeZone: 'America/Chicago' }
    await control('/businesses', { ...business, smsNumber: SHOP, email: 'dana@example.com' })
    const acceptUrl = 'https://app.example.com/hooks/twilio/voice/whisper?step=accept&tenant=ten_a&customer=cus_b'
    const placed = await calls.place({
      to: '+15125550122',
      from: SHOP,
      twiml: whisperTwiml({ language: 'en', isBridge: true, acceptUrl }),
      statusCallbackUrl: 'https://app.example.com/hooks/twilio/voice/status?step=ignore&tenant=ten_a',
      ringS: 25,
    })
    expect(placed).toMatchObject({ kind: 'answered' })
    expect(recorder.exchanges.splice(0).flatMap(spec.check)).toEqual([])
  })
})
