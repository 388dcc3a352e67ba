import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { NewTenant } from '../../tenants/contract.ts'
import { NewApiKey } from '../../tenants/contract/api-keys.ts'
import { LeadPatch } from '../../tenants/contract/board.ts'
import { AppointmentMove, NewAppointment, SchedulePatch } from '../../tenants/contract/booking.ts'
import { usualSchedule } from '../../tenants/contract/usual.ts'
import { WEBHOOK_EVENTS } from '../../tenants/contract/webhooks.ts'
import { NewQuote } from '../../tenants/contract/quotes.ts'
import { describeSchema } from '../../worker/api-description/json-schema.ts'
import { buildOpenApi, nameOperation } from '../../worker/api-description/openapi.ts'
import { listOperations } from '../../worker/api-description/routes.ts'
import { readRegistered } from './registered.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const registered = readRegistered(ROOT)
/** What tells of the others is not among them. */
const ITSELF = 'GET /api/v1/openapi.json'

test('the document is a valid one of OpenAPI 3.1, and each operation has a name of its own', async () => {
  const document = buildOpenApi('https://shoulder.example.com')
  const validator = new Validator()
  const { valid, errors } = await validator.validate(document)
  expect(errors ?? []).toEqual([])
  expect([valid, validator.version]).toEqual([true, '3.1'])
  expect(Object.keys(document['webhooks'] as object)).toEqual([...WEBHOOK_EVENTS, 'webhook.test'])
  const names = listOperations().map(({ method, path: at }) => nameOperation(method, at))
  expect(names.length).toBeGreaterThan(140)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  const refs = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map((match) => match[1])
  const { schemas } = document['components'] as { schemas: Record<string, unknown> }
  expect(refs.filter((name = '') => !(name in schemas))).toEqual([])
})

test('each stands there with the schemas that its route reads with', () => {
  const folder = path.join(ROOT, 'worker/api-description')
  const rows = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'))
  const wrong = registered.flatMap(({ route, reads }) => {
    const row =
      rows
        .join('\n')
        .split(`'${route}': {`)[1]
        ?.split(/\n  '|\n}/)[0] ?? ''
    const named = [...row.matchAll(/(?:body|query): (\w+)/g)].map((match) => match[1])
    const isSame = named.length === reads.length && reads.every((schema) => named.includes(schema))
    return isSame || route === ITSELF ? [] : [`${route} reads ${reads.join(' and ') || 'nothing'}, not ${named.join()}`]
  })
  expect(registered.filter(({ reads }) => reads.length > 0).length).toBeGreaterThan(50)
  expect(wrong).toEqual([])
})

describe('what the document says of a body is what the route takes', () => {
  const ajv = addFormats.default(new Ajv2020({ strict: false }))
  const schedule = { ...usualSchedule('Dana'), version: 3 }
  const CASES: [string, v.GenericSchema, unknown[]][] = [
    [
      'a key',
      NewApiKey,
      [
        { name: 'Books', scopes: ['read:leads'] },
        { name: '', scopes: ['read:leads'] },
        { name: 'Books', scopes: [] },
        { name: 'Books', scopes: ['read:all'] },
        { name: 'Books', scopes: ['webhooks'], more: 1 },
        { scopes: ['webhooks'] },
      ],
    ],
    [
      'a move of a lead',
      LeadPatch,
      [
        { status: 'lost', from: 'new' },
        { status: 'lost' },
        { status: 'completed', from: 'booked', revenueMinor: 100 },
        { status: 'completed', from: 'booked', revenueMinor: -1 },
        { status: 'completed', from: 'booked', revenueMinor: 1.5 },
      ],
    ],
    [
      'a visit',
      NewAppointment,
      [
        { customerId: `cus_${'0'.repeat(24)}`, startsAt: 1 },
        { customerId: 'somebody', startsAt: 1 },
        { customerId: `cus_${'0'.repeat(24)}`, startsAt: 1, minutes: 20 },
        { customerId: `cus_${'0'.repeat(24)}`, startsAt: 1, minutes: null, notes: null },
      ],
    ],
    ['a move of a visit', AppointmentMove, [{ move: 'cancel' }, { move: 'reschedule' }, { move: 'dance' }]],
    ['a quote', NewQuote, [{ customerId: `cus_${'a'.repeat(24)}`, range: { fromMinor: 1, toMinor: 2 } }, {}]],
    ['a schedule', SchedulePatch, [schedule, { ...schedule, mode: 'maybe' }, { ...schedule, crew: [] }]],
    ['a business', NewTenant, [{}, { businessName: 'Larkspur' }]],
  ]

  test.each(CASES)('%s', (_what, schema, bodies) => {
    const validate = ajv.compile(describeSchema(schema))
    for (const body of bodies) {
      expect([JSON.stringify(body), validate(body)]).toEqual([JSON.stringify(body), v.safeParse(schema, body).success])
    }
  })
})
