import { describe, expect, test } from 'vitest'
import type { AfterJobNumbers } from '../../tenants/contract/after-job.ts'
import type { JobView } from '../../tenants/contract/jobs.ts'
import { finishJob, openAfterShop, outcomesOf, REVIEW_URL, setAfterJob, signsForOffers } from '../support/after-shop.ts'
import { askFor, close, dump } from '../support/erasure.ts'
import type { Shop } from '../support/open-shop.ts'

const NO_PLANS = { amc: { isOn: false } }
const LINK = /https?:\/\/\S+(\/r\/\S+)/

const linkIn = (text: string | undefined) => LINK.exec(text ?? '')?.[1] ?? 'no link'
const visit = (shop: Shop, path: string, form: Record<string, string>) =>
  shop.send(path, {
    method: 'POST',
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })

describe('the customer of a completed job', () => {
  test('is asked once for a review, hours later, and what they do with the link is kept', async () => {
    const shop = await openAfterShop(NO_PLANS)
    const pat = shop.customer()
    const job = await finishJob(shop, pat)
    expect(job).toMatchObject({ service: 'Drain clearing', amountMinor: 25_000, review: 'planned' })
    expect(await pat.received()).toEqual([])
    expect((await shop.told()).filter((text) => text.includes('gave up'))).toEqual([])
    await shop.tenant.passHours(3)
    const [asked, ...more] = await pat.received()
    expect(more).toEqual([])
    expect(asked).toContain(shop.businessName)
    expect(asked).toMatch(/automated text.*STOP to opt out/)
    const page = await shop.send(linkIn(asked), { method: 'GET' })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain(`href="${linkIn(asked)}/go"`)
    // A preview of the link is no visit.
    expect(await outcomesOf(shop, 'review')).toEqual(['asked'])
    const onward = await shop.send(`${linkIn(asked)}/go`, { method: 'GET', redirect: 'manual' })
    expect([onward.status, onward.headers.get('location')]).toEqual([302, REVIEW_URL])
    expect(await outcomesOf(shop, 'review')).toEqual(['left'])
    await shop.tenant.passDays(60)
    expect(await pat.received()).toHaveLength(1)
    const { items } = await shop.api<{ items: JobView[] }>('GET', `/tenants/${shop.id}/jobs`)
    expect(items).toMatchObject([{ id: job.id, review: 'left', customerPhone: pat.phone }])
  })

  test('is not counted as asked while the request waits for a lawful hour', async () => {
    const shop = await openAfterShop({ ...NO_PLANS, review: { afterHours: 11 } })
    const pat = shop.customer()
    await finishJob(shop, pat)
    const counted = async () => {
      const { review } = await shop.api<AfterJobNumbers>('GET', `/tenants/${shop.id}/after-job/numbers`)
      const { items } = await shop.api<{ items: JobView[] }>('GET', `/tenants/${shop.id}/jobs`)
      return [review.asked, items[0]?.review]
    }
    await shop.tenant.passHours(12)
    expect(await shop.tenant.timeline()).toContain('text_held')
    expect([await counted(), await pat.received()]).toEqual([[0, 'planned'], []])
    await shop.tenant.passHours(12)
    expect(await counted()).toEqual([1, 'asked'])
    expect(await pat.received()).toHaveLength(1)
  })

  test('who does not answer is let go, and not asked again before the time is up', async () => {
    const shop = await openAfterShop({ ...NO_PLANS, review: { everyMonths: 2 } })
    const pat = shop.customer()
    await finishJob(shop, pat)
    await shop.tenant.passDays(40)
    expect(await outcomesOf(shop, 'review')).toEqual(['ignored'])
    await finishJob(shop, pat, { service: 'Water heater repair' })
    await shop.tenant.passDays(1)
    expect(await pat.received()).toHaveLength(1)
    expect(await shop.tenant.timeline()).toContain('review_not_asked')
    await shop.tenant.passDays(30)
    await finishJob(shop, pat)
    await shop.tenant.passDays(1)
    expect(await pat.received()).toHaveLength(2)
  })

  test('who is done with on a Saturday night hears of it on Monday morning', async () => {
    const shop = await openAfterShop(NO_PLANS)
    // From Tuesday noon to Saturday, 20:00 in Chicago.
    await shop.tenant.passHours(4 * 24 + 8)
    const pat = shop.customer()
    await finishJob(shop, pat)
    await shop.tenant.passHours(36)
    expect(await pat.received()).toEqual([])
    expect(await shop.tenant.timeline()).toContain('text_held')
    await shop.tenant.passHours(4)
    expect(await pat.received()).toHaveLength(1)
  })

  test('is told of by the technician twice, or by lead and by hand, and it is one job', async () => {
    const shop = await openAfterShop(NO_PLANS)
    const pat = shop.customer()
    const job = await finishJob(shop, pat)
    expect((await finishJob(shop, pat)).id).toBe(job.id)
    await shop.tenant.passHours(4)
    expect(await pat.received()).toHaveLength(1)
    expect(await shop.tenant.query('select job_id from jobs')).toHaveLength(1)
  })

  test('whose lead is moved to completed is asked as well; moved back in time, nobody is', async () => {
    const shop = await openAfterShop(NO_PLANS)
    const [pat, kim] = [shop.customer(), shop.customer()]
    for (const one of [pat, kim]) {
      await one.callsAndHangsUp()
      await shop.tenant.passSeconds(20)
      await one.texts('great can someone come tomorrow at 9am please')
    }
    await shop.tenant.passHours(1)
    const leads = await shop.tenant.list<{ id: string; phone: string }>('leads')
    for (const { id } of leads) {
      const done = { from: 'contacted', status: 'completed', revenueMinor: 30_000 }
      await shop.api('PATCH', `/tenants/${shop.id}/leads/${id}`, done)
    }
    const mistaken = leads.find(({ phone }) => phone === kim.phone)?.id
    await shop.api('PATCH', `/tenants/${shop.id}/leads/${mistaken}`, { from: 'completed', status: 'booked' })
    const before = [(await pat.received()).length, (await kim.received()).length]
    await shop.tenant.passHours(30)
    const since = [(await pat.received()).length, (await kim.received()).length].map((n, i) => n - (before[i] ?? 0))
    expect(since).toEqual([1, 0])
    expect(await outcomesOf(shop, 'review')).toEqual(['asked', 'withdrawn'])
    expect(await shop.tenant.query('select amount_minor from jobs')).toEqual([{ amount_minor: 30_000 }])
  })
})

