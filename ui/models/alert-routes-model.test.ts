import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { AlertRoutes, type RouteView } from '../../tenants/contract/alerts.ts'
import { readFields } from './field-faults.ts'
import { fieldsOf, NO_ROUTE, ROUTE_RULES, toRoute, withRoute } from './alert-routes-model.ts'

const route = (over: Partial<RouteView>): RouteView => ({
  ...{ id: `art_${'0'.repeat(24)}`, kind: 'email', name: 'On duty', target: 'duty@example.com', severity: 'all' },
  ...{ language: 'en', lastSentAt: null, failure: null, waiting: 0 },
  ...over,
})
const HOOK = route({ id: `art_${'1'.repeat(24)}`, kind: 'webhook', target: 'hooks.slack.com' })
const ADMIN = route({ id: 'admin:boss@example.com', target: 'boss@example.com' })
const NEW = { kind: 'email', name: 'Night', target: 'night@example.com', severity: 'urgent', language: 'es' } as const

describe('routes as they are sent back', () => {
  test('are taken by the server, and a webhook’s host is never taken for its address', () => {
    const sent = withRoute([route({}), HOOK, ADMIN], NEW)
    expect(v.is(AlertRoutes, { routes: sent })).toBe(true)
    expect(sent[1]).not.toHaveProperty('target')
    expect(sent[3]).toEqual(NEW)
  })

  test('keep those who were told because nobody had chosen', () => {
    expect(withRoute([ADMIN], NEW)).toEqual([
      { kind: 'email', name: 'On duty', target: 'boss@example.com', severity: 'all', language: 'en' },
      NEW,
    ])
  })

  test('of a browser ask nothing of it again', () => {
    const browser = route({ id: `art_${'2'.repeat(24)}`, kind: 'push', target: 'push.example.com' })
    expect(v.is(AlertRoutes, { routes: withRoute([browser], NEW) })).toBe(true)
    expect(toRoute(browser)).not.toHaveProperty('subscription')
  })

  test('change one in its place', () => {
    const changed = { ...toRoute(HOOK), name: 'Slack' }
    expect(withRoute([HOOK, route({})], changed).map(({ name }) => name)).toEqual(['Slack', 'On duty'])
  })
})

describe('a form', () => {
  const read = (fields: typeof NO_ROUTE) => readFields(ROUTE_RULES.schema, ROUTE_RULES.toValue(fields))

  test('of a webhook that stands may leave its address out, and of a new one may not', () => {
    expect(read(fieldsOf(HOOK))).toMatchObject({ ok: true, value: { id: HOOK.id } })
    const fresh = read({ ...NO_ROUTE, kind: 'webhook', name: 'Slack' })
    expect(fresh).toMatchObject({ ok: false, faults: { target: expect.anything() } })
  })

  test.each([
    ['email', 'duty'],
    ['sms', '5551'],
    ['webhook', 'hooks'],
  ] as const)('says what is wrong with an address by %s', (kind, target) => {
    const found = read({ ...NO_ROUTE, kind, name: 'On duty', target })
    expect(found).toMatchObject({ ok: false, faults: { target: expect.anything() } })
  })
})
