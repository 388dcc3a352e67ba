import { afterEach, describe, expect, test } from 'vitest'
import { newPhone, openShop, type Shop } from '../support/open-shop.ts'

/** Faults are the sandbox's for everybody, so each story ends its own. */
let shop: Shop
afterEach(() => shop.control('/faults', undefined, 'DELETE'))

function fault(provider: string, kind: string, more: Record<string, unknown> = {}): Promise<unknown> {
  return shop.control('/faults', { provider, kind, rate: 1, forMs: 60_000, ...more })
}

describe('a provider in trouble', () => {
  test.each(['twilio', 'resend'])(
    'does not have a technician who wants texts and e-mails told twice by either: %s',
    async (provider) => {
      shop = await openShop({ primaryPhone: newPhone(), policy: { notifyBy: ['sms', 'email'] } })
      const pat = shop.customer()
      await fault(provider, 'status', { status: 429, forMs: 600_000 })
      await pat.callsAndHangsUp({ from: '+266696687' })
      await shop.tenant.passSeconds(1)
      await shop.control('/faults', undefined, 'DELETE')
      await shop.tenant.passMinutes(10)
      expect(await shop.told()).toHaveLength(1)
      const mails = await shop.control<unknown[]>(`/emails?to=${encodeURIComponent(shop.email)}`)
      expect(mails).toHaveLength(1)
    },
  )

  test.each([
    ['answers 429', { kind: 'status', status: 429 }],
    ['answers 500', { kind: 'status', status: 500 }],
    ['breaks the connection', { kind: 'reset' }],
  ])('when Twilio %s the customer gets the text exactly once', async (_, { kind, ...more }) => {
    shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await fault('twilio', kind, { ...more, path: 'Messages' })
    await shop.tenant.passSeconds(21)
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(4)
    expect(await pat.received()).toHaveLength(1)
  })

  // The provider's clock and ours are compared here, so these two run in real time.
  test.each([
    ['accepts and answers HTML', 'malformed', 4],
    ['acts and does not answer', 'act_then_timeout', 16],
  ])('when Twilio %s the text is found, and not sent again', { timeout: 60_000 }, async (_, kind, patienceS) => {
    shop = await openShop({ policy: { textAfterMs: 0 } }, { realTime: true })
    const pat = shop.customer()
    await fault('twilio', kind)
    await pat.callsAndHangsUp()
    await until(
      async () => (await shop.tenant.query("select 1 from outbox where status = 'in_doubt'")).length > 0,
      patienceS,
    )
    await shop.control('/faults', undefined, 'DELETE')
    await until(
      async () => (await shop.tenant.query("select 1 from outbox where status = 'sent'")).length > 0,
      patienceS,
    )
    expect(await pat.received()).toHaveLength(1)
    expect((await shop.tenant.list<{ status: string }>('messages'))[0]?.status).toBe('sent')
  })

  test(
    'when Twilio refuses our credentials the text stands in dead letters, and the technician hears by e-mail',
    { timeout: 60_000 },
    async () => {
      shop = await openShop()
      const pat = shop.customer()
      await pat.callsAndHangsUp()
      await fault('twilio', 'status', { status: 401, forMs: 600_000 })
      await shop.tenant.passHours(3)
      expect(await pat.received()).toEqual([])
      expect(await shop.tenant.timeline()).toContain('entry_dead')
      const mail = await shop.control<unknown[]>(`/emails?to=${encodeURIComponent(shop.email)}`)
      expect(mail.length).toBeGreaterThan(0)
    },
  )

  test('when GoHighLevel is down the customer is texted all the same, and the lead follows', async () => {
    shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await fault('ghl', 'status', { status: 500 })
    await pat.texts('please come tomorrow at 10am')
    expect(await pat.received()).toHaveLength(2)
    expect(await shop.told()).toHaveLength(1)
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(10)
    expect(await shop.control<unknown[]>(`/ghl/opportunities?locationId=${shop.ghlLocationId}`)).toHaveLength(1)
  })

  test('when Resend fails for a while the e-mail goes out once', async () => {
    shop = await openShop()
    const pat = shop.customer(undefined, 'Pat Rivers', `pat-${crypto.randomUUID()}@example.com`)
    await pat.callsTracked()
    await shop.tenant.passSeconds(20)
    await fault('resend', 'malformed')
    await shop.tenant.passMinutes(5.1)
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(5)
    expect(await pat.mail()).toHaveLength(1)
  })
})

describe('a webhook', () => {
  test('that comes five times counts once', async () => {
    shop = await openShop()
    const pat = shop.customer()
    const callSid = `CA${'5'.repeat(32)}`
    for (let times = 0; times < 5; times += 1) expect((await pat.callsAndHangsUp({ callSid })).status).toBe(200)
    await shop.tenant.passMinutes(1)
    expect(await shop.tenant.list('calls')).toHaveLength(1)
    expect(await pat.received()).toHaveLength(1)
    expect((await shop.tenant.timeline()).filter((type) => type === 'call_repeated')).toEqual([])
  })

  test('of a delivery that overtakes an earlier one leaves the message delivered', async () => {
    shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    const [message] = await pat.messages()
    const params = { MessageSid: message?.sid ?? '', AccountSid: 'AC1', To: pat.phone, From: shop.smsNumber }
    for (const MessageStatus of ['delivered', 'sent', 'queued']) {
      await shop.twilio(`/status?tenant=${shop.id}`, { ...params, MessageStatus, SmsStatus: MessageStatus })
    }
    expect((await shop.tenant.list<{ status: string }>('messages'))[0]?.status).toBe('delivered')
  })
})

async function until(isSo: () => Promise<boolean>, patienceS: number): Promise<void> {
  const giveUpAt = Date.now() + patienceS * 1_000
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error('It did not come to pass.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
