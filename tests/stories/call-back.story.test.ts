import { describe, expect, test } from 'vitest'
import { Office } from '../support/office.ts'
import { newPhone, openShop, type Shop } from '../support/open-shop.ts'

/** The technician calls the customer before our text does: then there is nothing left to text about. */

const DANA = '+15125550122'
const customerOf = async (shop: Shop) => (await shop.tenant.list<{ id: string }>('customers'))[0]?.id ?? ''

async function missedCall() {
  const shop = await openShop({ primaryPhone: DANA })
  const { id: tenantId, businessName, smsNumber, primaryPhone, email, timeZone } = shop
  // Twilio shows no number but the account's own.
  await shop.control('/businesses', { id: tenantId, businessName, smsNumber, primaryPhone, email, timeZone })
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(5)
  return { shop, pat, id: await customerOf(shop) }
}

describe('a planned text is taken back', () => {
  test('when the technician says that they called', async () => {
    const { shop, pat, id } = await missedCall()
    await shop.api('POST', `/tenants/${shop.id}/conversations/${id}/called`)
    await shop.tenant.passHours(1)
    expect(await pat.received()).toEqual([])
    expect(await shop.tenant.timeline()).toEqual(expect.arrayContaining(['call_answered', 'text_cancelled']))
  })

  test('when they called from GoHighLevel, and the customer took it', async () => {
    const { shop, pat } = await missedCall()
    const call = { type: 'OutboundMessage', locationId: shop.ghlLocationId, messageType: 'CALL', direction: 'outbound' }
    const numbers = { from: shop.smsNumber, to: pat.phone, contactId: 'conCallBack' }
    await shop.ghl({ ...call, ...numbers, messageId: 'msgCallBack1', status: 'completed', callDuration: 60 })
    await shop.tenant.passHours(1)
    expect(await pat.received()).toEqual([])
  })

  test('when GoHighLevel names the contact alone, which only it knows, whatever it calls the event', async () => {
    const { shop, pat } = await missedCall()
    const office = new Office(shop)
    const contact = await office.files({ phone: pat.phone, name: 'Pat Rivers' })
    const call = { contactId: contact.id, direction: 'outbound' as const, callStatus: 'completed', callDuration: 60 }
    await office.tellsOfCall(await office.leaves(call), { type: 'InboundMessage', messageType: 'TYPE_CALL' })
    await shop.tenant.passHours(1)
    expect(await pat.received()).toEqual([])
    expect(await shop.tenant.timeline()).toEqual(expect.arrayContaining(['call_answered', 'text_cancelled']))
  })

  test('when we put them through, and the customer took it', async () => {
    const { shop, pat, id } = await missedCall()
    await shop.api('POST', `/tenants/${shop.id}/conversations/${id}/call`)
    const talk = await takePhone(shop, '1')
    expect(talk).toContain(`<Number>${pat.phone}</Number>`)
    expect(talk).toContain(`callerId="${shop.smsNumber}"`)
    await endTalk(shop, talk, { DialCallStatus: 'completed', DialBridged: 'true', DialCallDuration: '60' })
    await shop.tenant.passHours(1)
    expect(await pat.received()).toEqual([])
  })
})

