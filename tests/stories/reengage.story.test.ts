import { describe, expect, test } from 'vitest'
import { finishJob, openAfterShop, outcomesOf, signsForOffers } from '../support/after-shop.ts'
import { DAY_MS } from '../../tenants/base/clock.ts'

const ONLY_REENGAGE = { review: { isOn: false }, amc: { isOn: false } }
const ONLY_PLANS = { review: { isOn: false }, reengage: { isOn: false } }

/** A customer whose job was done long ago, on a day that the story chooses. */
async function stayedAway(change: Parameters<typeof openAfterShop>[0], daysAgo: number) {
  const shop = await openAfterShop(change)
  const pat = shop.customer()
  const { customerId } = await finishJob(shop, pat, { completedAt: shop.watch.now - daysAgo * DAY_MS })
  return { shop, pat, customerId }
}

describe('a customer who has not been here for long', () => {
  test('and agreed to offers is written to once, in the morning, and let go', async () => {
    const { shop, pat, customerId } = await stayedAway(ONLY_REENGAGE, 400)
    await signsForOffers(shop, customerId)
    await shop.tenant.passHours(20)
    expect(await pat.received()).toEqual([])
    await shop.tenant.passHours(4)
    const [text, ...more] = await pat.received()
    expect(more).toEqual([])
    expect(text).toMatch(/It has been a while.*Reply STOP to opt out/)
    await shop.tenant.passDays(40)
    expect(await pat.received()).toHaveLength(1)
    expect(await outcomesOf(shop, 'reengage')).toEqual(['ignored'])
  })

  test('and answers is answered as anybody is', async () => {
    const { shop, pat, customerId } = await stayedAway(ONLY_REENGAGE, 400)
    await signsForOffers(shop, customerId)
    await shop.tenant.passDays(1)
    await pat.texts('yes! how much is a clogged drain?')
    await shop.tenant.passMinutes(1)
    expect((await pat.received()).at(-1)).toContain('$117')
    expect(await outcomesOf(shop, 'reengage')).toEqual(['replied'])
  })

  test('and calls in the night before is not', async () => {
    const { shop, pat, customerId } = await stayedAway(ONLY_REENGAGE, 400)
    await signsForOffers(shop, customerId)
    await shop.tenant.passHours(14)
    expect(await outcomesOf(shop, 'reengage')).toEqual(['planned'])
    await pat.callsAndHangsUp()
    await shop.tenant.passHours(12)
    expect((await pat.received()).filter((text) => text.includes('been a while'))).toEqual([])
    expect(await outcomesOf(shop, 'reengage')).toEqual(['not_written'])
  })

  test.each([
    ['has agreed to nothing', ONLY_REENGAGE, 400, false],
    ['was here within the year', ONLY_REENGAGE, 300, true],
    ['is a customer of a business that writes to nobody', { ...ONLY_REENGAGE, reengage: { isOn: false } }, 400, true],
  ] as const)('is left alone who %s', async (_, change, daysAgo, signs) => {
    const { shop, pat, customerId } = await stayedAway(change, daysAgo)
    if (signs) await signsForOffers(shop, customerId)
    await shop.tenant.passDays(3)
    expect(await pat.received()).toEqual([])
    expect(await outcomesOf(shop, 'reengage')).toEqual([])
  })

  test('is one of a few a day', async () => {
    const shop = await openAfterShop({ ...ONLY_REENGAGE, reengage: { perDay: 2 } })
    const people = Array.from({ length: 3 }, () => shop.customer())
    for (const person of people) {
      const { customerId } = await finishJob(shop, person, { completedAt: shop.watch.now - 500 * DAY_MS })
      await signsForOffers(shop, customerId)
    }
    const written = async () => (await Promise.all(people.map((person) => person.received()))).flat().length
    await shop.tenant.passDays(1)
    expect(await written()).toBe(2)
    await shop.tenant.passDays(1)
    expect(await written()).toBe(3)
  })
})

describe('a year after a job', () => {
  test('a plan is offered to who agreed to offers, on that day', async () => {
    const { shop, pat, customerId } = await stayedAway(ONLY_PLANS, 340)
    // When the offer that follows the job is due they have not agreed to any.
    await shop.tenant.passDays(20)
    expect(await outcomesOf(shop, 'amc')).toEqual(['not_offered'])
    await signsForOffers(shop, customerId)
    await shop.tenant.passDays(3)
    expect(await pat.received()).toEqual([])
    await shop.tenant.passDays(3)
    expect((await pat.received()).filter((text) => text.includes('Comfort'))).toHaveLength(1)
  })
})
