import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DecisionView } from '../../tenants/contract/agents.ts'
import type { CustomerView, JourneyView, LeadView } from '../../tenants/contract/lists.ts'
import { API_BODY_BYTES_MAX } from '../../tenants/base/limits.ts'
import { ADMIN, APP_URL, openRouter, type OpenRouter, type Shop } from '../../tests/support/open-router.ts'
import { accessToken, standInAccess } from '../../tests/support/stand-in-access.ts'

/** The graph at the router, with tenants that only remember: how often they are asked, and what is refused. */

let router: OpenRouter
let access: ReturnType<typeof standInAccess>
let shop: Shop

beforeAll(async () => {
  access = standInAccess()
  router = await openRouter()
  shop = await router.openShop()
  shop.tenant.shelf = {
    customers: PEOPLE,
    leads: PEOPLE.flatMap(({ id }, place) => [leadOf(id, place), leadOf(id, place + 100)]),
    journeys: PEOPLE.map(({ id }) => journeyOf(id)),
    'agent-logs': [PROPOSAL],
  }
})
afterAll(() => access.mockRestore())

const idOf = (kind: string, place: number) => `${kind}_${String(place).padStart(24, '0')}`
const PEOPLE: CustomerView[] = Array.from({ length: 30 }, (_, place) => ({
  ...{ id: idOf('cus', place), phone: null, email: null, name: `Pat ${place}` },
  ...{ language: 'en', optedOut: false, takenOver: false, createdAt: 1_700_000_000_000 },
}))
const leadOf = (customerId: string, place: number): LeadView => ({
  ...{ id: idOf('lea', place), customerId, phone: null, email: null, name: null, source: 'call', status: 'new' },
  ...{ wishedAt: null, opportunityRef: null, revenueMinor: 3_000_000_000, createdAt: 1, updatedAt: 1 },
})
const journeyOf = (customerId: string): JourneyView => ({
  ...{ id: idOf('jny', 1), customerId, kind: 'quote', status: 'sent', outcome: null, openedAt: 1, updatedAt: 1 },
})
const PROPOSAL: DecisionView = {
  ...{ id: idOf('dec', 1), agent: 'cx', kind: 'set_script', target: 'missed_call_text', status: 'proposed' },
  ...{ sentence: 'Ask first.', evidence: ['Few reply.'], expectation: 'More reply.', outcome: null, impactMinor: null },
  ...{ isUndoable: false, decidedBy: null, createdAt: 1, decidedAt: null, appliedAt: null, measureAt: null },
}

type Graph = { data?: { tenant: Record<string, { items: Record<string, unknown>[] }> } | null; errors?: Fault[] }
type Fault = { message: string; path?: (string | number)[]; extensions: { code: string; [name: string]: unknown } }

async function ask(query: string, by: string | null = shop.email, more: object = {}) {
  const token = by ? { 'cf-access-jwt-assertion': await accessToken({ email: by }) } : {}
  return post({ query, ...more }, token)
}

async function post(body: unknown, headers: Record<string, string>, at = router) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: text }
  const answer = await at.send('/api/graphql', init)
  return { ...answer, graph: answer.json as unknown as Graph }
}

const of = (fields: string, id = shop.id) => `{ tenant(id: "${id}") { ${fields} } }`

async function countCalls(query: string, by = shop.email) {
  shop.tenant.calls = 0
  const { graph } = await ask(query, by)
  expect(graph.errors).toBeUndefined()
  return { calls: shop.tenant.calls, tenant: graph.data?.tenant ?? {} }
}

describe('a business is asked once for a level of the query', () => {
  test('for all lists that are wanted of it', async () => {
    const { calls, tenant } = await countCalls(
      of('leads { items { id } } calls { next } jobs { next } journeys { next }'),
    )
    expect([calls, tenant['leads']?.items.length]).toEqual([1, 50])
  })

  test('for what its agents did and try as well', async () => {
    const { calls, tenant } = await countCalls(
      of(
        'agentLogs(limit: 1) { items { sentence evidence } next } experiments { items { arms { text } } } calls { next }',
      ),
    )
    expect(calls).toBe(1)
    expect([tenant['agentLogs'], tenant['experiments']]).toEqual([
      { items: [{ sentence: 'Ask first.', evidence: ['Few reply.'] }], next: null },
      { items: [] },
    ])
  })

  test('for the customers of all its leads, each once', async () => {
    const { calls, tenant } = await countCalls(of('leads(limit: 60) { items { customer { id name } } }'))
    expect(calls).toBe(2)
    expect(tenant['leads']?.items.map(({ customer }) => (customer as CustomerView).name)).toEqual(
      PEOPLE.flatMap(({ name }) => [name, name]),
    )
  })

  test('for the lists of all its customers', async () => {
    const wanted =
      'id leads(limit: 5) { items { customerId revenueMinor } } journeys(limit: 5) { items { status customer { id } } }'
    const { calls, tenant } = await countCalls(of(`customers { items { ${wanted} } }`))
    expect(calls).toBe(3)
    for (const customer of tenant['customers']?.items ?? []) {
      const { id, leads } = customer as { id: string; leads: { items: object[] } }
      expect(leads.items).toEqual([0, 1].map(() => ({ customerId: id, revenueMinor: 3_000_000_000 })))
    }
  })

  test('each of the fleet by itself', async () => {
    const others = [await router.openShop(), await router.openShop()]
    for (const { tenant } of [shop, ...others]) tenant.calls = 0
    const fields = 'journeys { items { id } } calls { next }'
    const many = [shop, ...others].map(({ id }, place) => `t${place}: tenant(id: "${id}") { ${fields} }`)
    const { graph } = await ask(`{ ${many.join(' ')} }`, ADMIN)
    expect(graph.errors).toBeUndefined()
    expect([shop, ...others].map(({ tenant }) => tenant.calls)).toEqual([1, 1, 1])
  })
})

