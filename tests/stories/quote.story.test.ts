import { describe, expect, test } from 'vitest'
import type { LeadView } from '../../tenants/contract/lists.ts'
import type { Customer } from '../support/customer.ts'
import { askFor, close } from '../support/erasure.ts'
import { newPhone, openShop, type Shop } from '../support/open-shop.ts'
import { Office } from '../support/office.ts'
import { expectSameTruth } from '../support/same-truth.ts'

type Quote = { id: string; status: string; description: string | null; address: string | null; urgency: string | null }

const quotes = async (shop: Shop) => (await shop.api<{ items: Quote[] }>('GET', `/tenants/${shop.id}/quotes`)).items
const RANGE = { fromMinor: 42_000, toMinor: 61_500 }

/** Asks for a price of something that is in no list, and answers what is asked. */
async function asksFor(shop: Shop, phone = newPhone()) {
  const pat = shop.customer(phone)
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  for (const words of ['How much would it cost?', 'Rerouting the pipes behind the pool house', '12 Elm Street']) {
    await pat.texts(words)
    await shop.tenant.passSeconds(30)
  }
  await pat.texts('Within two weeks')
  const [quote] = await quotes(shop)
  if (!quote) throw new Error('There is a quote.')
  return { pat, quote }
}

const approve = (shop: Shop, id: string, body: unknown = { move: 'approve', range: RANGE }) =>
  shop.api<Quote>('PATCH', `/tenants/${shop.id}/quotes/${id}`, body)

const last = async (pat: { received(): Promise<string[]> }) => (await pat.received()).at(-1) ?? ''

/** What was agreed on stands on lead and card, either side may mend it, and in the end what the job brought in. */
async function cardIsWorth(shop: Shop, pat: Customer) {
  const office = new Office(shop)
  const lead = async () => (await shop.tenant.list<LeadView>('leads'))[0]
  const worth = async () => [(await lead())?.revenueMinor, (await office.card()).monetaryValue]
  await shop.tenant.settle()
  expect(await worth()).toEqual([42_000, 420])
  await expectSameTruth(shop)
  await shop.tenant.passMinutes(1)
  await office.movesAndTells({ amount: 450.5 })
  expect(await worth()).toEqual([45_050, 450.5])
  await pat.texts('can someone come friday at 9am')
  await shop.tenant.passSeconds(5)
  await pat.texts('yes')
  await shop.tenant.settle()
  expect(await lead()).toMatchObject({ status: 'booked', revenueMinor: 45_050 })
  await expectSameTruth(shop)
  const id = (await lead())?.id
  const move = (patch: object) => shop.api('PATCH', `/tenants/${shop.id}/leads/${id}`, patch)
  await move({ from: 'booked', status: 'completed', revenueMinor: 51_000 })
  await shop.tenant.settle()
  expect(await worth()).toEqual([51_000, 510])
  await move({ from: 'completed', status: 'booked' })
  await shop.tenant.settle()
  expect(await worth()).toEqual([42_000, 420])
  await expectSameTruth(shop)
}

