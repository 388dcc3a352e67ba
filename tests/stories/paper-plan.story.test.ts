import { describe, expect, test } from 'vitest'
import type { ContractView } from '../../tenants/contract/after-job.ts'
import type { ConversationView } from '../../tenants/contract/board.ts'
import { DAY_MS } from '../../tenants/base/clock.ts'
import { openAfterShop, signsForOffers } from '../support/after-shop.ts'
import type { Customer } from '../support/customer.ts'
import { Office } from '../support/office.ts'
import { NOON, openShop, type Shop } from '../support/open-shop.ts'

const NO_REVIEW = { review: { isOn: false } }
const WORDING = 'Two visits a year for $240. Renews by itself every year until I end it. I agree to that renewal.'

const day = (days: number) => new Date(NOON + days * DAY_MS).toISOString().slice(0, 10)

const paper = (change: Record<string, unknown> = {}) => ({
  ...{ plan: 'Winter check', holds: '2 visits a year', priceMinor: 24_000, termMonths: 12, renewsByItself: true },
  ...{ startsOn: day(-300), endsOn: day(31), agreedOn: day(-301), how: 'paper', wording: WORDING, kept: 'folder 12' },
  ...{ agreedToRenewal: true, mayBeTexted: true },
  ...change,
})

const note = (shop: Shop, body: Record<string, unknown>) =>
  shop.api<ContractView>('POST', `/tenants/${shop.id}/contracts`, body)
const contracts = async (shop: Shop) =>
  (await shop.api<{ items: ContractView[] }>('GET', `/tenants/${shop.id}/contracts`)).items
const last = async (customer: Customer) => (await customer.received()).at(-1)

async function noted(change: Record<string, unknown> = {}, over: Record<string, unknown> = { ghlLocationId: null }) {
  const shop = await openAfterShop(NO_REVIEW, over)
  const pat = shop.customer()
  const contract = await note(shop, paper({ phone: pat.phone, name: 'Pat Rivers', ...change }))
  return { shop, pat, contract }
}

describe('a plan that was agreed to on paper', () => {
  test('stands with what shows it, and renews after a reminder as any other', { timeout: 60_000 }, async () => {
    const { shop, pat, contract } = await noted()
    expect(contract).toMatchObject({
      ...{ customerName: 'Pat Rivers', customerPhone: pat.phone, plan: 'Winter check', status: 'active' },
      ...{ renewsByItself: true, startsOn: day(-300), renewsOn: day(31), terms: WORDING },
    })
    expect(contract.evidence).toMatch(/^paper:folder 12, agreed .*, with the renewal agreed to apart, noted by /)
    const { card } = await shop.api<ConversationView>('GET', `/tenants/${shop.id}/conversations/${contract.customerId}`)
    expect(card.contracts).toMatchObject([{ id: contract.id, plan: 'Winter check' }])
    expect(await pat.received()).toEqual([])
    await shop.tenant.passDays(1)
    expect(await last(pat)).toMatch(/Winter check renews on .* for 12 months at \$240\. If you want no renewal, text/)
    await shop.tenant.passDays(30)
    expect(await contracts(shop)).toMatchObject([{ status: 'active', priceMinor: 24_000, startsOn: day(31) }])
    await pat.texts('cancel my plan')
    expect(await contracts(shop)).toMatchObject([{ status: 'cancelled', terms: WORDING }])
  })

  test('is told of in GoHighLevel, on the contact of its customer', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await note(shop, paper({ phone: pat.phone, name: 'Pat Rivers' }))
    await shop.tenant.settle()
    const office = new Office(shop)
    const contact = await office.contact(pat.phone)
    expect(contact.name).toBe('Pat Rivers')
    expect(await office.notes(contact.id)).toEqual([expect.stringMatching(/^Maintenance plan agreed: Winter check → /)])
  })

  test('takes the place of what was offered, and only one stands', async () => {
    const shop = await openAfterShop(NO_REVIEW, { ghlLocationId: null })
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    const customerId = (await shop.tenant.list<{ id: string }>('customers'))[0]?.id ?? ''
    await signsForOffers(shop, customerId)
    await shop.api('POST', `/tenants/${shop.id}/conversations/${customerId}/offer`, { planId: 'comfort' })
    await note(shop, paper({ customerId }))
    await pat.texts('yes')
    expect(await shop.api('GET', `/tenants/${shop.id}/offers`)).toEqual({ items: [] })
    await expect(note(shop, paper({ customerId }))).rejects.toThrow(/409.*have a plan already/)
    expect(await contracts(shop)).toHaveLength(1)
  })

  test("whose customer never gave the number for texts is the technician's to remind", async () => {
    const { shop, pat } = await noted({ mayBeTexted: false })
    await shop.tenant.passDays(1)
    expect(await pat.received()).toEqual([])
    const failed = /reminder of the renewal did not reach .*will not renew/
    expect((await shop.told()).filter((notice) => failed.test(notice))).toHaveLength(1)
    expect(await contracts(shop)).toMatchObject([{ status: 'active', renewsByItself: false }])
  })

  test('that ends too soon for a reminder to count does not renew by itself: its customer is asked', async () => {
    const { shop, pat, contract } = await noted({ endsOn: day(10) })
    expect(contract.renewsByItself).toBe(false)
    await shop.tenant.passDays(1)
    expect(await last(pat)).toMatch(/Winter check ends on .* does not renew by itself.*reply YES/)
  })

  test('is not kept where its days make no term, its words may not be texted, or nobody agreed to the renewal', async () => {
    const shop = await openShop({ ghlLocationId: null })
    const { phone } = shop.customer()
    const refused: [Record<string, unknown>, RegExp][] = [
      [{ how: 'spoken' }, /agreedToRenewal/],
      [{ agreedToRenewal: false }, /agreedToRenewal/],
      [{ endsOn: day(-2) }, /endsOn.*a day to come/],
      [{ endsOn: day(500) }, /endsOn.*no later than/],
      [{ startsOn: day(70) }, /endsOn/],
      [{ agreedOn: day(3) }, /agreedOn/],
      [{ holds: 'all repairs covered' }, /holds/],
      [{ startsOn: '2026-02-30' }, /startsOn/],
      [{ customerId: 'cus_000000000000000000000000', phone: undefined }, /404.*customer_missing/],
    ]
    for (const [change, message] of refused)
      await expect(note(shop, paper({ phone, ...change }))).rejects.toThrow(message)
    expect(await contracts(shop)).toEqual([])
  })
})

