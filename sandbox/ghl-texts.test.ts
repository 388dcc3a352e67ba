import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCATION, openGhl } from './ghl-rig.ts'
import type { GhlRig } from './ghl-rig.ts'

const PAT = '+15125550141'

let rig: GhlRig
let number: string
beforeAll(async () => {
  rig = await openGhl()
  const listed = await rig.api('GET', `/phone-system/numbers/location/${LOCATION}`)
  number = String((listed.body['numbers'] as { phoneNumber: string }[])[0]?.phoneNumber)
})
afterAll(() => rig.close())

async function contactOf(phone: string): Promise<string> {
  const made = await rig.api('POST', '/contacts/upsert', { locationId: LOCATION, phone })
  return (made.body['contact'] as { id: string }).id
}

const textTo = async (phone: string, more: Record<string, unknown> = {}) =>
  rig.api('POST', '/conversations/messages', {
    ...{ type: 'SMS', contactId: await contactOf(phone), message: 'Hello', fromNumber: number, toNumber: phone },
    ...more,
  })

async function onPhone(phone: string): Promise<unknown> {
  const query = new URLSearchParams({ to: phone })
  return (await rig.control('GET', `/sandbox/ghl/texts?${query.toString()}`)).body
}

describe('the number of a location', () => {
  test('is the same however often it is asked for, and no other location’s', async () => {
    const again = await rig.api('GET', `/phone-system/numbers/location/${LOCATION}?pageSize=100`)
    expect(again.body).toMatchObject({ numbers: [{ phoneNumber: number, isDefaultNumber: true }] })
    const other = await rig.api('GET', '/phone-system/numbers/location/loc_b', undefined, { locationId: 'loc_b' })
    expect(other.body).not.toMatchObject({ numbers: [{ phoneNumber: number }] })
    const stranger = await rig.api('GET', `/phone-system/numbers/location/${LOCATION}`, undefined, {
      locationId: 'loc_b',
    })
    expect(stranger.status).toBe(403)
  })
})

describe('a text by it', () => {
  test('is on the phone, and told of with both numbers once it has an end', async () => {
    const before = rig.heard.length
    expect((await textTo(PAT)).body).toMatchObject({ status: 'pending' })
    await rig.hears(before + 2)
    const told = rig.heard.at(-1)?.event
    expect(told).toMatchObject({ type: 'OutboundMessage', status: 'delivered', from: number, to: PAT })
    expect(await onPhone(PAT)).toMatchObject([{ from: number, to: PAT, body: 'Hello', status: 'delivered' }])
  })

  test('from a number that is not the location’s is refused', async () => {
    expect((await textTo(PAT, { fromNumber: '+15125550149' })).status).toBe(400)
  })

  test('meets the end that its number stands for', async () => {
    const before = rig.heard.length
    await textTo('+15125550193')
    await rig.hears(before + 2)
    expect(rig.heard.at(-1)?.event).toMatchObject({ status: 'undelivered' })
  })
})

describe('a reply', () => {
  const reply = (body: string) => rig.control('POST', '/sandbox/sms', { from: PAT, to: number, body })

  test('comes as a signed webhook with both numbers', async () => {
    expect((await reply('How much?')).body).toMatchObject({ ok: true })
    const { event, isSigned } = rig.heard.at(-1) ?? {}
    expect(event).toMatchObject({
      type: 'InboundMessage',
      messageType: 'SMS',
      body: 'How much?',
      from: PAT,
      to: number,
    })
    expect(isSigned).toBe(true)
  })

  test('of STOP is confirmed by the carrier alone, and marks the contact, until START', async () => {
    await reply('STOP')
    expect(rig.types().slice(-2)).toEqual(['ContactDndUpdate', 'InboundMessage'])
    const refused = await textTo(PAT)
    expect([refused.status, String(refused.body['message'])]).toEqual([400, expect.stringContaining('DND')])
    expect(await onPhone(PAT)).toMatchObject([{ by: 'app' }, { by: 'twilio' }])
    await reply('START')
    expect((await textTo(PAT)).status).toBe(200)
  })
})