describe('a price that is in no list', () => {
  test('is asked about one question at a time, set by the technician, taken, and becomes a visit', async () => {
    const shop = await openShop({ license: { number: '1012345', state: 'TX', name: 'Larkspur Works' } })
    const { pat, quote } = await asksFor(shop)
    expect(quote).toMatchObject({
      status: 'awaiting_approval',
      description: 'Rerouting the pipes behind the pool house',
      address: '12 Elm Street',
      urgency: 'Within two weeks',
    })
    const asked = (await pat.received()).slice(1)
    expect(asked).toHaveLength(4)
    expect(asked[1]).toContain('address')
    expect(asked[2]).toContain('How soon')
    expect(asked[3]).toContain('estimate comes by text')
    expect((await shop.told()).join()).toContain('waits for your price')
    await shop.tenant.passHours(1)
    await approve(shop, quote.id, { move: 'approve', range: RANGE, description: 'rerouting the pool house pipes' })
    await shop.tenant.settle()
    const estimate = await last(pat)
    expect(estimate).toContain('$420-$615')
    expect(estimate).toContain('rerouting the pool house pipes')
    expect(estimate).toContain('not a binding offer')
    expect(estimate).toContain('Larkspur Works, Lic #1012345')
    await shop.tenant.passMinutes(5)
    await pat.texts('Yes, go ahead')
    expect((await quotes(shop))[0]?.status).toBe('accepted')
    expect((await shop.told()).join()).toContain('wants a visit')
    const [lead] = await shop.tenant.list<{ status: string }>('leads')
    expect(lead?.status).toBe('quoted')
    const types = await shop.tenant.timeline()
    expect(types.filter((type) => type === 'quote_approved')).toHaveLength(1)
    expect(types).toContain('crm_synced')
    await cardIsWorth(shop, pat)
  }, 30_000)

  test('is followed up once after three days at a lawful hour, and expires after two weeks', async () => {
    const shop = await openShop()
    const { pat, quote } = await asksFor(shop)
    await approve(shop, quote.id)
    await shop.tenant.settle()
    const before = (await pat.received()).length
    await shop.tenant.passDays(2.9)
    expect(await pat.received()).toHaveLength(before)
    await shop.tenant.passDays(1)
    expect(await pat.received()).toHaveLength(before + 1)
    expect(await last(pat)).toContain('checking in about our estimate')
    await shop.tenant.passDays(11)
    expect(await pat.received()).toHaveLength(before + 1)
    expect((await quotes(shop))[0]?.status).toBe('expired')
  })

  test.each(['too much', "that's a lot, can you do better?"])(
    'stands while somebody finds it dear ("%s"), which the technician hears of',
    async (words) => {
      const shop = await openShop()
      const { pat, quote } = await asksFor(shop)
      await approve(shop, quote.id)
      await shop.tenant.settle()
      await pat.texts(words)
      await shop.tenant.settle()
      expect(await last(pat)).toMatch(/get back to you/)
      expect((await shop.told()).at(-1)).toContain(words)
      expect((await quotes(shop))[0]?.status).toBe('sent')
      await pat.texts('ok fine')
      expect((await quotes(shop))[0]?.status).toBe('accepted')
    },
  )

  test('asks for no address that was just given', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts('how much to install a dishwasher at 42 Example Way, Austin TX 78704?')
    await shop.tenant.settle()
    expect(await last(pat)).toMatch(/How soon/)
    expect((await quotes(shop))[0]?.address).toBe('42 Example Way, Austin TX 78704')
  })

  test('leaves a visit that stands to be called off meanwhile', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts('can someone come next wednesday at 10am for a water heater')
    await shop.tenant.passSeconds(30)
    await pat.texts('yes')
    await shop.tenant.passSeconds(30)
    await pat.texts('and how much to install a dishwasher?')
    await shop.tenant.passSeconds(30)
    expect(await last(pat)).toMatch(/address of the job/)
    await pat.texts('cancel my appointment please')
    await shop.tenant.settle()
    expect(await last(pat)).toMatch(/called off/)
    const visits = await shop.tenant.list<{ status: string }>('appointments')
    expect(visits.map(({ status }) => status)).toEqual(['cancelled'])
  })

  test('begins with the job that is named, and a bill is no estimate', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts('Estimate for install a new dishwasher')
    await shop.tenant.settle()
    expect(await last(pat)).toMatch(/address of the job/)
    const ana = shop.customer()
    await ana.texts('how much do i owe you?')
    await shop.tenant.settle()
    expect(await last(ana)).toMatch(/get back to you/)
    const luz = shop.customer()
    await luz.texts('cuánto cobran?')
    await luz.texts('instalar un lavaplatos nuevo')
    await shop.tenant.settle()
    expect(await last(luz)).toMatch(/domicilio/)
  })

  test('is not taken by somebody who finds it too dear, and the technician hears of it', async () => {
    const shop = await openShop()
    const { pat, quote } = await asksFor(shop)
    await approve(shop, quote.id)
    await shop.tenant.settle()
    await pat.texts('Too expensive, sorry')
    expect((await quotes(shop))[0]?.status).toBe('declined')
    expect((await shop.told()).join()).toContain('does not need you this time')
    const texts = (await pat.received()).length
    await shop.tenant.passDays(20)
    expect(await pat.received()).toHaveLength(texts)
  })

  test('approved twice at once goes out once', async () => {
    const shop = await openShop()
    const { pat, quote } = await asksFor(shop)
    const before = (await pat.received()).length
    const other = { move: 'approve', range: { fromMinor: 1_000, toMinor: 2_000 } }
    const both = await Promise.allSettled([approve(shop, quote.id), approve(shop, quote.id, other)])
    await shop.tenant.settle()
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(String(both.find(({ status }) => status === 'rejected' && true)?.['reason' as never])).toContain('409')
    expect(await pat.received()).toHaveLength(before + 1)
  })

  test('ends with a STOP: nothing is sent, approved or reminded of after it', async () => {
    const shop = await openShop()
    const { pat, quote } = await asksFor(shop)
    await pat.texts('STOP', { OptOutType: 'STOP' })
    const before = (await pat.received()).length
    await expect(approve(shop, quote.id)).rejects.toThrow('409')
    expect((await quotes(shop))[0]?.status).toBe('opted_out')
    await shop.tenant.passDays(20)
    expect(await pat.received()).toHaveLength(before)
  })

  test('waits in silence while a person has the conversation', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await pat.texts('How much would it cost?')
    await pat.texts('Rerouting the pipes behind the pool house')
    const [customer] = await shop.tenant.list<{ id: string }>('customers')
    await shop.api('POST', `/tenants/${shop.id}/conversations/${customer?.id}/takeover`)
    const before = (await pat.received()).length
    await pat.texts('12 Elm Street')
    await shop.tenant.passDays(1.1)
    expect(await pat.received()).toHaveLength(before)
    expect((await quotes(shop))[0]?.status).toBe('awaiting_approval')
  })

  test('is begun by the technician, with a price or by letting us ask', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await pat.texts('Do you work on Saturdays?')
    const [customer] = await shop.tenant.list<{ id: string }>('customers')
    const open = (more: object) =>
      shop.api<Quote>('POST', `/tenants/${shop.id}/quotes`, { customerId: customer?.id, ...more })
    const quote = await open({ description: 'New pipes', range: RANGE })
    await shop.tenant.settle()
    expect(quote.status).toBe('sent')
    expect(await last(pat)).toContain('$420-$615')
    await expect(open({})).rejects.toThrow('409')
    await shop.api('PATCH', `/tenants/${shop.id}/quotes/${quote.id}`, { move: 'withdraw' })
    await shop.tenant.passMinutes(3)
    await open({})
    await shop.tenant.settle()
    await shop.tenant.passMinutes(1)
    await pat.texts('Clearing the drain in the yard')
    expect(await last(pat)).toContain('$117-$291')
  })

  test('leaves nothing of what was said once the customer is erased', async () => {
    const shop = await openShop()
    await asksFor(shop)
    const [customer] = await shop.tenant.list<{ id: string }>('customers')
    const request = await askFor(shop, { customerId: customer?.id })
    await close(shop, request.id)
    await shop.tenant.passHours(1)
    const rows = JSON.stringify([
      await shop.tenant.query('select * from quotes'),
      await shop.tenant.query('select * from journeys'),
    ])
    expect(rows).not.toMatch(/pool house|Elm Street|two weeks/)
  })
})
