import { afterEach, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../tenants/base/clock.ts'
import type { AttentionView, BoardView } from '../../tenants/contract/board.ts'
import { Office } from '../support/office.ts'
import { newPhone, openShop, type Shop } from '../support/open-shop.ts'
import { expectSameTruth } from '../support/same-truth.ts'

/** What goes wrong at GoHighLevel has an outcome that somebody sees. The table of all of it is in decisions/0027. */

let shop: Shop
afterEach(() => shop.control('/faults', undefined, 'DELETE'))

const attention = async (): Promise<AttentionView[]> =>
  (await shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=en`)).attention
const customers = () =>
  shop.tenant.query<{ name: string | null; email: string | null; ref: string | null }>(
    'select name, email, contact_ref as ref from customers',
  )
const at = (instant: number) => ({ timestamp: new Date(instant).toISOString() })

async function wantedVisit() {
  shop = await openShop()
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts('ok great can someone come tomorrow at 9am please')
  await shop.tenant.settle()
  const office = new Office(shop)
  return { pat, office, contact: await office.contact(pat.phone) }
}

describe('what changed on a contact', () => {
  test('counts in the order in which it changed, however late, often and mixed up it is told', async () => {
    const { office, contact } = await wantedVisit()
    await shop.tenant.passMinutes(10)
    const began = shop.watch.now - 5 * MINUTE_MS
    const told = (name: string, email: string, minute: number) =>
      office.tellsOfPerson('ContactUpdate', contact, { name, email, ...at(began + minute * MINUTE_MS) })
    await told('Pat Second', 'second@example.com', 2)
    await told('Pat First', 'first@example.com', 1)
    expect(await customers()).toMatchObject([{ name: 'Pat Second', email: 'second@example.com' }])
    const changes = async () => (await shop.tenant.timeline()).filter((type) => type === 'contact_changed').length
    const seen = await changes()
    for (const minute of [2, 1, 2]) await told(minute === 2 ? 'Pat Second' : 'Pat First', 'second@example.com', minute)
    expect(await changes()).toBe(seen)
    await told('Pat Third', 'second@example.com', 3)
    expect(await customers()).toMatchObject([{ name: 'Pat Third' }])
  })

  test('and is told after the contact was deleted does not bring it back', async () => {
    const { office, contact } = await wantedVisit()
    await shop.tenant.passMinutes(10)
    await office.deletes('contacts', contact.id)
    await office.tellsOfPerson('ContactDelete', contact)
    expect(await customers()).toMatchObject([{ ref: null }])
    await office.tellsOfPerson('ContactUpdate', contact, { name: 'Pat Before', ...at(shop.watch.now - MINUTE_MS) })
    expect(await customers()).toMatchObject([{ ref: null, name: null }])
    expect((await shop.tenant.timeline()).filter((type) => type === 'crm_gone').length).toBeGreaterThan(0)
  })

  test('that says they want no texts counts, even where it comes late', async () => {
    const { pat, office, contact } = await wantedVisit()
    await shop.tenant.passMinutes(10)
    await office.tellsOfPerson('ContactUpdate', contact, { name: 'Pat Later' })
    const before = (await pat.received()).length
    const late = { dnd: true, ...at(shop.watch.now - 5 * MINUTE_MS) }
    await office.tellsOfPerson('ContactDndUpdate', contact, late)
    await pat.texts('how much for a water heater?')
    await shop.tenant.passMinutes(1)
    expect(await pat.received()).toHaveLength(before)
    expect(await customers()).toMatchObject([{ name: 'Pat Later' }])
  })
})

describe('a caller whose contact has no phone', () => {
  const calls = (contactId: string, messageId: string) =>
    shop.ghl({
      ...{ type: 'InboundMessage', locationId: shop.ghlLocationId, contactId, messageId, messageType: 'CALL' },
      ...{ direction: 'inbound', status: 'no-answer', callStatus: 'no-answer', callDuration: 0, attachments: [] },
    })

  test('is told to the technician and stands on the board, with the number once somebody adds it', async () => {
    shop = await openShop()
    const office = new Office(shop)
    const contact = await office.files({ name: 'Sam Hill' })
    await calls(contact.id, 'msg_no_phone')
    await shop.tenant.passSeconds(30)
    expect((await shop.told()).at(-1)).toMatch(/Sam Hill/)
    expect(await shop.tenant.timeline()).toContain('contact_missing')
    expect((await attention()).map(({ kind }) => kind)).toEqual(['waiting'])
    const sam = shop.customer(newPhone())
    await office.tellsOfPerson('ContactUpdate', { ...contact, phone: sam.phone }, { phone: sam.phone })
    await shop.tenant.passMinutes(1)
    // The technician was asked to call, so no text of ours comes in between.
    expect(await sam.received()).toEqual([])
    expect(await attention()).toMatchObject([{ kind: 'waiting', sentence: expect.stringContaining('Sam Hill') }])
    const [known] = await shop.tenant.list<{ phone: string }>('customers')
    expect(known?.phone).toBe(sam.phone)
  })
})

describe('a webhook for a location we do not know', () => {
  test('is taken, changes nothing, and is counted where an admin sees it', async () => {
    shop = await openShop()
    const stranger = `locNobody${crypto.randomUUID().slice(0, 8)}`
    type Unknown = { items: { provider: string; reason: string; addressMasked: string; deliveryCount: number }[] }
    const ending = stranger.slice(-4)
    const of = async () =>
      (await shop.api<Unknown>('GET', '/unknown-deliveries')).items.filter((row) => row.addressMasked.endsWith(ending))
    for (const webhookId of ['wh_stranger_1', 'wh_stranger_2']) {
      const told = { type: 'ContactDelete', id: 'someContact', locationId: stranger }
      expect((await shop.ghl({ ...told, webhookId: `${webhookId}${stranger}` })).status).toBe(202)
    }
    expect(await of()).toMatchObject([{ provider: 'gohighlevel', reason: 'unknown_address', deliveryCount: 2 }])
    expect(await customers()).toEqual([])
  })
})

test('a 429 that does not end is said once, costs nothing, and all is written in the end', async () => {
  shop = await openShop()
  const pat = shop.customer(undefined, 'Pat Rivers')
  await shop.control('/faults', { provider: 'ghl', kind: 'status', status: 429, rate: 1, forMs: 600_000 })
  await pat.texts('ok great can someone come tomorrow at 9am please')
  await shop.tenant.passMinutes(30)
  expect((await shop.tenant.timeline()).filter((type) => type === 'entry_delayed')).toHaveLength(1)
  expect((await attention()).map(({ kind }) => kind)).toEqual(['booking'])
  await shop.control('/faults', undefined, 'DELETE')
  await shop.tenant.passMinutes(5)
  await expectSameTruth(shop)
})
