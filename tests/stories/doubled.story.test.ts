import { expect, test } from 'vitest'
import { joinCustomers } from '../../tenants/apply-merge.ts'
import { HOUR_MS } from '../../tenants/base/clock.ts'
import type { AttentionView } from '../../tenants/contract/board.ts'
import { loadCustomer } from '../../tenants/storage/customer-rows.ts'
import { Office } from '../support/office.ts'
import { inside } from '../support/inside.ts'
import { NOON, openShop, type Shop } from '../support/open-shop.ts'

/** Two records that each had a visit turn out to be one person, and somebody has to say which one is meant. */

const NINE = NOON + 21 * HOUR_MS
const TWO = NINE + 5 * HOUR_MS

async function oneOfTwo() {
  const shop = await openShop()
  const [pat, alt] = [shop.customer(undefined, 'Pat Rivers'), shop.customer(undefined, 'P. Rivers')]
  await pat.texts('can you come tomorrow at 9am?')
  await pat.texts('yes')
  await alt.texts('can you come tomorrow at 2pm?')
  await alt.texts('yes')
  await shop.tenant.settle()
  const idOf = async (phone: string) => {
    const query = `select customer_id as id from customers where phone = '${phone}'`
    return (await shop.tenant.query<{ id: string }>(query))[0]?.id ?? ''
  }
  const [into, from] = [await idOf(pat.phone), await idOf(alt.phone)]
  await inside(shop, (context) => {
    const [one, other] = [loadCustomer(context.db, from), loadCustomer(context.db, into)]
    if (one && other) joinCustomers(context, one, other, shop.watch.now)
  })
  await shop.tenant.settle()
  return { shop, pat, office: new Office(shop) }
}

const matters = async (shop: Shop, language = 'en') =>
  (
    await shop.api<{ attention: AttentionView[] }>('GET', `/tenants/${shop.id}/board?lang=${language}`)
  ).attention.filter(({ pair }) => pair !== undefined)
const settle = (shop: Shop, matter: AttentionView | undefined, take: string) =>
  shop.api('POST', `/tenants/${shop.id}/gohighlevel/conflicts/${matter?.conflictId}`, { take })
const visits = (shop: Shop) =>
  shop.tenant.query<{ startsAt: number; status: string }>(
    'select starts_at as startsAt, status from appointments order by starts_at',
  )

test('the board shows both, and one press keeps one: the other is off, told once, and off in GoHighLevel', async () => {
  const { shop, pat, office } = await oneOfTwo()
  const [matter, ...more] = await matters(shop)
  expect(more).toEqual([])
  expect(matter?.sentence).toContain('each had a visit. Keep one of them, or both.')
  expect((await matters(shop, 'es'))[0]?.sentence).toContain('Conserve una, o las dos')
  expect(matter?.pair).toEqual([
    { take: 'ours', at: NINE, plan: null },
    { take: 'theirs', at: TWO, plan: null },
  ])
  const before = (await pat.received()).length
  await settle(shop, matter, 'theirs')
  await shop.tenant.settle()
  expect(await visits(shop)).toEqual([
    { startsAt: NINE, status: 'cancelled' },
    { startsAt: TWO, status: 'confirmed' },
  ])
  expect((await pat.received()).slice(before)).toEqual([expect.stringMatching(/cannot make your visit on .*9 AM/)])
  const standing = (await office.appointments()).filter(({ appointmentStatus }) => appointmentStatus === 'confirmed')
  expect(standing.map(({ startTime }) => Date.parse(startTime))).toEqual([TWO])
  expect(await matters(shop)).toEqual([])
  expect(await shop.tenant.timeline()).toContain('crm_conflict_settled')
})

test('both can be kept, and the matter goes by itself once one is over', async () => {
  const { shop } = await oneOfTwo()
  const [matter] = await matters(shop)
  await settle(shop, matter, 'winner')
  expect(await matters(shop)).toEqual([])
  expect((await visits(shop)).map(({ status }) => status)).toEqual(['confirmed', 'confirmed'])
  const again = await oneOfTwo()
  await again.pat.texts('cancel my visit please')
  expect(await matters(again.shop)).toEqual([])
})
