import { expect, test } from 'vitest'
import type { BoardView } from '../../tenants/contract/board.ts'
import { Office, type Person } from '../support/office.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { expectSameTruth } from '../support/same-truth.ts'

/** The office writes another number on a contact: nothing goes to the old one on account of a call from the new. */

async function visitedCustomer() {
  const shop = await openShop()
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts('can someone come friday at 9am please')
  await pat.texts('yes')
  await shop.tenant.settle()
  const office = new Office(shop)
  return { shop, pat, office, contact: await office.contact(pat.phone) }
}

const calls = (shop: Shop, { id }: Person, messageId: string, from?: string) =>
  shop.ghl({
    ...{ type: 'InboundMessage', locationId: shop.ghlLocationId, contactId: id, messageId, messageType: 'CALL' },
    ...{ direction: 'inbound', status: 'no-answer', callStatus: 'no-answer', attachments: [] },
    ...(from === undefined ? {} : { from, to: shop.smsNumber }),
  })
const people = (shop: Shop) =>
  shop.tenant.query<{ phone: string; ref: string | null }>('select phone, contact_ref as ref from customers')
/** Somebody whose matter is over, so that a call begins a new one. */
async function pastCustomer() {
  const shop = await openShop()
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts('no thanks, we found somebody else')
  const office = new Office(shop)
  const contact = await office.files({ phone: pat.phone, name: 'Pat Rivers' })
  await office.tellsOfPerson('ContactCreate', contact)
  await shop.tenant.passMinutes(5)
  return { shop, pat, office, contact }
}

test('a number that is changed there is the customer’s at once, with all that stands under it', async () => {
  const { shop, pat, office, contact } = await visitedCustomer()
  const later = shop.customer()
  await office.tellsOfPerson('ContactUpdate', await office.renumbers(contact.id, later.phone))
  expect(await people(shop)).toEqual([{ phone: later.phone, ref: contact.id }])
  expect(await shop.tenant.timeline()).toContain('phone_changed')
  const before = (await pat.received()).length
  await later.texts('please cancel my appointment')
  await shop.tenant.passMinutes(1)
  expect((await later.received()).join(' ')).not.toMatch(/no time is kept/i)
  expect(await people(shop)).toHaveLength(1)
  expect(await pat.received()).toHaveLength(before)
  await expectSameTruth(shop)
})

test.each([
  { how: 'that was told', isTold: true, withFrom: false },
  { how: 'whose webhook was lost', isTold: false, withFrom: false },
  { how: 'that only the call itself names', isTold: false, withFrom: true },
])('a missed call from a number $how is texted to that number alone', async ({ isTold, withFrom }) => {
  const { shop, pat, office, contact } = await pastCustomer()
  const before = (await pat.received()).length
  const later = shop.customer()
  const renumbered = await office.renumbers(contact.id, later.phone)
  if (isTold) await office.tellsOfPerson('ContactUpdate', renumbered)
  await calls(shop, contact, `msg_${crypto.randomUUID()}`, withFrom ? later.phone : undefined)
  await shop.tenant.passSeconds(30)
  expect(await later.received()).toHaveLength(1)
  expect(await pat.received()).toHaveLength(before)
  expect(await people(shop)).toEqual([{ phone: later.phone, ref: contact.id }])
  await expectSameTruth(shop)
})

test('who calls from a second number of theirs has it until the first is really changed', async () => {
  const { shop, office, contact } = await visitedCustomer()
  const second = shop.customer()
  await calls(shop, contact, `msg_${crypto.randomUUID()}`, second.phone)
  // Whatever changes on a contact, GoHighLevel tells its first number with it.
  await office.tellsOfPerson('ContactUpdate', contact, { name: 'Pat R.' })
  expect(await people(shop)).toMatchObject([{ phone: second.phone }])
  const third = shop.customer()
  await office.tellsOfPerson('ContactUpdate', await office.renumbers(contact.id, third.phone))
  expect(await people(shop)).toMatchObject([{ phone: third.phone }])
})

test('an opt-out stays with the number it came from', async () => {
  const { shop, pat, office, contact } = await visitedCustomer()
  await pat.texts('STOP')
  const later = await office.renumbers(contact.id, shop.customer().phone)
  await office.tellsOfPerson('ContactUpdate', later, { dnd: false, dndSettings: {} })
  const lifted = `select 1 from suppressions where channel = 'sms' and lifted_at is not null`
  expect(await shop.tenant.query(lifted)).toEqual([])
  expect(await people(shop)).toMatchObject([{ phone: later.phone }])
  const said = (await pat.received()).length
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(30)
  expect(await pat.received()).toHaveLength(said)
})

test('whose new number has called before they were a contact is that caller', async () => {
  const { shop, office, contact } = await visitedCustomer()
  const later = shop.customer()
  await later.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  expect(await people(shop)).toHaveLength(2)
  await office.tellsOfPerson('ContactUpdate', await office.renumbers(contact.id, later.phone))
  expect(await people(shop)).toEqual([{ phone: later.phone, ref: contact.id }])
  await expectSameTruth(shop)
})

test('two contacts with one number stay two, and stand on the board', async () => {
  const { shop, pat, office, contact } = await visitedCustomer()
  const other = shop.customer(undefined, 'Sam Hill')
  await other.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await other.texts('how about monday at 9am?')
  await shop.tenant.settle()
  for (let told = 0; told < 2; told += 1)
    await office.tellsOfPerson('ContactUpdate', { ...contact, phone: other.phone })
  expect(await people(shop)).toHaveLength(2)
  const { attention } = await shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=en`)
  expect(attention.filter(({ kind }) => kind === 'conflict')).toMatchObject([
    { sentence: expect.stringContaining(`…${other.phone.slice(-4)}, which is another customer’s`) },
  ])
  expect((await people(shop)).map(({ phone }) => phone)).toContain(pat.phone)
})
