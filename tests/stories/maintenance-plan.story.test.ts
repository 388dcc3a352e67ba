import { beforeAll, describe, expect, test } from 'vitest'
import type { Phone } from '../../tenants/base/e164.ts'
import { describePhone } from '../../tenants/base/phone.ts'
import type { ContractView } from '../../tenants/contract/after-job.ts'
import { COMFORT, finishJob, openAfterShop, outcomesOf, setAfterJob, signsForOffers } from '../support/after-shop.ts'
import type { Customer } from '../support/customer.ts'
import { askFor, close, dump } from '../support/erasure.ts'
import type { Shop } from '../support/open-shop.ts'

const NO_REVIEW = { review: { isOn: false } }
type Change = Parameters<typeof openAfterShop>[0]

const contracts = async (shop: Shop) =>
  (await shop.api<{ items: ContractView[] }>('GET', `/tenants/${shop.id}/contracts`)).items
/** The one contract of a customer. */
const contractOf = async (shop: Shop, { phone }: Customer) =>
  (await contracts(shop)).find((contract) => contract.customerPhone === phone)
/** What the technician read of one customer. */
const toldOf = async (shop: Shop, { phone }: Customer) =>
  (await shop.told()).filter((text) => text.includes(describePhone(phone as Phone)))
const last = async (customer: Customer) => (await customer.received()).at(-1)

/** A customer who has signed that offers may be texted, and has been offered a plan after a job. */
async function offeredTo(change: Change = NO_REVIEW, over: Record<string, unknown> = {}) {
  const shop = await openQuietShop(change, over)
  const pat = shop.customer()
  const customerId = await callsAndIsServed(shop, pat)
  await shop.tenant.passDays(8)
  return { shop, pat, customerId }
}

/** A year is long where GoHighLevel is asked by the hour and agents look by night, and none of this is about them. */
async function openQuietShop(change: Change, over: Record<string, unknown> = {}): Promise<Shop> {
  const shop = await openAfterShop(change, { ghlLocationId: null, ...over })
  await shop.api('PATCH', `/tenants/${shop.id}/agents`, { isPaused: true })
  return shop
}

/** Calls, signs that offers may be texted, and has a job done. Answers the customer's id. */
async function callsAndIsServed(shop: Shop, customer: Customer): Promise<string> {
  await customer.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  const known = await shop.tenant.list<{ id: string; phone: string }>('customers')
  const customerId = known.find(({ phone }) => phone === customer.phone)?.id ?? ''
  await signsForOffers(shop, customerId)
  await finishJob(shop, customer)
  return customerId
}

async function enrolled(change: Change = NO_REVIEW, over: Record<string, unknown> = {}) {
  const offered = await offeredTo(change, over)
  await offered.pat.texts('YES')
  await offered.pat.texts('Yes')
  await offered.shop.tenant.settle()
  return offered
}

