import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADS_SCOPES, openAdsRig, type AdsRig } from './google-ads-rig.ts'
import { send } from './sandbox-rig.ts'

let rig: AdsRig
let own: Awaited<ReturnType<AdsRig['open']>>
let actionId: string
let gclid: string
const folder = mkdtempSync(join(tmpdir(), 'ads-events-'))
beforeAll(async () => {
  rig = await openAdsRig({ stateDir: folder })
  own = await rig.open({ days: 40 })
  const [action] = await rig.query(
    own.access,
    own.customerId,
    "SELECT conversion_action.id FROM conversion_action WHERE conversion_action.name = 'Booked appointment'",
  )
  actionId = String(action?.['conversionAction']?.['id'])
  const forms = await rig.query(own.access, own.customerId, FORMS)
  gclid = String(forms.at(-1)?.['leadFormSubmissionData']?.['gclid'])
})
afterAll(async () => {
  await rig.close()
  rmSync(folder, { recursive: true })
})

const FORMS =
  'SELECT lead_form_submission_data.gclid, lead_form_submission_data.lead_form_submission_fields ' +
  'FROM lead_form_submission_data'

async function ask(method: string, path: string, body?: unknown, access = own.access) {
  return send(`${rig.sandbox.settings.GOOGLE_DATA_MANAGER_API_URL}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}
const event = (more: object = {}) => ({
  ...{ transactionId: 'job-1', eventTimestamp: '2026-11-23T15:00:00-06:00', eventSource: 'WEB' },
  ...{ adIdentifiers: { gclid }, conversionValue: 450, currency: 'USD' },
  consent: { adUserData: 'CONSENT_GRANTED', adPersonalization: 'CONSENT_GRANTED' },
  ...more,
})
const order = (events: object[], more: object = {}) => ({
  destinations: [
    { operatingAccount: { accountType: 'GOOGLE_ADS', accountId: own.customerId }, productDestinationId: actionId },
  ],
  ...{ events, encoding: 'HEX', validateOnly: false },
  ...more,
})
const fateOf = async (requestId: unknown) =>
  (await ask('GET', `requestStatus:retrieve?requestId=${String(requestId)}`)).json['requestStatusPerDestination']
const booked = async () => {
  const rows = await rig.query(
    own.access,
    own.customerId,
    'SELECT segments.conversion_action_name, metrics.conversions, metrics.conversions_value FROM customer ' +
      "WHERE segments.conversion_action_name = 'Booked appointment'",
  )
  return rows[0]?.['metrics']
}

describe('what is told of a click', () => {
  test('counts once, for the day of the click, and is there after a restart', async () => {
    const tried = await ask('POST', 'events:ingest', order([event()], { validateOnly: true }))
    expect(tried.status).toBe(200)
    expect(await booked()).toBeUndefined()
    const told = await ask('POST', 'events:ingest', order([event()]))
    expect(told.json).toEqual({ requestId: expect.any(String) })
    const again = await ask('POST', 'events:ingest', order([event(), event()]))
    expect(await booked()).toMatchObject({ conversions: 1, conversionsValue: 450 })
    for (const { json } of [told, again]) {
      expect(await fateOf(json['requestId'])).toMatchObject([
        { requestStatus: 'SUCCESS', destination: { productDestinationId: actionId } },
      ])
    }
    await rig.close()
    rig = await openAdsRig({ stateDir: folder })
    expect(await booked()).toMatchObject({ conversions: 1, conversionsValue: 450 })
  })

  test('finds who filled in a form by the hash of what they wrote, where they agreed', async () => {
    const forms = await rig.query(own.access, own.customerId, FORMS)
    const fields = forms[0]?.['leadFormSubmissionData']?.['leadFormSubmissionFields'] as {
      fieldType: string
      fieldValue: string
    }[]
    const email = fields.find(({ fieldType }) => fieldType === 'EMAIL')?.fieldValue ?? ''
    const emailAddress = createHash('sha256').update(email).digest('hex')
    const person = { adIdentifiers: undefined, eventSource: 'PHONE', userData: { userIdentifiers: [{ emailAddress }] } }
    const denied = event({ ...person, transactionId: 'job-3', consent: { adUserData: 'CONSENT_DENIED' } })
    const stranger = event({ transactionId: 'job-4', adIdentifiers: { gclid: 'Cj0KCQ-of-another' } })
    const { json } = await ask(
      'POST',
      'events:ingest',
      order([event({ ...person, transactionId: 'job-2' }), denied, stranger]),
    )
    expect(await fateOf(json['requestId'])).toMatchObject([
      {
        requestStatus: 'PARTIAL_SUCCESS',
        errorInfo: {
          errorCounts: [
            { recordCount: '1', reason: expect.stringContaining('CONSENT') },
            { recordCount: '1', reason: expect.stringContaining('GCLID') },
          ],
        },
        eventsIngestionStatus: { recordCount: '3' },
      },
    ])
    expect(await booked()).toMatchObject({ conversions: 2 })
  })
})

describe('a telling is refused', () => {
  test.each([
    ['without a moment', () => order([event({ eventTimestamp: '2026-11-23 15:00' })]), 'INVALID_FORMAT'],
    ['without a transaction', () => order([event({ transactionId: '' })]), 'REQUIRED_FIELD_MISSING'],
    ['of nobody', () => order([event({ adIdentifiers: {} })]), 'NO_IDENTIFIERS_PROVIDED'],
    ['in no currency', () => order([event({ currency: undefined })]), 'INVALID_CURRENCY_CODE'],
    [
      'with an address in the clear',
      () => order([event({ userData: { userIdentifiers: [{ emailAddress: 'ann@example.com' }] } })]),
      'INVALID_SHA256_FORMAT',
    ],
    ['of more than 2,000 events', () => order(Array.from({ length: 2001 }, () => event())), 'TOO_MANY_EVENTS'],
    [
      'to an action that Google counts by itself',
      () => {
        const place = order([event()])
        const [destination] = place.destinations
        return { ...place, destinations: [{ ...destination, productDestinationId: '1' }] }
      },
      'INVALID_CONVERSION_ACTION_ID',
    ],
  ])('%s', async (_what, body, reason) => {
    const refused = await ask('POST', 'events:ingest', body())
    expect(refused.status).toBe(400)
    expect(refused.json).toMatchObject({ error: { status: 'INVALID_ARGUMENT', details: [{ reason }, {}, {}] } })
  })

  test('with a field the API does not have, from who may not, and to another’s account', async () => {
    const unknown = await ask('POST', 'events:ingest', order([event({ orderId: '1' })]))
    expect(unknown.json).toMatchObject({ error: { message: expect.stringContaining('Unknown name "orderId"') } })
    const without = ADS_SCOPES.split(' ')[1] ?? ''
    const { access } = await rig.connect(own.login, { without })
    const forbidden = await ask('POST', 'events:ingest', order([event()]), access)
    expect(forbidden.json).toMatchObject({ error: { details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] } })
    const stranger = await rig.connect('owner@example.com')
    expect((await ask('POST', 'events:ingest', order([event()]), stranger.access)).status).toBe(403)
    expect((await ask('POST', 'events:ingest', order([event()]), 'ya29.none')).status).toBe(401)
    expect((await ask('GET', 'requestStatus:retrieve?requestId=none')).status).toBe(404)
  })
})