describe('what somebody thinks of the visit', () => {
  test('changes nothing about who is asked and where the link leads', async () => {
    const shop = await openAfterShop(NO_PLANS)
    const words = ['You guys were awesome, great job!', 'Terrible service, you left a mess', 'ok']
    const people = []
    for (const said of words) {
      const person = shop.customer()
      await person.callsAndHangsUp()
      await shop.tenant.passSeconds(20)
      await person.texts(said)
      await shop.tenant.passMinutes(1)
      await finishJob(shop, person)
      people.push(person)
    }
    await shop.tenant.passHours(4)
    const asked = await Promise.all(people.map(async (person) => (await person.received()).at(-1)))
    const paths = asked.map(linkIn)
    expect(new Set(asked.map((text) => text?.replace(LINK, ''))).size).toBe(1)
    const onward = await Promise.all(
      paths.map((path) => shop.send(`${path}/go`, { method: 'GET', redirect: 'manual' })),
    )
    expect(onward.map((answer) => answer.headers.get('location'))).toEqual(words.map(() => REVIEW_URL))
  })

  test('is thanked for, or told to the technician, and once each', async () => {
    const shop = await openAfterShop(NO_PLANS)
    const [pat, kim] = [shop.customer(), shop.customer()]
    for (const one of [pat, kim]) await finishJob(shop, one)
    await shop.tenant.passHours(3)
    await pat.texts('Great job, he was very professional')
    await kim.texts('Not happy, the drain is still leaking')
    await shop.tenant.passMinutes(1)
    expect((await pat.received()).at(-1)).toMatch(/Thank you for your kind words/)
    expect((await kim.received()).at(-1)).toMatch(/sorry to hear that/)
    expect((await shop.told()).filter((text) => text.includes('is not happy'))).toHaveLength(1)
    await pat.texts('left you a 5 star review')
    expect(await outcomesOf(shop, 'review')).toEqual(['asked', 'left'])
    expect(await shop.tenant.timeline()).toEqual(expect.arrayContaining(['visit_praised', 'visit_complained_of']))
  })

  test.each(['Y', 'sounds good', 'sure, will do', 'no'])(
    'that is "%s" is heard, and nothing is offered for it',
    async (words) => {
      const shop = await openAfterShop(NO_PLANS)
      const pat = shop.customer()
      await finishJob(shop, pat)
      await shop.tenant.passHours(3)
      await pat.texts(words)
      await shop.tenant.passMinutes(5)
      expect(await pat.received()).toHaveLength(1)
      expect(await outcomesOf(shop, 'review')).toEqual(['asked'])
      expect(await outcomesOf(shop, 'booking')).toEqual([])
    },
  )

  test.each([
    ['es-MX,es;q=0.9', 'lang="es"'],
    ['en-US', 'lang="en"'],
  ])('finds a link that leads nowhere told of in the language of the reader (%s)', async (accepted, lang) => {
    const shop = await openAfterShop(NO_PLANS)
    const path = `/r/${shop.id.replace('ten_', '')}.nothing-here`
    const page = await shop.send(path, { method: 'GET', headers: { 'accept-language': accepted } })
    expect([page.status, (await page.text()).includes(lang)]).toEqual([404, true])
  })

  test('may be written to the business alone, by everybody, and reaches the technician', async () => {
    const shop = await openAfterShop(NO_PLANS)
    const pat = shop.customer()
    await finishJob(shop, pat)
    await shop.tenant.passHours(3)
    const path = linkIn((await pat.received())[0])
    const form = { visit: 'feedback', words: 'The hallway is wet. My card is 4111 1111 1111 1111.' }
    expect((await visit(shop, path, form)).status).toBe(200)
    await shop.tenant.settle()
    expect((await shop.told()).at(-1)).toMatch(/wrote to you about your visit.*hallway is wet/)
    expect(JSON.stringify(await shop.tenant.query('select body from messages'))).not.toContain('4111 1111')
    expect((await visit(shop, path, { visit: 'praise' })).status).toBe(400)
    expect((await visit(shop, path.replace(/\w{8}$/, 'aaaaaaaa'), form)).status).toBe(404)
  })
})

