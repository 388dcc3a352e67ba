import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/server.ts'
import { DAY_MS, HOUR_MS } from '../../tenants/base/clock.ts'
import type { CrmRecords } from '../../tenants/providers/crm-port.ts'
import { gohighlevelCrm } from '../../tenants/providers/gohighlevel/api.ts'
import { locationTokens } from '../../tenants/providers/gohighlevel/tokens.ts'
import { request } from '../../tenants/providers/http.ts'
import type { Answer, CrmPort } from '../../tenants/providers/port.ts'
import { hasSpec, openSpec, type Slips, type Spec } from './support/open-api.ts'
import { openRecorder, type Exchange, type Recorder } from './support/recorder.ts'

const everywhere = ['traceId']
/** The description calls the moments of an event objects; the API and its own examples know text. */
const EVENT_SLIPS: Slips = Object.fromEntries(
  ['startTime', 'endTime', 'dateAdded', 'dateUpdated'].map((field) => [
    `/components/schemas/CalendarEventDTO/properties/${field}`,
    { type: 'string' },
  ]),
)
const LOCATION = 'locContract0002'
const START = Date.parse('2027-03-02T15:00:00.000Z')

function valueOf<T>(answer: Answer<T>): T {
  if (answer.kind !== 'answered') throw new Error(`It was ${answer.kind}: ${answer.code}`)
  return answer.value
}

