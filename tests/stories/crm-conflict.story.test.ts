import { afterEach, describe, expect, test } from 'vitest'
import type { AttentionView } from '../../tenants/contract/board.ts'
import type { LeadView } from '../../tenants/contract/lists.ts'
import { Office } from '../support/office.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { expectSameTruth } from '../support/same-truth.ts'

/** What both sides changed before either heard of the other stands on the board until somebody has seen it. */

let shop: Shop
afterEach(() => shop.control('/faults', undefined, 'DELETE'))

const conflicts = async (language = 'en') =>
  (
    await shop.api<{ attention: AttentionView[] }>('GET', `/tenants/${shop.id}/board?lang=${language}`)
  ).attention.filter(({ kind }) => kind === 'conflict')
const settle = (conflictId: string | undefined, take: string) =>
  shop.api<null>('POST', `/tenants/${shop.id}/gohighlevel/conflicts/${conflictId}`, { take })
const lead = async () => (await shop.tenant.list<LeadView>('leads'))[0]

/** We moved the lead to quoted while GoHighLevel was away; there it was lost five seconds later. */
async function bothMoved() {
  shop = await openShop()
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts('ok great can someone come tomorrow at 9am please')
  await shop.tenant.passMinutes(1)
  const office = new Office(shop)
  await shop.control('/faults', { provider: 'ghl', kind: 'status', status: 503, rate: 1, forMs: 60_000 })
  await shop.api('PATCH', `/tenants/${shop.id}/leads/${(await lead())?.id}`, { from: 'contacted', status: 'quoted' })
  await shop.tenant.passSeconds(5)
  await shop.control('/faults', undefined, 'DELETE')
  await office.movesAndTells({ status: 'lost' })
  await shop.tenant.passMinutes(2)
  return { pat, office }
}

describe('a lead that both sides moved', () => {
  test('stands on the board with both, and goes when somebody leaves it so', async () => {
    const { pat } = await bothMoved()
    const [card, ...more] = await conflicts()
    expect(more).toEqual([])
    const number = pat.phone.slice(-4)
    expect(card?.sentence).toMatch(new RegExp(`${number} was moved to quoted here and to lost in GoHighLevel`, 'i'))
    expect(card?.sentence).toContain('GoHighLevel’s counts')
    expect((await conflicts('es'))[0]?.sentence).toContain('Cuenta lo de GoHighLevel')
    expect(card).toMatchObject({ canTakeOther: true, customerId: (await lead())?.customerId })
    await settle(card?.conflictId, 'winner')
    expect(await conflicts()).toEqual([])
    expect(await lead()).toMatchObject({ status: 'lost' })
    await expect(settle(card?.conflictId, 'winner')).rejects.toThrow(/404/)
    expect(await shop.tenant.timeline()).toContain('crm_conflict_settled')
    await expectSameTruth(shop)
  })

  test('is put where the other side had it by one press, in both', async () => {
    await bothMoved()
    const [card] = await conflicts()
    await settle(card?.conflictId, 'other')
    expect(await lead()).toMatchObject({ status: 'quoted' })
    expect(await conflicts()).toEqual([])
    await expectSameTruth(shop)
  })

  test('is no matter any more once somebody has moved it on', async () => {
    const { office } = await bothMoved()
    const [card] = await conflicts()
    await shop.tenant.passMinutes(1)
    await office.movesAndTells({ status: 'open', stage: 'Booked' })
    expect(await conflicts()).toEqual([])
    await expect(settle(card?.conflictId, 'other')).rejects.toThrow(/lead_moved|409/)
    await expectSameTruth(shop)
  })
})
