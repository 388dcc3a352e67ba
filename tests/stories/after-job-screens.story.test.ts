import { describe, expect, test } from 'vitest'
import type { AfterText, ContractView, OfferView } from '../../tenants/contract/after-job.ts'
import type { AttentionView, BoardView, ConversationView } from '../../tenants/contract/board.ts'
import type { Page } from '../../tenants/contract/lists.ts'
import type { QuoteView } from '../../tenants/contract/quotes.ts'
import { COMFORT, finishJob, openAfterShop, signsForOffers } from '../support/after-shop.ts'
import { newPhone, openShop, type Shop } from '../support/open-shop.ts'

/** What the screens of quotes, plans and reviews are made of. */

async function caller(shop: Shop) {
  const pat = shop.customer(newPhone())
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  const customers = await shop.tenant.list<{ id: string; phone: string }>('customers')
  return { pat, customerId: customers.find(({ phone }) => phone === pat.phone)?.id ?? '' }
}

const get = <T>(shop: Shop, rest: string) => shop.api<T>('GET', `/tenants/${shop.id}/${rest}`)
const quotesOf = (shop: Shop, query = '') => get<Page<QuoteView>>(shop, `quotes${query}`)
const toPrice = async (shop: Shop): Promise<AttentionView[]> =>
  (await get<BoardView>(shop, 'board')).attention.filter(({ kind }) => kind === 'quote')

describe('quotes on the screen', () => {
  test('are paged, told apart by whether they are open, and say whose they are', async () => {
    const shop = await openShop()
    const opened: QuoteView[] = []
    for (const description of ['a gate', 'a fence', 'a porch']) {
      const { customerId } = await caller(shop)
      opened.push(await shop.api<QuoteView>('POST', `/tenants/${shop.id}/quotes`, { customerId, description }))
    }
    const [first, second, third] = opened
    await shop.api('PATCH', `/tenants/${shop.id}/quotes/${second?.id}`, { move: 'withdraw' })
    const page = await quotesOf(shop, '?limit=2')
    expect(page.items.map(({ id }) => id)).toEqual([third?.id, second?.id])
    const rest = await quotesOf(shop, `?limit=2&after=${page.next}`)
    expect(rest).toMatchObject({ items: [{ id: first?.id, customerPhone: first?.customerPhone }], next: null })
    expect(first?.customerPhone).toMatch(/^\+1/)
    expect((await quotesOf(shop, '?state=open')).items.map(({ id }) => id)).toEqual([third?.id, first?.id])
    expect((await quotesOf(shop, '?state=closed')).items.map(({ id }) => id)).toEqual([second?.id])
    expect((await quotesOf(shop, `?customerId=${third?.customerId}`)).items).toHaveLength(1)
  })

  test('wait on the board for a price until it is set, also while a person has the conversation', async () => {
    const shop = await openShop()
    const { pat, customerId } = await caller(shop)
    await pat.texts('Do you work on Saturdays?')
    await shop.api('POST', `/tenants/${shop.id}/conversations/${customerId}/takeover`)
    const asked = { customerId, description: 'rewiring the attic' }
    const quote = await shop.api<QuoteView>('POST', `/tenants/${shop.id}/quotes`, asked)
    expect(quote.status).toBe('awaiting_approval')
    const [matter, ...others] = await toPrice(shop)
    expect(others).toEqual([])
    expect(matter).toMatchObject({ customerId, quoteId: quote.id })
    expect(matter?.sentence).toMatch(/waits for your price: “rewiring the attic”\.$/)
    const range = { fromMinor: 90_000, toMinor: 120_000 }
    await shop.api('PATCH', `/tenants/${shop.id}/quotes/${quote.id}`, { move: 'approve', range })
    await shop.tenant.settle()
    expect(await toPrice(shop)).toEqual([])
    expect((await pat.received()).at(-1)).toContain('$900-$1,200')
  })

  test('come back to the board with their amounts where the estimate may not be texted', async () => {
    const shop = await openShop()
    // Who only called has been answered, and has not asked for anything more by text.
    const { pat, customerId } = await caller(shop)
    const before = await pat.received()
    const asked = { customerId, description: 'a gate', range: { fromMinor: 90_000, toMinor: 120_000 } }
    const quote = await shop.api<QuoteView>('POST', `/tenants/${shop.id}/quotes`, asked)
    expect(quote.status).toBe('sent')
    await shop.tenant.passMinutes(1)
    expect(await pat.received()).toEqual(before)
    expect(await toPrice(shop)).toMatchObject([{ quoteId: quote.id }])
    expect((await quotesOf(shop)).items).toMatchObject([
      { status: 'awaiting_approval', fromMinor: 90_000, sentAt: null },
    ])
  })
})