describe.skipIf(!hasSpec('ghl/calendars.json'))('GoHighLevel’s published descriptions', () => {
  let sandbox: Sandbox
  let recorder: Recorder
  let crm: CrmPort & CrmRecords
  let specs: Record<string, Spec>

  const check = (exchange: Exchange): string[] =>
    specs[exchange.path.split('/')[1] ?? '']?.check(exchange) ?? [`${exchange.path} belongs to no product`]
  /** Whatever concerns tokens is the other contract’s. */
  const checkAll = () =>
    recorder.exchanges
      .splice(0)
      .filter(({ path }) => !path.startsWith('/oauth'))
      .flatMap(check)

  async function contactRef(): Promise<string> {
    const who = { phone: '+15125550121', email: null, name: 'Ann Lee', source: 'Missed call' } as const
    return valueOf(await crm.upsertContact(who)).contactRef
  }

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
      opportunities: openSpec('ghl/opportunities.json', { everywhere }),
      conversations: openSpec('ghl/conversations.json', { everywhere }),
      calendars: openSpec('ghl/calendars.json', { everywhere, slips: EVENT_SLIPS }),
    }
  })

  afterAll(async () => {
    await recorder.close()
    await sandbox.close()
  })

  test('have nothing against how an opportunity is read, written and listed', async () => {
    const pipeline = valueOf(await crm.fetchPipelines())[0]
    recorder.exchanges.splice(0)
    const [first, second] = pipeline?.stages ?? []
    if (!pipeline || !first || !second) throw new Error('There is no pipeline with two stages.')
    const { pipelineRef } = pipeline
    const wish = { contactRef: await contactRef(), pipelineRef, stageRef: first.stageRef, name: 'Ann', amountMajor: 1 }
    const { opportunityRef } = valueOf(await crm.createOpportunity(wish))
    const read = valueOf(await crm.fetchOpportunity(opportunityRef))
    expect(read).toMatchObject({ opportunityRef, stageRef: first.stageRef, amountMajor: 1, pipelineRef })
    expect(read?.movedAt).toBeGreaterThan(0)
    const change = { pipelineRef, stageRef: second.stageRef, status: 'won' as const, amountMajor: 450.5 }
    expect(valueOf(await crm.writeOpportunity(opportunityRef, change))).toMatchObject({
      status: 'won',
      amountMajor: 450.5,
    })
    const listed = valueOf(await crm.listOpportunities(pipelineRef, { madeSince: null, cursor: null }))
    expect(listed).toMatchObject({ items: [{ opportunityRef, status: 'won' }], next: null })
    expect(checkAll()).toEqual([])
    expect(valueOf(await crm.fetchOpportunity('nobody'))).toBeNull()
    recorder.exchanges.splice(0)
  })

  test('have nothing against a contact’s tags, do-not-disturb, address and notes', async () => {
    const ref = await contactRef()
    valueOf(await crm.markContact(ref, { addTags: ['a', 'b'], dropTags: ['b'], wantsNoTexts: true }))
    const home = { address1: '12 Oak St', city: 'Austin', state: 'TX', postalCode: '78701' }
    valueOf(await crm.writeAddress(ref, home))
    valueOf(await crm.addNote(ref, 'Hi'))
    expect(valueOf(await crm.listNotes(ref))).toMatchObject([{ body: 'Hi' }])
    expect(checkAll()).toEqual([])
    expect(valueOf(await crm.findContact('+15125550121'))).toMatchObject({
      contactRef: ref,
      doNotDisturbSms: true,
      home,
    })
    expect(valueOf(await crm.findContact('+15125550129'))).toBeNull()
    // Its answer is described nowhere; the requests are.
    recorder.exchanges.splice(0)
  })

  test('have nothing against reading calls and texts back', async () => {
    const ref = await contactRef()
    recorder.exchanges.splice(0)
    const control = `${sandbox.url}/sandbox/ghl/messages`
    for (const message of [{ body: 'Hello' }, { callStatus: 'no-answer', callDuration: 0 }]) {
      const body = JSON.stringify({ contactId: ref, ...message })
      const left = await fetch(control, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
      expect(left.status).toBe(200)
    }
    const span = { since: Date.now() - HOUR_MS, until: Date.now() + HOUR_MS, cursor: null }
    const { items } = valueOf(await crm.exportMessages(span))
    expect(items).toMatchObject([
      { kind: 'sms', direction: 'inbound', body: 'Hello', contactRef: ref },
      { kind: 'call', direction: 'inbound', callStatus: 'no-answer', callSeconds: 0 },
    ])
    expect(valueOf(await crm.fetchMessage(items[0]?.messageRef ?? ''))).toEqual(items[0])
    // Live answers say when a message was changed; the description does not know it.
    expect(checkAll().filter((fault) => !fault.endsWith('dateUpdated is not described'))).toEqual([])
  })

  test('have nothing against an appointment, from calendar to cancellation', async () => {
    const ref = await contactRef()
    recorder.exchanges.splice(0)
    const calendar = valueOf(await crm.fetchCalendars())[0]
    if (!calendar) throw new Error('There is no calendar.')
    const { calendarRef } = calendar
    const draft = { calendarRef, contactRef: ref, title: 'No heat', status: 'confirmed' as const, address: '12 Oak St' }
    const times = { startsAt: START, endsAt: START + HOUR_MS }
    const { eventRef } = valueOf(await crm.createEvent({ ...draft, ...times }))
    expect(valueOf(await crm.fetchEvent(eventRef))).toMatchObject({ eventRef, ...times, status: 'confirmed' })
    valueOf(await crm.changeEvent(eventRef, { ...draft, ...times, status: 'cancelled' }))
    const events = valueOf(await crm.listEvents(calendarRef, START - DAY_MS, START + DAY_MS))
    expect(events).toMatchObject([{ eventRef, status: 'cancelled' }])
    expect(checkAll()).toEqual([])
    expect(valueOf(await crm.fetchEvent('nobody'))).toBeNull()
  })

  test('have nothing against taking out a contact and an opportunity, which is done where they are gone', async () => {
    const who = { phone: '+15125550128', email: null, name: 'Gone Soon', source: 'Missed call' } as const
    const { contactRef: gone } = valueOf(await crm.upsertContact(who))
    const pipeline = valueOf(await crm.fetchPipelines())[0]
    const stageRef = pipeline?.stages[0]?.stageRef ?? ''
    const wish = { contactRef: gone, pipelineRef: pipeline?.pipelineRef ?? '', stageRef, name: 'Gone', amountMajor: 1 }
    const { opportunityRef } = valueOf(await crm.createOpportunity(wish))
    recorder.exchanges.splice(0)
    expect((await crm.forgetOpportunity(opportunityRef)).kind).toBe('answered')
    expect((await crm.forgetContact(gone)).kind).toBe('answered')
    expect(recorder.exchanges.filter(({ method }) => method === 'DELETE')).toHaveLength(2)
    expect(checkAll()).toEqual([])
    expect((await crm.forgetContact(gone)).kind).toBe('answered')
    recorder.exchanges.splice(0)
  })

  test('have nothing against reading blocked time, of a calendar and of whoever is in it', async () => {
    const calendar = valueOf(await crm.fetchCalendars())[0]
    const [userRef = ''] = calendar?.userRefs ?? []
    const calendarRef = calendar?.calendarRef ?? ''
    const block = async (extra: object) => {
      const body = JSON.stringify({ locationId: LOCATION, startsAt: START, endsAt: START + HOUR_MS, ...extra })
      const headers = { 'content-type': 'application/json' }
      const made = await fetch(`${sandbox.url}/sandbox/ghl/blocked-slots`, { method: 'POST', body, headers })
      return ((await made.json()) as { id: string }).id
    }
    const [whole, one] = [await block({}), await block({ userId: userRef, title: 'Dentist' })]
    recorder.exchanges.splice(0)
    const times = { startsAt: START, endsAt: START + HOUR_MS }
    const span = [START - DAY_MS, START + DAY_MS] as const
    expect(valueOf(await crm.listBlocked({ calendarRef }, ...span))).toEqual([
      { eventRef: whole, calendarRef, ...times },
    ])
    expect(valueOf(await crm.listBlocked({ userRef }, ...span))).toEqual([
      { eventRef: one, calendarRef: null, ...times },
    ])
    expect(valueOf(await crm.listBlocked({ calendarRef }, START + HOUR_MS, START + DAY_MS))).toEqual([])
    expect(checkAll()).toEqual([])
  })
})
