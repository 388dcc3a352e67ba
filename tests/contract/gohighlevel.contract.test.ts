import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/server.ts'
import { gohighlevelCrm } from '../../tenants/providers/gohighlevel/api.ts'
import { locationTokens } from '../../tenants/providers/gohighlevel/tokens.ts'
import { request } from '../../tenants/providers/http.ts'
import type { Answer, CrmPort } from '../../tenants/providers/port.ts'
import { hasSpec, openSpec, type Slips, type Spec } from './support/open-api.ts'
import { openRecorder, type Exchange, type Recorder } from './support/recorder.ts'

/** The description calls each stage an array; the API and its users know objects. */
const PIPELINE_SLIPS: Slips = {
  '/components/schemas/PipelinesResponseSchema/properties/stages': {
    type: 'array',
    items: {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: { type: 'string' }, name: { type: 'string' }, position: { type: 'number' } },
    },
  },
}

/** In most answers, though the description names it in few. */
const everywhere = ['traceId']

function valueOf<T>(answer: Answer<T>): T {
  if (answer.kind !== 'answered') throw new Error(`It was ${answer.kind}: ${answer.code}`)
  return answer.value
}

describe.skipIf(!hasSpec('ghl/contacts.json'))('GoHighLevel’s published descriptions', () => {
  let sandbox: Sandbox
  let recorder: Recorder
  let crm: CrmPort
  let specs: Record<string, Spec>

  const open = (): CrmPort => {
    const { GHL_CLIENT_ID: clientId, GHL_CLIENT_SECRET: clientSecret } = sandbox.settings
    const shared = { apiUrl: recorder.url, locationId: 'locContract0001', http: request }
    const load = async (): Promise<null> => null
    const save = async (): Promise<void> => undefined
    const tokens = locationTokens({ ...shared, clientId, clientSecret, load, save, now: Date.now })
    return gohighlevelCrm({ ...shared, tokens })
  }
  /** A product's description is named by the first part of the path. */
  const check = (exchange: Exchange): string[] =>
    specs[exchange.path.split('/')[1] ?? '']?.check(exchange) ?? [`${exchange.path} belongs to no product`]

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, stateDir: null })
    recorder = await openRecorder(sandbox.settings.GHL_API_URL)
    crm = open()
    specs = {
      oauth: openSpec('ghl/oauth.json', { everywhere }),
      contacts: openSpec('ghl/contacts.json', { everywhere }),
      opportunities: openSpec('ghl/opportunities.json', { everywhere, slips: PIPELINE_SLIPS }),
    }
  })

  afterAll(async () => {
    await recorder.close()
    await sandbox.close()
  })

  test('have nothing against a caller’s way from contact to opportunity', async () => {
    const caller = {
      phone: '+15125550111',
      email: 'pat@example.com',
      name: 'Pat Rivers',
      source: 'Missed call',
    } as const
    const contact = valueOf(await crm.upsertContact(caller))
    expect(contact).toMatchObject({ phone: caller.phone, email: caller.email })
    expect(valueOf(await crm.fetchContact(contact.contactRef))).toMatchObject({ phone: caller.phone })
    const pipeline = valueOf(await crm.fetchPipelines())[0]
    const [first, second] = pipeline?.stages ?? []
    if (!pipeline || !first || !second) throw new Error('There is no pipeline with two stages.')
    const where = { contactRef: contact.contactRef, pipelineRef: pipeline.pipelineRef }
    expect(valueOf(await crm.findOpportunity(where.contactRef, where.pipelineRef))).toBeNull()
    const wish = { ...where, stageRef: first.stageRef, name: 'Pat Rivers - water heater', amountMajor: 179.5 }
    const made = valueOf(await crm.createOpportunity(wish))
    expect(valueOf(await crm.findOpportunity(where.contactRef, where.pipelineRef))).toEqual(made)
    const move = { pipelineRef: where.pipelineRef, stageRef: second.stageRef, status: 'open' } as const
    expect(valueOf(await crm.updateOpportunity(made.opportunityRef, move))).toMatchObject({ stageRef: second.stageRef })
    expect(valueOf(await crm.addNote(where.contactRef, 'Asked for tomorrow morning')).noteRef).not.toBe('')
    expect(recorder.exchanges).toHaveLength(10)
    expect(recorder.exchanges.splice(0).flatMap(check)).toEqual([])
  })

  test('have nothing against a caller of whom only the number is known', async () => {
    const caller = { phone: '+15125550112', email: null, name: null, source: 'Missed call' } as const
    expect(valueOf(await crm.upsertContact(caller))).toMatchObject({ phone: caller.phone, email: null })
    expect(recorder.exchanges.splice(0).flatMap(check)).toEqual([])
  })

  test('are silent on what an error says, but we read the emulator’s', async () => {
    const contact = valueOf(
      await crm.upsertContact({ phone: '+15125550113', email: null, name: 'Ann Lee', source: 'Missed call' }),
    )
    const pipeline = valueOf(await crm.fetchPipelines())[0]
    if (!pipeline) throw new Error('There is no pipeline.')
    const { contactRef } = contact
    const { pipelineRef } = pipeline
    const stageRef = pipeline.stages[0]?.stageRef ?? ''
    const wish = { contactRef, pipelineRef, stageRef, name: 'Ann Lee', amountMajor: null }
    valueOf(await crm.createOpportunity(wish))
    expect(await crm.createOpportunity(wish)).toMatchObject({ kind: 'refused', code: 'duplicate' })
    expect(await crm.fetchContact('nobodyAtAll')).toMatchObject({ kind: 'refused' })
    recorder.exchanges.splice(0)
  })

  test('would have something against a request that is wrong', async () => {
    await crm.addNote('nobodyAtAll', 'Hi')
    const [exchange] = recorder.exchanges.splice(0)
    if (!exchange) throw new Error('Nothing was recorded.')
    const odd = { ...exchange, headers: { ...exchange.headers, version: '2021-04-15' }, body: '{"text":"Hi"}' }
    const where = 'POST /contacts/{contactId}/notes: '
    expect(check(odd)).toEqual(
      expect.arrayContaining([
        `${where}header Version must be equal to one of the allowed values`,
        `${where}body must have required property 'body'`,
        `${where}body/text is not described`,
      ]),
    )
  })
})
