import { describe, expect, test } from 'vitest'
import { openShop } from '../support/open-shop.ts'

describe('a caller nobody answered', () => {
  test('is texted after twenty seconds, once, however often they call', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(19)
    expect(await pat.received()).toEqual([])
    await shop.tenant.passSeconds(1)
    await pat.callsAndHangsUp()
    await shop.tenant.passMinutes(2)
    const texts = await pat.received()
    expect(texts).toHaveLength(1)
    expect(texts[0]).toContain(shop.businessName)
    expect(texts[0]).toMatch(/reply stop/i)
  })

  test('on a tracked number is looked up first: the event names a contact and no phone', async () => {
    const shop = await openShop()
    const pat = shop.customer(undefined, 'Pat Rivers', 'pat.rivers@example.com')
    await pat.callsTracked()
    await pat.callsTracked('busy')
    await shop.tenant.passSeconds(20)
    expect(await pat.received()).toHaveLength(1)
    const [customer] = await shop.tenant.list<{ phone: string; name: string; email: string }>('customers')
    expect(customer).toMatchObject({ phone: pat.phone, name: 'Pat Rivers', email: 'pat.rivers@example.com' })
    expect(await shop.tenant.list('customers')).toHaveLength(1)
  })

  test('is not texted when the technician has answered them meanwhile', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsTracked()
    await shop.tenant.passSeconds(8)
    await pat.callsTracked('completed')
    await shop.tenant.passHours(1)
    expect(await pat.received()).toEqual([])
    expect(await shop.tenant.timeline()).toContain('journey_closed')
  })

  test('and stays silent gets an e-mail after five minutes, where an address is known', async () => {
    const shop = await openShop()
    const pat = shop.customer(undefined, 'Pat Rivers', `pat-${crypto.randomUUID()}@example.com`)
    await pat.callsTracked()
    await shop.tenant.passSeconds(20)
    await shop.tenant.passMinutes(4.9)
    expect(await pat.mail()).toEqual([])
    await shop.tenant.passMinutes(0.2)
    const mail = await pat.mail()
    expect(mail).toHaveLength(1)
    expect(mail[0]?.text).toContain(shop.businessName)
    expect(mail[0]?.text).toContain(shop.postalAddress)
    expect(await shop.told()).toEqual([])
  })

  test('and stays silent is told to the technician, where no address is known', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passMinutes(6)
    const told = await shop.told()
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(pat.phone.slice(-4))
  })

  test('who hides the number is told to the technician at once', async () => {
    const shop = await openShop()
    await shop.customer().callsAndHangsUp({ from: '+266696687' })
    expect(await shop.told()).toHaveLength(1)
  })

  test.each([
    ['refused as a landline', '0190'],
    ['that turns out to be a landline', '0191'],
    ['that the carrier does not know', '0193'],
  ])('from a line %s is told to the technician within the same thirty seconds', async (_, digits) => {
    const shop = await openShop()
    const pat = shop.customer(`+1214555${digits}`)
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await shop.deliverCallbacks(pat.phone)
    await shop.tenant.settle()
    expect((await shop.told()).join()).toContain(digits)
  })

  test('is not texted any more when the news came two hours late; the technician hears of it', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsTracked('no-answer', crypto.randomUUID(), shop.watch.now - 119 * 60_000)
    await shop.tenant.settle()
    expect(await pat.received()).toHaveLength(1)
    const lee = shop.customer()
    await lee.callsTracked('no-answer', crypto.randomUUID(), shop.watch.now - 121 * 60_000)
    await shop.tenant.passHours(1)
    expect(await lee.received()).toEqual([])
    expect((await shop.told()).join()).toContain(lee.phone.slice(-4))
  })

  test('is let go after three days of silence, and a new call begins anew', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passHours(73)
    expect((await shop.tenant.timeline()).at(-1)).toBe('lead_changed')
    await pat.callsAndHangsUp()
    await shop.tenant.passMinutes(1)
    expect(await pat.received()).toHaveLength(2)
  })

  test('is texted on time although the object has left memory meanwhile', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.evict()
    await shop.tenant.passSeconds(20)
    expect(await pat.received()).toHaveLength(1)
  })
})
