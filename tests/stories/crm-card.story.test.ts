import { describe, expect, test } from 'vitest'
import type { LeadView } from '../../tenants/contract/lists.ts'
import type { BoardView } from '../../tenants/contract/board.ts'
import { Office } from '../support/office.ts'
import { newPhone, openShop, type Shop } from '../support/open-shop.ts'
import { expectSameTruth } from '../support/same-truth.ts'

/** Somebody at GoHighLevel's screen makes a card for a customer of whom we have no lead. */

const leadsOf = (shop: Shop) => shop.tenant.list<LeadView>('leads')
const outward = (shop: Shop) =>
  shop.tenant.query(`select 1 from messages where direction = 'outbound' and audience = 'customer'`)

/** A shop whose pipeline is known, with a customer who was served by phone and is a contact there. */
async function answeredCustomer() {
  const shop = await openShop()
  const office = new Office(shop)
  await shop.api('POST', `/tenants/${shop.id}/gohighlevel/set-up`, {})
  await shop.tenant.settle()
  const pat = shop.customer(undefined, 'Pat Rivers')
  const contact = await office.files({ phone: pat.phone, name: 'Pat Rivers' })
  await pat.callsTracked('completed')
  await shop.tenant.settle()
  expect(await leadsOf(shop)).toEqual([])
  return { shop, office, pat, contact }
}

describe('a card made in GoHighLevel', () => {
  test('is a lead on the board at its stage, as from GoHighLevel, and nobody is texted', async () => {
    const { shop, office, contact } = await answeredCustomer()
    await office.tells('OpportunityCreate', await office.makes({ contactId: contact.id, stage: 'Quoted' }))
    const board = await shop.api<BoardView>('GET', `/tenants/${shop.id}/board`)
    expect(board.leads).toMatchObject([{ source: 'gohighlevel', status: 'quoted', name: 'Pat Rivers' }])
    expect(await shop.tenant.timeline()).toContain('crm_lead_made')
    // From here on it is a lead like any other, both ways.
    await shop.tenant.passMinutes(1)
    await office.movesAndTells({ stage: 'Booked' })
    expect(await leadsOf(shop)).toMatchObject([{ status: 'booked' }])
    await shop.tenant.passHours(30)
    expect(await outward(shop)).toEqual([])
    expect(await shop.told()).toEqual([])
    await expectSameTruth(shop)
  }, 30_000)

  test('told of twice and late is one lead, where the card stands by now', async () => {
    const { shop, office, contact } = await answeredCustomer()
    const made = await office.makes({ contactId: contact.id, stage: 'New' })
    await shop.tenant.passMinutes(1)
    await office.moves(made, { stage: 'Contacted' })
    await office.tells('OpportunityCreate', made, { times: 2, at: shop.watch.now - 60_000 })
    expect(await leadsOf(shop)).toMatchObject([{ status: 'contacted', opportunityRef: made.id }])
    await expectSameTruth(shop)
  })

  test('that is over, or stands in a stage of their own, makes none', async () => {
    const { shop, office, contact } = await answeredCustomer()
    const made = await office.makes({ contactId: contact.id, stage: 'New' })
    await office.tells('OpportunityCreate', { ...made, status: 'lost' })
    await office.tells('OpportunityCreate', { ...made, pipelineStageId: 'stg_parts' })
    expect(await leadsOf(shop)).toEqual([])
  })

  test('whose webhook was lost is found within the hour', async () => {
    const { shop, office, contact } = await answeredCustomer()
    await office.makes({ contactId: contact.id, stage: 'New' })
    await shop.tenant.passDays(1)
    expect(await leadsOf(shop)).toMatchObject([{ source: 'gohighlevel', status: 'new' }])
    expect(await outward(shop)).toEqual([])
    await expectSameTruth(shop)
  })

  test('for somebody we have never heard of brings them along, by name and number', async () => {
    const { shop, office } = await answeredCustomer()
    const phone = newPhone()
    const walkIn = await office.files({ phone, name: 'Sam Hill' })
    const made = await office.makes({ contactId: walkIn.id, stage: 'New' })
    // A card that merely moves is no reason to take somebody in.
    await office.tells('OpportunityStageUpdate', made)
    expect(await leadsOf(shop)).toEqual([])
    await office.tells('OpportunityCreate', made)
    expect(await leadsOf(shop)).toMatchObject([{ source: 'gohighlevel', status: 'new', name: 'Sam Hill', phone }])
    await shop.tenant.passHours(1)
    expect(await outward(shop)).toEqual([])
    expect(await office.cards()).toHaveLength(1)
    await expectSameTruth(shop)
  })
})
