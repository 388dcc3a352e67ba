import { describe, expect, test } from 'vitest'
import { CLAIM_LEASE_MS } from '../../base/limits.ts'
import type { HttpAnswer, HttpRequest } from '../http.ts'
import type { Answer, CrmPort } from '../port.ts'
import { gohighlevelCrm } from './api.ts'
import { GHL_TIMEOUT_MS } from './request.ts'
import { OAUTH_TIMEOUT_MS } from './oauth.ts'

function answered(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { kind: 'answered', status, headers: new Headers(headers), text }
}

function open(...answers: HttpAnswer[]): { crm: CrmPort; asked: HttpRequest[]; renewed: string[] } {
  const asked: HttpRequest[] = []
  const renewed: string[] = []
  const crm = gohighlevelCrm({
    apiUrl: 'https://api.example.com/ghl/',
    locationId: 'loc_A',
    tokens: {
      current: async () => ({ kind: 'answered', value: 'tok-1' }),
      renew: async (refused) => {
        renewed.push(refused)
        return { kind: 'answered', value: 'tok-2' }
      },
    },
    http: async (request) => {
      asked.push(request)
      return answers[asked.length - 1] ?? { kind: 'no_answer', code: 'connection_lost' }
    },
  })
  return { crm, asked, renewed }
}

const contact = {
  id: 'con_1',
  phone: '+15125550111',
  email: 'ann@example.com',
  firstName: 'Ann',
  lastName: 'Lee',
  tags: [],
}
const opportunity = {
  id: 'opp_1',
  pipelineId: 'pip_1',
  pipelineStageId: 'stg_1',
  status: 'open',
  contactId: 'con_1',
  locationId: 'loc_A',
}
const told = { opportunityRef: 'opp_1', stageRef: 'stg_1', status: 'open' }

describe('a contact', () => {
  const known = {
    contactRef: 'con_1',
    phone: '+15125550111',
    email: 'ann@example.com',
    name: 'Ann Lee',
    doNotDisturbSms: false,
  }

  test('is fetched by its id', async () => {
    const { crm, asked } = open(answered(200, { contact }))
    expect(await crm.fetchContact('con/1')).toEqual({ kind: 'answered', value: known })
    expect(asked[0]).toMatchObject({
      method: 'GET',
      url: 'https://api.example.com/ghl/contacts/con%2F1',
      headers: { Authorization: 'Bearer tok-1', Version: '2021-07-28' },
      body: null,
    })
  })

  test('without number, address and name has none', async () => {
    const { crm } = open(answered(200, { contact: { id: 'con_1', phone: '', email: null } }))
    expect(await crm.fetchContact('con_1')).toEqual({
      kind: 'answered',
      value: { contactRef: 'con_1', phone: null, email: null, name: null, doNotDisturbSms: false },
    })
  })

  test('is upserted with what is known of it, and without tags', async () => {
    const { crm, asked } = open(answered(200, { new: true, contact }))
    const outcome = await crm.upsertContact({
      phone: '+15125550111',
      email: null,
      name: 'Ann Lee',
      source: 'Missed call',
    })
    expect(outcome).toEqual({ kind: 'answered', value: known })
    expect(asked[0]).toMatchObject({ method: 'POST', url: 'https://api.example.com/ghl/contacts/upsert' })
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      locationId: 'loc_A',
      source: 'Missed call',
      phone: '+15125550111',
      name: 'Ann Lee',
    })
  })

  test('gets a note', async () => {
    const { crm, asked } = open(answered(201, { note: { id: 'not_1', body: 'Hi' } }))
    expect(await crm.addNote('con_1', 'Hi')).toEqual({ kind: 'answered', value: { noteRef: 'not_1' } })
    expect(asked[0]).toMatchObject({ url: 'https://api.example.com/ghl/contacts/con_1/notes', body: '{"body":"Hi"}' })
  })
})

