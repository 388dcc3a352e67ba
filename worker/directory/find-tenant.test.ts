import { beforeAll, expect, test } from 'vitest'
import { MINUTE_MS, SECOND_MS } from '../../tenants/base/clock.ts'
import type { Address } from '../../tenants/providers/inbound.ts'
import { openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'
import { TENANT_CACHE_ENTRIES_MAX } from '../bounds.ts'
import { findTenant, forgetTenant } from './find-tenant.ts'

let router: OpenRouter

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

/** The directory, counting what it is asked, and deaf when told. */
function listenTo(directory: D1Database) {
  const state = { asked: 0, isDeaf: false }
  const prepare = (query: string) => {
    state.asked += 1
    if (state.isDeaf) throw new Error('D1_ERROR: Network connection lost.')
    return directory.prepare(query)
  }
  return { state, directory: { prepare } as unknown as D1Database }
}

async function openLocation(): Promise<Address & { kind: 'ghl_location' }> {
  const shop = await router.openShop()
  return { kind: 'ghl_location', locationId: shop.ghlLocationId }
}

test('a tenant is asked for once a minute', async () => {
  const address = await openLocation()
  const { state, directory } = listenTo(router.bindings.DIRECTORY)
  for (const now of [0, SECOND_MS, MINUTE_MS - 1]) expect(await findTenant(directory, address, now)).not.toBeNull()
  expect(state.asked).toBe(1)
  await findTenant(directory, address, MINUTE_MS)
  expect(state.asked).toBe(2)
})

test('nobody is asked for again after two seconds', async () => {
  const { state, directory } = listenTo(router.bindings.DIRECTORY)
  const address: Address = { kind: 'ghl_location', locationId: 'nobody-here' }
  for (const now of [0, 1_999, 2_000]) expect(await findTenant(directory, address, now)).toBeNull()
  expect(state.asked).toBe(2)
})

test('what was known counts while the directory is silent, what was not is an error', async () => {
  const address = await openLocation()
  const { state, directory } = listenTo(router.bindings.DIRECTORY)
  const found = await findTenant(directory, address, 0)
  state.isDeaf = true
  expect(await findTenant(directory, address, 60 * MINUTE_MS)).toEqual(found)
  await expect(findTenant(directory, { kind: 'ghl_location', locationId: 'unasked' }, 0)).rejects.toThrow()
})

test('what has changed is asked for anew', async () => {
  const address = await openLocation()
  const { state, directory } = listenTo(router.bindings.DIRECTORY)
  await findTenant(directory, address, 0)
  forgetTenant([address])
  await findTenant(directory, address, 1)
  expect(state.asked).toBe(2)
})

test('the oldest is forgotten when the memory is full', async () => {
  const empty = { prepare: () => ({ bind: () => ({ raw: async () => [], all: async () => ({ results: [] }) }) }) }
  const nowhere = empty as unknown as D1Database
  const address = await openLocation()
  const { state, directory } = listenTo(router.bindings.DIRECTORY)
  await findTenant(directory, address, 0)
  for (let other = 0; other < TENANT_CACHE_ENTRIES_MAX; other += 1) {
    await findTenant(nowhere, { kind: 'ghl_location', locationId: `crowd-${other}` }, 0)
  }
  await findTenant(directory, address, 1)
  expect(state.asked).toBe(2)
})
