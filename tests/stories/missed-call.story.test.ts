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
})