describe('a pipeline', () => {
  test('lists its stages, in their order where none is given', async () => {
    const stages = [
      { id: 'stg_1', name: 'New', position: 4 },
      { id: 'stg_2', name: 'Booked' },
    ]
    const { crm, asked } = open(answered(200, { pipelines: [{ id: 'pip_1', name: 'Jobs', stages }] }))
    expect(await crm.fetchPipelines()).toEqual({
      kind: 'answered',
      value: [
        {
          pipelineRef: 'pip_1',
          name: 'Jobs',
          stages: [
            { stageRef: 'stg_1', name: 'New', position: 4 },
            { stageRef: 'stg_2', name: 'Booked', position: 1 },
          ],
        },
      ],
    })
    expect(asked[0]?.url).toBe('https://api.example.com/ghl/opportunities/pipelines?locationId=loc_A')
  })
})

describe('an opportunity', () => {
  test('is found among the contact’s open ones in the pipeline', async () => {
    const others = [
      { ...opportunity, id: 'opp_2', contactId: 'con_2' },
      { ...opportunity, id: 'opp_3', pipelineId: 'pip_2' },
      { ...opportunity, id: 'opp_4', status: 'lost' },
    ]
    const { crm, asked } = open(answered(200, { opportunities: [...others, opportunity] }))
    expect(await crm.findOpportunity('con_1', 'pip_1')).toEqual({ kind: 'answered', value: told })
    expect(Object.fromEntries(new URL(asked[0]?.url ?? '').searchParams)).toEqual({
      location_id: 'loc_A',
      contact_id: 'con_1',
      pipeline_id: 'pip_1',
      status: 'open',
      limit: '100',
    })
  })

  test('that is not there is null', async () => {
    const { crm } = open(answered(200, { opportunities: [], meta: { total: 0 } }))
    expect(await crm.findOpportunity('con_1', 'pip_1')).toEqual({ kind: 'answered', value: null })
  })

  test('is created open, with an amount where there is one', async () => {
    const { crm, asked } = open(answered(201, { opportunity }), answered(201, { opportunity }))
    const order = { contactRef: 'con_1', pipelineRef: 'pip_1', stageRef: 'stg_1', name: 'Ann Lee', amountMajor: 179 }
    expect(await crm.createOpportunity(order)).toEqual({ kind: 'answered', value: told })
    await crm.createOpportunity({ ...order, amountMajor: null })
    const [first, second] = asked.map((request) => JSON.parse(request.body ?? '') as Record<string, unknown>)
    expect(first).toEqual({
      locationId: 'loc_A',
      contactId: 'con_1',
      pipelineId: 'pip_1',
      pipelineStageId: 'stg_1',
      name: 'Ann Lee',
      status: 'open',
      monetaryValue: 179,
    })
    expect(second).not.toHaveProperty('monetaryValue')
  })

  test.each(['Can not create duplicate opportunity for the contact.', ['opportunity already exists']])(
    'that would be the second is refused as a duplicate: %j',
    async (message) => {
      const { crm } = open(answered(400, { statusCode: 400, message }))
      const order = { contactRef: 'con_1', pipelineRef: 'pip_1', stageRef: 'stg_1', name: 'Ann', amountMajor: null }
      expect(await crm.createOpportunity(order)).toMatchObject({ kind: 'refused', code: 'duplicate' })
    },
  )

  test('moves to another stage', async () => {
    const { crm, asked } = open(answered(200, { opportunity: { ...opportunity, status: 'won' } }))
    const change = { pipelineRef: 'pip_1', stageRef: 'stg_9', status: 'won' } as const
    expect(await crm.updateOpportunity('opp_1', change)).toEqual({
      kind: 'answered',
      value: { ...told, status: 'won' },
    })
    expect(asked[0]).toMatchObject({
      method: 'PUT',
      url: 'https://api.example.com/ghl/opportunities/opp_1',
      body: '{"pipelineId":"pip_1","pipelineStageId":"stg_9","status":"won"}',
    })
  })
})

