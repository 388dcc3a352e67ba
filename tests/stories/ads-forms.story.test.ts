import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { startReading } from '../../tenants/ads/start-reading.ts'
import { ADS_FORMS_AT_ONCE_MAX } from '../../tenants/base/ads-limits.ts'
import { HOUR_MS, MINUTE_MS } from '../../tenants/base/clock.ts'
import { readLocalTime } from '../../tenants/base/local-time.ts'
import { loadAdsReadAt } from '../../tenants/storage/ads-reading.ts'
import { adsOf, connectAds, newAdvertiser } from '../support/ads.ts'
import { inside } from '../support/inside.ts'
import { googlePosts, newGoogleKey } from '../support/lead.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

const ZONE = 'America/Chicago'

type Form = { phone?: string; name?: string; email?: string; words?: string; leadId?: string; gclid?: string }
type Advertising = { shop: Shop; key: string; customerId: string }

/** A business whose forms are for us to answer, and whose account is connected. */
async function openAdvertiser(over: Record<string, unknown> = {}): Promise<Advertising> {
  const shop = await openShop({ timeZone: ZONE })
  const key = await newGoogleKey(shop)
  const { customerId, login } = await newAdvertiser(shop, { days: 1, timeZone: ZONE, ...over })
  expect(await connectAds(shop, { login })).toBe('connected')
  await shop.tenant.settle()
  return { shop, key, customerId }
}

/** Somebody fills in the form below the advertisement, and what Google posts of it never arrives. */
async function fillUnheard({ shop, customerId }: Advertising, form: Form, agoMs = 0): Promise<string> {
  const submittedAt = new Date(shop.watch.now - agoMs).toISOString()
  const order = { customerId, isLost: true, gclid: `click-${crypto.randomUUID()}`, submittedAt, ...form }
  return (await shop.control<{ leadId: string }>('/google-ads/lead', order)).leadId
}

/** The round of a night, at whatever hour the story has. */
async function read({ shop }: Advertising): Promise<void> {
  shop.watch.now += MINUTE_MS
  await inside(shop, (context) => startReading(context, shop.watch.now))
  await runInDurableObject(shop.tenant.stub(), (tenant) => tenant.alarm())
  await shop.tenant.settle()
  expect(await inside(shop, ({ db }) => loadAdsReadAt(db))).toBe(shop.watch.now)
}

const hourIn = (shop: Shop) => Math.floor(readLocalTime(ZONE, shop.watch.now).timeMs / HOUR_MS)

const leadsOf = (shop: Shop) =>
  shop.tenant.query<{ source: string; attribution: string }>('select source, attribution from leads order by lead_id')
const found = async (shop: Shop) => {
  const query = `select fact ->> 'forms' as forms from timeline where fact ->> 'type' = 'forms_found' order by seq`
  return (await shop.tenant.query<{ forms: number }>(query)).map(({ forms }) => forms)
}

