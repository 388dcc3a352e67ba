import { afterEach, describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../support/open-shop.ts'
import { tellOfEmail, writeEmail } from '../support/write-email.ts'

let shop: Shop
/** Whoever calls next has another: all stories write to one sandbox. */
let email = ''
afterEach(() => shop.control('/faults', undefined, 'DELETE'))

/** A customer with a phone and an e-mail address whose call was missed, and whose text is planned for in 20 s. */
async function missedCaller(over: Record<string, unknown> = {}) {
  shop = await openShop(over)
  email = `pat-${crypto.randomUUID()}@example.com`
  const pat = shop.customer(undefined, 'Pat', email)
  await pat.callsTracked()
  await shop.tenant.passSeconds(1)
  return pat
}

async function customerId(): Promise<string> {
  return (await shop.tenant.query<{ id: string }>('select customer_id as id from customers'))[0]?.id ?? ''
}

type Row = { channel: string; topic: string; source: string }
const rows = () =>
  shop.tenant.query<Row>(`select channel, topic, source from suppressions where lifted_at is null
    order by channel desc, topic`)

/** Nothing planned, nothing waiting, the matter closed, and nothing sent however long one waits. */
async function expectSilence(pat: { received(): Promise<string[]>; mail(): Promise<unknown[]> }, textCount: number) {
  expect(await shop.tenant.query('select * from timers')).toEqual([])
  const waiting = `select entry_id from outbox where status in ('pending', 'held')
    and (sequence_key like 'sms:%' or sequence_key like 'email:%')`
  expect(await shop.tenant.query(waiting)).toEqual([])
  expect(await shop.tenant.query(`select status from journeys where status <> 'closed'`)).toEqual([])
  expect(await shop.tenant.timeline()).toContain('customer_opted_out')
  await shop.tenant.passHours(80)
  expect(await pat.received()).toHaveLength(textCount)
  expect(await pat.mail()).toEqual([])
}

type Ways = [name: string, source: string, (pat: Awaited<ReturnType<typeof missedCaller>>) => Promise<unknown>]

/** Each ends in the same state: no text, no e-mail, no timer, and both addresses suppressed for good. */
const WAYS: Ways[] = [
  ['by a carrier’s word', 'carrier', (pat) => pat.texts('STOP', { OptOutType: 'STOP' })],
  ['in words of their own by text', 'words', (pat) => pat.texts('please do not text me any more')],
  ['by e-mail', 'email', () => writeEmail(shop, { from: email, subject: 'hi', text: 'stop texting me' })],
  ['by the mail that a mail program writes', 'email', () => writeEmail(shop, { from: email, subject: 'unsubscribe' })],
  [
    'in a voicemail',
    'voicemail',
    (pat) =>
      shop.ghl({
        type: 'InboundMessage',
        locationId: shop.ghlLocationId,
        messageId: `msg_${crypto.randomUUID()}`,
        messageType: 'VOICEMAIL',
        direction: 'inbound',
        status: 'voicemail',
        from: pat.phone,
        to: shop.smsNumber,
        callDuration: 9,
        body: 'Hi, this is Pat. Please stop texting me. Thanks.',
      }),
  ],
  ...(['phone', 'in_person', 'letter', 'web_form'] as const).map((channel): Ways => [
    `to the technician (${channel})`,
    'hand',
    async () =>
      shop.api('POST', `/tenants/${shop.id}/conversations/${await customerId()}/opt-out`, {
        said: 'Leave me in peace, please',
        channel,
      }),
  ]),
]

describe('a customer who wants no more messages and says so', () => {
  test.each(WAYS)('%s gets none', { timeout: 60_000 }, async (_, source, say) => {
    const pat = await missedCaller()
    await say(pat)
    await shop.tenant.settle()
    expect(await rows()).toEqual([
      { channel: 'sms', topic: 'all', source },
      { channel: 'email', topic: 'all', source },
    ])
    // Only words of their own by text are ours to confirm, once.
    await expectSilence(pat, source === 'words' ? 1 : 0)
  })

  test('only to the carrier is not asked twice, and not by e-mail instead', async () => {
    const pat = await missedCaller()
    // Twilio hears it, answers it, and does not tell us.
    await shop.control('/sms', { from: pat.phone, to: shop.smsNumber, body: 'STOP' })
    await shop.tenant.passSeconds(30)
    const attempts = `select attempts, status, last_code as code from outbox where sequence_key like 'sms:%'`
    expect(await shop.tenant.query(attempts)).toEqual([{ attempts: 1, status: 'refused', code: '21610' }])
    expect(await rows()).toMatchObject([{ channel: 'sms' }, { channel: 'email', source: 'carrier' }])
    expect(await pat.received()).toEqual([expect.stringMatching(/unsubscribed/)])
    expect((await shop.told()).at(-1)).toContain('opted out')
    await expectSilence(pat, 1)
  })

  test('in GoHighLevel, by its mark, gets no text', async () => {
    const pat = await missedCaller()
    const contactId = (await shop.tenant.query<{ ref: string }>('select contact_ref as ref from customers'))[0]?.ref
    const about = { locationId: shop.ghlLocationId, id: contactId, phone: pat.phone }
    await shop.ghl({ type: 'ContactDndUpdate', ...about, dnd: true })
    expect(await rows()).toEqual([{ channel: 'sms', topic: 'all', source: 'contact' }])
    await expectSilence(pat, 0)
  })

  test('by the link in a letter, or by calling it spam, gets no letter and may still be texted', async () => {
    for (const way of ['link', 'complaint'] as const) {
      const pat = await missedCaller()
      await shop.tenant.passMinutes(6)
      const [letter] = await pat.mail()
      expect(letter).toBeDefined()
      const entry = `select entry_id as id, provider_ref as ref from outbox where sequence_key like 'email:%'`
      const [sent] = await shop.tenant.query<{ id: string; ref: string }>(entry)
      const link = /<(https?:[^>]+)>/.exec(letter?.headers['List-Unsubscribe'] ?? '')?.[1] ?? ''
      if (way === 'link') await shop.send(new URL(link).pathname, { method: 'POST' })
      else await tellOfEmail(shop, 'email.complained', sent?.ref ?? '', sent?.id ?? '')
      expect(await rows()).toEqual([{ channel: 'email', topic: 'all', source: way }])
      await pat.texts('how much is a drain clearing?')
      expect((await pat.received()).at(-1)).toContain('$117')
    }
  })

  test('and is somebody else is texted no more, and the customer has no number', async () => {
    const pat = await missedCaller()
    await shop.tenant.passSeconds(25)
    await pat.texts('wrong number, I never called any plumber')
    expect(await rows()).toEqual([{ channel: 'sms', topic: 'all', source: 'wrong_number' }])
    expect(await shop.tenant.query('select phone from customers')).toEqual([{ phone: null }])
    expect(await shop.tenant.query("select * from consents where basis = 'inbound_message'")).toEqual([])
    await expectSilence(pat, 1)
  })
})

describe('their own START', () => {
  test.each(WAYS.filter(([, source]) => ['words', 'email', 'hand', 'voicemail'].includes(source)))(
    'undoes what they said %s, and only that',
    async (_, _source, say) => {
      const pat = await missedCaller()
      const other = shop.customer()
      await other.texts('please stop texting me')
      await say(pat)
      await pat.texts('START')
      expect(await rows()).toEqual([{ channel: 'sms', topic: 'all', source: 'words' }])
      await pat.texts('how much is a drain clearing?')
      expect((await pat.received()).at(-1)).toContain('$117')
    },
  )
})

test('an address that does not work gets no more letters, and is nobody’s opt-out', async () => {
  const pat = await missedCaller()
  await shop.tenant.passMinutes(6)
  expect(await pat.mail()).toHaveLength(1)
  const entry = `select entry_id as id, provider_ref as ref from outbox where sequence_key like 'email:%'`
  const [sent] = await shop.tenant.query<{ id: string; ref: string }>(entry)
  await tellOfEmail(shop, 'email.bounced', sent?.ref ?? '', sent?.id ?? '')
  expect(await rows()).toEqual([{ channel: 'email', topic: 'all', source: 'bounce' }])
  expect(await shop.tenant.timeline()).not.toContain('customer_opted_out')
})

describe('an e-mail to us', () => {
  test('that quotes our own way to unsubscribe is no opt-out, and goes to the technician', async () => {
    const pat = await missedCaller()
    await writeEmail(shop, {
      from: `Pat <${email.toUpperCase()}>`,
      subject: 'Re: Your call',
      text: 'Yes, please come on Friday.\n\nOn Tue, Nov 24, 2026 at 9:00 AM Larkspur\n<hello@example.com> wrote:\n> Unsubscribe from these e-mails: https://example.com/u/1\n> stop',
    })
    expect(await rows()).toEqual([])
    expect((await shop.told()).at(-1)).toContain('come on Friday')
    await shop.tenant.passMinutes(10)
    expect(await pat.received()).toEqual([])
  })

  test('from a stranger about texts is suppressed there, and a person is asked whose number it is', async () => {
    shop = await openShop()
    await writeEmail(shop, { from: 'someone@example.com', html: '<p>Stop texting my phone!</p><style>p{}</style>' })
    expect(await rows()).toEqual([{ channel: 'email', topic: 'all', source: 'email' }])
    expect((await shop.told()).at(-1)).toContain('Stop texting my phone!')
  })

  test('for a business that nobody knows makes none, and asks for no words', async () => {
    shop = await openShop()
    const answer = await writeEmail(shop, { from: 'pat@example.com', text: 'stop' }, `ten_${'7'.repeat(24)}`)
    expect(answer.status).toBe(202)
  })

  test('whose words cannot be had yet is delivered again', async () => {
    shop = await openShop()
    await shop.control('/faults', { provider: 'resend', kind: 'status', status: 500, rate: 1, forMs: 60_000 })
    expect((await writeEmail(shop, { from: 'pat@example.com', text: 'stop' })).status).toBe(503)
    expect(await rows()).toEqual([])
  })
})
