import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../../tests/support/open-shop.ts'
import { applyContact } from '../apply-contact.ts'
import { openKeyring } from '../base/sealing.ts'
import { openAddressKeys } from '../storage/address-key.ts'
import { openDatabase } from '../storage/open.ts'
import { loadTenant } from '../storage/tenant-rows.ts'
import type { BoardView, ConversationItem, ConversationView } from '../contract/board.ts'

async function open(shop: Shop, query = ''): Promise<ConversationView> {
  const [row] = await shop.tenant.query<{ id: string }>('select customer_id as id from customers limit 1')
  return shop.api<ConversationView>('GET', `/tenants/${shop.id}/conversations/${row?.id}${query}`)
}
const bubbles = ({ items }: ConversationView) => items.flatMap(({ message }) => message ?? [])
const types = ({ items }: ConversationView) => items.map(({ event }) => event.type)

/** A shop whose customer has been texted about a missed call. */
async function textedCustomer(over: Record<string, unknown> = {}) {
  const shop = await openShop(over)
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  return { shop, pat }
}

describe('an open conversation', () => {
  test('tells what happened and what was said, oldest first, each text once', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('how much to fix a water heater')
    await shop.deliverCallbacks(pat.phone)
    const view = await open(shop)
    expect(types(view)).toEqual(await shop.tenant.timeline())
    expect(view.items.map(({ event }) => event.seq)).toEqual(view.items.map((_, place) => place + 1))
    expect(bubbles(view).map(({ direction, template }) => template ?? direction)).toEqual([
      'missed_call_text',
      'inbound',
      'price_answer',
    ])
    expect(bubbles(view)[0]?.status).toBe('delivered')
    expect(view).toMatchObject({ seq: view.items.length, before: null })
    expect(view.summary).toMatchObject({ phone: pat.phone, lastDirection: 'outbound', missedCallCount: 1 })
    expect(view.card).toMatchObject({
      phone: pat.phone,
      consent: { basis: 'inbound_message' },
      calls: [{ outcome: 'no_answer' }],
      leads: [{ status: 'quoted' }],
    })
  })

  test('says of each text why it was sent', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('how much to fix a water heater')
    const [first, theirs, answer] = bubbles(await open(shop))
    expect(theirs?.why).toBeNull()
    expect(first?.why).toMatchObject({
      template: 'missed_call_text',
      class: 'response',
      variant: 'ours',
      consentBasis: 'implied_single',
      consentAt: shop.watch.now - 20_000,
      validityS: 7_180,
    })
    // Its number is one of several places at once, each with the same clock.
    expect(first?.why?.zone).toMatch(/^America\//)
    const clockOf = new Intl.DateTimeFormat('sv', {
      timeZone: first?.why?.zone ?? '',
      dateStyle: 'short',
      timeStyle: 'short',
    })
    expect(first?.why?.localTime).toBe(clockOf.format(shop.watch.now))
    expect(Number(first?.why?.gateVersion)).toBeGreaterThan(0)
    expect(first?.why?.rules).toEqual(expect.arrayContaining(['consent', 'words', 'hours']))
    expect(answer?.why).toMatchObject({ template: 'price_answer', consentBasis: 'implied_single' })
  })

  test('shows own words as the person’s who typed them', async () => {
    const { shop } = await textedCustomer()
    const { summary } = await open(shop)
    const path = `/tenants/${shop.id}/conversations/${summary.customerId}`
    await shop.api('POST', `${path}/messages`, { text: 'I am on my way.' })
    await shop.tenant.settle()
    const typed = bubbles(await open(shop)).at(-1)
    expect(typed).toMatchObject({ body: 'I am on my way.', why: { variant: 'typed', template: 'human_text' } })
    expect((await open(shop)).summary).toMatchObject({ takenOver: true, journeyStatus: 'taken_over' })
  })

  test('shows the words of somebody who opts out, and of somebody who just says thanks', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('STOP')
    await pat.texts('thanks')
    const view = await open(shop)
    expect(
      bubbles(view)
        .filter(({ direction }) => direction === 'inbound')
        .map(({ body }) => body),
    ).toEqual(['STOP', 'thanks'])
    expect(view.summary.optedOut).toBe(true)
    expect(types(view)).toContain('customer_opted_out')
  })

  test('shows a text that was not sent where that turned out', async () => {
    const shop = await openShop()
    const lou = shop.customer()
    await shop.control('/faults', { provider: 'twilio', kind: 'status', status: 400, rate: 1, forMs: 600_000 })
    await lou.callsAndHangsUp()
    await shop.tenant.passMinutes(1)
    await shop.control('/faults', undefined, 'DELETE')
    const refused = (await open(shop)).items.find(({ event }) => event.type === 'text_refused') as ConversationItem
    expect(refused.message).toMatchObject({ status: 'failed', template: 'missed_call_text' })
  })

  test('hears who the customer is, also once nobody waits for it', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('how much to fix a water heater')
    const { summary } = await open(shop)
    await runInDurableObject(shop.tenant.stub(), async (_, state) => {
      const db = await openDatabase(state.storage)
      openAddressKeys(db, openKeyring(shop.settings['SEALING_KEY'] ?? ''), state.id.toString())
      const tenant = loadTenant(db)
      const contact = { contactRef: 'con1', phone: null, email: 'pat@example.com', name: 'Pat', doNotDisturbSms: false }
      if (tenant) applyContact({ db, tenant }, summary.customerId, contact, shop.watch.now)
    })
    const view = await open(shop)
    expect(types(view).at(-1)).toBe('contact_changed')
    expect(view.card).toMatchObject({ name: 'Pat', email: 'pat@example.com', leads: [{ name: 'Pat' }] })
  })

  test('is told in Spanish to who asks in Spanish', async () => {
    const { shop } = await textedCustomer()
    const [first] = (await open(shop, '?lang=es')).items
    expect(first?.event.sentence).toBe('Llamada perdida: nadie contestó.')
  })

  test('is paged back, without a gap or a double', async () => {
    const { shop } = await textedCustomer()
    const [row] = await shop.tenant.query<{ id: string }>('select customer_id as id from customers')
    const fact = '{"type":"crm_synced","opportunityRef":"opp"}'
    await shop.tenant.query(`insert into timeline (event_id, customer_id, journey_id, fact, at)
      with recursive n(value) as (select 1 union all select value + 1 from n where value < 150)
      select 'evt_' || value, '${row?.id}', null, '${fact}', 1 from n`)
    const newest = await open(shop)
    expect(newest.items).toHaveLength(100)
    const older = await open(shop, `?before=${newest.before}`)
    const seqs = [...older.items, ...newest.items].map(({ event }) => event.seq)
    expect(seqs).toEqual(seqs.map((_, place) => place + 1))
    expect(older.before).toBeNull()
  })

  test('of nobody is not there', async () => {
    const shop = await openShop()
    const path = `/tenants/${shop.id}/conversations/cus_000000000000000000000000`
    await expect(shop.api('GET', path)).rejects.toThrow(/404.*customer_missing/)
  })
})

