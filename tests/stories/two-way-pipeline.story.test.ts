import { describe, expect, test } from 'vitest'
import type { LeadView } from '../../tenants/contract/lists.ts'
import { Office } from '../support/office.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { expectSameTruth } from '../support/same-truth.ts'

async function wantedVisit() {
  const shop = await openShop()
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts('ok great can someone come tomorrow at 9am please')
  await shop.tenant.settle()
  return { shop, pat, office: new Office(shop) }
}

async function lead(shop: Shop): Promise<LeadView> {
  const [view] = await shop.tenant.list<LeadView>('leads')
  if (!view) throw new Error('There is no lead.')
  return view
}

async function moveOurs(shop: Shop, patch: object): Promise<void> {
  const { id, status } = await lead(shop)
  await shop.api('PATCH', `/tenants/${shop.id}/leads/${id}`, { from: status, ...patch })
}

const crmFacts = async (shop: Shop) => (await shop.tenant.timeline()).filter((type) => type.startsWith('crm_'))

describe('a card that is dragged in GoHighLevel', () => {
  test('takes the lead on our board with it, with what the job brought in', async () => {
    const { shop, office } = await wantedVisit()
    await shop.tenant.passMinutes(1)
    await office.movesAndTells({ stage: 'Quoted' })
    expect(await lead(shop)).toMatchObject({ status: 'quoted' })
    await expectSameTruth(shop)
    await shop.tenant.passMinutes(1)
    await office.movesAndTells({ status: 'won', amount: 450.5 })
    expect(await lead(shop)).toMatchObject({ status: 'completed', revenueMinor: 45_050 })
    expect(await shop.tenant.query('select amount_minor from jobs')).toEqual([{ amount_minor: 45_050 }])
    await expectSameTruth(shop)
    expect(await crmFacts(shop)).toEqual(['crm_synced', 'crm_moved', 'crm_moved'])
  })

  test('and back again by us stands in both where it was put last', async () => {
    const { shop, office } = await wantedVisit()
    await shop.tenant.passMinutes(1)
    await office.movesAndTells({ status: 'lost' })
    await shop.tenant.passMinutes(1)
    await moveOurs(shop, { status: 'booked' })
    await expectSameTruth(shop)
    expect((await office.card()).stage).toBe('Booked')
    expect(await crmFacts(shop)).toEqual(['crm_synced', 'crm_moved', 'crm_synced'])
  })

  test('tells of it late, twice and out of order, and counts once', async () => {
    const { shop, office } = await wantedVisit()
    await shop.tenant.passMinutes(1)
    const first = await office.moves(await office.card(), { stage: 'Booked' })
    const firstAt = shop.watch.now
    await shop.tenant.passMinutes(1)
    const second = await office.moves(first, { stage: 'Quoted' })
    await office.tells('OpportunityStageUpdate', second, { times: 2 })
    await office.tells('OpportunityStageUpdate', first, { times: 2, at: firstAt })
    expect(await lead(shop)).toMatchObject({ status: 'quoted' })
    await expectSameTruth(shop)
    // A repeat whose instant was renewed.
    await shop.tenant.passMinutes(20)
    await office.tells('OpportunityStageUpdate', first)
    expect(await lead(shop)).toMatchObject({ status: 'quoted' })
    expect(await crmFacts(shop)).toEqual(['crm_synced', 'crm_moved'])
    await expectSameTruth(shop)
  })

  test('is not moved by the echo of what we wrote ourselves', async () => {
    const { shop, office } = await wantedVisit()
    const contacted = await office.card()
    await moveOurs(shop, { status: 'quoted' })
    await shop.tenant.settle()
    await shop.tenant.passMinutes(1)
    const asked = await orders(shop)
    await office.tells('OpportunityStageUpdate', await office.card(), { times: 3 })
    expect(await orders(shop)).toBe(asked)
    await office.tells('OpportunityCreate', contacted, { at: shop.watch.now - 600_000 })
    expect(await lead(shop)).toMatchObject({ status: 'quoted' })
    await expectSameTruth(shop)
  })

  test('stands in a stage that is none of ours: it is said once, and nothing is dragged back', async () => {
    const { shop, office } = await wantedVisit()
    await shop.tenant.passMinutes(1)
    const card = await office.moves(await office.card(), { stageId: 'stg_parts' })
    await office.tells('OpportunityStageUpdate', card, { times: 2 })
    expect(await lead(shop)).toMatchObject({ status: 'contacted' })
    expect((await office.card()).pipelineStageId).toBe('stg_parts')
    expect(await crmFacts(shop)).toEqual(['crm_synced', 'crm_stage_unknown'])
    await moveOurs(shop, { status: 'completed', revenueMinor: 9_900 })
    await expectSameTruth(shop)
  })
})

test('both sides moved before either heard of the other: the later counts, and the other is shown', async () => {
  const { shop, office } = await wantedVisit()
  await shop.tenant.passMinutes(1)
  await shop.control('/faults', { provider: 'ghl', kind: 'status', status: 503, rate: 1, forMs: 60_000 })
  await moveOurs(shop, { status: 'quoted' })
  await shop.tenant.settle()
  await shop.tenant.passSeconds(5)
  await shop.control('/faults', undefined, 'DELETE')
  await office.movesAndTells({ status: 'lost' })
  await shop.tenant.passMinutes(2)
  expect(await lead(shop)).toMatchObject({ status: 'lost' })
  const conflict = `select fact from timeline where fact ->> 'type' = 'crm_conflict'`
  const facts = await shop.tenant.query<{ fact: string }>(conflict)
  expect(facts.map(({ fact }) => JSON.parse(fact))).toEqual([
    { type: 'crm_conflict', what: 'lead', ours: 'quoted', theirs: 'lost', winner: 'theirs' },
  ])
  await expectSameTruth(shop)
})

async function orders(shop: Shop): Promise<number> {
  const count = `select count(*) as count from outbox where lane = 'gohighlevel'`
  return (await shop.tenant.query<{ count: number }>(count))[0]?.count ?? 0
}
