import { describe, expect, test } from 'vitest'
import type { BoardView, ConversationView } from './contract/board.ts'
import { inside } from '../tests/support/inside.ts'
import { newPhone, openShop, type Shop } from '../tests/support/open-shop.ts'
import { applyContact } from './apply-contact.ts'
import { bookVisit } from './apply-visit.ts'
import { DAY_MS, HOUR_MS } from './base/clock.ts'
import type { Phone } from './base/e164.ts'
import type { CustomerId } from './base/ids.ts'
import type { LeadStatus } from './journey/effect.ts'
import { insertContract } from './storage/contract-rows.ts'
import { saveLink } from './storage/crm-link-rows.ts'
import { recordCustomer } from './storage/customer-rows.ts'
import { recordJourney } from './storage/journey-rows.ts'
import { loadLead, moveLead, recordLead, saveLead } from './storage/lead-rows.ts'
import { recordEntry } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** A caller whom GoHighLevel knows as a contact turns out to have a number that we know: one person, twice. */

const PAT = newPhone()
const NOBODY = { withheld: false, language: 'en' } as const

async function openTwice(over: Record<string, unknown> = {}) {
  const shop = await openShop({ ghlLocationId: null, ...over })
  const { from, into } = await inside(shop, ({ db }) => ({
    from: recordCustomer(db, { ...NOBODY, phone: null, contactRef: 'contactX' }, shop.watch.now).customerId,
    into: recordCustomer(db, { ...NOBODY, phone: PAT as Phone, contactRef: null }, shop.watch.now).customerId,
  }))
  return { shop, from, into }
}

/** GoHighLevel says whose contact it is. */
const learns = (shop: Shop, from: CustomerId) =>
  inside(shop, (context) => {
    const contact = { contactRef: 'contactX', phone: PAT as Phone, email: 'pat@example.com', name: 'Pat Rivers' }
    applyContact(context, from, { ...contact, doNotDisturbSms: false }, shop.watch.now)
  })

function openLead({ db }: Context, customerId: CustomerId, status: LeadStatus, card: string | null, at: number) {
  const lead = recordLead(db, customerId, at === 1 ? 'google_ads' : 'missed_call', at)
  moveLead(db, lead, status, at)
  if (card !== null) saveLead(db, lead.leadId, { opportunityRef: card }, at)
  return lead.leadId
}

type Row = { customer: string; status: string; card: string | null; source: string; created: number }
const leadsOf = (shop: Shop) =>
  shop.tenant.query<Row>(`select customer_id as customer, status, opportunity_ref as card, source, created_at as created
    from leads order by created_at`)
const facts = async (shop: Shop, id: string) => {
  const talk = await shop.api<ConversationView>('GET', `/tenants/${shop.id}/conversations/${id}`)
  return talk.items.flatMap(({ event }) => (event ? [event.sentence] : []))
}

describe('two open leads of one person', () => {
  test.each<[string, [LeadStatus, string | null], [LeadStatus, string | null], Partial<Row>[]]>([
    ['are one where neither has a card', ['new', null], ['quoted', null], [{ status: 'quoted', card: null }]],
    ['are the one with the card', ['booked', 'cardA'], ['new', null], [{ status: 'booked', card: 'cardA' }]],
    [
      'are the one with the card, moved as far as the other was',
      ['new', null],
      ['booked', 'cardB'],
      [{ status: 'booked', card: 'cardB' }],
    ],
    ['are the card and the booking', ['contacted', 'cardA'], ['booked', null], [{ status: 'booked', card: 'cardA' }]],
    [
      'are one where both have the same card, which was told of before we had heard whose it is',
      ['contacted', 'cardA'],
      ['new', 'cardA'],
      [{ status: 'contacted', card: 'cardA' }],
    ],
    [
      'are one with the same card where one is over',
      ['completed', 'cardA'],
      ['contacted', 'cardA'],
      [{ status: 'completed', card: 'cardA' }],
    ],
    [
      'stay two where each has a card',
      ['booked', 'cardA'],
      ['new', 'cardB'],
      [
        { status: 'booked', card: 'cardA' },
        { status: 'new', card: 'cardB' },
      ],
    ],
  ])('%s', async (_what, known, fresh, expected) => {
    const { shop, from, into } = await openTwice()
    const visitOf = await inside(shop, (context) => {
      openLead(context, into, ...known, 1)
      return openLead(context, from, ...fresh, 2)
    })
    await shop.tenant.query(`insert into jobs (job_id, customer_id, lead_id, completed_at, created_at)
      values ('job_1', '${from}', '${visitOf}', 1, 1)`)
    await learns(shop, from)
    const left = await leadsOf(shop)
    expect(left).toMatchObject(expected.map((row) => ({ ...row, customer: into })))
    // Counted from when the first came, by what brought it.
    expect(left[0]).toMatchObject({ created: 1, source: 'google_ads' })
    const [job] = await shop.tenant.query<{ lead: string; customer: string }>(
      'select lead_id as lead, customer_id as customer from jobs',
    )
    expect(job?.customer).toBe(into)
    expect(await inside(shop, ({ db }) => loadLead(db, job?.lead ?? ''))).not.toBeNull()
  })

  test('with the same card are the one that is linked to it, and what was ordered for the other is its', async () => {
    const { shop, from, into } = await openTwice()
    const linked = await inside(shop, (context) => {
      const { db } = context
      const other = openLead(context, into, 'contacted', 'cardA', 1)
      const leadId = openLead(context, from, 'new', 'cardA', 2)
      const link = { kind: 'opportunity', ourId: leadId, crmRef: 'cardA', customerId: from, digest: 'new' } as const
      saveLink(db, { ...link, oursAt: 2, theirsAt: 2 }, 2)
      const dueAt = shop.watch.now + DAY_MS
      const order = { type: 'sync_crm', leadId: other } as const
      const about = { customerId: into, journeyId: null, sequenceKey: `crm:${into}` }
      recordEntry(db, { ...about, lane: 'gohighlevel', order, dueAt, usefulUntil: dueAt + DAY_MS }, 2)
      return leadId
    })
    await learns(shop, from)
    expect(await leadsOf(shop)).toMatchObject([{ status: 'contacted', customer: into, created: 1 }])
    expect(
      await shop.tenant
        .query(`select lead_id as lead, (select our_id from crm_links where kind = 'opportunity') as link,
        (select payload ->> 'leadId' from outbox where payload ->> 'type' = 'sync_crm') as ordered from leads`),
    ).toEqual([{ lead: linked, link: linked, ordered: linked }])
  })

  test('of which one is over are left alone', async () => {
    const { shop, from, into } = await openTwice()
    await inside(shop, (context) => {
      openLead(context, into, 'completed', null, 1)
      openLead(context, from, 'new', null, 2)
    })
    await learns(shop, from)
    expect(await leadsOf(shop)).toMatchObject([{ status: 'completed' }, { status: 'new', customer: into }])
  })
})

