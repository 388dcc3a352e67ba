import { expect, test } from 'vitest'
import { CrmPhone, textByCrm } from '../support/crm-texts.ts'
import { openShop } from '../support/open-shop.ts'

/** Whoever is texted may ask by whom, and is told: customers, those whom the business knows, and its own people. */

test.each(['supplier', 'family', 'spam'])('HELP of %s is answered, and nobody else is bothered by it', async (as) => {
  const shop = await openShop()
  const lee = shop.customer()
  await shop.api('POST', `/tenants/${shop.id}/known`, { phone: lee.phone, relation: as, name: 'Lee Marsh' })
  await lee.texts('HELP')
  expect(await lee.received()).toEqual([expect.stringMatching(/for help call .* STOP to opt out/i)])
  expect(await shop.told()).toEqual([])
})

test('by GoHighLevel’s number the same is answered, from there', async () => {
  const shop = await openShop()
  const number = await textByCrm(shop)
  const lee = new CrmPhone(shop, number, shop.customer().phone)
  await shop.api('POST', `/tenants/${shop.id}/known`, { phone: lee.phone, relation: 'supplier', name: 'Lee Marsh' })
  const dana = new CrmPhone(shop, number, shop.primaryPhone)
  await lee.texts('help')
  await dana.texts('help')
  // GoHighLevel's carrier sends its stock line, which names no business.
  expect((await lee.received()).at(-1)).toMatch(/for help call .* STOP to opt out/i)
  expect((await dana.received()).at(-1)).toMatch(/^Automated texts about calls.*Reply STOP to opt out/)
  expect(await shop.told()).toEqual([])
})