describe('whoever wants no offers', () => {
  test('is asked for no review, and a visit of theirs is served on', async () => {
    const shop = await openAfterShop(NO_PLANS, { policy: { revocationScope: 'topic' } })
    const pat = shop.customer()
    await finishJob(shop, pat)
    await pat.texts('please stop sending me offers')
    await shop.tenant.passDays(1)
    expect(await outcomesOf(shop, 'review')).toEqual(['opted_out'])
    expect((await pat.received()).filter((text) => LINK.test(text))).toEqual([])
    await pat.texts('how much is a clogged drain?')
    await shop.tenant.passMinutes(1)
    expect((await pat.received()).at(-1)).toMatch(/\$117/)
  })

  test('and says STOP while the text is held gets none', async () => {
    const shop = await openAfterShop(NO_PLANS)
    await shop.tenant.passHours(10)
    const pat = shop.customer()
    await finishJob(shop, pat)
    await shop.tenant.passHours(4)
    expect(await shop.tenant.query("select status from outbox where lane = 'twilio' and status = 'held'")).toHaveLength(
      1,
    )
    await pat.texts('STOP')
    await shop.tenant.passDays(3)
    expect((await pat.received()).filter((text) => LINK.test(text))).toEqual([])
    expect(await outcomesOf(shop, 'review')).toEqual(['opted_out'])
  })
})

describe('in the middle of it', () => {
  test('a person takes the conversation over: the request waits until they are done', async () => {
    const shop = await openAfterShop(NO_PLANS)
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    const { customerId } = await finishJob(shop, pat)
    await shop.api('POST', `/tenants/${shop.id}/conversations/${customerId}/takeover`)
    await shop.tenant.passHours(20)
    expect((await pat.received()).filter((text) => LINK.test(text))).toEqual([])
    await shop.api('POST', `/tenants/${shop.id}/conversations/${customerId}/handback`)
    await shop.tenant.passHours(30)
    expect((await pat.received()).filter((text) => LINK.test(text))).toHaveLength(1)
  })

  test('the object leaves memory, and the request goes out all the same, once', async () => {
    const shop = await openAfterShop(NO_PLANS)
    const pat = shop.customer()
    await finishJob(shop, pat)
    await shop.tenant.passHours(1)
    await shop.tenant.evict()
    await shop.tenant.passHours(3)
    await shop.tenant.evict()
    await shop.tenant.passHours(3)
    expect(await pat.received()).toHaveLength(1)
  })

  test('a customer is erased: nothing is sent, and the job names nobody', async () => {
    const shop = await openAfterShop(NO_PLANS)
    const pat = shop.customer()
    const { customerId } = await finishJob(shop, pat)
    await signsForOffers(shop, customerId)
    const { id } = await askFor(shop, { customerId })
    await close(shop, id)
    await shop.tenant.passDays(3)
    expect(await pat.received()).toEqual([])
    expect(await dump(shop)).not.toContain(pat.phone)
    expect(await shop.tenant.query('select amount_minor from jobs')).toEqual([{ amount_minor: 25_000 }])
  })

  test('staff and suppliers are asked nothing: readers would take them for customers', async () => {
    const shop = await openAfterShop(NO_PLANS)
    const pat = shop.customer()
    const known = { phone: pat.phone, relation: 'supplier', name: 'Pat' }
    await shop.api('POST', `/tenants/${shop.id}/known`, known)
    await finishJob(shop, pat)
    await shop.tenant.passDays(2)
    expect(await pat.received()).toEqual([])
    expect(await outcomesOf(shop, 'review')).toEqual(['not_asked'])
  })
})

describe('the settings', () => {
  test('refuse a page on Yelp, which forbids asking', async () => {
    const shop = await openAfterShop(NO_PLANS)
    const yelp = { review: { url: 'https://www.yelp.com/biz/larkspur' } }
    await expect(setAfterJob(shop, yelp)).rejects.toThrow(/400.*review\.url/)
    await expect(setAfterJob(shop, { review: { url: null } })).rejects.toThrow(/400.*review\.url/)
  })
})