describe('a maintenance plan', () => {
  test('is offered after a job, and agreed to in the words of its terms, which are kept', async () => {
    const { shop, pat } = await offeredTo()
    expect(await last(pat)).toMatch(/Comfort: 2 visits a year, \$189 for 12 months.*STOP to opt out/)
    await pat.texts('YES')
    const terms = await last(pat)
    expect(terms).toMatch(/\$189 for 12 months.*renews by itself.*until you end it.*NO RENEWAL.*reply YES/)
    expect(await contracts(shop)).toEqual([])
    await pat.texts('yes please')
    expect(await last(pat)).toMatch(/agreed to Comfort: \$189.*To end it, text NO RENEWAL/)
    const [contract] = await contracts(shop)
    expect(contract).toMatchObject({
      plan: 'Comfort',
      status: 'active',
      priceMinor: 18_900,
      terms,
      renewsByItself: true,
    })
    const ids = (contract?.evidence ?? '').split(' ').map((each) => each.replace('message:', ''))
    const query = `select direction, body from messages where message_id in ('${ids.join("', '")}') order by message_id`
    expect(await shop.tenant.query(query)).toEqual([
      { direction: 'outbound', body: terms },
      { direction: 'inbound', body: 'yes please' },
    ])
    expect((await shop.told()).at(-1)).toMatch(/agreed to Comfort.*arrange the payment/)
  })

  test('is offered to nobody who has not agreed to offers in writing, and the technician can read why', async () => {
    const shop = await openAfterShop(NO_REVIEW)
    const pat = shop.customer()
    const { customerId } = await finishJob(shop, pat)
    await shop.tenant.passDays(30)
    expect(await pat.received()).toEqual([])
    const events = await shop.tenant.list<{ type: string; sentence: string }>('timeline')
    expect(events.find(({ type }) => type === 'plan_not_offered')?.sentence).toBe(
      'No maintenance plan is offered: they have not agreed to offers in writing.',
    )
    const path = `/tenants/${shop.id}/conversations/${customerId}/offer`
    await expect(shop.api('POST', path, { planId: 'comfort' })).rejects.toThrow(/409.*offer_refused/)
    await signsForOffers(shop, customerId)
    await shop.api('POST', path, { planId: 'comfort' })
    await shop.tenant.passSeconds(1)
    expect(await last(pat)).toContain('Comfort')
    await expect(shop.api('POST', path, { planId: 'comfort' })).rejects.toThrow(/409.*offered already/)
    await expect(shop.api('POST', path, { planId: 'gone' })).rejects.toThrow(/404.*plan_missing/)
  })

  test('that is declined, or not answered, is offered no more for the while', async () => {
    const { shop, pat } = await offeredTo()
    await pat.texts('no thanks')
    expect(await outcomesOf(shop, 'amc')).toEqual(['declined'])
    const before = (await pat.received()).length
    await finishJob(shop, pat, { service: 'Water heater repair' })
    await shop.tenant.passDays(30)
    expect((await pat.received()).length).toBe(before)
    expect(await contracts(shop)).toEqual([])
  })

  test('is not agreed to by a yes to something else', async () => {
    const { shop, pat } = await offeredTo()
    await pat.texts('YES')
    await pat.texts('how much is a clogged drain?')
    await shop.tenant.passMinutes(1)
    expect(await last(pat)).toContain('$117')
    await pat.texts('yes')
    await shop.tenant.passMinutes(1)
    expect(await contracts(shop)).toEqual([])
    expect(await outcomesOf(shop, 'amc')).toEqual(['terms_sent'])
  })

  test.each([
    ['how much?', /\$189 for 12 months.*reply YES/],
    ['is that per month?', /\$189 for 12 months.*reply YES/],
    ['what does it include?', /2 visits a year/],
    ['sounds good', /2 visits a year.*reply YES/],
  ])('answers "%s" to its offer with its terms, and a yes after a question enrols', async (words, terms) => {
    const { shop, pat } = await offeredTo()
    await pat.texts(words)
    expect(await last(pat)).toMatch(terms)
    await pat.texts('sounds good')
    expect(await last(pat)).toMatch(/To agree to the terms .* reply YES/)
    await pat.texts('does it renew by itself?')
    expect(await last(pat)).toMatch(/renews by itself/)
    expect(await contracts(shop)).toEqual([])
    await pat.texts('yes')
    expect(await contracts(shop)).toMatchObject([{ status: 'active' }])
  })

  test('carries the license in its offer, and the name it is licensed under', async () => {
    const license = { number: '1012345', state: 'CA', name: 'D Fields Inc' }
    const { pat } = await offeredTo(NO_REVIEW, { license })
    expect(await last(pat)).toContain('D Fields Inc, Lic #1012345.')
  })
})

describe('a contract', () => {
  test.each(['cancel my plan', 'NO RENEWAL', 'please end my membership', 'no renovar'])(
    'ends with one message: %s',
    async (words) => {
      const { shop, pat } = await enrolled()
      await shop.tenant.passDays(20)
      await pat.texts(words)
      expect(await last(pat)).toMatch(/does not renew|no se renueva/)
      expect(await contracts(shop)).toMatchObject([{ status: 'cancelled' }])
      expect((await shop.told()).at(-1)).toMatch(/cancelled their maintenance plan/)
    },
  )

  test.each(["I don't want it to renew", 'we decided not to renew', "I don't want the plan anymore", 'no'])(
    'is ended by "%s", which is confirmed',
    async (words) => {
      const { shop, pat } = await enrolled()
      await pat.texts(words)
      expect(await contracts(shop)).toMatchObject([{ status: 'cancelled' }])
      expect(await last(pat)).toMatch(/does not renew/)
      expect((await shop.told()).at(-1)).toMatch(/plan/)
    },
  )

  test('is explained to who asks how to end it, and kept by who is glad of it', async () => {
    const { shop, pat } = await enrolled()
    await pat.texts('ok great')
    expect(await last(pat)).toMatch(/agreed to Comfort/)
    await pat.texts('how do I cancel my plan?')
    expect(await last(pat)).toMatch(/2 visits a year.*To end it, text NO RENEWAL/)
    expect(await contracts(shop)).toMatchObject([{ status: 'active', renewsByItself: true }])
    await pat.texts('ya no quiero el plan')
    expect(await contracts(shop)).toMatchObject([{ status: 'cancelled' }])
  })

  test('is kept by who only wants no more offers', async () => {
    const { shop, pat } = await enrolled(NO_REVIEW, { policy: { revocationScope: 'topic' } })
    await pat.texts('please stop sending me offers')
    expect(await contracts(shop)).toMatchObject([{ status: 'active', renewsByItself: true }])
  })

  test('is ended by the technician too, and both hear the same', async () => {
    const { shop, pat } = await enrolled()
    const [contract] = await contracts(shop)
    await shop.api('POST', `/tenants/${shop.id}/contracts/${contract?.id}/end`)
    await shop.api('POST', `/tenants/${shop.id}/contracts/${contract?.id}/end`)
    await shop.tenant.settle()
    expect(await contracts(shop)).toMatchObject([{ status: 'cancelled' }])
    expect((await pat.received()).filter((text) => text.includes('does not renew'))).toHaveLength(1)
  })

  test('of an erased customer is counted and names nobody', async () => {
    const { shop, pat, customerId } = await enrolled()
    const { id } = await askFor(shop, { customerId })
    await close(shop, id)
    await shop.tenant.passDays(1)
    expect(await dump(shop)).not.toContain(pat.phone)
    expect(await shop.tenant.query('select plan from contracts')).toEqual([{ plan: 'Comfort' }])
  })

  test('is in the hands of a person while they have the conversation, and ends all the same', async () => {
    const { shop, pat, customerId } = await enrolled()
    await shop.api('POST', `/tenants/${shop.id}/conversations/${customerId}/takeover`)
    await pat.texts('cancel my plan please')
    expect(await contracts(shop)).toMatchObject([{ status: 'cancelled' }])
    expect(await last(pat)).toMatch(/does not renew/)
  })
})

