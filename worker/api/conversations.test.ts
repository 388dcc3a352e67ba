import { beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, openRouter, type OpenRouter, type Shop } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'
import { KNOWN_CUSTOMER } from '../../tests/support/stand-in-trust.ts'

let router: OpenRouter
let mine: Shop
let other: Shop
const VIEWER = 'viewer@example.com'
const RESELLER = 'seller@example.com'

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
  mine = await router.openShop()
  other = await router.openShop()
  const insert = router.bindings.DIRECTORY.prepare(
    'INSERT INTO person (email, role, tenant_id, created_at) VALUES (?, ?, ?, 0)',
  )
  const rows = [insert.bind(VIEWER, 'viewer', mine.id), insert.bind(RESELLER, 'reseller', mine.id)]
  await router.bindings.DIRECTORY.batch(rows)
})

const LISTS = ['calls', 'messages', 'leads', 'journeys', 'customers', 'timeline']
const conversation = (shop: Shop, act: string) => `/tenants/${shop.id}/conversations/${KNOWN_CUSTOMER}/${act}`

describe('a list', () => {
  test.each(LISTS)('of %s is asked of the tenant, page by page', async (name) => {
    const answer = await router.api(mine.email, 'GET', `/tenants/${mine.id}/${name}?after=12&limit=5`)
    expect([answer.status, answer.json]).toEqual([200, { items: [], next: null }])
    expect(mine.tenant.asked.at(-1)).toEqual({ name, query: { after: '12', limit: 5 } })
  })

  test.each(['limit=0', 'limit=201', 'after=x', 'customerId=1'])('refuses %s', async (query) => {
    const answer = await router.api(mine.email, 'GET', `/tenants/${mine.id}/calls?${query}`)
    expect([answer.status, answer.json.code]).toEqual([400, 'query_invalid'])
  })

  test.each(LISTS)("of another tenant's %s looks like that of a tenant who is not there", async (name) => {
    const hidden = await router.api(mine.email, 'GET', `/tenants/${other.id}/${name}`)
    const absent = await router.api(mine.email, 'GET', `/tenants/ten_${'0'.repeat(24)}/${name}`)
    expect(hidden.status).toBe(404)
    expect(hidden.json).toEqual(absent.json)
    expect(other.tenant.asked).toEqual([])
  })

  test.each(LISTS)('of %s is for nobody who is not signed in', async (name) => {
    expect((await router.api(null, 'GET', `/tenants/${mine.id}/${name}`)).status).toBe(401)
  })

  test("with customers' words is not for resellers, how matters stand is", async () => {
    const statuses = await Promise.all(
      LISTS.map(async (name) => (await router.api(RESELLER, 'GET', `/tenants/${mine.id}/${name}`)).status),
    )
    expect(Object.fromEntries(LISTS.map((name, index) => [name, statuses[index]]))).toEqual({
      calls: 403,
      messages: 403,
      leads: 403,
      journeys: 200,
      customers: 403,
      timeline: 403,
    })
  })

  test('of a tenant that does not answer is a 503, not a guess', async () => {
    const sick = await router.openShop()
    sick.tenant.mood = 'throws'
    const answer = await router.api(ADMIN, 'GET', `/tenants/${sick.id}/leads`)
    expect([answer.status, answer.json.code]).toEqual([503, 'tenant_unreachable'])
  })
})

test('no object is made for a tenant that nobody opened', async () => {
  const unmade = `ten_${'9'.repeat(24)}`
  for (const id of [unmade, 'ten_short', '..%2f..', '%00']) {
    expect((await router.api(ADMIN, 'GET', `/tenants/${id}/leads`)).status).toBe(404)
  }
  expect(router.tenants.has(unmade)).toBe(false)
})

describe('a person', () => {
  test('writes to a customer', async () => {
    const answer = await router.api(mine.email, 'POST', conversation(mine, 'messages'), { text: ' On my way. ' })
    expect([answer.status, answer.json]).toEqual([202, { entryId: 'eff_1' }])
    expect(mine.tenant.written).toEqual([{ customerId: KNOWN_CUSTOMER, text: 'On my way.', once: null }])
  })

  test.each([{ text: '' }, { text: '   ' }, { text: 'x'.repeat(1_601) }, {}, []])('cannot send %j', async (body) => {
    const answer = await router.api(mine.email, 'POST', conversation(mine, 'messages'), body)
    expect(answer.status).toBe(400)
  })

  test('cannot write to a customer whom nobody knows', async () => {
    const path = `/tenants/${mine.id}/conversations/cus_${'9'.repeat(24)}/messages`
    const answer = await router.api(mine.email, 'POST', path, { text: 'Hello?' })
    expect([answer.status, answer.json.code]).toEqual([404, 'customer_missing'])
  })

  test.each(['phone', 'in_person', 'letter', 'web_form'])(
    'notes that a customer asked for no more messages by %s',
    async (channel) => {
      const body = { said: ' No more, please. ', channel }
      expect((await router.api(mine.email, 'POST', conversation(mine, 'opt-out'), body)).status).toBe(204)
      expect(mine.tenant.optOuts.at(-1)).toEqual({ said: 'No more, please.', channel, notedBy: mine.email })
    },
  )

  test.each([
    { said: '', channel: 'phone' },
    { said: 'No' },
    { said: 'No', channel: 'sms' },
    { said: 'x'.repeat(1_001), channel: 'phone' },
  ])('cannot note %j as an opt-out', async (body) => {
    const answer = await router.api(mine.email, 'POST', conversation(mine, 'opt-out'), body)
    expect([answer.status, answer.json.code]).toEqual([400, 'body_invalid'])
  })

  test('takes a conversation over and hands it back', async () => {
    expect((await router.api(mine.email, 'POST', conversation(mine, 'takeover'))).status).toBe(204)
    expect(mine.tenant.takenOver).toEqual([KNOWN_CUSTOMER])
    expect((await router.api(mine.email, 'POST', conversation(mine, 'handback'))).status).toBe(204)
    expect(mine.tenant.takenOver).toEqual([])
  })

  test('sends a doubtful entry once more', async () => {
    expect((await router.api(mine.email, 'POST', `/tenants/${mine.id}/outbox/eff_9/retry`)).status).toBe(204)
    expect(mine.tenant.retried).toEqual(['eff_9'])
  })

  test('who only reads changes nothing', async () => {
    const paths = [
      conversation(mine, 'messages'),
      conversation(mine, 'takeover'),
      conversation(mine, 'opt-out'),
      `/tenants/${mine.id}/outbox/eff_1/retry`,
    ]
    for (const path of paths) expect((await router.api(VIEWER, 'POST', path, { text: 'x' })).status).toBe(403)
    const noted = { said: 'No more', channel: 'phone' }
    expect((await router.api(RESELLER, 'POST', conversation(mine, 'opt-out'), noted)).status).toBe(403)
    expect((await router.api(null, 'POST', conversation(mine, 'opt-out'), noted)).status).toBe(401)
    expect((await router.api(VIEWER, 'PATCH', `/tenants/${mine.id}/policy`, {})).status).toBe(403)
    expect((await router.api(VIEWER, 'GET', `/tenants/${mine.id}/messages`)).status).toBe(200)
  })

  test('of another business changes nothing here', async () => {
    const before = other.tenant.written.length
    const answer = await router.api(mine.email, 'POST', conversation(other, 'messages'), { text: 'x' })
    expect(answer.status).toBe(404)
    expect(other.tenant.written).toHaveLength(before)
  })
})
