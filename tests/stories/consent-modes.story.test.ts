import { describe, expect, test } from 'vitest'
import { spokenAsk, type Ask } from '../../tenants/base/greeting.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

/** Every way of agreeing, on both ways a missed call reaches us, with and without the caller's consent. */

type Row = { basis: string; evidence: string; wording: string | null; purpose: string; keyed: number }

const consents = (shop: Shop) =>
  shop.tenant.query<Row>(`select basis, evidence, wording, purpose, address_key is not null as keyed
    from consents order by consent_id`)
const bases = async (shop: Shop) => (await consents(shop)).map(({ basis }) => basis)
const journeys = async (shop: Shop) =>
  (await shop.tenant.query<{ status: string }>('select status from journeys')).map(({ status }) => status)
const notToldOf = async (shop: Shop) => (await shop.told()).filter((text) => /so we sent none/.test(text))

const ACTION = /<Gather [^>]*action="([^"]+)"/

/** One call to our number, told step by step as Twilio tells it. */
class Line {
  readonly #shop: Shop
  readonly callSid = `CA${crypto.randomUUID().replaceAll('-', '')}`
  readonly phone: string
  heard = ''
  action = ''

  constructor(shop: Shop, phone: string) {
    this.#shop = shop
    this.phone = phone
  }

  async rings(): Promise<this> {
    this.heard = await this.#tell('/voice', { CallStatus: 'ringing' })
    const url = new URL(ACTION.exec(this.heard)?.[1]?.replaceAll('&amp;', '&') ?? 'https://none.example.com/')
    this.action = `${url.pathname.replace('/hooks/twilio', '')}${url.search}`
    return this
  }

  async answers(given: { Digits?: string; SpeechResult?: string }, action = this.action): Promise<string> {
    return this.#tell(action, { CallStatus: 'in-progress', ...given })
  }

  async ends(seconds = 40): Promise<void> {
    await this.#tell('/voice/status', { CallStatus: 'completed', CallDuration: String(seconds), Duration: '1' })
  }

  async #tell(path: string, more: Record<string, string>): Promise<string> {
    const call = { CallSid: this.callSid, AccountSid: 'AC1', From: this.phone, To: this.#shop.smsNumber }
    const answer = await this.#shop.twilio(path, { ...call, Direction: 'inbound', ...more })
    expect(answer.status).toBe(200)
    await this.#shop.tenant.settle()
    return answer.text()
  }
}

const AGREES: Record<Ask, { Digits?: string; SpeechResult?: string }> = {
  press_1: { Digits: '1' },
  spoken_yes: { SpeechResult: 'Yes, please.' },
}
const REFUSES: Record<Ask, Record<string, string>[]> = {
  press_1: [{ Digits: '2' }, { Digits: '' }],
  spoken_yes: [{ SpeechResult: 'No, thanks.' }, { SpeechResult: '' }, { SpeechResult: 'My boiler is out.' }],
}
const ASKS: Ask[] = ['press_1', 'spoken_yes']