describe('what comes after a job, on the screen', () => {
  test('reads in both languages as a customer gets it, with a plan and a licence that are not saved yet', async () => {
    const shop = await openShop()
    const license = { number: '1012345', state: 'TX', name: 'Larkspur Works' }
    const plan = { ...COMFORT, name: 'Winter check', priceMinor: 24_900 }
    const preview = async (body: unknown) =>
      (await shop.api<{ items: AfterText[] }>('POST', `/tenants/${shop.id}/after-job/texts`, body)).items
    const texts = await preview({ plan, license })
    expect(texts).toHaveLength(10)
    const of = (name: AfterText['name'], language: 'en' | 'es') =>
      texts.find((text) => text.name === name && text.language === language)
    expect(of('amc_offer', 'en')?.text).toMatch(/Winter check: .*\$249 for 12 months.*Lic #1012345.*STOP/s)
    expect(of('amc_terms', 'es')?.text).toMatch(/Winter check.*\$249.*NO RENOVAR/s)
    expect(of('review_request', 'en')?.text).toContain('/r/…')
    for (const { segments } of texts) expect(segments).toBeLessThanOrEqual(2)
    const bare = await preview({ plan: null, license: null })
    expect(bare.map(({ name }) => name)).toEqual(['review_request', 'review_request', 'reengage', 'reengage'])
    expect(bare[0]?.text).not.toContain('Lic')
    expect((await get<{ amc: { plans: unknown[] } }>(shop, 'after-job')).amc.plans).toEqual([])
    // Nobody knows what its registration covers, and so nothing that sells leaves.
    expect(await get(shop, 'after-job/numbers')).toMatchObject({ waits: { for: 'offers', via: 'twilio' } })
  })

  test('lets an offer be taken back that nobody has agreed to', async () => {
    const shop = await openAfterShop({ review: { isOn: false } }, { ghlLocationId: null })
    const { customerId } = await caller(shop)
    const path = `/tenants/${shop.id}/conversations/${customerId}/offer`
    const { card } = await get<ConversationView>(shop, `conversations/${customerId}`)
    expect(card.noOffers).toMatchObject({ code: 'written_consent_missing' })
    expect(await get(shop, 'after-job/numbers')).toMatchObject({ waits: null })
    expect(card.noOffers?.sentence).toContain('agreed to offers in writing')
    await signsForOffers(shop, customerId)
    await shop.api('POST', path, { planId: 'comfort' })
    expect((await get<{ items: OfferView[] }>(shop, 'offers')).items).toHaveLength(1)
    await shop.api('DELETE', path)
    expect((await get<{ items: OfferView[] }>(shop, 'offers')).items).toEqual([])
    await expect(shop.api('DELETE', path)).rejects.toThrow('offer_refused')
  })

  test('shows who has an offer, whose plan stands, their next visit, and how the review went', async () => {
    const shop = await openAfterShop({ review: { afterHours: 1 } }, { ghlLocationId: null })
    const { pat, customerId } = await caller(shop)
    const at = `conversations/${customerId}`
    await signsForOffers(shop, customerId)
    const offers = async () => (await get<{ items: OfferView[] }>(shop, `offers?customerId=${customerId}`)).items
    const offer = () => shop.api('POST', `/tenants/${shop.id}/${at}/offer`, { planId: 'comfort' })
    await offer()
    await shop.tenant.passMinutes(1)
    expect(await offers()).toMatchObject([{ plan: 'Comfort', priceMinor: 18_900, customerPhone: pat.phone }])
    await pat.texts('YES')
    expect(await offers()).toMatchObject([{ status: 'terms_sent' }])
    await pat.texts('yes')
    expect(await offers()).toEqual([])
    await shop.tenant.settle()
    const { items } = await get<{ items: { startsAt: number }[] }>(shop, 'slots?days=14')
    const startsAt = items.at(-1)?.startsAt
    await shop.api('POST', `/tenants/${shop.id}/appointments`, { customerId, startsAt, tell: false })
    await finishJob(shop, pat)
    await shop.tenant.passHours(26)
    const active = await get<Page<ContractView>>(shop, 'contracts?state=active')
    expect(active.items).toMatchObject([{ customerId, plan: 'Comfort', status: 'active' }])
    expect(active.items[0]?.nextVisitAt).toBe(startsAt)
    expect(await shop.tenant.timeline()).toContain('text_held')
    const { card } = await get<ConversationView>(shop, at)
    expect(card).toMatchObject({
      contracts: [{ plan: 'Comfort', status: 'active', nextVisitAt: startsAt }],
      // Behind the offer of a plan the request for a review has to wait.
      jobs: [{ service: 'Drain clearing', amountMinor: 25_000, review: 'planned' }],
      ...{ quotes: [], offers: [], noOffers: null },
    })
    await shop.api('POST', `/tenants/${shop.id}/contracts/${active.items[0]?.id}/end`)
    expect((await get<Page<ContractView>>(shop, 'contracts?state=active')).items).toEqual([])
    expect((await get<Page<ContractView>>(shop, 'contracts?state=ended')).items).toHaveLength(1)
    expect((await get<ConversationView>(shop, at)).card.contracts).toMatchObject([{ status: 'cancelled' }])
  })
})
