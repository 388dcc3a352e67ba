import { describe, expect, test } from 'vitest'
import { openShop } from '../support/open-shop.ts'

/** A shop whose customer has been texted about a missed call. */
async function textedCustomer() {
  const shop = await openShop()
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  expect(await pat.received()).toHaveLength(1)
  return { shop, pat }
}

describe('a customer who wants no more texts', () => {
  test('and says STOP hears from the carrier alone, and never again from us', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('Stop', { OptOutType: 'STOP' })
    await pat.callsAndHangsUp()
    await shop.tenant.passHours(80)
    expect(await pat.received()).toHaveLength(1)
    expect((await shop.told()).at(-1)).toContain('opted out')
  })

  test('and says it in words of their own gets one confirmation, by us, and nothing after it', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('please quit texting me')
    await pat.texts('take me off your list!!')
    await pat.callsAndHangsUp()
    await shop.tenant.passHours(80)
    const texts = await pat.received()
    expect(texts).toHaveLength(2)
    expect(texts[1]).toMatch(/unsubscribed/i)
    expect(texts[1]).not.toMatch(/https?:/)
  })

  test.each(['Stop.', 'STOP!!!', '"STOP"'])(
    'and says %s gets one confirmation: the carrier’s where it says that it took the word, ours where it does not',
    async (text) => {
      const { shop, pat } = await textedCustomer()
      await pat.texts(text)
      const sam = shop.customer()
      await sam.callsAndHangsUp()
      await shop.tenant.passSeconds(20)
      await sam.texts(text, { OptOutType: 'STOP' })
      await shop.tenant.passHours(80)
      expect((await pat.received()).slice(1)).toEqual([expect.stringMatching(/unsubscribed/i)])
      expect(await sam.received()).toHaveLength(1)
    },
  )

  test('and says it in Chinese or by a sign is confirmed once, and nothing follows', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('退订')
    await pat.texts('🛑')
    await pat.callsAndHangsUp()
    await shop.tenant.passHours(80)
    expect((await pat.received()).slice(1)).toEqual([expect.stringMatching(/unsubscribed/i)])
  })

  test('and writes what we cannot read hears from a person, and from nothing automated', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('我不想再收到这些')
    await shop.tenant.passHours(80)
    expect(await pat.received()).toHaveLength(1)
    expect(await shop.tenant.timeline()).toContain('automation_stopped')
    expect(await shop.told()).toHaveLength(1)
  })

  test('is not confirmed when the confirmation could not leave within five minutes', async () => {
    const { shop, pat } = await textedCustomer()
    await shop.control('/faults', { provider: 'twilio', kind: 'status', status: 429, rate: 1, forMs: 600_000 })
    await pat.texts('please stop texting me')
    await shop.tenant.passMinutes(6)
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passHours(1)
    expect(await pat.received()).toHaveLength(1)
  })

  // Every point between the call and the text at which something is awaited: there the STOP comes, and wins.
  test.each([
    ['while the text waits for its time', null, 10],
    ['while the text waits to be tried again', { provider: 'twilio', kind: 'status', status: 429 }, 22],
    ['while nobody knows whether the text has left', { provider: 'twilio', kind: 'status', status: 500 }, 25],
    ['while the connection to Twilio keeps breaking', { provider: 'twilio', kind: 'reset' }, 25],
  ])('%s is not texted', { timeout: 60_000 }, async (_, fault, afterS) => {
    const shop = await openShop()
    const pat = shop.customer()
    if (fault) await shop.control('/faults', { ...fault, rate: 1, forMs: 600_000 })
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(afterS)
    await pat.texts('stop')
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passHours(80)
    expect(await pat.received()).toEqual([])
  })

  test('while GoHighLevel is still being asked who called is not texted', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await shop.control('/faults', {
      provider: 'ghl',
      kind: 'status',
      status: 500,
      rate: 1,
      forMs: 600_000,
      path: '/contacts',
    })
    await pat.callsTracked()
    await shop.tenant.passSeconds(25)
    await pat.texts('stop')
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passHours(80)
    expect(await pat.received()).toEqual([])
  })

  test('is heard again after START, and only then', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('stop texting me please')
    await pat.texts('how much is a drain clearing?')
    expect(await pat.received()).toHaveLength(2)
    await pat.texts('START')
    await pat.texts('how much is a drain clearing?')
    expect((await pat.received()).at(-1)).toContain('$117')
    expect(await shop.tenant.timeline()).toContain('customer_opted_in_again')
  })

  test('keeps the opt-out when the object leaves memory', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('stop')
    await shop.tenant.evict()
    await pat.callsAndHangsUp()
    await shop.tenant.passMinutes(10)
    expect(await pat.received()).toHaveLength(1)
  })

  test('gets help when asking for it, even then', async () => {
    const { shop, pat } = await textedCustomer()
    await pat.texts('please stop texting me')
    await pat.texts('HELP')
    const help = (await pat.received()).at(-1)
    expect(help).toContain(shop.businessName)
    expect(help).toMatch(/msg & data rates may apply/i)
  })
})
