import { describe, expect, test } from 'vitest'
import { openShop } from '../support/open-shop.ts'
import { ScriptedModel, useModels } from '../support/use-models.ts'

/** A shop, and a customer who has been texted about a missed call. */
async function textedCustomer() {
  const shop = await openShop()
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  const cancelled = () =>
    shop.tenant.query<{ reason: string }>(`select fact ->> 'reason' as reason from timeline
      where fact ->> 'type' = 'text_cancelled'`)
  return { shop, pat, cancelled }
}

describe('a customer who writes in pieces', () => {
  test('is asked once which job it is, and told its price once', async () => {
    const { shop, pat, cancelled } = await textedCustomer()
    const before = (await pat.received()).length
    for (const words of ['how much', 'how much is it', 'for a clogged drain', 'how much for the clogged drain']) {
      await pat.texts(words)
      await shop.tenant.passSeconds(15)
    }
    const heard = (await pat.received()).slice(before)
    expect(heard).toHaveLength(2)
    expect(heard[0]).toMatch(/Which job is it for: /)
    expect(heard[1]).toMatch(/\$\d+-\$\d+/)
    expect(await cancelled()).toEqual([{ reason: 'said_already' }, { reason: 'said_already' }])
  })

  test('hears once that it was passed on, and again of a further question; the technician hears of all', async () => {
    const { shop, pat, cancelled } = await textedCustomer()
    const before = (await pat.received()).length
    for (const words of ['hi there', 'hello', 'are you licensed?']) {
      await pat.texts(words)
      await shop.tenant.passSeconds(15)
    }
    expect((await pat.received()).slice(before)).toHaveLength(2)
    expect(await cancelled()).toEqual([{ reason: 'said_already' }])
    expect((await shop.told()).join()).toMatch(/are you licensed/)
  })

  test('is answered anew once some minutes have passed, and in Spanish at once', async () => {
    const { shop, pat } = await textedCustomer()
    const before = (await pat.received()).length
    await pat.texts('how much for a drain clearing?')
    await pat.texts('cuánto cuesta destapar el drenaje, drain clearing por favor')
    await shop.tenant.passMinutes(4)
    await pat.texts('cuánto cuesta destapar el drenaje, drain clearing por favor')
    expect((await pat.received()).slice(before)).toHaveLength(3)
  })

  test('is told the same again where the first could not be sent', async () => {
    const { shop, pat } = await textedCustomer()
    const before = (await pat.received()).length
    const fault = { provider: 'twilio', kind: 'status', status: 400, rate: 1, forMs: 60_000, path: 'Messages' }
    await shop.control('/faults', fault)
    await pat.texts('how much for a drain clearing?')
    await shop.control('/faults', undefined, 'DELETE')
    await pat.texts('how much for a drain clearing?')
    await shop.tenant.passSeconds(15)
    expect((await pat.received()).slice(before)).toHaveLength(1)
  })

  test('waits for one model, and hears our own words once where it fails', async () => {
    const { shop, pat } = await textedCustomer()
    await useModels(shop, new ScriptedModel({ ok: false, reason: 'failed', detail: '' }))
    const before = (await pat.received()).length
    for (const words of ['how much', 'how much is it', 'the price please']) {
      await pat.texts(words)
      await shop.tenant.passSeconds(15)
    }
    await shop.tenant.passMinutes(1)
    expect((await pat.received()).slice(before)).toHaveLength(1)
  })
})
