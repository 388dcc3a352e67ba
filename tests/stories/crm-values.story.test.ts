import { afterEach, describe, expect, test } from 'vitest'
import { atPlace, connect, crmOf, newLocation, placeOf } from '../support/connect.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

/** What GoHighLevel's pages and workflows say of a business stays true, and what a person wrote there stays theirs. */

let shop: Shop
let locationId: string

async function openConnected(): Promise<void> {
  shop = await openShop({ ghlLocationId: null })
  locationId = newLocation()
  await connect(shop, { locationId })
}

afterEach(() => shop.control('/faults', undefined, 'DELETE'))

const valuesThere = async () =>
  Object.fromEntries((await placeOf(shop, locationId)).values.map(({ name, value }) => [name, value]))
const change = (fields: object) => shop.api('PATCH', `/tenants/${shop.id}`, fields)
const orders = (where: string) =>
  shop.tenant.query(`select 1 from outbox where payload ->> 'type' = 'set_up_crm' and ${where}`)
const keptFacts = async () => (await shop.tenant.timeline()).filter((type) => type === 'crm_value_kept')
/** What somebody writes on GoHighLevel's screen; nothing empties it. */
const writesThere = (customValue: string, says?: string) =>
  atPlace(shop, locationId, 'change', { customValue, ...(says === undefined ? {} : { says }) })

const OWNER = 'Shoulder owner name'
const QUESTION = 'Shoulder question text'

describe('a fact that changes', () => {
  test('is written to every value that says it, and what does not say it is left alone', async () => {
    await openConnected()
    const before = await valuesThere()
    await change({ ownerName: 'Robin Vale', businessName: 'Heron Heating' })
    await shop.tenant.settle()
    const after = await valuesThere()
    expect(after).toMatchObject({ [OWNER]: 'Robin Vale', 'Shoulder business name': 'Heron Heating' })
    expect(after[QUESTION]).toContain('Robin Vale has it')
    expect(after['Shoulder missed call text']).toMatch(/^Heron Heating: /)
    expect(after['Shoulder which job text']).toBe(before['Shoulder which job text'])
    // What says nothing there orders nothing.
    const ordered = (await orders('true')).length
    await change({ serviceArea: 'Round Rock, TX' })
    expect(await orders('true')).toHaveLength(ordered)
    // Nobody has touched anything there.
    expect([await keptFacts(), (await crmOf(shop)).setUp?.kept]).toEqual([[], []])
  })

  test('and changes again while GoHighLevel takes nothing is written once, as it is in the end', async () => {
    await openConnected()
    await shop.control('/faults', { provider: 'ghl', kind: 'status', status: 429, rate: 1, forMs: 600_000 })
    for (const ownerName of ['Kim Ashby', 'Lee Ashby', 'Robin Vale']) {
      await change({ ownerName })
      await shop.tenant.settle()
    }
    await shop.tenant.passMinutes(5)
    expect(await orders('settled_at is null')).toHaveLength(1)
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(5)
    expect(await valuesThere()).toMatchObject({ [OWNER]: 'Robin Vale' })
    expect([await orders('settled_at is null'), await keptFacts()]).toEqual([[], []])
  })

  test('and whose answer was lost is known for ours, also once it has changed again', async () => {
    await openConnected()
    const fault = { provider: 'ghl', kind: 'act_then_timeout', path: '/customValues/', rate: 1, forMs: 600_000 }
    await shop.control('/faults', fault)
    await change({ ownerName: 'Kim Ashby' })
    await expect.poll(async () => (await valuesThere())[OWNER], { timeout: 20_000 }).toBe('Kim Ashby')
    // Nobody is left who would hear of it, and what stands there is neither what stood nor what is wanted.
    await shop.tenant.evict()
    await shop.control('/faults', undefined, 'DELETE')
    await change({ ownerName: 'Robin Vale' })
    await shop.tenant.passMinutes(5)
    expect(await valuesThere()).toMatchObject({ [OWNER]: 'Robin Vale' })
    expect(await keptFacts()).toEqual([])
  }, 60_000)
})

describe('what somebody writes there', () => {
  test('stays, is said once, and is filled again once they have emptied it', async () => {
    await openConnected()
    await writesThere(OWNER, 'The team')
    await change({ ownerName: 'Robin Vale' })
    await shop.tenant.settle()
    expect(await valuesThere()).toMatchObject({ [OWNER]: 'The team' })
    expect((await valuesThere())[QUESTION]).toContain('Robin Vale has it')
    expect((await crmOf(shop)).setUp).toMatchObject({ kept: [OWNER], problems: [] })
    await change({ ownerName: 'Kim Ashby' })
    await shop.tenant.passDays(2)
    expect(await valuesThere()).toMatchObject({ [OWNER]: 'The team' })
    expect(await keptFacts()).toHaveLength(1)
    await writesThere(OWNER)
    await shop.tenant.passDays(2)
    expect(await valuesThere()).toMatchObject({ [OWNER]: 'Kim Ashby' })
    expect((await crmOf(shop)).setUp?.kept).toEqual([])
  })

  test('before Shoulder came is filled, since a snapshot brings it empty or with words of its own', async () => {
    await openConnected()
    await shop.api('DELETE', `/tenants/${shop.id}/gohighlevel`)
    await writesThere(OWNER, 'NAME GOES HERE')
    await connect(shop, { locationId })
    expect(await valuesThere()).toMatchObject({ [OWNER]: 'Dana Fields' })
  })
})
