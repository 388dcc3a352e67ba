import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '../../tenants/base/clock.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import type { SandboxText } from '../support/sandbox-rows.ts'

/** Texts to India leave only in words that were registered with the operators there. */

const REGISTRATION = { peId: '1201159000000000001', headerId: 'LARKSP' }

let callers = 0
function indianPhone(): string {
  callers += 1
  return `+9198000${String(10_000 + callers)}`
}

async function atTwilio(shop: Shop, to: string): Promise<string[]> {
  const path = `/messages?to=${encodeURIComponent(to)}&from=${encodeURIComponent(shop.smsNumber)}`
  return (await shop.control<SandboxText[]>(path)).map((text) => text.body)
}

async function refusals(shop: Shop): Promise<string[]> {
  const rows = await shop.tenant.query<{ fact: string }>('select fact from timeline order by seq')
  const facts = rows.map(({ fact }) => JSON.parse(fact) as { type: string; code: string })
  return facts.filter(({ type }) => type === 'text_refused').map(({ code }) => code)
}

function register(shop: Shop, body: string, category = 'service_implicit'): Promise<unknown> {
  const templates = [{ templateId: '1007000000000000001', category, body }]
  return shop.api('PUT', `/tenants/${shop.id}/dlt`, { ...REGISTRATION, templates })
}

/** The words as this business would send them, with the caller's own part left open. */
async function usualWords(shop: Shop): Promise<string> {
  const caller = shop.customer()
  await caller.callsAndHangsUp()
  await shop.tenant.passMinutes(1)
  const [words] = await atTwilio(shop, caller.phone)
  return (words ?? '').replace(shop.businessName, '{#var#}')
}

describe('a caller from India', () => {
  test('is not texted while the business is not registered there', async () => {
    const shop = await openShop()
    const asha = shop.customer(indianPhone())
    await asha.callsAndHangsUp()
    await shop.tenant.passMinutes(2)
    expect(await atTwilio(shop, asha.phone)).toEqual([])
    expect(await refusals(shop)).toEqual(['dlt_missing'])
    expect((await shop.told()).join()).toContain('0001')
  })

  test('gets no words but registered ones: others are refused here, before Twilio hears of them', async () => {
    const shop = await openShop()
    const words = await usualWords(shop)
    for (const body of [`${words} Thanks`, words.slice(0, -1), words.toLowerCase(), 'Your code is {#var#} today']) {
      await register(shop, body)
      const asha = shop.customer(indianPhone())
      await asha.callsAndHangsUp()
      await shop.tenant.passMinutes(2)
      expect(await atTwilio(shop, asha.phone)).toEqual([])
    }
    await register(shop, words, 'promotional')
    const asha = shop.customer(indianPhone())
    await asha.callsAndHangsUp()
    await shop.tenant.passMinutes(2)
    expect(await atTwilio(shop, asha.phone)).toEqual([])
    expect(new Set(await refusals(shop))).toEqual(new Set(['dlt_template_mismatch']))
  })

  test('gets registered words, at any hour of theirs', async () => {
    const shop = await openShop()
    await register(shop, await usualWords(shop))
    // Noon in Chicago is half past eleven at night there.
    const asha = shop.customer(indianPhone())
    await asha.callsAndHangsUp()
    await shop.tenant.passMinutes(1)
    const [text] = await atTwilio(shop, asha.phone)
    expect(text).toContain(shop.businessName)
    await shop.tenant.passTime(HOUR_MS)
  })

  test('is not texted any more once the registration is taken out', async () => {
    const shop = await openShop()
    await register(shop, await usualWords(shop))
    await shop.api('DELETE', `/tenants/${shop.id}/dlt`)
    expect(await shop.api('GET', `/tenants/${shop.id}/dlt`)).toEqual({ settings: null })
    const asha = shop.customer(indianPhone())
    await asha.callsAndHangsUp()
    await shop.tenant.passMinutes(2)
    expect(await atTwilio(shop, asha.phone)).toEqual([])
  })
})
