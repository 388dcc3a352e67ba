import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/server.ts'
import { HOUR_MS } from '../../tenants/base/clock.ts'
import type { CrmRecords } from '../../tenants/providers/crm-port.ts'
import { gohighlevelCrm } from '../../tenants/providers/gohighlevel/api.ts'
import { locationTokens } from '../../tenants/providers/gohighlevel/tokens.ts'
import { request } from '../../tenants/providers/http.ts'
import type { Answer, CrmPort } from '../../tenants/providers/port.ts'
import { hasSpec, openSpec, type Spec } from './support/open-api.ts'
import { openRecorder, type Exchange, type Recorder } from './support/recorder.ts'

const everywhere = ['traceId']
const LOCATION = 'locContract0003'
const PAT = '+15125550131'

function valueOf<T>(answer: Answer<T>): T {
  if (answer.kind !== 'answered') throw new Error(`It was ${answer.kind}: ${answer.code}`)
  return answer.value
}

/**
 * The description calls `subType` and `status` of a text required, and gives them no meaning for one; programs that
 * have texted for years send neither. Live answers say when a message was changed, which it does not know.
 */
const KNOWN_SLIPS = [
  "body must have required property 'subType'",
  "body must have required property 'status'",
  'dateUpdated is not described',
]

describe.skipIf(!hasSpec('ghl/phone-system.json'))('GoHighLevel’s published descriptions', () => {
  let sandbox: Sandbox
  let recorder: Recorder
  let crm: CrmPort & CrmRecords
  let specs: Record<string, Spec>

  const check = (exchange: Exchange): string[] =>
    specs[exchange.path.split('/')[1] ?? '']?.check(exchange) ?? [`${exchange.path} belongs to no product`]
  const faults = () =>
    recorder.exchanges
      .splice(0)
      .filter(({ path }) => !path.startsWith('/oauth'))
      .flatMap(check)
      .filter((fault) => !KNOWN_SLIPS.some((slip) => fault.endsWith(slip)))

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, stateDir: null })
    recorder = await openRecorder(sandbox.settings.GHL_API_URL)
    const { GHL_CLIENT_ID: clientId, GHL_CLIENT_SECRET: clientSecret } = sandbox.settings
    const shared = { apiUrl: recorder.url, locationId: LOCATION, http: request }
    const kept = { load: async () => null, save: async () => undefined }
    const tokens = locationTokens({ ...shared, ...kept, clientId, clientSecret, now: Date.now })
    crm = gohighlevelCrm({ ...shared, tokens })
    specs = {
      contacts: openSpec('ghl/contacts.json', { everywhere }),
      conversations: openSpec('ghl/conversations.json', { everywhere }),
      'phone-system': openSpec('ghl/phone-system.json', { everywhere }),
    }
  })

  afterAll(async () => {
    await recorder.close()
    await sandbox.close()
  })

  const who = { phone: PAT, email: null, name: 'Pat Rivers', source: 'Missed call' } as const

  test('have nothing against a text, from the number it leaves by to what became of it', async () => {
    const { numbers, isActive } = valueOf(await crm.fetchNumbers())
    expect({ isActive, count: numbers.length }).toEqual({ isActive: true, count: 1 })
    const from = numbers[0]?.number
    if (!from) throw new Error('The location has no number.')
    const { contactRef } = valueOf(await crm.upsertContact(who))
    const sent = await crm.sendText({ contactRef, from, to: PAT, body: 'Sorry we missed you' })
    if (sent.kind !== 'sent') throw new Error(`It was ${sent.kind}: ${sent.code}`)
    const listed = valueOf(await crm.listTexts(contactRef, Date.now() - HOUR_MS))
    expect(listed).toMatchObject([{ messageRef: sent.providerRef, direction: 'outbound', kind: 'sms' }])
    expect(valueOf(await crm.fetchMessage(sent.providerRef))).toMatchObject({ body: 'Sorry we missed you' })
    expect(recorder.exchanges.length).toBeGreaterThan(4)
    expect(faults()).toEqual([])
  })

  test('say nothing of refusals, but we read the emulator’s', async () => {
    const { contactRef } = valueOf(await crm.upsertContact(who))
    const from = valueOf(await crm.fetchNumbers()).numbers[0]?.number
    if (!from) throw new Error('The location has no number.')
    const text = { contactRef, from, to: PAT, body: 'Hi' } as const
    const other = '+15125550139'
    expect(await crm.sendText({ ...text, from: other })).toMatchObject({ kind: 'refused', code: 'sender_number_gone' })
    expect(await crm.sendText({ ...text, contactRef: 'nobody' })).toMatchObject({ kind: 'refused', code: 'http_404' })
    valueOf(await crm.markContact(contactRef, { addTags: [], dropTags: [], wantsNoTexts: true }))
    expect(await crm.sendText(text)).toMatchObject({ kind: 'refused', code: 'do_not_disturb' })
    recorder.exchanges.splice(0)
  })

  test('would have something against a text that is wrong', async () => {
    const { contactRef } = valueOf(await crm.upsertContact({ ...who, phone: '+15125550132' }))
    const from = valueOf(await crm.fetchNumbers()).numbers[0]?.number
    if (!from) throw new Error('The location has no number.')
    recorder.exchanges.splice(0)
    await crm.sendText({ contactRef, from, to: '+15125550132', body: 'Hi' })
    const [exchange] = recorder.exchanges.splice(0)
    if (!exchange) throw new Error('Nothing was recorded.')
    const odd = { ...exchange, body: JSON.stringify({ type: 'Text', contactId: contactRef, text: 'Hi' }) }
    const where = 'POST /conversations/messages: body'
    expect(check(odd)).toEqual(
      expect.arrayContaining([
        `${where}/type must be equal to one of the allowed values`,
        `${where}/text is not described`,
      ]),
    )
  })
})