describe('a plan that ends by itself', () => {
  const ONCE = { renewsByItself: false, agreedToRenewal: false, how: 'spoken' }

  async function asked() {
    const all = await noted(ONCE)
    await all.shop.tenant.passDays(1)
    expect(await last(all.pat)).toMatch(
      /Winter check ends on .* For 12 months more \(2 visits a year\) at \$240, which end .*reply YES\. If not, reply NO/,
    )
    return all
  }

  test('goes on for another term by a yes to the question, which is kept', async () => {
    const { shop, pat } = await asked()
    const question = await last(pat)
    await pat.texts('sounds good')
    expect(await last(pat)).toMatch(/12 months more of Winter check from .*\$240\. It does not renew.*reply YES/)
    await pat.texts('Yes please')
    expect(await last(pat)).toMatch(/You agreed to 12 months more of Winter check: \$240, until /)
    expect((await shop.told()).at(-1)).toMatch(/Pat Rivers .* agreed to another term of Winter check/)
    await pat.texts('yes')
    const [contract] = await contracts(shop)
    expect(contract).toMatchObject({ status: 'active', moreAgreed: true, renewsOn: day(31), renewsByItself: false })
    expect(contract?.terms).toContain(WORDING)
    expect(contract?.terms).toContain('12 months more of Winter check from')
    expect(contract?.terms).not.toContain(question)
    expect(contract?.evidence).toMatch(/^spoken:folder 12.* message:msg_\w+ message:msg_\w+$/)
  })

  test('ends by a no', async () => {
    const { shop, pat } = await asked()
    await pat.texts('no thanks, not this year')
    expect(await last(pat)).toMatch(/Winter check does not renew/)
    expect(await contracts(shop)).toMatchObject([{ status: 'cancelled' }])
  })

  test.each(['Could you do it for less?', 'let me talk to my wife'])(
    'is the technician\'s to talk about where they write "%s"',
    async (words) => {
      const { shop, pat } = await asked()
      await pat.texts(words)
      await shop.tenant.settle()
      expect((await shop.told()).some((notice) => notice.includes(words))).toBe(true)
      expect(await contracts(shop)).toMatchObject([{ status: 'active', moreAgreed: false }])
    },
  )
})
