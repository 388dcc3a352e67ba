import { describe, expect, test } from 'vitest'
import { spokenNotice } from '../../tenants/base/greeting.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

type Row = { basis: string; evidence: string; wording: string | null; purpose: string; keyed: number }

const consents = (shop: Shop) =>
  shop.tenant.query<Row>(`select basis, evidence, wording, purpose, address_key is not null as keyed
    from consents order by consent_id`)

const sid = () => `CA${crypto.randomUUID().replaceAll('-', '')}`

/** A call that is forwarded to our number, from the ring to its end or its recording. */
async function calls(shop: Shop, phone: string, end: Record<string, string> | null, callSid = sid()) {
  const call = { CallSid: callSid, AccountSid: 'AC1', From: phone, To: shop.smsNumber, Direction: 'inbound' }
  const answer = await shop.twilio('/voice', { ...call, CallStatus: 'ringing' })
  const spoken = await answer.text()
  if (end) await shop.twilio('/voice/status', { ...call, CallStatus: 'completed', ...end })
  await shop.tenant.settle()
  return { callSid, spoken }
}

/** Whatever the caller hears is XML; the notice stands in it as it is kept. */
function noticeOf(shop: Shop, language = 'en'): string {
  return spokenNotice(shop.businessName, language).words
}

describe('the consent of a caller', () => {
  test('stands before the text that rests on it, with the call and what was said to them', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    const { callSid, spoken } = await calls(shop, pat.phone, null)
    expect(spoken).toContain(noticeOf(shop))
    const byCall = { evidence: `twilio:${callSid}`, purpose: 'this_call', keyed: 1 }
    expect(await consents(shop)).toEqual([{ ...byCall, basis: 'implied_single', wording: null }])
    await shop.tenant.passSeconds(20)
    expect(await pat.received()).toHaveLength(1)
    const times = `select (select min(given_at) from consents) as given, (select min(created_at) from messages) as sent`
    const [{ given, sent } = { given: 0, sent: 0 }] = await shop.tenant.query<{ given: number; sent: number }>(times)
    expect(given).toBeLessThan(sent)
  })

  test('is no more than the call where they hung up before the notice was over', async () => {
    const shop = await openShop()
    await calls(shop, shop.customer().phone, { CallDuration: '3', Duration: '1' })
    expect((await consents(shop)).map(({ basis }) => basis)).toEqual(['implied_single'])
  })

  test('is the notice where they heard it to its end, or left a voicemail after it', async () => {
    for (const end of [
      { CallDuration: '25', Duration: '1' },
      { RecordingUrl: 'https://api.example.com/recordings/RE1', RecordingDuration: '9', CallDuration: '9' },
    ]) {
      const shop = await openShop()
      const { callSid } = await calls(shop, shop.customer().phone, end)
      const [, heard, ...more] = await consents(shop)
      expect(more).toEqual([])
      const byCall = { evidence: `twilio:${callSid}`, wording: noticeOf(shop), purpose: 'this_call', keyed: 1 }
      expect(heard).toEqual({ ...byCall, basis: 'spoken_notice' })
    }
  })

  test('is kept in the language in which it was spoken', async () => {
    const shop = await openShop({ language: 'es' })
    const { spoken } = await calls(shop, shop.customer().phone, { CallDuration: '30' })
    expect(spoken).toContain(noticeOf(shop, 'es'))
    expect((await consents(shop)).map(({ wording }) => wording)).toEqual([null, noticeOf(shop, 'es')])
  })

  test.each([
    ['press_1', []],
    ['spoken_yes', []],
    ['spoken_notice', ['implied_single', 'spoken_notice']],
  ])('never claims that they agreed by %s where nothing shows it, but %j', async (consentMode, shown) => {
    const shop = await openShop({ consentMode })
    await calls(shop, shop.customer().phone, { CallDuration: '30' })
    expect((await consents(shop)).map(({ basis }) => basis)).toEqual(shown)
  })

  test('stays that of the call where the business claims no more', async () => {
    const shop = await openShop({ consentMode: 'implied_single' })
    await calls(shop, shop.customer().phone, { CallDuration: '30' })
    expect((await consents(shop)).map(({ basis }) => basis)).toEqual(['implied_single'])
  })

  test('on a tracked number is that of the call, since nobody heard a word of ours', async () => {
    const shop = await openShop()
    await shop.customer(undefined, 'Pat').callsTracked('voicemail')
    expect(await consents(shop)).toMatchObject([{ basis: 'implied_single', wording: null, purpose: 'this_call' }])
    expect((await consents(shop))[0]?.evidence).toMatch(/^gohighlevel:msg_/)
  })

  const OWN = 'Hi, this is Larkspur. We may send you a text about this call; reply STOP to opt out. Leave a message.'

  test.each([
    ['voicemail', 'spoken_notice', OWN],
    ['no-answer', 'implied_single', null],
  ] as const)(
    'on a tracked number whose voicemail the business vouches for, and a call that ended as %s, is %s',
    async (outcome, basis, wording) => {
      const shop = await openShop({ voicemailGreeting: OWN })
      await shop.customer(undefined, 'Pat').callsTracked(outcome)
      expect(await consents(shop)).toMatchObject([{ basis, wording }])
    },
  )

  test('cannot be vouched for with words that do not tell of a text', async () => {
    await expect(openShop({ voicemailGreeting: 'Please leave a message.' })).rejects.toThrow(/voicemailGreeting/)
  })
})

describe('the consent of whoever writes', () => {
  test('is their own words, without a card number', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts('how much is a drain clearing? my card is 4111 1111 1111 1111', {
      MessageSid: `SM${'7'.repeat(32)}`,
    })
    expect(await consents(shop)).toEqual([
      {
        basis: 'inbound_message',
        evidence: `twilio:SM${'7'.repeat(32)}`,
        wording: 'how much is a drain clearing? my card is [card number removed]',
        purpose: 'this_conversation',
        keyed: 1,
      },
    ])
  })

  test.each(['STOP', 'please stop texting me', 'sorry, wrong number'])('is none in "%s"', async (says) => {
    const shop = await openShop()
    await shop.customer().texts(says)
    expect(await consents(shop)).toEqual([])
  })

  test('does not travel to another number of theirs', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts('how much is a drain clearing?')
    const other = shop.customer()
    await shop.tenant.query(`update customers set phone = '${other.phone}', phone_key = null`)
    const [{ id } = { id: '' }] = await shop.tenant.query<{ id: string }>('select customer_id as id from customers')
    await shop.api('POST', `/tenants/${shop.id}/conversations/${id}/messages`, { text: 'On my way.' })
    await shop.tenant.settle()
    expect(await other.received()).toEqual([])
    const refused = `select last_code as code from outbox where sequence_key like 'sms:%' order by seq desc limit 1`
    expect(await shop.tenant.query(refused)).toEqual([{ code: 'consent_missing' }])
  })
})