describe('a form of which Google’s message was lost', () => {
  test('is found in the account and answered like any other, once', async () => {
    const own = await openAdvertiser()
    const { shop, key } = own
    const pat = shop.customer()
    const words = 'How much is a water heater repair?'
    const leadId = await fillUnheard(own, { phone: pat.phone, name: 'Pat Rivers', words, gclid: 'click-1' })
    await read(own)
    const texts = await pat.received()
    expect(texts).toHaveLength(1)
    expect(texts[0]).toMatch(/\$179/)
    expect(texts[0]).toMatch(/reply stop/i)
    const [lead] = await leadsOf(shop)
    expect(lead?.source).toBe('google_ads')
    expect(JSON.parse(lead?.attribution ?? '{}')).toEqual({
      ...{ campaign: expect.stringMatching(/^\d+$/), adGroup: expect.stringMatching(/^\d+$/) },
      ...{ form: '40000000000', clickId: 'click-1', by: 'form' },
    })
    const [message] = await shop.tenant.list<{ body: string; direction: string }>('messages').then((all) => {
      return all.filter(({ direction }) => direction === 'inbound')
    })
    expect(message?.body).toBe(`What do you need done?: ${words}`)
    expect(await found(shop)).toEqual([1])
    // The message comes after all, and the next night finds the same.
    const columns = { PHONE_NUMBER: pat.phone, 'What do you need done?': words }
    expect((await googlePosts(shop, key, columns, { lead_id: leadId })).status).toBe(200)
    await read(own)
    await shop.tenant.passDays(1)
    expect(await found(shop)).toEqual([1])
    expect(await leadsOf(shop)).toHaveLength(1)
    const received = `select 1 from timeline where fact ->> 'type' = 'lead_received'`
    expect(await shop.tenant.query(received)).toHaveLength(1)
  })

  test('is the only one to come in where the others were told', async () => {
    const own = await openAdvertiser()
    const { shop, key } = own
    const [pat, sam] = [shop.customer(), shop.customer()]
    const leadId = await fillUnheard(own, { phone: pat.phone })
    await googlePosts(shop, key, { PHONE_NUMBER: pat.phone }, { lead_id: leadId })
    await fillUnheard(own, { phone: sam.phone })
    await read(own)
    expect([await pat.received(), await sam.received()].map((texts) => texts.length)).toEqual([1, 1])
    expect(await found(shop)).toEqual([1])
    expect(await leadsOf(shop)).toHaveLength(2)
  })

  test('is not taken for another one where the account names it in another way', async () => {
    const own = await openAdvertiser()
    const { shop, key } = own
    const pat = shop.customer()
    await fillUnheard(own, { phone: pat.phone, leadId: 'by-another-name' })
    shop.watch.now += 5_000
    await googlePosts(shop, key, { PHONE_NUMBER: pat.phone }, { lead_id: 'as-it-was-told' })
    await read(own)
    await read(own)
    expect(await pat.received()).toHaveLength(1)
    expect(await found(shop)).toEqual([])
    const received = `select 1 from timeline where fact ->> 'type' = 'lead_received'`
    expect(await shop.tenant.query(received)).toHaveLength(1)
    // What they filled in an hour later is another form, and is told like any repeat.
    shop.watch.now += HOUR_MS
    await fillUnheard(own, { phone: pat.phone, words: 'And the sink leaks.' })
    await read(own)
    expect(await found(shop)).toEqual([1])
    expect(await shop.tenant.query(received)).toHaveLength(2)
    expect(await pat.received()).toHaveLength(1)
  })

  test('and that is too old by then is told to the technician, and texted to nobody', async () => {
    const own = await openAdvertiser()
    const { shop } = own
    const pat = shop.customer()
    shop.watch.now += 5 * HOUR_MS
    await fillUnheard(own, { phone: pat.phone, name: 'Pat Rivers' }, 3 * HOUR_MS)
    await read(own)
    await shop.tenant.passDays(1)
    expect(await pat.received()).toEqual([])
    expect((await shop.told()).filter((text) => text.includes('it would have come too late'))).toHaveLength(1)
    expect(await leadsOf(shop)).toHaveLength(1)
  })

  test('is found by the chores of the night, when nobody is texted, nor woken for it', async () => {
    const own = await openAdvertiser()
    const { shop } = own
    const pat = shop.customer()
    await fillUnheard(own, { phone: pat.phone, name: 'Pat Rivers' })
    await shop.tenant.passHours(14)
    expect(hourIn(shop)).toBe(2)
    expect(await found(shop)).toEqual([1])
    const late = async () => (await shop.told()).filter((text) => text.includes('it would have come too late'))
    expect((await shop.told()).join()).not.toMatch(/Pat Rivers/)
    // What happens now is told now, of the same person as of anybody else.
    await pat.texts('Can you come on Friday?')
    await shop.tenant.passMinutes(2)
    expect((await shop.told()).join('\n')).toMatch(/Pat Rivers/)
    await shop.tenant.passHours(5.5)
    expect(await late()).toEqual([])
    await shop.tenant.passHours(0.5)
    expect(hourIn(shop)).toBe(8)
    expect(await late()).toHaveLength(1)
  })

  test('is told with all others in the morning, and keeps nobody who calls at night from being told of', async () => {
    const own = await openAdvertiser()
    const { shop } = own
    shop.watch.now += 13 * HOUR_MS
    for (let place = 0; place < 14; place += 1) {
      await fillUnheard(own, { phone: shop.customer().phone }, 5 * HOUR_MS + place * MINUTE_MS)
    }
    const before = (await shop.told()).length
    await read(own)
    expect(await found(shop)).toEqual([14])
    expect(await shop.told()).toHaveLength(before)
    await shop.customer().texts('There is a gas smell in my basement')
    await shop.tenant.passMinutes(2)
    expect((await shop.told()).join('\n')).toMatch(/gas/i)
    await shop.tenant.passHours(8)
    const told = await shop.told()
    expect(told.filter((text) => text.includes('it would have come too late'))).toHaveLength(10)
    expect(told.filter((text) => text.includes('4 '))).toHaveLength(1)
  })

  test('comes in with all others, however many there are', async () => {
    const own = await openAdvertiser()
    const { shop } = own
    shop.watch.now += 5 * HOUR_MS
    const count = ADS_FORMS_AT_ONCE_MAX + 7
    for (let place = 0; place < count; place += 1) {
      await fillUnheard(own, { phone: shop.customer().phone }, 3 * HOUR_MS + place * MINUTE_MS)
    }
    await read(own)
    expect(await leadsOf(shop)).toHaveLength(count)
    expect(await found(shop)).toEqual([ADS_FORMS_AT_ONCE_MAX, 7])
  })
})

describe('forms that are not for us', () => {
  test('stay where they are: of before there was a key, of trials, and once the key is revoked', async () => {
    const own = await openAdvertiser()
    const { shop } = own
    await fillUnheard(own, { phone: shop.customer().phone }, HOUR_MS)
    await fillUnheard(own, { phone: shop.customer().phone, leadId: 'TeSter-123-ABC' })
    await read(own)
    expect(await leadsOf(shop)).toEqual([])
    // Another key is no break: what was posted with the last one is lost like anything else.
    shop.watch.now += MINUTE_MS
    const pat = shop.customer()
    await fillUnheard(own, { phone: pat.phone })
    shop.watch.now += MINUTE_MS
    await newGoogleKey(shop)
    await read(own)
    expect(await pat.received()).toHaveLength(1)
    await fillUnheard(own, { phone: shop.customer().phone })
    await shop.api('DELETE', `/tenants/${shop.id}/web-leads/google-key`)
    await read(own)
    expect(await leadsOf(shop)).toHaveLength(1)
  })

  test('and that may not be seen keep nothing else from being read, that night and the next', async () => {
    const own = await openAdvertiser({ deniesForms: true })
    const { shop } = own
    await fillUnheard(own, { phone: shop.customer().phone })
    await read(own)
    const campaigns = 'select count(*) as count from campaigns'
    const [counted] = await shop.tenant.query<{ count: number }>(campaigns)
    expect(counted?.count).toBeGreaterThan(0)
    await shop.tenant.passDays(2)
    expect(await adsOf(shop)).toMatchObject({ standing: 'connected', loss: null })
    const failed = `select 1 from outbox where lane = 'google_ads' and status <> 'sent'`
    expect(await shop.tenant.query(failed)).toEqual([])
    expect(await leadsOf(shop)).toEqual([])
  })
})
