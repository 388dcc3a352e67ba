import { afterEach, describe, expect, test } from 'vitest'
import { CrmPhone, textByCrm, textByTwilio, textingOf } from '../support/crm-texts.ts'
import { Office } from '../support/office.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { expectSameTruth } from '../support/same-truth.ts'

/** Faults are the sandbox's for everybody, so each story ends its own. */
let shop: Shop
afterEach(() => shop.control('/faults', undefined, 'DELETE'))

async function openCrmShop(over: Record<string, unknown> = {}, options = {}) {
  shop = await openShop(over, options)
  const number = await textByCrm(shop)
  const pat = shop.customer(undefined, 'Pat Rivers')
  return { number, pat, phone: new CrmPhone(shop, number, pat.phone) }
}

const statuses = async () => shop.tenant.query<{ status: string }>(`select status from messages order by created_at`)
const toPat = (phone: string) => `select status, error_code as code from messages where to_address = '${phone}'`

describe('a business that texts through GoHighLevel', () => {
  test('is called, texts, gives prices and books, and GoHighLevel holds the same', async () => {
    const { number, pat, phone } = await openCrmShop()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    expect(await phone.received()).toHaveLength(1)
    expect(await pat.received()).toEqual([])
    await phone.hearsOfSent()
    expect(await statuses()).toEqual([{ status: 'delivered' }])

    await phone.texts('how much for a water heater?')
    expect((await phone.received()).at(-1)).toMatch(/\$179/)
    await phone.texts('ok great can someone come tomorrow at 9am please')
    await shop.tenant.settle()
    const [lead] = await shop.tenant.list<{ status: string }>('leads')
    expect(lead?.status).toBe('quoted')
    expect((await phone.received()).length).toBeGreaterThan(2)
    expect(await shop.tenant.timeline()).toContain('technician_told')
    // The technician has the number of GoHighLevel's as well, and nobody got anything from the other one.
    const dana = new CrmPhone(shop, number, shop.primaryPhone)
    expect((await dana.received()).length).toBeGreaterThan(0)
    expect(await shop.told()).toEqual([])
    expect(await shop.tenant.query(`select 1 from outbox where status in ('dead', 'refused')`)).toEqual([])
    await expectSameTruth(shop)
    // Our own texts come back as webhooks, and silence nobody.
    await phone.hearsOfSent({ source: undefined, userId: 'usr_1' })
    expect(await shop.tenant.timeline()).not.toContain('taken_over')
    const verdicts = await shop.tenant.query<{ gate: string }>(`select gate from outbox where gate is not null`)
    expect(verdicts.every(({ gate }) => gate.includes('"registration":"vouched"'))).toBe(true)
  })

  test('learns by asking what became of a text where no webhook tells', async () => {
    const { pat } = await openCrmShop()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    expect(await statuses()).toEqual([{ status: 'sent' }])
    await shop.tenant.passMinutes(1.1)
    expect(await statuses()).toEqual([{ status: 'delivered' }])
  })

  test('hears an opt-out once, confirms it once, and marks the contact after that', async () => {
    const { pat, phone } = await openCrmShop()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await phone.texts('please stop texting me')
    const received = await phone.received()
    expect(received).toHaveLength(2)
    const office = new Office(shop)
    expect((await office.contact(pat.phone)).dndSettings?.['SMS']?.status).toBe('active')
    // One word is the carrier's to confirm.
    const sam = shop.customer(undefined, 'Sam Hill')
    const other = new CrmPhone(shop, (await textingOf(shop)).number, sam.phone)
    await sam.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await other.texts('STOP')
    await shop.tenant.passMinutes(10)
    expect((await other.texted()).map(({ by }) => by)).toEqual(['app', 'twilio'])
    await other.texts('how much for a drain?')
    expect(await other.texted()).toHaveLength(2)
    // They ask for texts again: the mark goes first, and the answer arrives.
    await other.texts('START')
    await other.texts('how much for a drain?')
    await shop.tenant.passSeconds(10)
    expect((await other.received()).at(-1)).toMatch(/\$117/)
  })

  test('does not text somebody who is marked there, and takes the mark for an opt-out', async () => {
    const { pat, phone } = await openCrmShop()
    const office = new Office(shop)
    const contact = await office.files({ phone: pat.phone, name: 'Pat Rivers' })
    await shop.control(`/ghl/contacts/${contact.id}/dnd`, { active: true, channel: 'SMS' })
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(25)
    expect(await phone.received()).toEqual([])
    expect(await shop.tenant.query(toPat(pat.phone))).toEqual([{ status: 'failed', code: 'do_not_disturb' }])
    expect(await shop.tenant.query(`select source from suppressions`)).toEqual([{ source: 'contact' }])
  })

  test('waits out a 429, and texts once', async () => {
    const { pat, phone } = await openCrmShop()
    await pat.callsAndHangsUp()
    await shop.control('/faults', { provider: 'ghl', kind: 'status', status: 429, rate: 1, forMs: 60_000 })
    await shop.tenant.passSeconds(40)
    expect(await phone.received()).toEqual([])
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(2)
    expect(await phone.received()).toHaveLength(1)
  })

  // The provider's clock and ours are compared here, so these two run in real time.
  test('finds a text that was taken without saying so, and sends it in no other way', { timeout: 60_000 }, async () => {
    const { pat, phone } = await openCrmShop({ policy: { textAfterMs: 0 } }, { realTime: true })
    // The contact is made before, so that the fault meets the text alone.
    await new Office(shop).files({ phone: pat.phone, name: 'Pat Rivers' })
    await breakTexts('malformed')
    await pat.callsAndHangsUp()
    await until(async () => (await shop.tenant.query(`select 1 from outbox where status = 'in_doubt'`)).length > 0)
    await shop.control('/faults', undefined, 'DELETE')
    await textByTwilio(shop)
    await until(isSent)
    expect([await phone.received(), await pat.received()].map(({ length }) => length)).toEqual([1, 0])
  })

  test('finds a text that was on its way when the object left memory', { timeout: 60_000 }, async () => {
    const { pat, phone } = await openCrmShop({ policy: { textAfterMs: 0 } }, { realTime: true })
    await new Office(shop).files({ phone: pat.phone, name: 'Pat Rivers' })
    await breakTexts('act_then_timeout')
    await pat.callsAndHangsUp()
    await until(async () => (await phone.received()).length === 1)
    await shop.tenant.evict()
    await shop.control('/faults', undefined, 'DELETE')
    await until(isSent)
    expect(await phone.received()).toHaveLength(1)
  })
})