describe('a token that is refused', () => {
  const unauthorized = answered(401, { statusCode: 401, message: 'Invalid token: access token is invalid' })

  test('is renewed once, and the request repeated', async () => {
    const { crm, asked, renewed } = open(unauthorized, answered(200, { contact }))
    expect(await crm.fetchContact('con_1')).toMatchObject({ kind: 'answered' })
    expect(renewed).toEqual(['tok-1'])
    expect(asked.map((request) => request.headers['Authorization'])).toEqual(['Bearer tok-1', 'Bearer tok-2'])
  })

  test('twice is refused as such, and waited for', async () => {
    const { crm, asked } = open(unauthorized, unauthorized, answered(200, { contact }))
    const refused = { kind: 'unavailable', code: 'token_refused', retryAfterMs: 3_600_000 }
    expect(await crm.addNote('con_1', 'x')).toEqual(refused)
    expect(asked).toHaveLength(2)
  })

  test('costs, with everything it brings about, less than a claim lasts', () => {
    expect(2 * (2 * OAUTH_TIMEOUT_MS + GHL_TIMEOUT_MS)).toBeLessThan(CLAIM_LEASE_MS)
  })
})

test('without a token nothing is asked', async () => {
  const outcome: Answer<string> = { kind: 'unavailable', code: 'agency_token_timeout', retryAfterMs: null }
  const crm = gohighlevelCrm({
    apiUrl: 'https://api.example.com',
    locationId: 'loc_A',
    tokens: { current: async () => outcome, renew: async () => outcome },
    http: () => Promise.reject(new Error('It was asked.')),
  })
  expect(await crm.fetchContact('con_1')).toEqual(outcome)
})

describe('a provider in trouble', () => {
  const later = (code: string, retryAfterMs: number | null): unknown => ({ kind: 'unavailable', code, retryAfterMs })
  const refused = (code: string, detail: string): unknown => ({ kind: 'refused', code, detail })
  const doubt = (code: string): unknown => ({ kind: 'in_doubt', code })
  const limited = (headers: Record<string, string>): HttpAnswer => answered(429, 'Too Many Requests', headers)

  test.each<[HttpAnswer, unknown, unknown]>([
    [{ kind: 'no_answer', code: 'timeout' }, later('timeout', null), doubt('timeout')],
    [{ kind: 'no_answer', code: 'connection_lost' }, later('connection_lost', null), doubt('connection_lost')],
    [answered(500, 'oops'), later('http_500', null), doubt('http_500')],
    [answered(408, ''), later('http_408', null), doubt('http_408')],
    [answered(200, '<html>'), later('answer_unreadable', null), doubt('answer_unreadable')],
  ])('%#: may be asked again for a read, and leaves a write in doubt', async (answer, read, write) => {
    expect(await open(answer).crm.fetchContact('con_1')).toEqual(read)
    expect(await open(answer).crm.addNote('con_1', 'x')).toEqual(write)
  })

  test.each<[HttpAnswer, unknown]>([
    [{ kind: 'never_sent', code: 'request_invalid' }, later('request_invalid', null)],
    [limited({}), later('http_429', 10_000)],
    [limited({ 'x-ratelimit-interval-milliseconds': '7000' }), later('http_429', 7_000)],
    [limited({ 'retry-after': '2' }), later('http_429', 2_000)],
    [limited({ 'x-ratelimit-daily-remaining': '0' }), later('http_429', 3_600_000)],
    [answered(302, ''), later('http_302', null)],
    [answered(403, '<html>Forbidden</html>'), later('http_403', null)],
    [
      answered(403, { message: 'Forbidden resource' }),
      refused('http_403', 'GoHighLevel refused the request with status 403'),
    ],
    [answered(401, { message: 'The token is not authorized for this scope.' }), later('scope_missing', 3_600_000)],
    [answered(404, 'Not found'), refused('http_404', 'GoHighLevel refused the request with status 404')],
  ])('%#: says whether to ask again', async (answer, outcome) => {
    expect(await open(answer).crm.addNote('con_1', 'x')).toEqual(outcome)
  })

  test('has its refusal repeated by the names of fields, never by what they held', async () => {
    const message = ['phone +15125550111 must be a valid phone number', 'property email should not exist']
    const { crm } = open(answered(422, { statusCode: 422, message, error: 'Unprocessable Entity' }))
    expect(await crm.upsertContact({ phone: '+15125550111', email: null, name: null, source: 'x' })).toEqual(
      refused('http_422', 'GoHighLevel refused the request with status 422 because of: phone, email'),
    )
  })
})
