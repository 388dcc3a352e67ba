import * as v from 'valibot'
import { beforeAll, describe, expect, test } from 'vitest'
import { SCOPES } from '../../tenants/contract/api-keys.ts'
import { scopeOf } from '../../worker/access/scopes.ts'
import { listOperations } from '../../worker/api-description/routes.ts'
import { strictly } from '../support/strict-schema.ts'
import { openFilled, type Filled } from '../support/two-businesses.ts'

/** A program with a key, at a business that has had a call, texts, a lead and a visit. */

let filled: Filled
let key: string

beforeAll(async () => {
  filled = await openFilled()
  const { shop } = filled
  await shop.api('POST', `/tenants/${shop.id}/jobs`, { customerId: filled.ids['customerId'], amountMinor: 12_000 })
  await shop.api('POST', `/tenants/${shop.id}/quotes`, {
    customerId: filled.ids['customerId'],
    description: 'Repipe the kitchen',
    range: { fromMinor: 90_000, toMinor: 120_000 },
  })
  const url = `${shop.settings['WEBHOOK_SANDBOX_URL']}/answers-${shop.id.slice(-8)}`
  const wish = { url, events: ['lead.created'] }
  const { id } = await shop.api<{ id: string }>('POST', `/tenants/${shop.id}/webhooks`, wish)
  await shop.api('POST', `/tenants/${shop.id}/webhooks/${id}/test`)
  const made = await shop.api<{ key: string }>('POST', `/tenants/${shop.id}/api-keys`, {
    name: 'Books',
    scopes: SCOPES,
  })
  key = made.key
}, 60_000)

const READABLE = listOperations().filter(({ method, path }) => method === 'GET' && scopeOf(method, path) !== null)

describe('an answer holds what the document says, no more and no less', () => {
  test.each(READABLE.map((operation) => [operation.path, operation] as const))('%s', async (path, { answer }) => {
    if (!answer) throw new Error('A program may call it, so its answer has to be described.')
    const { shop } = filled
    const response = await shop.send(path.replace(':id', shop.id), {
      method: 'GET',
      headers: { authorization: `Bearer ${key}` },
    })
    expect(response.status).toBe(200)
    const body: unknown = await response.json()
    const { issues = [] } = v.safeParse(strictly(answer), body)
    expect(issues.map((issue) => [v.getDotPath(issue), issue.message])).toEqual([])
    const { items } = body as { items?: unknown[] }
    if (items) expect([path, items.length > 0]).toEqual([path, true])
  })
})

test('a program moves a lead, and the board says so', async () => {
  const { shop, ids } = filled
  const answer = await shop.send(`/api/v1/tenants/${shop.id}/leads/${ids['leadId']}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      status: 'lost',
      from: (await shop.tenant.list<{ status: string }>('leads')).at(-1)?.status,
    }),
  })
  expect(answer.status).toBe(200)
  const operation = listOperations().find(({ path }) => path.endsWith('/leads/:leadId'))
  const { issues = [] } = v.safeParse(strictly(operation?.answer ?? v.never()), await answer.json())
  expect(issues).toEqual([])
  expect(await shop.tenant.timeline()).toContain('lead_moved_by_hand')
})
