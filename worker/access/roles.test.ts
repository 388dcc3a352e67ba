import { expect, test } from 'vitest'
import { judgeFleet, judgeTenant, type Grant, type Person, type TenantAction } from './roles.ts'

const someone = (grants: Grant[], isAdmin = false): Person => ({ email: 'someone@example.com', isAdmin, grants })

const PEOPLE = {
  admin: someone([], true),
  reseller: someone([
    { role: 'reseller', tenantId: null },
    { role: 'reseller', tenantId: 'ten_mine' },
  ]),
  technician: someone([{ role: 'technician', tenantId: 'ten_mine' }]),
  viewer: someone([{ role: 'viewer', tenantId: 'ten_mine' }]),
  nobody: someone([]),
}

test.each([
  ['create_tenant', { admin: true, reseller: true, technician: false, viewer: false, nobody: false }],
  ['list_tenants', { admin: true, reseller: true, technician: false, viewer: false, nobody: false }],
  ['read_unknown_deliveries', { admin: true, reseller: false, technician: false, viewer: false, nobody: false }],
] as const)('%s is for %o', (action, expected) => {
  const allowed = Object.entries(PEOPLE).map(([name, person]) => [name, judgeFleet(person, action) === 'allowed'])
  expect(Object.fromEntries(allowed)).toEqual(expected)
})

test.each<[TenantAction, Record<keyof typeof PEOPLE, string>]>([
  ['read_tenant', row('allowed', 'allowed', 'allowed', 'allowed')],
  ['change_tenant', row('allowed', 'allowed', 'allowed', 'forbidden')],
  ['change_keys', row('allowed', 'allowed', 'forbidden', 'forbidden')],
  ['change_budget', row('allowed', 'forbidden', 'forbidden', 'forbidden')],
  ['change_contacts', row('allowed', 'forbidden', 'allowed', 'forbidden')],
  ['change_ads', row('allowed', 'forbidden', 'allowed', 'forbidden')],
  ['read_progress', row('allowed', 'allowed', 'allowed', 'allowed')],
  ['read_customers', row('allowed', 'forbidden', 'allowed', 'allowed')],
  ['write_customers', row('allowed', 'forbidden', 'allowed', 'forbidden')],
])('%s on their own tenant: %o', (action, expected) => {
  const verdicts = Object.entries(PEOPLE).map(([name, person]) => [name, judgeTenant(person, action, 'ten_mine')])
  expect(Object.fromEntries(verdicts)).toEqual(expected)
})

test('another tenant is hidden from all but admins, whatever they want to do', () => {
  for (const person of [PEOPLE.reseller, PEOPLE.technician, PEOPLE.viewer]) {
    expect(judgeTenant(person, 'read_tenant', 'ten_other')).toBe('hidden')
    expect(judgeTenant(person, 'change_keys', 'ten_other')).toBe('hidden')
  }
  expect(judgeTenant(PEOPLE.admin, 'read_tenant', 'ten_other')).toBe('allowed')
})

test('who is both viewer and technician may do what either may', () => {
  const both = someone([{ role: 'viewer', tenantId: 'ten_mine' }, ...PEOPLE.technician.grants])
  expect(judgeTenant(both, 'write_customers', 'ten_mine')).toBe('allowed')
})

function row(admin: string, reseller: string, technician: string, viewer: string) {
  return { admin, reseller, technician, viewer, nobody: 'forbidden' }
}
