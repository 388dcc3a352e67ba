import { describe, expect, test } from 'vitest'
import { countSegments } from '../../tenants/base/segments.ts'
import { fillIn, googlePosts, newGoogleKey } from '../support/lead.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { expectSameTruth } from '../support/same-truth.ts'
import { changeSchedule } from '../support/schedule.ts'
import { visitsOf } from '../support/visits.ts'

/** Whoever asks in a form for a time is offered times in the first text, as whoever texts is. */

const BOOK = [
  { service: 'Drain clearing', from: 11_700, to: 29_100, unit: 'job', keywords: ['drain', 'desague'] },
  { service: 'Water heater repair', from: 17_900, to: 46_300, unit: 'job', keywords: ['water heater', 'calentador'] },
]

async function openDiary(over: Record<string, unknown> = {}): Promise<Shop> {
  const shop = await openShop({ priceBook: BOOK, ...over })
  await changeSchedule(shop, { closesOnHolidays: false })
  return shop
}

function expectDisclosed({ businessName }: Shop, text: string | undefined): void {
  expect(text).toContain(businessName)
  expect(text).toMatch(/automated|automatizad|\(auto\)/i)
  expect(text).toMatch(/STOP/)
  expect(countSegments(text ?? '').segments).toBeLessThanOrEqual(2)
}

describe('somebody who asks for a time in a form', () => {
  test('is offered it in the first text, and their yes books it', async () => {
    const shop = await openDiary()
    const pat = shop.customer(undefined, 'Pat Rivers')
    await fillIn(shop, { name: 'Pat Rivers', phone: pat.phone, words: 'can you come Friday at 9am?' })
    const [first, ...more] = await pat.received()
    expect(more).toEqual([])
    expectDisclosed(shop, first)
    expect(first).toMatch(/Fri, .* at 9 AM is free\. Reply YES/)
    expect((await shop.told()).at(-1)).toMatch(/wants a visit on Fri, .* at 9 AM\. .*We have offered them a free time/)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'held' }])
    await shop.tenant.passMinutes(2)
    await pat.texts('yes')
    expect((await pat.received()).at(-1)).toMatch(/Your visit .* is set: Fri, .* at 9 AM/)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed' }])
    // What left in time is not told to be late.
    expect((await shop.told()).join('\n')).not.toMatch(/could not be|late/i)
    await expectSameTruth(shop)
  })

  test('and for a price has both at once, below an advertisement and in Spanish', async () => {
    const shop = await openDiary()
    const key = await newGoogleKey(shop)
    const luz = shop.customer(undefined, 'Luz Vega')
    const said = '¿Cuánto cuesta destapar un desagüe y puede venir el viernes a las 9 de la mañana?'
    await googlePosts(shop, key, { FULL_NAME: 'Luz Vega', PHONE_NUMBER: luz.phone, 'What do you need done?': said })
    const [first, ...more] = await luz.received()
    expect(more).toEqual([])
    expectDisclosed(shop, first)
    expect(first).toMatch(/Drain clearing: \$117-\$291 por trabajo\. .*Hay lugar el vie .* a las 9 AM\..*Responda SI/)
    await luz.texts('si')
    expect((await luz.received()).at(-1)).toMatch(/Su visita .* queda para el vie/)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed' }])
    expect(await shop.tenant.timeline()).toContain('price_answered')
    await expectSameTruth(shop)
  })

  test('in Florida hears the times, and no price before they have written', async () => {
    const shop = await openDiary()
    const lee = shop.customer('+13055550122')
    await fillIn(shop, { phone: lee.phone, words: 'How much is a drain clearing, and can you come Friday?' })
    const [first, ...more] = await lee.received()
    expect(more).toEqual([])
    expect(first).toMatch(/These times are free: 1\) .*Fri, /)
    expect(first).not.toContain('$')
    await lee.texts('how much is the drain?')
    expect((await lee.received()).at(-1)).toMatch(/\$117-\$291/)
    await lee.texts('1')
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed' }])
    await expectSameTruth(shop)
  })

  test('and whose number shows no texts, or who gave none, is the technician’s', async () => {
    const shop = await openDiary()
    await fillIn(shop, { phone: '+12145550190', words: 'can you come Friday at 9am?' })
    await shop.tenant.passMinutes(1)
    expect((await shop.told()).filter((text) => /landline/.test(text))).toHaveLength(1)
    const email = `sam-${crypto.randomUUID()}@example.com`
    const sam = shop.customer(undefined, 'Sam Hill', email)
    await fillIn(shop, { name: 'Sam Hill', email, words: 'can you come Friday at 10am?' })
    expect(await sam.mail()).toHaveLength(1)
    expect((await shop.told()).at(-1)).toMatch(/Sam Hill.*they gave no phone number/s)
    await expectSameTruth(shop)
  })
})

test('somebody who texts and asks for both has both', async () => {
  const shop = await openDiary()
  const pat = shop.customer()
  await pat.texts('How much is a drain clearing, and can you come Friday at 9am?')
  expect((await pat.received()).at(-1)).toMatch(/Drain clearing: \$117-\$291 per job\. .*at 9 AM is free/)
  await pat.texts('yes')
  expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed' }])
  await expectSameTruth(shop)
})

test('a danger told in a further form is answered with advice, as in a text', async () => {
  const shop = await openDiary()
  const pat = shop.customer()
  await fillIn(shop, { phone: pat.phone, words: 'How much is a drain clearing?' })
  await fillIn(shop, { phone: pat.phone, words: 'I smell gas in the kitchen' })
  expect((await pat.received()).at(-1)).toMatch(/911/)
  expect((await shop.told()).join()).toContain('EMERGENCY')
  await expectSameTruth(shop)
})