/** Four customers of one business, since a year takes it as long with one of them as with all. */
describe('a year after its beginning, a contract', () => {
  const seen = { early: [] as string[], reminded: '', onceCancelled: [] as string[], stopTold: '', stopped: {} }
  let shop: Shop
  let people: Record<'renewing' | 'cancelled' | 'stopped' | 'unreached', Customer>

  beforeAll(async () => {
    shop = await openQuietShop({ ...NO_REVIEW, reengage: { isOn: false } })
    const [renewing, cancelled] = [shop.customer(), shop.customer()]
    const [stopped, unreached] = [shop.customer(), shop.customer()]
    people = { renewing, cancelled, stopped, unreached }
    for (const customer of Object.values(people)) await callsAndIsServed(shop, customer)
    await shop.tenant.passDays(8)
    for (const customer of Object.values(people)) {
      await customer.texts('YES')
      await customer.texts('Yes')
    }
    await cancelled.texts('cancel my plan')
    seen.onceCancelled = await cancelled.received()
    await stopped.texts('STOP')
    seen.stopTold = (await shop.told()).at(-1) ?? ''
    seen.stopped = (await contractOf(shop, stopped)) ?? {}
    await setAfterJob(shop, {
      ...{ ...NO_REVIEW, reengage: { isOn: false } },
      amc: { plans: [{ ...COMFORT, priceMinor: 20_900 }] },
    })
    await shop.tenant.query(`update customers set line_type = 'landline' where phone = '${unreached.phone}'`)
    await shop.tenant.passDays(334)
    seen.early = await renewing.received()
    await shop.tenant.passDays(2)
    seen.reminded = (await last(renewing)) ?? ''
    await shop.tenant.evict()
    await shop.tenant.passDays(41)
  }, 60_000)

  test('has been reminded of a month before, at the new price, and was renewed at that', async () => {
    expect(seen.early.filter((text) => text.includes('renews on'))).toEqual([])
    expect(seen.reminded).toMatch(/Comfort renews on .* at \$209 \(until now \$189\).*NO RENEWAL before that day/)
    const contract = await contractOf(shop, people.renewing)
    expect(contract).toMatchObject({ status: 'active', priceMinor: 20_900 })
    expect((await toldOf(shop, people.renewing)).at(-1)).toMatch(/renewed today.*bill/)
    expect(Number(contract?.renewsOn?.slice(0, 4)) - Number(contract?.startsOn?.slice(0, 4))).toBe(1)
  })

  test('that was cancelled has never been heard of again', async () => {
    expect(await people.cancelled.received()).toEqual(seen.onceCancelled)
    expect(await contractOf(shop, people.cancelled)).toMatchObject({ status: 'cancelled' })
    const query = `select t.name from timers as t join journeys as j on j.journey_id = t.journey_id
      join customers as c on c.customer_id = j.customer_id where c.phone = '${people.cancelled.phone}'`
    expect(await shop.tenant.query(query)).toEqual([])
  })

  test('of who said STOP was not renewed nor charged for, and the technician was told at once', async () => {
    expect(seen.stopTold).toMatch(/opted out of texts and has a plan.*will not renew/)
    expect(seen.stopped).toMatchObject({ status: 'active', renewsByItself: false })
    expect(await contractOf(shop, people.stopped)).toMatchObject({ status: 'expired' })
    expect((await toldOf(shop, people.stopped)).at(-1)).toMatch(/did not renew/)
  })

  test('whose reminder could not reach its customer was not renewed silently', async () => {
    expect((await toldOf(shop, people.unreached)).join('\n')).toMatch(
      /reminder of the renewal did not reach.*landline.*will not renew/,
    )
    expect(await contractOf(shop, people.unreached)).toMatchObject({ status: 'expired' })
  })
})

describe('the settings of plans', () => {
  test.each([
    ['all repairs covered', 'indemnity_promised'],
    ['20% off every repair', 'promotion'],
  ])('refuse a plan that holds "%s"', async (holds) => {
    const shop = await openAfterShop(NO_REVIEW)
    const plans = [{ ...COMFORT, holds }]
    await expect(setAfterJob(shop, { ...NO_REVIEW, amc: { plans } })).rejects.toThrow(/400.*amc\.plans\.0\.holds/)
  })
})
