import { getNamedType, GraphQLObjectType, isLeafType } from 'graphql'
import { beforeAll, describe, expect, test } from 'vitest'
import { SCOPES } from '../../tenants/contract/api-keys.ts'
import { RULE } from '../../tenants/experiments/rule.ts'
import { startExperiment } from '../../tenants/record-experiment.ts'
import { recordDecision } from '../../tenants/storage/decision-rows.ts'
import type { Context } from '../../tenants/storage/tenant-rows.ts'
import { scopeOf } from '../../worker/access/scopes.ts'
import { listTenantReads, type TenantRead } from '../../worker/graphql/reads.ts'
import { buildSchema } from '../../worker/graphql/schema.ts'
import { inside } from '../support/inside.ts'
import { ROLES, type RoleName } from '../support/role-cells.ts'
import { MATRIX } from '../support/role-matrix.ts'
import { openFilled, openWalk, secretsOf, type Filled } from '../support/two-businesses.ts'

/** The graph over a business that has had a call, texts, a lead, a visit and a job, beside what REST says of it. */

type Fault = { path?: (string | number)[]; extensions: { code: string } }
type Graph = { data?: { tenant: Record<string, Items | null> } | null; errors?: Fault[] }
type Items = { items: Record<string, unknown>[]; next: string | null }

const READS = listTenantReads()
const schema = buildSchema()
let own: Filled
let call: ReturnType<typeof openWalk>['call']
let keys: Record<'all' | 'visits', string>

beforeAll(async () => {
  own = await openFilled()
  call = openWalk(own, await openFilled()).call
  const { shop, ids } = own
  const { customerId } = ids
  await shop.api('POST', `/tenants/${shop.id}/jobs`, { customerId, amountMinor: 12_000 })
  await shop.api('POST', `/tenants/${shop.id}/quotes`, { customerId, description: 'Repipe the kitchen' })
  await shop.tenant.settle()
  await inside(shop, (context) => letAgentsWork(context, shop.watch.now))
  const makeKey = async (scopes: readonly string[]) => {
    return (await shop.api<{ key: string }>('POST', `/tenants/${shop.id}/api-keys`, { name: 'Books', scopes })).key
  }
  keys = { all: await makeKey(SCOPES), visits: await makeKey(['read:visits']) }
}, 60_000)

/** What stands of an agent's work on a script: what it proposes, and what it tries. */
function letAgentsWork({ db }: Context, now: number): void {
  const subject = { subject: 'missed_call_text', language: 'en' as const, metric: 'replied' as const }
  const arms = ['current', 'shorter'].map((arm) => ({ arm, text: `The ${arm} words.` }))
  for (const place of [1, 2, 3]) {
    const decisionId = `dec_${String(place).padStart(24, '0')}`
    const action = { kind: 'set_dormant_months', from: 18, to: 12 + place }
    const expectation = { metric: 'won_back', before: null, after: null, days: 60, impactMinor: null }
    recordDecision(db, {
      ...{
        decisionId,
        runId: `run_${place}`,
        agent: 'retention',
        kind: action.kind,
        target: `dormant_months_${place}`,
      },
      ...{ status: 'proposed', evidence: '[]', expectation: JSON.stringify(expectation) },
      ...{ action: JSON.stringify(action), undo: null, outcome: null, impactMinor: null, decidedAt: null },
      ...{ decidedBy: null, appliedAt: null, measureAt: null, createdAt: now, updatedAt: now },
    })
  }
  startExperiment(db, { ...subject, arms, rule: { ...RULE, exposedMax: 100 }, decisionId: null }, now)
}

async function askAs(role: RoleName, query: string) {
  const { status, text } = await call(role, 'POST /api/graphql', {}, { query })
  return { status, text, graph: JSON.parse(text) as Graph }
}

async function askWith(key: string, query: string): Promise<Graph> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const answer = await own.shop.send('/api/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) })
  return await answer.json()
}

