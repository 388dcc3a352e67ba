import { describe, expect, test } from 'vitest'
import type { PastPreview } from '../../tenants/contract/past-preview.ts'
import type { ScriptView } from '../../tenants/contract/scripts.ts'
import { DAY_MS } from '../../tenants/base/clock.ts'
import { emptyOrdersBefore } from '../../tenants/storage/retention-rows.ts'
import { inside } from '../support/inside.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

const OWN = '{business}: automated text. Missed you! What can we fix? Reply STOP to opt out'

const look = (shop: Shop, name: string, text: string, language = 'en') =>
  shop.api<PastPreview>('POST', `/tenants/${shop.id}/scripts/preview-past`, { name, language, text })

const wordsOf = async (shop: Shop, name: string, language = 'en') => {
  const { items } = await shop.api<{ items: ScriptView[] }>('GET', `/tenants/${shop.id}/scripts`)
  return items.find((item) => item.name === name && item.language === language)?.text ?? ''
}

/** Two callers are texted; one asks for prices in English, the other in Spanish. */
async function openBusyShop(): Promise<Shop> {
  const shop = await openShop()
  const [pat, maria] = [shop.customer(), shop.customer()]
  for (const caller of [pat, maria]) {
    await caller.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
  }
  await pat.texts('how much to fix a water heater')
  await maria.texts('hola cuanto cuesta arreglar el water heater por favor')
  return shop
}

const traces = (shop: Shop) =>
  shop.tenant.query<{ count: number }>(`select (select count(*) from messages) + (select count(*) from outbox)
    + (select count(*) from timeline) + (select count(*) from tokens) + (select count(*) from inbox) as count`)

describe('texts of the last days in other words', () => {
  test('are the same where the words are, ours or their own', async () => {
    const shop = await openBusyShop()
    for (const name of ['missed_call_text', 'price_answer']) {
      for (const text of ['', await wordsOf(shop, name)]) {
        const past = await look(shop, name, text)
        expect(past).toMatchObject({ days: 90, changed: 0, refused: 0, unknown: 0, isCut: false, examples: [] })
        expect(past.texts).toBe(name === 'missed_call_text' ? 2 : 1)
        expect(past.segmentsAfter).toBe(past.segmentsBefore)
      }
    }
    await shop.api('PUT', `/tenants/${shop.id}/scripts`, {
      name: 'missed_call_text',
      language: 'en',
      version: 0,
      text: OWN,
    })
    await shop.customer().callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    expect(await look(shop, 'missed_call_text', OWN)).toMatchObject({ texts: 3, changed: 0, refused: 0 })
    expect(await look(shop, 'missed_call_text', '')).toMatchObject({ texts: 3, changed: 3 })
  })

  test('are shown before and after, with whose they were, and leave no trace', async () => {
    const shop = await openBusyShop()
    const before = await traces(shop)
    const past = await look(shop, 'missed_call_text', OWN)
    expect(past).toMatchObject({ texts: 2, changed: 2, refused: 0 })
    expect(past.examples).toHaveLength(2)
    const [newest] = past.examples
    expect(newest?.before).toMatch(/Sorry we missed your call/)
    expect(newest?.after).toBe(
      `${shop.businessName}: automated text. Missed you! What can we fix? Reply STOP to opt out`,
    )
    expect(newest?.customerPhone).toMatch(/^\+1/)
    expect(past.segmentsAfter).toBe(2)
    expect(past.segmentsBefore).toBeGreaterThanOrEqual(past.segmentsAfter)
    expect(await traces(shop)).toEqual(before)
  })

  test('name the prices that were asked for, in the language in which it was asked', async () => {
    const shop = await openBusyShop()
    const english = await look(shop, 'price_answer', '{service} runs {price}, an estimate. Shall {owner} come?')
    expect(english).toMatchObject({ texts: 1, changed: 1, refused: 0 })
    expect(english.examples[0]?.after).toBe(
      'Water heater repair runs $179-$463 per job, an estimate. Shall Dana Fields come?',
    )
    const spanish = await look(shop, 'price_answer', '{service}: {price}, estimado. ¿Cuándo vamos?', 'es')
    expect(spanish.examples.map(({ after }) => after)).toEqual([
      'Water heater repair: $179-$463 por trabajo, estimado. ¿Cuándo vamos?',
    ])
  })

  test('that could not have been sent say why, and ours would have gone', async () => {
    const shop = await openBusyShop()
    const refused = await look(shop, 'price_answer', '{service} {price}, an estimate. Half price today!')
    expect(refused).toMatchObject({ texts: 1, changed: 0, refused: 1 })
    expect(refused.examples[0]).toMatchObject({ refusedFor: 'promotion_in_class' })
    const long = await look(shop, 'missed_call_text', `${OWN} ${'and so on '.repeat(40)}`)
    expect(long).toMatchObject({ texts: 2, changed: 0, refused: 2 })
    expect(long.examples[0]?.refusedFor).toBe('too_many_segments')
  })

  test('are counted as unknown once nothing is kept of what went into them', async () => {
    const shop = await openBusyShop()
    await inside(shop, ({ db }) => emptyOrdersBefore(db, shop.watch.now + DAY_MS, 100))
    expect(await look(shop, 'missed_call_text', OWN)).toMatchObject({ texts: 0, unknown: 2, changed: 0, examples: [] })
    shop.watch.now += 91 * DAY_MS
    const question = { name: 'missed_call_text' as const, language: 'en' as const, text: OWN }
    expect(await shop.tenant.stub().previewPast(question)).toMatchObject({ ok: true, value: { texts: 0, unknown: 0 } })
  })
})
