import { expect, test } from 'vitest'
import { parsePath, pathOf } from './router.ts'

test.each([
  ['/app', { view: 'choose' }],
  ['/app/', { view: 'choose' }],
  ['/join', { view: 'join' }],
  ['/app/invitation/abc', { view: 'invitation', token: 'abc' }],
  ['/app/invitation', { view: 'nowhere' }],
  ['/app/invitation/abc/more', { view: 'nowhere' }],
  ['/fleet', { view: 'fleet' }],
  ['/fleet/', { view: 'fleet' }],
  ['/fleet/switch', { view: 'fleet_switch' }],
  ['/fleet/ten_1', { view: 'fleet_tenant', businessId: 'ten_1' }],
  ['/fleet/ten_1/more', { view: 'nowhere' }],
  ['/fleet/elsewhere', { view: 'nowhere' }],
  ['/app/ten_1', { view: 'board', tenantId: 'ten_1' }],
  ['/app/ten_1/board', { view: 'board', tenantId: 'ten_1' }],
  ['/app/ten_1/c', { view: 'board', tenantId: 'ten_1' }],
  ['/app/ten_1/c/cus_2', { view: 'conversation', tenantId: 'ten_1', customerId: 'cus_2' }],
  ['/app/ten_1/settings', { view: 'settings', tenantId: 'ten_1', section: null }],
  ['/app/ten_1/settings/scripts', { view: 'settings', tenantId: 'ten_1', section: 'scripts' }],
  ['/app/ten_1/numbers', { view: 'numbers', tenantId: 'ten_1' }],
  ['/app/ten_1/agents', { view: 'agents', tenantId: 'ten_1' }],
  ['/app/ten_1/visits', { view: 'visits', tenantId: 'ten_1' }],
  ['/app/ten_1/visits/more', { view: 'nowhere' }],
  ['/app/ten_1/pipeline', { view: 'pipeline', tenantId: 'ten_1' }],
  ['/app/ten_1/quotes', { view: 'quotes', tenantId: 'ten_1' }],
  ['/app/ten_1/plans', { view: 'plans', tenantId: 'ten_1' }],
  ['/app/ten_1/plans/more', { view: 'nowhere' }],
  ['/app/ten_1/pipeline/more', { view: 'nowhere' }],
  ['/app/ten_1/elsewhere', { view: 'nowhere' }],
  ['/app/ten_1/c/cus_2/x', { view: 'nowhere' }],
  ['/sign-out', { view: 'nowhere' }],
  ['/', { view: 'nowhere' }],
])('%s is %j', (path, place) => {
  expect(parsePath(path)).toEqual(place)
})

test.each([
  '/app',
  '/join',
  '/app/invitation/abc',
  '/fleet',
  '/fleet/switch',
  '/fleet/ten_1',
  '/app/ten_1/board',
  '/app/ten_1/visits',
  '/app/ten_1/c/cus_2',
  '/app/ten_1/settings',
  '/app/ten_1/settings/hours',
])('%s comes back from its place', (path) => {
  expect(pathOf(parsePath(path))).toBe(path)
})
