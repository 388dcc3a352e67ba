import { describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../support/open-shop.ts'

/** What an admin, who may do everything, cannot do: let people believe that a person writes (compliance, section 8). */

const put = (shop: Shop, text: string, name = 'missed_call_text', language = 'en') =>
  shop.api('PUT', `/tenants/${shop.id}/scripts`, { name, language, text, version: 0 })

const firstText = async (shop: Shop): Promise<string> => {
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  return (await pat.received())[0] ?? ''
}

describe('that an automated assistant writes', () => {
  test('is said in the first text, in our words and in the business’s own', async () => {
    const shop = await openShop()
    expect(await firstText(shop)).toMatch(/automated/i)
    await put(shop, '{business}: our automated assistant here. What broke? Reply STOP to opt out')
    expect(await firstText(shop)).toContain('our automated assistant here')
  })

  test.each([
    ['en', '{business}: sorry we missed you! What broke? Reply STOP to opt out'],
    ['en', '{business}: this is no automated text. What broke? Reply STOP to opt out'],
    ['en', '{business}: automated text. I am {owner}. What broke? Reply STOP to opt out'],
    ['es', '{business}: perdimos su llamada. ¿Qué se rompió? Responda STOP para no recibir más'],
  ])('cannot be left out or denied (%s): %s', async (language, text) => {
    const shop = await openShop()
    await expect(put(shop, text, 'missed_call_text', language)).rejects.toThrow(/400.*script_refused/)
    expect(await firstText(shop)).toMatch(/automated/i)
  })

  test('has no setting that switches it off', async () => {
    const shop = await openShop()
    for (const path of ['', '/policy']) {
      for (const field of ['disclosure', 'disclosureDue', 'aiNotice']) {
        const change = shop.api('PATCH', `/tenants/${shop.id}${path}`, { [field]: false })
        await expect(change).rejects.toThrow(new RegExp(`400.*${field}.*not a field we know`))
      }
    }
  })

  test('is the answer to whoever asks, which nobody can reword', async () => {
    const shop = await openShop()
    await expect(put(shop, 'Of course I am a person.', 'bot_answer')).rejects.toThrow(/400/)
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await pat.texts('Are you a robot?')
    await shop.tenant.passSeconds(5)
    expect((await pat.received()).at(-1)).toMatch(/automated/i)
  })
})