const breakTexts = (kind: string) =>
  shop.control('/faults', { provider: 'ghl', kind, rate: 1, forMs: 60_000, path: 'conversations/messages' })

async function isSent(): Promise<boolean> {
  const sent = `select 1 from outbox where status = 'sent' and payload ->> 'type' = 'send_sms'`
  return (await shop.tenant.query(sent)).length > 0
}

async function until(isSo: () => Promise<boolean>, patienceMs = 12_000): Promise<void> {
  const giveUpAt = Date.now() + patienceMs
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error('It did not come to that.')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

describe('the way that texts take', () => {
  test('can only be GoHighLevel where that is connected and has a number, and why not is said', async () => {
    shop = await openShop({ ghlLocationId: undefined })
    expect(await textingOf(shop)).toMatchObject({ smsVia: 'twilio', obstacle: 'not_connected', numbers: [] })
    const choice = { smsVia: 'gohighlevel', number: '+15125550142', isRegistered: true, coversOffers: false }
    const path = `/tenants/${shop.id}/gohighlevel/texting`
    await expect(shop.api('PUT', path, choice)).rejects.toThrow(/409.*No GoHighLevel account/)
    shop = await openShop()
    await shop.control(`/ghl/places/${shop.ghlLocationId}/change`, { hasNoNumber: true })
    expect(await textingOf(shop)).toMatchObject({ obstacle: 'no_number' })
    await shop.control(`/ghl/places/${shop.ghlLocationId}/change`, { hasNoNumber: false, isSuspended: true })
    expect(await textingOf(shop)).toMatchObject({ obstacle: 'account_suspended' })
    await shop.control(`/ghl/places/${shop.ghlLocationId}/change`, { isSuspended: false })
    expect(await textingOf(shop)).toMatchObject({ obstacle: null })
    const elsewhere = { ...choice, number: '+15125550142' }
    await expect(shop.api('PUT', `/tenants/${shop.id}/gohighlevel/texting`, elsewhere)).rejects.toThrow(
      /no such number/,
    )
  })

  test('is the new one for a text that has not left, and the old one again where the location is let go', async () => {
    shop = await openShop()
    const pat = shop.customer(undefined, 'Pat Rivers')
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(10)
    const number = await textByCrm(shop)
    const phone = new CrmPhone(shop, number, pat.phone)
    await shop.tenant.passSeconds(10)
    expect([await phone.received(), await pat.received()].map(({ length }) => length)).toEqual([1, 0])
    // Another calls while GoHighLevel fails; the text is tried there, and leaves by Twilio in the end.
    const sam = shop.customer(undefined, 'Sam Hill')
    await sam.callsAndHangsUp()
    await shop.control('/faults', { provider: 'ghl', kind: 'status', status: 429, rate: 1, forMs: 60_000 })
    await shop.tenant.passSeconds(25)
    await textByTwilio(shop)
    await shop.tenant.passMinutes(2)
    expect(await sam.received()).toHaveLength(1)
    expect(await new CrmPhone(shop, number, sam.phone).received()).toEqual([])
    const from = `select from_address as "from" from messages where to_address = '${sam.phone}'`
    expect(await shop.tenant.query(from)).toEqual([{ from: shop.smsNumber }])
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(1)
    await textByCrm(shop)
    await shop.api('DELETE', `/tenants/${shop.id}/gohighlevel`)
    expect(await textingOf(shop)).toMatchObject({ smsVia: 'twilio', number: shop.smsNumber })
    const moves = (await shop.tenant.timeline()).filter((type) => type === 'texting_moved')
    expect(moves).toHaveLength(4)
  })
})
