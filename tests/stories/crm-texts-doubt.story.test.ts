import { afterEach, describe, expect, test } from 'vitest'
import { finishJob, setAfterJob } from '../support/after-shop.ts'
import { atPlace } from '../support/connect.ts'
import { CrmPhone, textByCrm } from '../support/crm-texts.ts'
import { Office } from '../support/office.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import type { SandboxEmail } from '../support/sandbox-rows.ts'

/** Faults are the sandbox's for everybody, so each story ends its own. */
let shop: Shop
afterEach(() => shop.control('/faults', undefined, 'DELETE'))

async function openCrmShop() {
  shop = await openShop()
  const number = await textByCrm(shop)
  const pat = shop.customer(undefined, 'Pat Rivers')
  return { number, pat, phone: new CrmPhone(shop, number, pat.phone) }
}

const fault = (kind: string, path: string) =>
  shop.control('/faults', { provider: 'ghl', kind, rate: 1, forMs: 60_000, path })
const entries = `select status from outbox where payload ->> 'type' = 'send_sms'`

describe('a text of ours that GoHighLevel tells of before its answer counts', () => {
  test('is settled by that, taken for nobody else’s, and not sent again', async () => {
    const { pat, phone } = await openCrmShop()
    // The contact is made before, so that the fault meets the text alone.
    await new Office(shop).files({ phone: pat.phone, name: 'Pat Rivers' })
    await pat.callsAndHangsUp()
    await fault('malformed', 'conversations/messages')
    // Up to the moment of the text and no further: the first look would come seconds later.
    await shop.tenant.passTime(20_000)
    expect(await shop.tenant.query(entries)).toEqual([{ status: 'in_doubt' }])
    await phone.hearsOfSent({ source: undefined, userId: 'usr_1', to: pat.phone })
    expect(await shop.tenant.query(entries)).toEqual([{ status: 'sent' }])
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(10)
    expect(await phone.received()).toHaveLength(1)
    expect(await shop.tenant.timeline()).not.toContain('taken_over')
  })
})

describe('a reply by a number of GoHighLevel’s', () => {
  test('is heard where its webhook names a contact and no number', async () => {
    const { pat, phone } = await openCrmShop()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await phone.texts('how much for a water heater?', { from: undefined, to: undefined })
    expect((await phone.received()).at(-1)).toMatch(/\$179/)
    // Somebody who has never called, and whom only GoHighLevel knows.
    const sam = new CrmPhone(shop, phone.number, shop.customer().phone)
    await sam.texts('do you do drains?', { from: undefined, to: undefined })
    await shop.tenant.passSeconds(5)
    expect(await sam.received()).toHaveLength(1)
  })
})

describe('while GoHighLevel is lost', () => {
  test('nobody waits for a text: the technician hears at once by e-mail, and texts leave once it is back', async () => {
    const { pat, phone } = await openCrmShop()
    // One is on its way when the connection goes.
    await pat.callsAndHangsUp()
    await atPlace(shop, shop.ghlLocationId, 'delete')
    await shop.tenant.passSeconds(30)
    expect(await phone.received()).toEqual([])
    const mails = async () => shop.control<SandboxEmail[]>(`/emails?to=${encodeURIComponent(shop.email)}`)
    const told = (await mails()).length
    expect(told).toBeGreaterThan(0)
    const sam = shop.customer(undefined, 'Sam Hill')
    await sam.callsAndHangsUp()
    await shop.tenant.passSeconds(30)
    expect((await mails()).length).toBeGreaterThan(told)
    expect(await shop.told()).toEqual([])
    await shop.control(`/ghl/places/${shop.ghlLocationId}/change`, { isDeleted: false })
    await shop.api('POST', `/tenants/${shop.id}/gohighlevel/set-up`, {})
    await shop.tenant.passMinutes(1)
    expect(await phone.received()).toHaveLength(1)
  })
})

test('a conversation goes on where it stood after the object has left memory', async () => {
  const { pat, phone } = await openCrmShop()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await phone.texts('how much for a water heater?')
  await shop.tenant.evict()
  await phone.texts('ok great can someone come tomorrow at 9am please')
  await shop.tenant.settle()
  const received = await phone.received()
  expect(new Set(received).size).toBe(received.length)
  expect((await shop.tenant.list<{ status: string }>('leads'))[0]?.status).toBe('quoted')
})

describe('a number whose registration only GoHighLevel knows', () => {
  test.each([
    ['answers alone', false, 0],
    ['offers as well', true, 1],
  ])('goes by the word of the business: for %s', async (_, coversOffers, asked) => {
    // Nothing is registered with Shoulder, and nobody could be texted from its own number.
    shop = await openShop({ a2p: 'no_number' })
    const number = await textByCrm(shop, coversOffers)
    const pat = shop.customer(undefined, 'Pat Rivers')
    const phone = new CrmPhone(shop, number, pat.phone)
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    expect(await phone.received()).toHaveLength(1)
    const sam = shop.customer(undefined, 'Sam Hill')
    await setAfterJob(shop, { amc: { isOn: false }, reengage: { isOn: false } })
    await finishJob(shop, sam)
    await shop.tenant.passHours(4)
    expect(await new CrmPhone(shop, number, sam.phone).received()).toHaveLength(asked)
    const refused = `select last_code as code from outbox where last_code = 'marketing_unregistered'`
    expect(await shop.tenant.query(refused)).toHaveLength(1 - asked)
    const registration = await shop.api('GET', `/tenants/${shop.id}/registration`)
    expect(registration).toMatchObject({ state: 'no_number', textsElsewhere: true })
    expect((await shop.api<{ business: { a2p: string } }>('GET', `/tenants/${shop.id}/board`)).business.a2p).toBe(
      'live',
    )
  })
})