describe('what is refused has the code that REST has for it', () => {
  const fault = ({ graph }: { graph: Graph }) =>
    graph.errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code])

  test('an argument that REST would not take', async () => {
    const answer = await ask(of('leads(limit: 201) { next } calls(after: "x") { next } journeys { next }'))
    expect(fault(answer)).toEqual([
      ['tenant.leads', 'query_invalid'],
      ['tenant.calls', 'query_invalid'],
    ])
    expect(answer.graph.errors?.[0]?.extensions).toEqual({
      code: 'query_invalid',
      issues: [{ path: 'limit', message: 'at most 200' }],
    })
    expect(answer.graph.data?.tenant).toMatchObject({ leads: null, journeys: { next: null } })
  })

  test('a business that there is not, or that is another’s: not even its id is given back', async () => {
    const none = 'ten_000000000000000000000000'
    const other = await router.openShop()
    const answers = [
      await ask(of('leads { next }', none), ADMIN),
      await ask(of('id', none), ADMIN),
      await ask(of('id', 'x'), ADMIN),
      await ask(of('id', other.id)),
    ]
    for (const answer of answers) {
      expect([answer.graph.data, fault(answer)]).toEqual([{ tenant: null }, [['tenant', 'tenant_missing']]])
    }
    expect(fault(await ask(of('id'), 'nobody@example.com'))).toEqual([['tenant', 'forbidden']])
  })

  test('a tenant that does not answer', async () => {
    shop.tenant.mood = 'throws'
    const answer = await ask(of('leads { next }'))
    shop.tenant.mood = 'well'
    expect([answer.status, fault(answer)]).toEqual([200, [['tenant.leads', 'tenant_unreachable']]])
    expect(answer.graph.errors?.[0]?.extensions['retryAfterS']).toBe(5)
  })

  test('a fault of ours, of which nobody hears more', async () => {
    shop.tenant.shelf['calls'] = [{ ...journeyOf('x'), durationS: 'long' } as never]
    const answer = await ask(of('calls { items { durationS } }'))
    delete shop.tenant.shelf['calls']
    expect(fault(answer)).toEqual([['tenant.calls.items.0.durationS', 'internal_error']])
    expect(answer.text).not.toContain('long')
  })

  test('a query that cannot be run, as a whole', async () => {
    const many = Array.from({ length: 300 }, (_, place) => `a${place}: leads { next }`).join(' ')
    const wrong = ['{ tenant(', '{ nothing }', of(many), `{ ${'id '.repeat(5_000)} }`, 'mutation { a }', of('leads')]
    for (const query of wrong) {
      const answer = await ask(query)
      expect([query.slice(0, 30), answer.graph.data ?? null]).toEqual([query.slice(0, 30), null])
      expect(answer.graph.errors?.map(({ extensions }) => extensions.code)).toEqual(['query_invalid'])
      expect(answer.text).not.toMatch(/stack|node_modules|GRAPHQL_/)
    }
  })

  test('a body that is none, or too large, or another site’s', async () => {
    const token = { 'cf-access-jwt-assertion': await accessToken({ email: shop.email }) }
    const large = JSON.stringify({ query: of('id'), variables: { pad: 'x'.repeat(API_BODY_BYTES_MAX) } })
    const answers = [
      await post('{', token),
      await post([{ query: of('id') }], token),
      await post(large, token),
      await post({ query: of('id') }, { ...token, 'content-type': 'text/plain' }),
      await post({ query: of('id') }, { ...token, 'sec-fetch-site': 'cross-site' }),
      await post({ query: of('id') }, {}),
    ]
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual([
      [400, 'body_invalid'],
      [400, 'body_invalid'],
      [413, 'body_too_large'],
      [415, 'content_type_unsupported'],
      [403, 'origin_foreign'],
      [401, 'token_missing'],
    ])
    expect(answers[0]?.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('whoever comes too often', async () => {
    const strict = await openRouter({ API_LIMIT: { limit: () => Promise.resolve({ success: false }) } })
    const token = { 'cf-access-jwt-assertion': await accessToken({ email: shop.email }) }
    const answer = await post({ query: '{ me { email } }' }, token, strict)
    expect([answer.status, answer.json.code]).toEqual([429, 'too_many_requests'])
  })
})

test('variables are taken, and one operation of several', async () => {
  const query =
    'query A($id: ID!, $limit: Int = 1) { tenant(id: $id) { leads(limit: $limit) { items { id } } } } query B { me { email } }'
  const more = { variables: { id: shop.id, limit: 2 }, operationName: 'A' }
  const { graph, headers } = await ask(query, shop.email, more)
  expect(graph.data?.tenant['leads']?.items).toHaveLength(2)
  expect([headers.get('cache-control'), headers.get('content-type')]).toEqual([
    'no-store',
    'application/json; charset=utf-8',
  ])
})

test('tools are told the schema, and so is whoever only looks', async () => {
  const { graph } = await ask('{ __schema { queryType { name } } }')
  expect(graph).toEqual({ data: { __schema: { queryType: { name: 'Query' } } } })
  const shown = await router.send('/api/graphql')
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
  expect(shown.text).toContain('type LeadPage {\n  items: [Lead!]!\n  next: String\n}')
  expect(shown.text).not.toContain(APP_URL)
})
