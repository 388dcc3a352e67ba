import { expect, test } from 'vitest'
import { openShop } from '../../tests/support/open-shop.ts'
import { INBOX_AGE_MAX_MS } from '../base/limits.ts'

const SETTING = `select value from settings where name = 'daily'`

test('the chores of the day are done once a local day, also by a business nobody calls', async () => {
  const { tenant } = await openShop()
  const doneOn = async () => JSON.parse((await tenant.query<{ value: string }>(SETTING))[0]?.value ?? 'null').doneOn
  const first = await doneOn()
  await tenant.passHours(11)
  // It was noon.
  expect(await doneOn()).toBe(first)
  // Each business has its own moment until ten to two.
  await tenant.passHours(3)
  expect(await doneOn()).toBe(first + 1)
  await tenant.evict()
  await tenant.passDays(3)
  expect(await doneOn()).toBe(first + 4)
})

test('deliveries too old to come again are forgotten', async () => {
  const shop = await openShop()
  await shop.customer().callsAndHangsUp()
  await shop.tenant.passMinutes(1)
  const kept = async () => (await shop.tenant.query<{ count: number }>('select count(*) as count from inbox'))[0]?.count
  expect(await kept()).toBeGreaterThan(0)
  await shop.tenant.passTime(INBOX_AGE_MAX_MS - 86_400_000)
  expect(await kept()).toBeGreaterThan(0)
  await shop.tenant.passDays(3)
  expect(await kept()).toBe(0)
})