describe.each(ASKS)('where callers agree by %s', (ask) => {
  test('and do, the consent stands before the text, which goes when everybody’s does', async () => {
    const shop = await openShop({ consentMode: ask })
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    const { offer, question } = spokenAsk(shop.businessName, 'en', ask)
    expect(line.heard).toContain(offer)
    expect(await consents(shop)).toEqual([])
    await shop.tenant.passSeconds(12)
    const then = await line.answers(AGREES[ask])
    expect(then).toContain('Thanks, a text is on its way.')
    expect(then).toContain('<Record')
    const asked = `${offer} ${question}`
    const wording = ask === 'press_1' ? asked : `${asked}\n> Yes, please.`
    const evidence = `twilio:${line.callSid}`
    expect(await consents(shop)).toEqual([{ basis: ask, evidence, wording, purpose: 'this_call', keyed: 1 }])
    await line.ends()
    await shop.tenant.passSeconds(8)
    expect(await pat.received()).toHaveLength(1)
    const times = `select (select min(given_at) from consents) as given, (select min(created_at) from messages
      where channel = 'sms' and customer_id is not null) as sent`
    const [{ given, sent } = { given: 1, sent: 0 }] = await shop.tenant.query<{ given: number; sent: number }>(times)
    expect(given).toBeLessThanOrEqual(sent)
    expect(await notToldOf(shop)).toEqual([])
    await shop.tenant.passMinutes(20)
    expect(await pat.received()).toHaveLength(1)
  })

  test.each(REFUSES[ask])('and do not (%j), they get no text, and the technician hears at once why', async (given) => {
    const shop = await openShop({ consentMode: ask })
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    const then = await line.answers(given)
    expect(then).toContain('we will not text you')
    expect(then).toContain('<Record')
    const why = ask === 'press_1' ? /did not press 1/ : /did not say yes/
    expect(await notToldOf(shop)).toEqual([expect.stringMatching(why)])
    await line.ends()
    await shop.tenant.passHours(3)
    expect(await pat.received()).toEqual([])
    expect(await consents(shop)).toEqual([])
    expect(await notToldOf(shop)).toHaveLength(1)
  })

  test('and hang up before they answer, no text goes, and the technician hears within seconds', async () => {
    const shop = await openShop({ consentMode: ask, language: 'es' })
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    expect(line.heard).toContain(spokenAsk(shop.businessName, 'es', ask).offer)
    await line.ends(60)
    await shop.tenant.passSeconds(5)
    const why = ask === 'press_1' ? /No ha marcado 1/ : /No ha dicho que sí/
    expect((await shop.told()).filter((text) => why.test(text))).toHaveLength(1)
    await shop.tenant.passHours(1)
    expect([await pat.received(), await consents(shop)]).toEqual([[], []])
  })

  test('and the end of the call is told before their yes, all ends as if it had not been', async () => {
    const states = []
    for (const order of ['as it was', 'turned round']) {
      const shop = await openShop({ consentMode: ask })
      const line = await new Line(shop, shop.customer().phone).rings()
      await shop.tenant.passSeconds(12)
      if (order === 'turned round') await line.ends()
      await shop.tenant.passSeconds(2)
      await line.answers(AGREES[ask])
      if (order === 'as it was') await line.ends()
      await shop.tenant.passSeconds(20)
      const texts = await shop.control<{ body: string }[]>(`/messages?to=${encodeURIComponent(line.phone)}`)
      states.push([await bases(shop), await journeys(shop), texts.length, await shop.tenant.timeline()])
    }
    expect(states[1]).toEqual(states[0])
    expect(states[0]?.slice(0, 3)).toEqual([[ask], ['awaiting_reply'], 1])
  })

  test('and a yes comes even after the technician was told, the text goes all the same', async () => {
    const shop = await openShop({ consentMode: ask })
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    await line.ends()
    await shop.tenant.passSeconds(40)
    expect(await notToldOf(shop)).toHaveLength(1)
    await line.answers(AGREES[ask])
    await shop.tenant.settle()
    expect([await bases(shop), (await pat.received()).length]).toEqual([[ask], 1])
  })

  test('and Twilio repeats itself, nothing changes; a second answer of one call is no second answer', async () => {
    const shop = await openShop({ consentMode: ask })
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    const first = await line.answers(AGREES[ask])
    expect(await line.answers(AGREES[ask])).toBe(first)
    expect(await line.answers(REFUSES[ask][0] ?? {})).toBe(first)
    await shop.tenant.evict()
    expect(await line.answers(AGREES[ask])).toBe(first)
    await line.rings()
    await shop.tenant.passSeconds(30)
    expect([await bases(shop), (await pat.received()).length]).toEqual([[ask], 1])
  })

  test('and the address names another business, it is ignored, there and here', async () => {
    // The clock is that of the shop opened last.
    const [other, shop] = [await openShop({ consentMode: ask }), await openShop({ consentMode: ask })]
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    const foreign = await line.answers(AGREES[ask], line.action.replace(shop.id, other.id))
    expect(foreign).toContain('<Response/>')
    await shop.tenant.passMinutes(2)
    expect([await consents(shop), await consents(other), await pat.received()]).toEqual([[], [], []])
  })

  test('nobody is asked whom a yes would bring nothing: hidden, opted out, or texted already', async () => {
    const shop = await openShop({ consentMode: ask })
    const [pat, lee] = [shop.customer(), shop.customer()]
    await pat.texts('STOP')
    await lee.texts('How much is a drain clearing?')
    for (const phone of [pat.phone, lee.phone, 'anonymous']) {
      const line = await new Line(shop, phone).rings()
      expect(line.heard).not.toContain('<Gather')
      expect(line.heard).not.toMatch(/text you/)
      expect(line.heard).toMatch(/We cannot take your call right now\..*It will be recorded/)
    }
  })

  test('and nobody asks them, since GoHighLevel took the call, no text goes and the technician hears at once', async () => {
    const own = 'Hi, this is Larkspur. We may send you a text about this call; reply STOP to opt out.'
    for (const voicemailGreeting of [null, own]) {
      const shop = await openShop({ consentMode: ask, voicemailGreeting })
      const pat = shop.customer(undefined, 'Pat')
      await pat.callsTracked('voicemail')
      await shop.tenant.passSeconds(2)
      expect(await notToldOf(shop)).toEqual([expect.stringMatching(/Pat .*Nobody asked if they want a text/)])
      await shop.tenant.passHours(3)
      expect([await pat.received(), await consents(shop)]).toEqual([[], []])
    }
  })

  test('and reply to nobody’s text but write first, they are answered: their words are consent', async () => {
    const shop = await openShop({ consentMode: ask })
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    await line.answers({ Digits: '', SpeechResult: '' })
    await pat.texts('How much is a drain clearing?')
    expect([await bases(shop), (await pat.received()).length]).toEqual([['inbound_message'], 1])
  })
})

