import { afterEach, describe, expect, test } from 'vitest'
import { openBrowser, type Browser, type KeptPush } from '../support/browser.ts'
import { newPhone, openShop, type Shop } from '../support/open-shop.ts'

const ADMIN = 'admin@example.com'

/** Faults are the sandbox's for everybody, so each story ends its own. */
let shop: Shop
afterEach(() => shop.control('/faults', undefined, 'DELETE'))

/** A shop whose technician is told in these ways. Push services compare our clock with theirs, so it shows today. */
async function openTold(notifyBy: string[], browsers = 1): Promise<Browser[]> {
  // A number that can be texted, whichever the others are.
  shop = await openShop({ policy: { notifyBy }, primaryPhone: newPhone() })
  shop.watch.now = Date.now()
  const opened: Browser[] = []
  for (let count = 0; count < browsers; count += 1) opened.push(await subscribed())
  return opened
}

async function subscribed(): Promise<Browser> {
  const browser = await openBrowser(shop.settings['PUSH_SANDBOX_URL'] ?? '')
  await shop.api('POST', `/tenants/${shop.id}/push`, browser.subscription)
  return browser
}

function arrivedAt({ endpoint }: Browser): Promise<KeptPush[]> {
  return shop.control<KeptPush[]>(`/pushes?endpoint=${encodeURIComponent(endpoint)}`)
}

const subscriptions = async () => (await shop.tenant.query('select endpoint from push_subscriptions')).length

const fault = (status: number, more: Record<string, unknown> = {}) =>
  shop.control('/faults', { provider: 'web_push', kind: 'status', status, rate: 1, forMs: 600_000, ...more })

describe('a technician who is told by push', () => {
  test('reads of a missed caller who stays silent, encrypted for their browser', async () => {
    const [phone] = (await openTold(['push'])) as [Browser]
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passMinutes(6)
    const [push, ...others] = await arrivedAt(phone)
    expect(others).toEqual([])
    const [customer] = await shop.tenant.list<{ id: string }>('customers')
    expect(push).toMatchObject({ urgency: 'normal', topic: customer?.id })
    expect(push?.ttlS).toBeGreaterThan(3_600)
    const note = push && (await phone.read(push))
    expect(note?.title).toMatch(/^No reply yet/)
    expect(note?.body).toContain(pat.phone.slice(-4))
    expect(note?.url).toBe(`${shop.settings['APP_URL']}/app/${shop.id}/c/${customer?.id}`)
    expect(note?.tag).toBe(customer?.id)
    expect(await shop.told()).toEqual([])
  })

  test('and by text gets both, the wish for a visit with urgency', async () => {
    const [phone] = (await openTold(['sms', 'push'])) as [Browser]
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await pat.texts('can someone come tomorrow at 9am please')
    const [push] = await arrivedAt(phone)
    expect(push?.urgency).toBe('high')
    expect(push && (await phone.read(push)).title).toMatch(/^Visit wanted/)
    expect(await shop.told()).toHaveLength(1)
  })

  test('hears on both of two phones, and on the one that is left', async () => {
    const [phone, tablet] = (await openTold(['push'], 2)) as [Browser, Browser]
    await shop.customer().callsAndHangsUp({ from: '+266696687' })
    expect([(await arrivedAt(phone)).length, (await arrivedAt(tablet)).length]).toEqual([1, 1])
    await shop.control('/pushes/gone', { endpoint: tablet.endpoint })
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passMinutes(6)
    expect(await arrivedAt(phone)).toHaveLength(2)
    expect(await subscriptions()).toBe(1)
    expect(await shop.told()).toEqual([])
  })

  test('though no browser has subscribed gets a text', async () => {
    await openTold(['push'], 0)
    await shop.customer().callsAndHangsUp({ from: '+266696687' })
    expect(await shop.told()).toHaveLength(1)
  })
})

describe('a browser that gave its subscription up', () => {
  test('is forgotten at the first 410, and a text takes the place of the push', async () => {
    const [phone] = (await openTold(['push'])) as [Browser]
    await shop.control('/pushes/gone', { endpoint: phone.endpoint })
    await shop.customer().callsAndHangsUp({ from: '+266696687' })
    await shop.tenant.settle()
    expect(await subscriptions()).toBe(0)
    expect(await shop.told()).toHaveLength(1)
    await shop.customer().callsAndHangsUp({ from: '+266696687' })
    await shop.tenant.settle()
    expect(await shop.told()).toHaveLength(2)
  })
})

