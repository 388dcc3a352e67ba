import { describe, expect, test } from 'vitest'
import type { ContractView } from '../../tenants/contract/after-job.ts'
import { COMFORT, finishJob, openAfterShop, outcomesOf, setAfterJob, signsForOffers } from '../support/after-shop.ts'
import type { Customer } from '../support/customer.ts'
import { askFor, close, dump } from '../support/erasure.ts'
import type { Shop } from '../support/open-shop.ts'

const NO_REVIEW = { review: { isOn: false } }

const contracts = async (shop: Shop) =>
  (await shop.api<{ items: ContractView[] }>('GET', `/tenants/${shop.id}/contracts`)).items
const last = async (customer: Customer) => (await customer.received()).at(-1)

/** A customer who has signed that offers may be texted, and has been offered a plan after a job. */
async function offeredTo(change: Parameters<typeof openAfterShop>[0] = NO_REVIEW, over: Record<string, unknown> = {}) {
  // A year is long where GoHighLevel is asked by the hour, and none of this is about it.
  const shop = await openAfterShop(change, { ghlLocationId: null, ...over })
  // So are the nights of agents.
  await shop.api('PATCH', `/tenants/${shop.id}/agents`, { isPaused: true })
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  const [customer] = await shop.tenant.list<{ id: string }>('customers')
  const customerId = customer?.id ?? ''
  await signsForOffers(shop, customerId)
  await finishJob(shop, pat)
  await shop.tenant.passDays(8)
  return { shop, pat, customerId }
}

async function enrolled(change: Parameters<typeof openAfterShop>[0] = NO_REVIEW, over: Record<string, unknown> = {}) {
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
  test('is reminded of a month before, at the new price, and renews at that', { timeout: 60_000 }, async () => {
    const { shop, pat } = await enrolled()
    await setAfterJob(shop, { ...NO_REVIEW, amc: { plans: [{ ...COMFORT, priceMinor: 20_900 }] } })
    await shop.tenant.passDays(334)
    expect((await pat.received()).filter((text) => text.includes('renews on'))).toEqual([])
    await shop.tenant.passDays(2)
    expect(await last(pat)).toMatch(/Comfort renews on .* at \$209 \(until now \$189\).*NO RENEWAL before that day/)
    await shop.tenant.evict()
    await shop.tenant.passDays(31)
    expect(await contracts(shop)).toMatchObject([{ status: 'active', priceMinor: 20_900 }])
    expect((await shop.told()).at(-1)).toMatch(/renewed today.*bill/)
    const [contract] = await contracts(shop)
    expect(Number(contract?.renewsOn?.slice(0, 4)) - Number(contract?.startsOn?.slice(0, 4))).toBe(1)
  })

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

  test('that was cancelled is never heard of again', { timeout: 60_000 }, async () => {
    const { shop, pat } = await enrolled({ ...NO_REVIEW, reengage: { isOn: false } })
    await pat.texts('cancel my plan')
    const before = (await pat.received()).length
    await shop.tenant.passDays(370)
    expect((await pat.received()).slice(before)).toEqual([])
    expect(await shop.tenant.query('select name from timers')).toEqual([])
  })

  test(
    'of who says STOP renews no more and is charged for no more, and the technician is told at once',
    { timeout: 60_000 },
    async () => {
      const { shop, pat } = await enrolled()
      await pat.texts('STOP')
      expect((await shop.told()).at(-1)).toMatch(/opted out of texts and has a plan.*will not renew/)
      expect(await contracts(shop)).toMatchObject([{ status: 'active', renewsByItself: false }])
      await shop.tenant.passDays(370)
      expect(await contracts(shop)).toMatchObject([{ status: 'expired' }])
      expect((await shop.told()).at(-1)).toMatch(/did not renew/)
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

  test('whose reminder cannot reach its customer does not renew silently', { timeout: 60_000 }, async () => {
    const { shop, pat } = await enrolled()
    await shop.tenant.query(`update customers set line_type = 'landline' where phone = '${pat.phone}'`)
    await shop.tenant.passDays(337)
    expect((await shop.told()).at(-1)).toMatch(/reminder of the renewal did not reach.*landline.*will not renew/)
    await shop.tenant.passDays(40)
    expect(await contracts(shop)).toMatchObject([{ status: 'expired' }])
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