const of = (fields: string) => `{ tenant(id: "${own.shop.id}") { ${fields} } }`

/** Everything that a type has of its own, and nothing that leads elsewhere. */
function fieldsOf(name: string, depth = 0): string {
  const type = getNamedType(schema.getType(name) ?? null)
  if (!(type instanceof GraphQLObjectType) || depth > 3) return ''
  const fields = Object.values(type.getFields()).filter((field) => !/^(customer|tenant)$/.test(field.name))
  const words = fields.map((field) => {
    const inner = getNamedType(field.type)
    if (isLeafType(inner)) return field.name
    return field.args.length > 0 ? '' : `${field.name} { ${fieldsOf(inner.name, depth + 1)} }`
  })
  return words.join(' ')
}

/** What no scope opens is for people, who are asked for it under their own names. */
const isForKeys = ({ route }: TenantRead) => scopeOf('GET', route) !== null
const everything = (reads = READS) => reads.map(({ name }) => `${name} { ${fieldsOf(typeOf(name))} }`).join(' ')

function typeOf(name: string): string {
  const field = (schema.getType('Tenant') as GraphQLObjectType).getFields()[name]
  return field ? getNamedType(field.type).name : ''
}

test('the graph tells what REST tells, field by field', async () => {
  const forKeys = await askWith(keys.all, of(everything(READS.filter(isForKeys))))
  const { graph } = await askAs('technician', of(everything()))
  expect([forKeys.errors, graph.errors]).toEqual([undefined, undefined])
  for (const read of READS) {
    const { name, route } = read
    const { text } = await call('technician', `GET ${route}`, { id: own.shop.id })
    const rest = JSON.parse(text) as Items
    expect([name, graph.data?.tenant[name]]).toEqual([name, rest])
    if (isForKeys(read)) expect([name, forKeys.data?.tenant[name]]).toEqual([name, rest])
    if (rest.items && !['webhooks', 'deliveries'].includes(name))
      expect([name, rest.items.length > 0]).toEqual([name, true])
  }
})

test('one thing leads to the next and back', async () => {
  const wanted =
    'leads { items { id customer { id name leads { items { id } } messages(limit: 1) { items { body } next } } } }'
  const graph = await askWith(
    keys.all,
    of(`${wanted} customer(id: "${own.ids['customerId']}") { name jobs { items { amountMinor } } }`),
  )
  expect(graph.errors).toBeUndefined()
  const { leads, customer } = graph.data?.tenant ?? {}
  const [lead] = leads?.items ?? []
  expect(lead).toMatchObject({
    id: own.ids['leadId'],
    customer: {
      id: own.ids['customerId'],
      name: own.ids['customerName'],
      leads: { items: [{ id: own.ids['leadId'] }] },
    },
  })
  expect(customer).toEqual({ name: own.ids['customerName'], jobs: { items: [{ amountMinor: 12_000 }] } })
  const foreign = await askWith(keys.all, of('customer(id: "cus_000000000000000000000000") { name }'))
  expect(foreign).toEqual({ data: { tenant: { customer: null } } })
})

test('a page follows a page', async () => {
  const ids: unknown[] = []
  let after: string | null = null
  do {
    const graph = await askWith(
      keys.all,
      of(`timeline(limit: 4${after ? `, after: "${after}"` : ''}) { items { id } next }`),
    )
    const page: Items | null | undefined = graph.data?.tenant['timeline']
    ids.push(...(page?.items ?? []).map(({ id }) => id))
    after = page?.next ?? null
  } while (after && ids.length < 60)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThan(4)
})

test('an agent’s log has pages as well', async () => {
  const log = 'agentLogs(limit: 2%) { items { id agent status sentence } next }'
  const first = (await askAs('technician', of(log.replace('%', '')))).graph.data?.tenant['agentLogs']
  const rest = (await askAs('technician', of(log.replace('%', `, after: "${first?.next}"`)))).graph
  expect(first?.items.map(({ agent, status }) => [agent, status])).toEqual(Array(2).fill(['retention', 'proposed']))
  expect([rest.data?.tenant['agentLogs']?.items.length, rest.data?.tenant['agentLogs']?.next]).toEqual([1, null])
})

