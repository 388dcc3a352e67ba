import { describe, expect, test } from 'vitest'
import { Office } from '../support/office.ts'
import { newPhone, openShop } from '../support/open-shop.ts'
import { expectSameTruth } from '../support/same-truth.ts'

async function wantedVisit() {
  const shop = await openShop()
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts('ok great can someone come tomorrow at 9am please')
  await shop.tenant.settle()
  const office = new Office(shop)
  return { shop, pat, office, contact: await office.contact(pat.phone) }
}

describe('somebody who wants no more texts', () => {
  test('is marked so in GoHighLevel, and freed again by their own START alone', async () => {
    const { shop, pat, office } = await wantedVisit()
    await pat.texts('please stop texting me')
    const marked = await office.contact(pat.phone)
    expect(marked).toMatchObject({ tags: ['shoulder-opted-out'], dndSettings: { SMS: { status: 'active' } } })
    await expectSameTruth(shop)
    // Somebody in the office takes the mark off: it is set again, and shown.
    await shop.control(`/ghl/contacts/${marked.id}/dnd`, { active: false, channel: 'SMS' })
    const freed = { dndSettings: { SMS: { status: 'inactive' } } }
    await office.tellsOfPerson('ContactDndUpdate', await office.contact(pat.phone), freed)
    expect((await office.contact(pat.phone)).dndSettings?.['SMS']?.status).toBe('active')
    expect((await shop.tenant.timeline()).filter((type) => type === 'crm_conflict')).toHaveLength(1)
    await shop.tenant.passMinutes(10)
    const before = shop.watch.now
    await shop.tenant.passMinutes(1)
    await pat.texts('START')
    const free = await office.contact(pat.phone)
    expect(free).toMatchObject({ tags: [], dndSettings: { SMS: { status: 'inactive' } } })
    // The mark of before comes late, and says nothing any more.
    await office.tellsOfPerson('ContactDndUpdate', free, {
      ...{ dndSettings: { SMS: { status: 'active' } }, timestamp: new Date(before).toISOString() },
    })
    const suppressed = `select 1 from suppressions where channel = 'sms' and lifted_at is null`
    expect(await shop.tenant.query(suppressed)).toEqual([])
  })

  test('because it is the wrong number is tagged as that', async () => {
    const { pat, office } = await wantedVisit()
    await pat.texts('wrong number, I never called a plumber')
    expect(await office.contact(pat.phone)).toMatchObject({
      tags: ['shoulder-wrong-number'],
      dndSettings: { SMS: { status: 'active' } },
    })
  })

  test('and is no contact there is not made one for it', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await pat.texts('please stop texting me')
    await shop.tenant.settle()
    expect(await shop.control(`/ghl/contacts?locationId=${shop.ghlLocationId}`)).toEqual([])
  })
})

describe('a text that a person writes in GoHighLevel', () => {
  test('is the technician’s own word: it stands in the conversation, and the automation is silent', async () => {
    const { shop, pat, office, contact } = await wantedVisit()
    const text = { contactId: contact.id, body: 'Dana here, see you at nine', direction: 'outbound' as const }
    const message = await office.leaves(text)
    await office.tellsOfText(message)
    await office.tellsOfText(message)
    const facts = await shop.tenant.timeline()
    expect(facts.filter((type) => type === 'human_wrote')).toHaveLength(1)
    expect(facts).toContain('taken_over')
    const said = (await pat.received()).length
    await pat.texts('how much for a water heater?')
    await shop.tenant.passMinutes(2)
    expect(await pat.received()).toHaveLength(said)
    const bodies = `select body from messages where template = 'human_text'`
    expect(await shop.tenant.query(bodies)).toEqual([{ body: 'Dana here, see you at nine' }])
  })

  test('is not one where a workflow wrote it: it is shown, and nobody is silenced', async () => {
    const { shop, office, contact } = await wantedVisit()
    const text = {
      contactId: contact.id,
      body: 'Rate us!',
      direction: 'outbound' as const,
      source: 'workflow' as const,
    }
    await office.tellsOfText(await office.leaves(text))
    const facts = await shop.tenant.timeline()
    expect(facts).toContain('crm_texted')
    expect(facts).not.toContain('taken_over')
  })
})

test('what matters is noted down on the contact, once, however often the note is tried', async () => {
  const shop = await openShop()
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await shop.control('/faults', { provider: 'ghl', kind: 'malformed', path: 'notes', rate: 1, forMs: 60_000 })
  await pat.texts('ok great can someone come tomorrow at 9am please')
  await shop.tenant.settle()
  await shop.control('/faults', undefined, 'DELETE')
  await shop.tenant.passMinutes(3)
  const office = new Office(shop)
  const notes = await office.notes((await office.contact(pat.phone)).id)
  expect(notes).toEqual([expect.stringMatching(/^Wants a visit: .*9 AM\.\n\(Shoulder, eff_/)])
})

describe('a contact that is deleted in GoHighLevel', () => {
  test('is not made again for the same matter, and is for the next', async () => {
    const { shop, pat, office, contact } = await wantedVisit()
    await office.deletes('contacts', contact.id)
    await office.tellsOfPerson('ContactDelete', contact)
    const [lead] = await shop.tenant.list<{ id: string; status: string }>('leads')
    await shop.api('PATCH', `/tenants/${shop.id}/leads/${lead!.id}`, { from: 'contacted', status: 'completed' })
    await shop.tenant.settle()
    expect(await shop.control(`/ghl/contacts?locationId=${shop.ghlLocationId}`)).toEqual([])
    expect(await shop.tenant.timeline()).toContain('crm_gone')
    await shop.tenant.passDays(5)
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await pat.texts('can you come again tomorrow at 10am')
    await shop.tenant.settle()
    expect(await office.cards()).toHaveLength(1)
    await expectSameTruth(shop)
  })

  test('because it was merged into another is that other from now on', async () => {
    const { shop, pat, office, contact } = await wantedVisit()
    await office.deletes('contacts', contact.id)
    const merged = await office.files({ phone: pat.phone, name: 'Patricia Rivers' })
    await office.tellsOfPerson('ContactDelete', contact)
    const refs = 'select contact_ref as ref from customers'
    expect(await shop.tenant.query(refs)).toEqual([{ ref: merged.id }])
    await shop.tenant.settle()
    expect(await shop.tenant.query(`select 1 from outbox where status in ('dead', 'refused')`)).toEqual([])
  })

  test('takes its opportunity with it: our lead stays, and the opportunity is not made again', async () => {
    const { shop, office } = await wantedVisit()
    const card = await office.card()
    await office.deletes('opportunities', card.id)
    await office.tells('OpportunityDelete', card)
    const [lead] = await shop.tenant.list<{ id: string; status: string }>('leads')
    await shop.api('PATCH', `/tenants/${shop.id}/leads/${lead!.id}`, { from: 'contacted', status: 'quoted' })
    await shop.tenant.settle()
    expect(await office.cards()).toEqual([])
    expect((await shop.tenant.list<{ status: string }>('leads'))[0]?.status).toBe('quoted')
  })
})

test('a contact without a phone that changes is nobody we know, and is left alone', async () => {
  const { shop, office } = await wantedVisit()
  const bare = await office.files({ name: 'No Phone' })
  await office.tellsOfPerson('ContactUpdate', { ...bare, phone: newPhone() }, { phone: null })
  expect(await shop.tenant.query('select 1 from customers')).toHaveLength(1)
  await expectSameTruth(shop)
})
