import { expect, test } from 'vitest'
import type { OnCallView } from '../../tenants/contract/on-call.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { putOnCall } from '../support/on-call.ts'

type Fact = { type: string; sentence: string }
/** Seventy texts are seventy round trips. */
const SLOW = { timeout: 60_000 }

const alertedIn = async (shop: Shop): Promise<string[]> =>
  (await shop.api<{ items: Fact[] }>('GET', `/tenants/${shop.id}/timeline?limit=200`)).items
    .filter(({ type }) => type === 'on_call_alerted')
    .map(({ sentence }) => sentence)
    .reverse()

test('a stranger who floods the business with texts silences no emergency of anybody else', SLOW, async () => {
  const shop = await openShop()
  const [ana] = await putOnCall(shop, [{ name: 'Ana' }, { name: 'Ben' }])
  const flood = shop.customer()
  for (let nth = 0; nth < 70; nth += 1) await flood.texts(`Can you come tomorrow at ${(nth % 8) + 1} pm?`)
  const pat = shop.customer()
  await pat.texts('I smell gas in the basement')
  expect((await pat.received()).at(-1)).toMatch(/^Leave the building now/)
  expect(await ana?.received()).toEqual([expect.stringContaining('EMERGENCY (gas)')])
  expect(await alertedIn(shop)).toEqual(['Alerted Ana.'])
  expect(await shop.told()).toHaveLength(6)
  await shop.tenant.passMinutes(10)
  const summed = (await shop.told()).filter((text) => text.startsWith('And '))
  expect(summed).toEqual([expect.stringMatching(/^And \d{2,} more about/)])
})

test('of callers beyond the pace of the carriers all are texted or told of in time, in few notices', SLOW, async () => {
  const shop = await openShop()
  const callers = Array.from({ length: 80 }, (_, nth) =>
    shop.customer(`+1${nth < 40 ? 512 : 737}55501${10 + (nth % 40)}`),
  )
  await Promise.all(callers.map((caller) => caller.callsAndHangsUp()))
  await shop.tenant.passSeconds(30)
  const texted = (await Promise.all(callers.map((caller) => caller.received()))).filter(({ length }) => length > 0)
  const told = await shop.told()
  const summed = told.flatMap(
    (text) => /^(\d+) more calls? (?:and messages are|or message is) waiting/.exec(text)?.[1] ?? [],
  )
  expect(summed.length).toBeGreaterThan(0)
  expect(told.length).toBeLessThan(15)
  const single = told.length - summed.length
  expect(texted.length + single + Number(summed[0])).toBe(80)
  await shop.tenant.passMinutes(3)
  expect((await Promise.all(callers.map((caller) => caller.received()))).map(({ length }) => length)).toEqual(
    callers.map(() => 1),
  )
})

test('who was reached by nothing is not said to be alerted, and the business hears by e-mail instead', async () => {
  const shop = await openShop()
  // The sandbox plays a landline behind this number.
  const [, ben] = await putOnCall(shop, [{ name: 'Ana', phone: '+15125550190' }, { name: 'Ben' }])
  await shop.customer().texts('I smell gas')
  expect(await ben?.received()).toHaveLength(1)
  expect(await alertedIn(shop)).toEqual(['Alerted Ben.'])
  const mail = await shop.control<{ subject: string }[]>(`/emails?to=${shop.email}`)
  expect(mail.filter(({ subject }) => subject.startsWith('EMERGENCY: '))).toHaveLength(1)
})

test('while Twilio is down all on the list are tried at once, and whoever has an address reads it there', async () => {
  const shop = await openShop()
  const email = (name: string) => `${name}-${shop.id}@example.com`
  const names = ['ana', 'ben', 'cam']
  await putOnCall(
    shop,
    names.map((name) => ({ name, email: email(name) })),
  )
  await shop.control('/faults', { provider: 'twilio', kind: 'status', status: 500, rate: 1, forMs: 60_000 })
  await shop.customer().texts('I smell gas')
  const mails = await Promise.all(names.map((name) => shop.control<unknown[]>(`/emails?to=${email(name)}`)))
  await shop.control('/faults', undefined, 'DELETE')
  expect(mails.map(({ length }) => length)).toEqual([1, 1, 1])
  expect(await alertedIn(shop)).toEqual(['Alerted ana.', 'Alerted ben.', 'Alerted cam.'])
})

test('a new list counts from the next step on: who has gone hears no more, who has come gets their turn', async () => {
  const shop = await openShop()
  const [ana, ben] = await putOnCall(shop, [{ name: 'Ana' }, { name: 'Ben' }])
  const pat = shop.customer()
  await pat.texts('I smell gas')
  expect(await ana?.received()).toHaveLength(1)
  const [cy] = await putOnCall(shop, [{ name: 'Cy' }])
  await shop.tenant.passMinutes(2)
  expect([(await ana?.received())?.length, await ben?.received()]).toEqual([1, []])
  expect(await cy?.received()).toHaveLength(1)
  await shop.tenant.passMinutes(2)
  expect(await cy?.received()).toHaveLength(2)
  await ana?.texts('ok')
  expect((await pat.received()).at(-1)).toMatch(/^Ana has seen your message/)
  await shop.tenant.passMinutes(20)
  expect(await ben?.received()).toEqual([])
  expect((await shop.api<OnCallView>('GET', `/tenants/${shop.id}/on-call`)).contacts).toMatchObject([{ name: 'Cy' }])
})

test('once the texts to the technician are spent, e-mail says how many wait, once in ten minutes', async () => {
  const shop = await openShop()
  await shop.customer().texts('Can you come tomorrow at 3 pm?')
  expect(await shop.told()).toHaveLength(1)
  const columns = 'journey_id, lane, payload, status, attempts, useful_until'
  await shop.tenant.query(`with recursive nth(n) as (select 1 union all select n + 1 from nth where n < 50)
    insert into outbox (entry_id, customer_id, sequence_key, created_at, ${columns})
    select entry_id || n, 'cus_' || n, 'notice_sms:cus_' || n, created_at - 120000 - n, ${columns}
    from outbox, nth where sequence_key like 'notice_sms:%'`)
  for (let nth = 0; nth < 3; nth += 1) await shop.customer().texts('Can you come tomorrow at 4 pm?')
  const mails = async () =>
    (await shop.control<{ subject: string; text: string }[]>(`/emails?to=${shop.email}`)).filter(
      ({ subject }) => subject === 'MORE CUSTOMERS ARE WAITING',
    )
  expect(await mails()).toHaveLength(1)
  await shop.tenant.passMinutes(10)
  expect((await mails())[1]?.text).toMatch(/^2 more calls and messages are waiting/)
  expect(await shop.told()).toHaveLength(1)
})