describe('the board', () => {
  test('lists who called or wrote, the latest first', async () => {
    const { shop, pat } = await textedCustomer()
    const sam = shop.customer('+17135550123', 'Sam')
    await sam.callsAndHangsUp()
    const phones = async () =>
      (await shop.api<BoardView>('GET', `/tenants/${shop.id}/board`)).conversations.map(({ phone }) => phone)
    expect(await phones()).toEqual([sam.phone, pat.phone])
    await pat.texts('how much to fix a water heater')
    expect(await phones()).toEqual([pat.phone, sam.phone])
  })

  test('names the business, and keeps closed leads for a fortnight', async () => {
    const { shop } = await textedCustomer()
    const board = async () => shop.api<BoardView>('GET', `/tenants/${shop.id}/board`)
    expect((await board()).business).toMatchObject({ id: shop.id, businessName: shop.businessName, paused: false })
    const [lead] = (await board()).leads
    await shop.api('PATCH', `/tenants/${shop.id}/leads/${lead?.id}`, { from: 'contacted', status: 'lost' })
    await shop.tenant.passHours(13 * 24)
    expect((await board()).leads).toMatchObject([{ status: 'lost' }])
    await shop.tenant.passHours(2 * 24)
    expect((await board()).leads).toEqual([])
  })
})
