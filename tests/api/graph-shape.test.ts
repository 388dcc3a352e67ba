import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { getNamedType, GraphQLObjectType, isNonNullType, isEnumType, isListType, type GraphQLOutputType } from 'graphql'
import type * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { OwnApiKey } from '../../tenants/contract/api-keys.ts'
import { ProfileAnswer } from '../../worker/api-description/answers.ts'
import { describePart, type JsonSchema } from '../../worker/api-description/json-schema.ts'
import { NAMED } from '../../worker/api-description/openapi.ts'
import { listOperations } from '../../worker/api-description/routes.ts'
import { scopeOf } from '../../worker/access/scopes.ts'
import { listTenantReads } from '../../worker/graphql/reads.ts'
import { buildSchema } from '../../worker/graphql/schema.ts'

/** The graph says what REST says: its types are held against what the document of REST is made with. */

const schema = buildSchema()
const ROOT = path.resolve(import.meta.dirname, '../..')
const VIEWS: [string, v.GenericSchema][] = [
  ...Object.entries(NAMED).filter(([name]) => schema.getType(name) !== undefined),
  ['Profile', ProfileAnswer],
  ['OwnApiKey', OwnApiKey],
]

/** A type of the graph in the words of JSON Schema. */
function say(type: GraphQLOutputType): string {
  if (!isNonNullType(type)) return `${sayWhole(type)} or null`
  return sayWhole(type.ofType)
}

function sayWhole(type: GraphQLOutputType): string {
  if (isListType(type)) return `list of ${say(type.ofType as GraphQLOutputType)}`
  if (isEnumType(type))
    return type
      .getValues()
      .map(({ name }) => name)
      .join('|')
  const { name } = getNamedType(type)
  return (
    { Float: 'number', Instant: 'number', String: 'string', ID: 'string', Boolean: 'boolean', JSON: 'object' }[name] ??
    'object'
  )
}

function sayField(described: JsonSchema, isRequired: boolean): string {
  const { type, anyOf } = described as { type?: string | string[]; anyOf?: JsonSchema[] }
  const types = [type ?? []].flat()
  const isNullable = types.includes('null') || anyOf?.some((one) => one['type'] === 'null')
  const whole = sayJson(anyOf?.find((one) => one['type'] !== 'null') ?? described)
  return isNullable || !isRequired ? `${whole} or null` : whole
}

function sayJson(described: JsonSchema): string {
  const options = described['enum'] as string[] | undefined
  if (options?.every((option) => /^\w+$/.test(option))) return options.join('|')
  if (described['type'] === 'array') return `list of ${sayField(described['items'] as JsonSchema, true)}`
  const type = [described['type']].flat().find((one) => one !== 'null') as string
  return type === 'integer' ? 'number' : type
}

test('every view that REST lists has its type', () => {
  expect(VIEWS.map(([name]) => name).toSorted()).toEqual(
    [...['Call', 'Customer', 'DayNumbers', 'Decision', 'Delivery', 'Experiment', 'Job', 'Journey', 'Lead', 'Me']]
      .concat([
        'Message',
        'Numbers',
        'OwnApiKey',
        'Profile',
        'Quote',
        'Slot',
        'TenantEntry',
        'TimelineEvent',
        'Visit',
        'Webhook',
      ])
      .toSorted(),
  )
})

describe('a type has every field of its view, and each is what it is there', () => {
  test.each(VIEWS)('%s', (name, view) => {
    const type = schema.getType(name)
    if (!(type instanceof GraphQLObjectType)) throw new Error(`There is no ${name}.`)
    const fields = type.getFields()
    const { properties = {}, required = [] } = describePart(view, new Map()) as {
      properties?: Record<string, JsonSchema>
      required?: string[]
    }
    const told = Object.fromEntries(
      Object.keys(properties).map((key) => [key, fields[key] ? say(fields[key].type) : 'missing']),
    )
    const meant = Object.entries(properties).map(([key, value]) => [key, sayField(value, required.includes(key))])
    expect(told).toEqual(Object.fromEntries(meant))
    const beside = Object.keys(fields).filter((key) => !(key in properties))
    expect(beside.filter((key) => !RELATIONS.has(key))).toEqual([])
  })
})

/** Ways from one thing to the next. */
const RELATIONS = new Set(['customer', 'tenant', ...listTenantReads().map((read) => read.name)])

test('instants are told from other numbers', () => {
  const fields = (schema.getType('Visit') as GraphQLObjectType).getFields()
  expect(['startsAt', 'createdAt', 'feeMinor'].map((name) => String(fields[name]?.type))).toEqual([
    'Instant!',
    'Instant!',
    'Float!',
  ])
})

/** Lists that only people may read. */
const FOR_PEOPLE = ['/api/v1/tenants/:id/agent-logs', '/api/v1/tenants/:id/experiments']

test('whatever a key may read by REST stands in the graph, and what the agents do, with the same arguments', () => {
  const readable = listOperations().filter(({ method, path: at }) => {
    return method === 'GET' && (scopeOf(method, at) !== null || FOR_PEOPLE.includes(at))
  })
  const reads = listTenantReads()
  expect(readable.length).toBeGreaterThan(14)
  expect(reads.map(({ route }) => route).toSorted()).toEqual(readable.map((operation) => operation.path).toSorted())
  const fields = (schema.getType('Tenant') as GraphQLObjectType).getFields()
  for (const { path: at, query } of readable) {
    const entries = Object.keys((query as { entries?: object } | undefined)?.entries ?? {})
    const field = fields[reads.find(({ route }) => route === at)?.name ?? '']
    expect([at, field?.args.map(({ name }) => name)]).toEqual([at, entries])
  }
})

test('what the agents do stands with the business, and with no customer of it', () => {
  const fields = Object.keys((schema.getType('Customer') as GraphQLObjectType).getFields())
  expect(fields).toContain('leads')
  expect(fields.filter((name) => ['agentLogs', 'experiments'].includes(name))).toEqual([])
})

test('what a field asks leave for is what its route asks leave for', () => {
  const worker = path.join(ROOT, 'worker')
  const files = readdirSync(worker).filter((file) => /^routes.*\.ts$/.test(file))
  const text = files.map((file) => readFileSync(path.join(worker, file), 'utf8')).join('\n')
  for (const { route, action } of listTenantReads()) {
    const asked = new RegExp(`get\\(\\s*'${route}',\\s*forTenant\\(\\s*'(\\w+)'`).exec(text)?.[1]
    expect([route, action]).toEqual([route, asked])
  }
})

test('the graph is a valid one, and reads alone', async () => {
  const { validateSchema, printSchema } = await import('graphql')
  expect(validateSchema(schema)).toEqual([])
  expect([schema.getMutationType() ?? null, schema.getSubscriptionType() ?? null]).toEqual([null, null])
  expect(printSchema(schema)).toContain('type Tenant {')
})
