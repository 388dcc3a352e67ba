import { afterEach, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../tenants/base/clock.ts'
import type { AttentionView, BoardView } from '../../tenants/contract/board.ts'
import type { TranscriptPort } from '../../tenants/providers/port.ts'
import { drainWith } from '../support/drain-with.ts'
import { leaveVoicemail } from '../support/media.ts'
import { Office } from '../support/office.ts'
import { putOnCall } from '../support/on-call.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

/** What somebody says after the tone may be a matter of life and death, and counts like what they write. */

let shop: Shop
afterEach(() => shop.control('/faults', undefined, 'DELETE'))

const attention = async (shop: Shop): Promise<AttentionView[]> =>
  (await shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=en`)).attention
const emergencies = (shop: Shop) => shop.tenant.query(`select 1 from journeys where kind = 'emergency'`)

describe('a danger told after the tone', () => {
  test.each([
    ['Hi, I smell gas in the kitchen, please call me back', /^Emergency \(gas\)/, /Leave the building now/],
    ['Our carbon monoxide alarm is going off', /^Emergency \(carbon monoxide\)/, /Get everyone outside/],
    ['There are sparks coming out of the outlet', /^Emergency \(electricity\)/, /Do not touch it/],
    ['The basement is flooding, water everywhere', /^Emergency \(water\)/, /Shut off the main water valve/],
    ['Hola, huele a gas en la casa', /^Emergency \(gas\)/, /Salga del edificio/],
  ])('"%s" wakes whoever is on call, and is answered with what to do', async (words, card, advice) => {
    shop = await openShop()
    const [ana, ben] = await putOnCall(shop, [{ name: 'Ana' }, { name: 'Ben' }])
    const pat = shop.customer()
    await pat.leavesVoicemailTracked(words)
    // GoHighLevel names a contact; whose number that is has to be asked for.
    await shop.tenant.passSeconds(6)
    expect((await ana?.received())?.at(-1)).toContain(pat.phone.slice(-4))
    expect((await ana?.received())?.at(-1)).toMatch(/EMERGENCY/)
    expect((await ana?.received())?.at(-1)).toContain(words.slice(0, 20))
    expect((await attention(shop))[0]?.sentence).toMatch(card)
    // The text that was planned would have asked how we can help.
    await shop.tenant.passMinutes(1)
    expect(await pat.received()).toEqual([expect.stringMatching(advice)])
    await shop.tenant.passMinutes(1)
    expect(await ben?.received()).toHaveLength(1)
    await ben?.texts('OK')
    expect((await attention(shop)).filter(({ kind }) => kind === 'emergency')).toEqual([])
  })

  test('and told of twice is one emergency, and one text', async () => {
    shop = await openShop()
    const [ana] = await putOnCall(shop, [{ name: 'Ana' }])
    const pat = shop.customer()
    const voicemail = {
      ...{ type: 'InboundMessage', locationId: shop.ghlLocationId, messageId: 'msg_told_twice', direction: 'inbound' },
      ...{ messageType: 'VOICEMAIL', status: 'voicemail', from: pat.phone, to: shop.smsNumber, callDuration: 9 },
      body: 'the basement is flooding',
    }
    await shop.ghl(voicemail)
    await shop.ghl(voicemail)
    await shop.tenant.settle()
    expect(await emergencies(shop)).toHaveLength(1)
    expect(await ana?.received()).toHaveLength(1)
    expect(await shop.tenant.query(`select 1 from messages where channel = 'voice'`)).toHaveLength(1)
  })

  test('by somebody who wants no texts wakes them all the same, and texts nobody', async () => {
    shop = await openShop()
    const [ana] = await putOnCall(shop, [{ name: 'Ana' }])
    const pat = shop.customer()
    await pat.texts('STOP', { OptOutType: 'STOP' })
    const before = await pat.received()
    await pat.leavesVoicemailTracked('I smell gas, please hurry')
    await shop.tenant.passSeconds(6)
    expect((await ana?.received())?.at(-1)).toMatch(/EMERGENCY/)
    await shop.tenant.passMinutes(2)
    expect(await pat.received()).toEqual(before)
  })

  test('of which GoHighLevel never told is found by comparing', async () => {
    shop = await openShop()
    const [ana] = await putOnCall(shop, [{ name: 'Ana' }])
    await shop.customer(undefined, 'Pat Rivers').texts('can someone come tomorrow at 9am please')
    await shop.tenant.passMinutes(40)
    const office = new Office(shop)
    const sam = shop.customer()
    const contact = await office.files({ phone: sam.phone, name: 'Sam Hill' })
    await office.leaves({ contactId: contact.id, callStatus: 'voicemail', callDuration: 9, body: 'I smell gas' })
    await shop.tenant.passMinutes(61)
    expect((await ana?.received())?.at(-1)).toMatch(/EMERGENCY/)
  })
})

/** Nobody runs a model here: it writes down one sentence, whatever it hears. */
const writes = (text: string): TranscriptPort => ({ transcribe: async () => ({ kind: 'answered', value: text }) })

describe('a recording', () => {
  test('without a model is heard and not read, and nobody claims to know what was said', async () => {
    shop = await openShop()
    await leaveVoicemail(shop, shop.customer().phone)
    expect(await shop.tenant.query('select status, transcript from media')).toEqual([
      { status: 'kept', transcript: null },
    ])
    expect(await shop.tenant.query(`select 1 from messages where channel = 'voice'`)).toEqual([])
  })

  test('that a model writes down counts as if it were written', async () => {
    shop = await openShop()
    const [ana] = await putOnCall(shop, [{ name: 'Ana' }])
    await shop.control('/faults', { provider: 'twilio', path: '/Recordings/', kind: 'status', status: 503 })
    await leaveVoicemail(shop, shop.customer().phone)
    await shop.control('/faults', undefined, 'DELETE')
    shop.watch.now += MINUTE_MS
    await drainWith(shop, writes('Please hurry, I smell gas. My card is 4111 1111 1111 1111'))
    const [heard] = await shop.tenant.query<{ transcript: string }>('select transcript from media')
    expect(heard?.transcript).toMatch(/I smell gas/)
    expect(heard?.transcript).not.toContain('4111')
    await shop.tenant.passSeconds(5)
    expect((await ana?.received())?.at(-1)).toMatch(/EMERGENCY \(gas\)/)
    expect(await emergencies(shop)).toHaveLength(1)
  })

  test.each([
    ['is late', { transcribe: async () => ({ kind: 'in_doubt', code: 'timeout' }) as const }],
    ['fails', { transcribe: () => Promise.reject(new Error('The model is gone.')) }],
    ['hears nothing', writes('   ')],
  ])('is kept, and not read, where the model %s', async (_what, transcript: TranscriptPort) => {
    shop = await openShop()
    await shop.control('/faults', { provider: 'twilio', path: '/Recordings/', kind: 'status', status: 503 })
    await leaveVoicemail(shop, shop.customer().phone)
    await shop.control('/faults', undefined, 'DELETE')
    shop.watch.now += MINUTE_MS
    await drainWith(shop, transcript)
    expect(await shop.tenant.query('select status, transcript from media')).toEqual([
      { status: 'kept', transcript: null },
    ])
  })

  test('of a call that somebody took is never fetched: its caller heard no notice of ours', async () => {
    shop = await openShop()
    const pat = shop.customer()
    const place = `${shop.settings['GHL_API_URL']}/conversations/messages/msg_1/locations/${shop.ghlLocationId}/recording`
    await shop.ghl({
      ...{ type: 'InboundMessage', locationId: shop.ghlLocationId, messageId: 'msg_1', messageType: 'CALL' },
      ...{ direction: 'inbound', status: 'completed', callStatus: 'completed', callDuration: 300, from: pat.phone },
      ...{ to: shop.smsNumber, body: 'Hello? I smell gas', attachments: [place] },
    })
    await shop.tenant.settle()
    expect(await shop.tenant.query('select status from call_logs')).toEqual([{ status: 'answered' }])
    expect(await shop.tenant.query('select * from media')).toEqual([])
    expect(await shop.tenant.query(`select * from messages where channel = 'voice'`)).toEqual([])
  })
})