describe('a push service in trouble', () => {
  test('that is down for all keeps nothing from the technician: one text, whatever comes later', async () => {
    const [phone] = (await openTold(['push'], 2)) as [Browser, Browser]
    await fault(503)
    await shop.customer().callsAndHangsUp({ from: '+266696687' })
    await shop.tenant.passMinutes(2)
    expect(await shop.told()).toHaveLength(1)
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(30)
    expect(await shop.told()).toHaveLength(1)
    expect(await arrivedAt(phone)).toHaveLength(1)
    expect(await subscriptions()).toBe(2)
  })

  test('and a number that may not text leave the e-mail', async () => {
    shop = await openShop({ policy: { notifyBy: ['push'] }, a2p: 'campaign_pending' })
    shop.watch.now = Date.now()
    await subscribed()
    await fault(500)
    await shop.customer().callsAndHangsUp({ from: '+266696687' })
    await shop.tenant.passMinutes(1)
    const mail = await shop.control<unknown[]>(`/emails?to=${encodeURIComponent(shop.email)}`)
    expect(mail).toHaveLength(1)
  })

  test('that asks for patience gets it, and the push arrives after', async () => {
    const [phone] = (await openTold(['sms', 'push'])) as [Browser]
    await fault(429)
    await shop.customer().callsAndHangsUp({ from: '+266696687' })
    await shop.tenant.passSeconds(59)
    await shop.control('/faults', undefined, 'DELETE')
    expect(await arrivedAt(phone)).toEqual([])
    await shop.tenant.passSeconds(2)
    expect(await arrivedAt(phone)).toHaveLength(1)
    expect(await shop.told()).toHaveLength(1)
  })

  test('leaves no dead letter for anybody to try again', async () => {
    const [phone] = (await openTold(['sms', 'push'])) as [Browser]
    await fault(413)
    await shop.customer().callsAndHangsUp({ from: '+266696687' })
    await shop.tenant.passMinutes(1)
    expect(await arrivedAt(phone)).toEqual([])
    expect(await shop.tenant.timeline()).not.toContain('entry_dead')
    expect(await shop.tenant.query("select 1 from outbox where status = 'dead'")).toEqual([])
  })
})

describe('a person', () => {
  test('tries whether it works, and hears why not', async () => {
    const [phone] = (await openTold(['push'])) as [Browser]
    const tried = () => shop.tenant.stub().testPush(ADMIN)
    expect(await tried()).toEqual({ ok: true, value: null })
    const [push] = await arrivedAt(phone)
    expect(push && (await phone.read(push)).title).toBe(shop.businessName)
    await fault(500)
    expect(await tried()).toMatchObject({ ok: false, error: { code: 'test_refused' } })
    await shop.control('/faults', undefined, 'DELETE')
    await shop.control('/pushes/gone', { endpoint: phone.endpoint })
    expect(await tried()).toMatchObject({ error: { detail: expect.stringContaining('Switch it on again') } })
    expect(await subscriptions()).toBe(0)
    expect(await tried()).toMatchObject({ error: { detail: expect.stringContaining('None of your browsers') } })
  })

  test('takes only their own browser off, and has five at most', async () => {
    const [phone] = (await openTold(['push'])) as [Browser]
    await shop.tenant.stub().dropSubscription(phone.endpoint, 'viewer@example.com')
    expect(await subscriptions()).toBe(1)
    const pushUrl = shop.settings['PUSH_SANDBOX_URL'] ?? ''
    for (let count = 0; count < 6; count += 1) {
      shop.watch.now += 1
      const { subscription } = await openBrowser(pushUrl)
      await shop.tenant.stub().subscribe(subscription, 'viewer@example.com')
    }
    expect(await subscriptions()).toBe(6)
    await shop.api('DELETE', `/tenants/${shop.id}/push`, { endpoint: phone.endpoint })
    expect(await subscriptions()).toBe(5)
  })

  test.each([
    ['an address of a private network', { endpoint: 'https://192.168.0.1/push/abc' }, 'endpoint'],
    ['an address without https', { endpoint: 'http://push.example.net/abc' }, 'endpoint'],
    ['our own address', { endpoint: 'https://127.0.0.1:9/hooks/ghl' }, 'endpoint'],
    ['keys that are none', { keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) } }, 'keys.p256dh'],
  ])('cannot have us write to %s', async (_, change, path) => {
    await openTold(['push'], 0)
    const { subscription } = await openBrowser(shop.settings['PUSH_SANDBOX_URL'] ?? '')
    const kept = await shop.tenant.stub().subscribe({ ...subscription, ...change }, ADMIN)
    expect(kept).toMatchObject({ ok: false, error: { code: 'subscription_refused', issues: [{ path }] } })
    expect(await subscriptions()).toBe(0)
  })
})