describe('everybody is told by the graph what REST tells them', () => {
  test.each(ROLES)('%s', async (role) => {
    const column = ROLES.indexOf(role)
    const { status, text, graph } = await askAs(role, of(everything()))
    if (role === 'stranger') return expect(status).toBe(401)
    const told = Object.fromEntries(READS.map(({ name }) => [name, codeAt(graph, name)]))
    const cells = READS.map(({ name, route }) => [name, MATRIX[`GET ${route}`]?.[column]])
    expect(told).toEqual(
      Object.fromEntries(cells.map(([name, cell]) => [name, cell === 200 ? 200 : String(cell).split(' ')[1]])),
    )
    const mayRead = MATRIX['GET /api/v1/tenants/:id/customers']?.[column] === 200
    if (!mayRead) for (const secret of secretsOf(own)) expect(text).not.toContain(secret)
    return undefined
  })

  test('also where one thing leads to another', async () => {
    const query = of('journeys { items { status customer { name } } }')
    const { text, graph } = await askAs('reseller', query)
    expect(graph.errors?.every(({ extensions }) => extensions.code === 'forbidden')).toBe(true)
    expect(graph.data?.tenant['journeys']?.items[0]).toMatchObject({ customer: null })
    for (const secret of secretsOf(own)) expect(text).not.toContain(secret)
  })

  test('a key within its scopes, and no further', async () => {
    const query = of(
      `appointments(limit: 1) { items { service customer { phone } } } leads { next } agentLogs { next } profile { id }`,
    )
    const { data, errors = [] } = await askWith(keys.visits, query)
    expect(Object.fromEntries(errors.map(({ path, extensions }) => [path?.at(-1), extensions.code]))).toEqual({
      customer: 'scope_missing',
      leads: 'scope_missing',
      agentLogs: 'forbidden',
      profile: 'forbidden',
    })
    expect(data?.tenant['appointments']?.items[0]).toMatchObject({ customer: null })
  })
})

/** What somebody is told of a field, or of the whole business where they are not shown that it is there. */
function codeAt({ data, errors = [] }: Graph, name: string): string | number {
  const told = errors.find(({ path }) => path?.[1] === name || (path?.length === 1 && path[0] === 'tenant'))
  if (told?.path?.length === 1) expect(data).toEqual({ tenant: null })
  return told?.extensions.code ?? 200
}

test('whoever is signed in finds their businesses', async () => {
  const mine = await askAs(
    'technician',
    '{ me { email isAdmin grants { role businessName tenant { profile { businessName currency } } } } }',
  )
  const { businessName } = own.shop
  expect(mine.graph).toEqual({
    data: {
      me: {
        ...{ email: own.people.technician, isAdmin: false },
        grants: [{ role: 'technician', businessName, tenant: { profile: { businessName, currency: 'USD' } } }],
      },
    },
  })
  const sold = await askAs(
    'reseller',
    '{ tenants { items { id businessName tenant { numbers(days: 1) { total { missed } } } } next } }',
  )
  expect(sold.graph).toMatchObject({
    data: {
      tenants: {
        items: [{ id: own.shop.id, businessName, tenant: { numbers: { total: { missed: 1 } } } }],
        next: null,
      },
    },
  })
  const key = await askWith(keys.visits, '{ apiKey { tenantId scopes } me { email } tenants { next } }')
  expect(key).toMatchObject({
    data: { apiKey: { tenantId: own.shop.id, scopes: ['read:visits'] }, me: null, tenants: null },
  })
  expect(key.errors?.map(({ extensions }) => extensions.code)).toEqual(['forbidden', 'forbidden'])
})