describe('the text goes out as planned', () => {
  test('when their call from GoHighLevel was taken by nobody', async () => {
    const { shop, pat } = await missedCall()
    const call = { type: 'OutboundMessage', locationId: shop.ghlLocationId, messageType: 'CALL', direction: 'outbound' }
    const numbers = { from: shop.smsNumber, to: pat.phone, contactId: 'conCallBack' }
    await shop.ghl({ ...call, ...numbers, messageId: 'msgCallBack2', status: 'no-answer', callDuration: 0 })
    await shop.tenant.passMinutes(1)
    expect(await pat.received()).toHaveLength(1)
    expect(await shop.tenant.timeline()).toContain('called_in_vain')
  })

  test('when their call from GoHighLevel reached somebody else', async () => {
    const { shop, pat } = await missedCall()
    const office = new Office(shop)
    const contact = await office.files({ phone: newPhone(), name: 'Sam Hill' })
    const call = { contactId: contact.id, direction: 'outbound' as const, callStatus: 'completed', callDuration: 60 }
    await office.tellsOfCall(await office.leaves(call))
    await shop.tenant.passMinutes(1)
    expect(await pat.received()).toHaveLength(1)
    expect(await shop.tenant.query('select 1 from customers')).toHaveLength(1)
  })

  test('when the customer did not take the call that we put through', async () => {
    const { shop, pat, id } = await missedCall()
    await shop.api('POST', `/tenants/${shop.id}/conversations/${id}/call`)
    await endTalk(shop, await takePhone(shop, '1'), { DialCallStatus: 'no-answer', DialBridged: 'false' })
    await shop.tenant.passMinutes(1)
    expect(await pat.received()).toHaveLength(1)
    expect(await shop.tenant.timeline()).toContain('called_in_vain')
  })

  test('when the technician’s mailbox took our call to them', async () => {
    const { shop, pat, id } = await missedCall()
    await shop.api('POST', `/tenants/${shop.id}/conversations/${id}/call`)
    expect(await takePhone(shop, '')).toMatch(/<Hangup\/>/)
    await shop.tenant.passMinutes(1)
    expect(await pat.received()).toHaveLength(1)
  })
})

test('a call from GoHighLevel to somebody who never called us makes nobody a customer', async () => {
  const shop = await openShop()
  const call = { type: 'OutboundMessage', locationId: shop.ghlLocationId, messageType: 'CALL', direction: 'outbound' }
  const numbers = { from: shop.smsNumber, to: '+15125550144', contactId: 'conStranger' }
  await shop.ghl({ ...call, ...numbers, messageId: 'msgStranger', status: 'completed', callDuration: 60 })
  expect(await shop.tenant.list('customers')).toEqual([])
})

test('where Twilio refuses the call the technician hears so at once', async () => {
  const { shop, id } = await missedCall()
  await shop.control('/faults', { provider: 'twilio', path: '/Calls', kind: 'status', status: 503 })
  const asked = shop.api('POST', `/tenants/${shop.id}/conversations/${id}/call`)
  await expect(asked).rejects.toThrow(/could not be placed/)
  await shop.control('/faults', undefined, 'DELETE')
})

/** The phone rings, and what is said tells where the key goes. */
async function takePhone(shop: Shop, digits: string): Promise<string> {
  type Kept = { sid: string; from: string; outbound?: { twiml: string } }
  const calls = await shop.control<Kept[]>(
    `/calls?to=${encodeURIComponent(DANA)}&from=${encodeURIComponent(shop.smsNumber)}`,
  )
  const twiml = calls.at(-1)?.outbound?.twiml ?? ''
  const url = new URL(/action="([^"]+)"/.exec(twiml)?.[1]?.replaceAll('&amp;', '&') ?? '')
  const leg = { CallSid: calls.at(-1)?.sid ?? '', AccountSid: 'AC1', From: shop.smsNumber, To: DANA }
  const path = `${url.pathname.replace('/hooks/twilio', '')}${url.search}`
  const answer = await shop.twilio(path, {
    ...leg,
    CallStatus: 'in-progress',
    Direction: 'outbound-api',
    Digits: digits,
  })
  return answer.text()
}

async function endTalk(shop: Shop, talk: string, ended: Record<string, string>): Promise<void> {
  const url = new URL(/action="([^"]+)"/.exec(talk)?.[1]?.replaceAll('&amp;', '&') ?? '')
  const call = { CallSid: `CA${crypto.randomUUID().replaceAll('-', '')}`, AccountSid: 'AC1', Direction: 'outbound-api' }
  const leg = { ...call, From: shop.smsNumber, To: DANA, CallStatus: 'in-progress', ...ended }
  await shop.twilio(`${url.pathname.replace('/hooks/twilio', '')}${url.search}`, leg)
  await shop.tenant.settle()
}
