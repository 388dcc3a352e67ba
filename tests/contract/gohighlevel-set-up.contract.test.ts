import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/server.ts'
import { gohighlevelCrm } from '../../tenants/providers/gohighlevel/api.ts'
import { fetchLocationName, gohighlevelAgency } from '../../tenants/providers/gohighlevel/locations.ts'
import {
  exchangeCode,
  mintLocationToken,
  refreshPair,
  type OAuthApp,
} from '../../tenants/providers/gohighlevel/oauth.ts'
import { askWithToken } from '../../tenants/providers/gohighlevel/request.ts'
import { locationTokens, type LocationTokens } from '../../tenants/providers/gohighlevel/tokens.ts'
import { request } from '../../tenants/providers/http.ts'
import type { Answer, CrmPort } from '../../tenants/providers/port.ts'
import { hasSpec, openSpec, type Spec } from './support/open-api.ts'
import { openRecorder, type Exchange, type Recorder } from './support/recorder.ts'

/** In most answers, though the description names it in few. */
const everywhere = ['traceId']

function valueOf<T>(answer: Answer<T> | { kind: 'revoked' }): T {
  if (answer.kind !== 'answered') throw new Error(`It was ${JSON.stringify(answer)}`)
  return answer.value
}

describe.skipIf(!hasSpec('ghl/locations.json'))('GoHighLevel’s published descriptions', () => {
  let sandbox: Sandbox
  let recorder: Recorder
  let specs: Record<string, Spec>
  let app: OAuthApp

  const check = (exchange: Exchange): string[] =>
    specs[exchange.path.split('/')[1] ?? '']?.check(exchange) ?? [`${exchange.path} belongs to no product`]
  const issues = (): string[] => recorder.exchanges.splice(0).flatMap(check)

  const openCrm = (locationId: string): CrmPort => {
    const load = async (): Promise<null> => null
    const save = async (): Promise<void> => undefined
    const tokens = locationTokens({ ...app, locationId, load, save })
    return gohighlevelCrm({ ...app, locationId, tokens })
  }
  const always = (token: string): LocationTokens => {
    const answer = async () => ({ kind: 'answered' as const, value: token })
    return { current: answer, renew: answer }
  }
  const choose = async (choice: Record<string, string>): Promise<string> => {
    const query = new URLSearchParams({
      ...{ response_type: 'code', client_id: app.clientId, scope: 'contacts.readonly', state: 'nonce' },
      ...{ redirect_uri: 'https://app.example.com/back', ...choice },
    })
    const page = `${sandbox.settings.GHL_API_URL}/v2/oauth/chooselocation?${query}`
    const answer = await fetch(page, { redirect: 'manual' })
    return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
  }

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, stateDir: null })
    recorder = await openRecorder(sandbox.settings.GHL_API_URL)
    const { GHL_CLIENT_ID: clientId, GHL_CLIENT_SECRET: clientSecret } = sandbox.settings
    app = { apiUrl: recorder.url, clientId, clientSecret, http: request, now: Date.now }
    specs = Object.fromEntries(
      ['oauth', 'locations', 'contacts', 'workflows', 'opportunities'].map((product) => [
        product,
        openSpec(`ghl/${product}.json`, { everywhere }),
      ]),
    )
  })

  afterAll(async () => {
    await recorder.close()
    await sandbox.close()
  })

  test('have nothing against an installation, its refresh, and an agency’s way to a location', async () => {
    const back = 'https://app.example.com/back'
    const own = valueOf(await exchangeCode(app, await choose({ locationId: 'locContract0002' }), back))
    expect(own).toMatchObject({ kind: 'location', locationId: 'locContract0002' })
    expect(valueOf(await refreshPair(app, own.pair.refresh, 'Location')).pair.refresh).not.toBe(own.pair.refresh)
    const agency = valueOf(await exchangeCode(app, await choose({ agency: '1' }), back))
    if (agency.kind !== 'agency') throw new Error('It was no agency.')
    const whose = { token: agency.pair.access, companyId: agency.companyId }
    const minted = valueOf(await mintLocationToken(app, whose, 'locContract0002'))
    const ask = askWithToken({ ...app, locationId: 'locContract0002', tokens: always(minted.token) })
    expect(valueOf(await fetchLocationName(ask, 'locContract0002'))).not.toBe('')
    expect(issues()).toEqual([])
    expect(await refreshPair(app, 'nobodys', 'Location')).toEqual({ kind: 'revoked' })
    recorder.exchanges.splice(0)
  })

  test('have nothing against looking for a sub-account, and making one', async () => {
    await fetch(`${sandbox.url}/sandbox/ghl/places/agency/change`, {
      ...{ method: 'POST', body: JSON.stringify({ admitsPrograms: true }) },
    })
    const code = await choose({ agency: '1' })
    const { pair, ...agency } = valueOf(await exchangeCode(app, code, 'https://app.example.com/back'))
    if (agency.kind !== 'agency') throw new Error('It was no agency.')
    const port = gohighlevelAgency({ ...app, companyId: agency.companyId, tokens: always(pair.access) })
    const owner = { firstName: 'Dana', lastName: 'Fields', email: 'dana@example.com' }
    const wanted = { companyId: agency.companyId, name: 'Larkspur Plumbing', phone: '+15125550147', owner }
    const made = valueOf(await port.createLocation({ ...wanted, timeZone: 'America/Chicago' }))
    expect(valueOf(await port.searchLocations('larkspur')).locations).toMatchObject([{ locationId: made.locationId }])
    expect(issues()).toEqual([])
  })

  test('have nothing against bringing a location to what we need, and enrolling somebody', async () => {
    const locationId = 'locContract0003'
    const crm = openCrm(locationId)
    const made = valueOf(await crm.createValue('Shoulder missed call text', 'Sorry we missed you'))
    expect(valueOf(await crm.updateValue(made.valueRef, made.name, 'We call you back')).value).toBe('We call you back')
    expect(valueOf(await crm.fetchValues())).toMatchObject([{ value: 'We call you back' }])
    expect(valueOf(await crm.createTag('shoulder-booked'))).toBe('shoulder-booked')
    expect(valueOf(await crm.fetchTags())).toEqual(['shoulder-booked'])
    expect(valueOf(await crm.createField('Shoulder lead source'))).toBe('Shoulder lead source')
    expect(valueOf(await crm.fetchFields())).toEqual(['Shoulder lead source'])
    await fetch(`${sandbox.url}/sandbox/ghl/places/${locationId}/change`, {
      ...{ method: 'POST', body: JSON.stringify({ workflow: 'Shoulder: Booked' }) },
    })
    const [workflow] = valueOf(await crm.fetchWorkflows())
    const who = { phone: '+15125550114', email: null, name: 'Ann Lee', source: 'Missed call' } as const
    const { contactRef } = valueOf(await crm.upsertContact(who))
    expect(valueOf(await crm.enrol(contactRef, workflow?.workflowRef ?? '', true))).toBeNull()
    expect(valueOf(await crm.enrol(contactRef, workflow?.workflowRef ?? '', false))).toBeNull()
    expect(issues()).toEqual([])
  })

  test('say nothing of making a pipeline, which exists in the newer contract alone', async () => {
    const crm = openCrm('locContract0004')
    expect(await crm.createPipeline('Shoulder two', ['New'])).toMatchObject({ kind: 'refused', code: 'http_403' })
    const [exchange] = recorder.exchanges.splice(0).filter(({ path }) => path === '/opportunities/pipelines')
    expect(exchange?.headers['version']).toBe('v3')
    expect(exchange && check(exchange)).toEqual(['POST /opportunities/pipelines is not described'])
  })
})