test('a caller who did not agree is not texted by the technician either, who may call', async () => {
  const shop = await openShop({ consentMode: 'press_1' })
  const pat = shop.customer()
  const line = await new Line(shop, pat.phone).rings()
  await line.answers({ Digits: '' })
  const [{ id } = { id: '' }] = await shop.tenant.query<{ id: string }>('select customer_id as id from customers')
  await shop.api('POST', `/tenants/${shop.id}/conversations/${id}/messages`, { text: 'On my way.' })
  await shop.tenant.settle()
  expect(await pat.received()).toEqual([])
  const refused = `select last_code as code from outbox where sequence_key like 'sms:%' order by seq desc limit 1`
  expect(await shop.tenant.query(refused)).toEqual([{ code: 'consent_missing' }])
})

test('what a caller agreed to in a call before is not agreed to in the next', async () => {
  const shop = await openShop({ consentMode: 'press_1' })
  const pat = shop.customer()
  const first = await new Line(shop, pat.phone).rings()
  await first.answers({ Digits: '1' })
  await first.ends()
  await shop.tenant.passDays(5)
  expect(await pat.received()).toHaveLength(1)
  const second = await new Line(shop, pat.phone).rings()
  expect(second.heard).toContain('<Gather')
  await second.answers({ Digits: '' })
  await second.ends()
  await shop.tenant.passHours(3)
  expect(await pat.received()).toHaveLength(1)
  expect(await notToldOf(shop)).toHaveLength(1)
})

test('a mode that is changed while somebody is on the line changes nothing for them', async () => {
  const shop = await openShop({ consentMode: 'press_1' })
  const pat = shop.customer()
  const line = await new Line(shop, pat.phone).rings()
  await shop.api('PATCH', `/tenants/${shop.id}`, { consentMode: 'spoken_notice' })
  await line.ends(60)
  await shop.tenant.passMinutes(2)
  expect(await pat.received()).toEqual([])
  expect(await notToldOf(shop)).toHaveLength(1)
})

describe('where the call or a notice is enough', () => {
  const OWN = 'Hi, this is Larkspur. We may send you a text about this call; reply STOP to opt out.'

  test.each([
    ['implied_single', 3, ['implied_single']],
    ['implied_single', 60, ['implied_single']],
    ['spoken_notice', 3, ['implied_single']],
    ['spoken_notice', 60, ['implied_single', 'spoken_notice']],
  ])('by %s, a caller who stays %i s is texted on %j, and is asked nothing', async (consentMode, stay, expected) => {
    const shop = await openShop({ consentMode })
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    expect(line.heard).not.toContain('<Gather')
    expect(line.heard).toMatch(/It will be recorded and may be transcribed/)
    await line.ends(stay)
    await shop.tenant.passSeconds(20)
    expect([await bases(shop), (await pat.received()).length]).toEqual([expected, 1])
    expect(await notToldOf(shop)).toEqual([])
  })

  test.each([
    ['implied_single', OWN, 'voicemail', 'implied_single'],
    ['spoken_notice', null, 'voicemail', 'implied_single'],
    ['spoken_notice', OWN, 'no-answer', 'implied_single'],
    ['spoken_notice', OWN, 'voicemail', 'spoken_notice'],
  ] as const)(
    'by %s through GoHighLevel, with the greeting %j and a call that ends as %s, the text goes on %s',
    async (consentMode, voicemailGreeting, outcome, basis) => {
      const shop = await openShop({ consentMode, voicemailGreeting })
      const pat = shop.customer(undefined, 'Pat')
      await pat.callsTracked(outcome)
      await shop.tenant.passSeconds(20)
      expect([await bases(shop), (await pat.received()).length]).toEqual([[basis], 1])
    },
  )

  test('a yes that nobody asked for is kept as what it is, and brings no second text', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    await line.answers({ Digits: '1' }, `/voice/status?step=consent&tenant=${shop.id}&ask=press_1&language=en`)
    await shop.tenant.passMinutes(1)
    expect(await pat.received()).toHaveLength(1)
  })
})

test('what was said with a yes is kept word for word, without a card number', async () => {
  const shop = await openShop({ consentMode: 'spoken_yes' })
  const line = await new Line(shop, shop.customer().phone).rings()
  await line.answers({ SpeechResult: 'Yes, my card is 4111 1111 1111 1111.' })
  // More than a yes is none.
  expect(await consents(shop)).toEqual([])
  const next = await new Line(shop, shop.customer().phone).rings()
  await next.answers({ SpeechResult: 'Sure, thanks. ' })
  expect((await consents(shop))[0]?.wording).toMatch(/\n> Sure, thanks\.$/)
})

test('what nobody signed is refused, and writes nothing', async () => {
  const shop = await openShop({ consentMode: 'press_1' })
  const line = await new Line(shop, shop.customer().phone).rings()
  const body = new URLSearchParams({ CallSid: line.callSid, From: line.phone, To: shop.smsNumber, Digits: '1' })
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'bm90IHNpZ25lZA==' }
  const answer = await shop.send(`/hooks/twilio${line.action}`, { method: 'POST', body: body.toString(), headers })
  expect(answer.status).toBe(401)
  expect(await consents(shop)).toEqual([])
})
