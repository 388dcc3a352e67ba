import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../tenants/base/clock.ts'
import { DAILY_AFTER_MIDNIGHT_MS, DAILY_SPREAD_MS } from '../../tenants/base/limits.ts'
import { dump } from '../support/erasure.ts'
import { newPhone, NOON, openShop, type Shop } from '../support/open-shop.ts'

type Last = { at: number; code: string | null; isTexting: boolean; tookMs: number } | null

const check = async (shop: Shop) => (await shop.api<{ last: Last }>('GET', `/tenants/${shop.id}/canary`)).last

/** Past midnight, and until the check that follows the chores has said how it went. */
async function sleepsOver(shop: Shop): Promise<Last> {
  const before = await check(shop)
  // Each business has its own moment within this, after the next local midnight; stories begin at noon.
  const untilChores = 12 * HOUR_MS + DAILY_AFTER_MIDNIGHT_MS + DAILY_SPREAD_MS
  const sinceNoon = shop.watch.now - NOON
  const days = Math.floor((sinceNoon - untilChores) / DAY_MS) + 1
  await shop.tenant.passTime(untilChores + Math.max(0, days) * DAY_MS - sinceNoon)
  const giveUpAt = Date.now() + 10_000
  for (;;) {
    const last = await check(shop)
    if ((last !== null && last.at !== before?.at) || Date.now() > giveUpAt) return last
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** The object signs with another key than the front door checks with, as after a key was changed in one place only. */
const changeKey = (shop: Shop, token: string | null) =>
  runInDurableObject(shop.tenant.stub(), (object) => {
    const held = object as unknown as { env: Record<string, unknown>; kept?: Record<string, unknown> }
    const genuine = held.kept ?? held.env
    const env = token === null ? genuine : { ...genuine, TWILIO_AUTH_TOKEN: token }
    Object.defineProperty(object, 'kept', { value: genuine, configurable: true })
    Object.defineProperty(object, 'env', { value: env, configurable: true, writable: true })
  })

const rows = async (shop: Shop) => {
  // Every night GoHighLevel is compared with as well.
  const orders = `outbox where payload ->> 'type' <> 'compare_crm'`
  // The agents look at the business the same night.
  const timers = `timers where journey_id <> 'agents'`
  const names = ['customers', 'call_logs', 'messages', 'leads', 'journeys', timers, orders, 'consents', 'timeline']
  const counts = names.map(
    async (name) => (await shop.tenant.query<{ n: number }>(`select count(*) as n from ${name}`))[0]?.n,
  )
  return Promise.all(counts)
}

describe('the nightly check', () => {
  test('calls through the front door, finds a text that would leave, and leaves no trace', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passDays(5)
    expect(await shop.tenant.list('customers')).toHaveLength(1)
    const before = await rows(shop)
    const sent = (await shop.control<unknown[]>(`/messages?from=${encodeURIComponent(shop.smsNumber)}`)).length
    const last = await sleepsOver(shop)
    expect(last).toMatchObject({ code: null, isTexting: true })
    expect(await rows(shop)).toEqual(before)
    expect(await shop.control<unknown[]>(`/messages?from=${encodeURIComponent(shop.smsNumber)}`)).toHaveLength(sent)
    // The last number of the shop's own exchange that is not the shop's.
    const caller = shop.smsNumber.slice(-10, -2) + (shop.smsNumber.endsWith('99') ? '98' : '99')
    expect(await dump(shop)).not.toContain(caller)
    const contacts = await shop.control<unknown[]>(`/ghl/contacts?locationId=${shop.ghlLocationId}`)
    expect(JSON.stringify(contacts)).not.toContain(caller)
    const numbers = await shop.api<{ total: { missed: number } }>('GET', `/tenants/${shop.id}/numbers?days=7`)
    expect(numbers.total.missed).toBe(1)
  })

  test.each(['spoken_notice', 'implied_single', 'press_1', 'spoken_yes'])(
    'goes through with a business that texts by %s',
    async (consentMode) => {
      const shop = await openShop({ consentMode })
      expect(await sleepsOver(shop)).toMatchObject({ code: null, isTexting: true })
    },
  )

  test('tells once of a front door that refuses, keeps it in sight, and lets it go when it is mended', async () => {
    const shop = await openShop()
    expect(await sleepsOver(shop)).toMatchObject({ code: null })
    await changeKey(shop, 'a-token-of-yesterday')
    expect(await sleepsOver(shop)).toMatchObject({ code: 'signature_refused' })
    await shop.tenant.settle()
    expect(await shop.told()).toHaveLength(1)
    expect((await shop.told())[0]).toContain('our front door refused the call')
    expect(await sleepsOver(shop)).toMatchObject({ code: 'signature_refused' })
    await shop.tenant.settle()
    expect(await shop.told()).toHaveLength(1)
    const board = () => shop.api<{ attention: { kind: string }[] }>('GET', `/tenants/${shop.id}/board`)
    expect((await board()).attention.map(({ kind }) => kind)).toContain('canary')
    await changeKey(shop, null)
    expect(await sleepsOver(shop)).toMatchObject({ code: null })
    expect((await board()).attention.map(({ kind }) => kind)).not.toContain('canary')
  })

  test('is made at once for whoever asks, again and again, and lets go of a card as soon as it is mended', async () => {
    const shop = await openShop()
    const now = () => shop.api<{ last: Last }>('POST', `/tenants/${shop.id}/canary/check`)
    const shown = async () =>
      (await shop.api<{ attention: { kind: string }[] }>('GET', `/tenants/${shop.id}/board`)).attention
    expect((await now()).last).toMatchObject({ code: null, isTexting: true })
    await changeKey(shop, 'a-token-of-yesterday')
    const [first, second] = await Promise.all([now(), now()])
    expect([first.last?.code, second.last?.code]).toEqual(['signature_refused', 'signature_refused'])
    expect((await shown()).map(({ kind }) => kind)).toContain('canary')
    await changeKey(shop, null)
    expect((await now()).last).toMatchObject({ code: null })
    expect((await shown()).map(({ kind }) => kind)).not.toContain('canary')
    expect(await shop.tenant.list('customers')).toEqual([])
  })

  test('finds a number that the front door does not know', async () => {
    const shop = await openShop()
    await runInDurableObject(shop.tenant.stub(), (_, state) => {
      const profile = `update settings set value = json_set(value, '$.smsNumber', '${newPhone()}') where name = 'profile'`
      state.storage.sql.exec(profile)
    })
    await shop.tenant.evict()
    expect(await sleepsOver(shop)).toMatchObject({ code: 'number_unknown' })
  })

  test('is content where the business cannot text yet, and says so', async () => {
    const shop = await openShop({ a2p: 'campaign_pending' })
    expect(await sleepsOver(shop)).toMatchObject({ code: null, isTexting: false })
    const mail = await shop.control<unknown[]>(`/emails?to=${encodeURIComponent(shop.email)}`)
    expect(mail).toEqual([])
  })
})
