import { describe, expect, test } from 'vitest'
import type { NumbersView } from '../../tenants/contract/board.ts'
import type { LeadView } from '../../tenants/contract/lists.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { watchBoard } from '../support/watch-board.ts'

async function wantedVisit() {
  const shop = await openShop()
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts('ok great can someone come tomorrow at 9am please')
  const [lead] = await shop.tenant.list<LeadView>('leads')
  return { shop, lead: lead as LeadView }
}

const move = (shop: Shop, lead: LeadView, patch: object) =>
  shop.api<LeadView>('PATCH', `/tenants/${shop.id}/leads/${lead.id}`, patch)

describe('a lead moved by hand', () => {
  test('stands where it was put, on every board, in GoHighLevel and in the numbers', async () => {
    const { shop, lead } = await wantedVisit()
    const seen = (await shop.tenant.timeline()).length
    const board = await watchBoard(shop, { after: seen })
    const moved = await move(shop, lead, { from: 'contacted', status: 'completed', revenueMinor: 25_000 })
    expect(moved).toMatchObject({ id: lead.id, status: 'completed', revenueMinor: 25_000 })
    const [event] = await board.received(1)
    expect(event).toMatchObject({
      seq: seen + 1,
      event: { type: 'lead_moved_by_hand', detail: { from: 'contacted', to: 'completed', revenueMinor: 25_000 } },
      lead: { id: lead.id, status: 'completed' },
      attention: [],
      today: { booked: 1, completed: 1, revenueMinor: 25_000 },
    })
    await shop.tenant.settle()
    const path = `/ghl/opportunities?locationId=${shop.ghlLocationId}`
    expect(await shop.control<{ status: string }[]>(path)).toMatchObject([{ status: 'won' }])
    const { total } = await shop.api<NumbersView>('GET', `/tenants/${shop.id}/numbers?days=7`)
    expect(total).toMatchObject({ completed: 1, revenueMinor: 25_000 })
  })

  test('is not moved by somebody who saw it elsewhere', async () => {
    const { shop, lead } = await wantedVisit()
    await move(shop, lead, { from: 'contacted', status: 'completed' })
    await expect(move(shop, lead, { from: 'contacted', status: 'lost' })).rejects.toThrow(/409.*lead_moved/)
    const [still] = await shop.tenant.list<LeadView>('leads')
    expect(still?.status).toBe('completed')
  })

  test('takes no status and no amount that is none', async () => {
    const { shop, lead } = await wantedVisit()
    await expect(move(shop, lead, { from: 'contacted', status: 'won' })).rejects.toThrow(/400.*body_invalid/)
    await expect(move(shop, lead, { from: 'contacted', status: 'completed', revenueMinor: -1 })).rejects.toThrow(
      /400.*revenueMinor/,
    )
    await expect(move(shop, { ...lead, id: 'led_none' }, { from: 'new', status: 'lost' })).rejects.toThrow(/404/)
  })

  test('may have its revenue corrected, and loses it when it is opened again', async () => {
    const { shop, lead } = await wantedVisit()
    await move(shop, lead, { from: 'contacted', status: 'completed', revenueMinor: 25_000 })
    await move(shop, lead, { from: 'completed', status: 'completed', revenueMinor: 30_000 })
    const { total } = await shop.api<NumbersView>('GET', `/tenants/${shop.id}/numbers?days=1`)
    expect(total).toMatchObject({ completed: 1, revenueMinor: 30_000 })
    expect(await move(shop, lead, { from: 'completed', status: 'booked' })).toMatchObject({ revenueMinor: null })
  })
})