describe('two visits of one person', () => {
  test('keep their times, are shown as two, and said to be', async () => {
    const { shop, from, into } = await openTwice()
    const nine = Math.floor(shop.watch.now / DAY_MS) * DAY_MS + DAY_MS + 15 * HOUR_MS
    const plan = { minutes: null, crewId: null, service: null, feeMinor: 0, source: 'board' } as const
    for (const [customerId, startsAt] of [
      [into, nine],
      [from, nine + 4 * HOUR_MS],
    ] as const) {
      const outcome = await inside(shop, (context) =>
        bookVisit(context, { ...plan, customerId, startsAt }, shop.watch.now),
      )
      expect(outcome.kind).toBe('done')
    }
    const cells = await shop.tenant.query('select * from slot_cells')
    await learns(shop, from)
    const visits = `select customer_id as customer, status from appointments`
    expect(await shop.tenant.query(visits)).toEqual([
      { customer: into, status: 'confirmed' },
      { customer: into, status: 'confirmed' },
    ])
    expect(await shop.tenant.query('select * from slot_cells')).toEqual(cells)
    expect(await facts(shop, into)).toContain(
      'From two records they have 2 visits now. Please ask which one they mean.',
    )
    // What they write about a visit is about the next one.
    await shop.customer(PAT).texts('cancel my visit please')
    const left = await shop.tenant.query<{ status: string }>('select status from appointments order by starts_at')
    expect(left.map(({ status }) => status)).toEqual(['cancelled', 'confirmed'])
  })
})

describe('two maintenance plans of one person', () => {
  test('both stand, are said to, and end together when they say so', async () => {
    const { shop, from, into } = await openTwice()
    const plan = {
      planId: 'comfort',
      name: 'Comfort',
      priceMinor: 18_900,
      termMonths: 12,
      holds: '2 visits',
      renewsByItself: true,
    }
    const term = { plan, startsOn: '2026-06-01', renewsOn: '2027-06-01' }
    await inside(shop, ({ db }) => {
      for (const customerId of [into, from]) {
        const row = { plan: 'Comfort', priceMinor: 18_900, termMonths: 12, renewsByItself: true, terms: 'words' }
        const days = { startsOn: term.startsOn, renewsOn: term.renewsOn }
        const given = { ...row, ...days, customerId, status: 'active', evidence: null, acceptedAt: 1 } as const
        const contractId = insertContract(db, given, 1)
        const state = { kind: 'amc', status: 'active', contractId, term, acceptedAt: 1, mayRenew: true } as const
        recordJourney(db, customerId, { ...state, notice: null }, 1)
      }
    })
    await learns(shop, from)
    expect(await facts(shop, into)).toContain(
      'From two records they have 2 maintenance plans now. Please ask which one they mean.',
    )
    const { attention } = await shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=en`)
    const [matter] = attention.filter(({ pair }) => pair !== undefined)
    expect(matter?.pair).toMatchObject([{ plan: 'Comfort' }, { plan: 'Comfort' }])
    await shop.customer(PAT).texts('no renewal')
    expect(await shop.tenant.query('select status, customer_id as customer from contracts')).toEqual([
      { status: 'cancelled', customer: into },
      { status: 'cancelled', customer: into },
    ])
    const settled = shop.api('POST', `/tenants/${shop.id}/gohighlevel/conflicts/${matter?.conflictId}`, {
      take: 'ours',
    })
    expect(await settled).toBeNull()
  })
})
