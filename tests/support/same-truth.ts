import { expect } from 'vitest'
import type { Shop } from './open-shop.ts'

type LeadRow = {
  leadId: string
  status: string
  revenueMinor: number | null
  opportunityRef: string | null
  contactRef: string | null
  phone: string | null
}
type Opportunity = { id: string; contactId?: string; stage?: string; status: string; monetaryValue: number }
type VisitRow = { appointmentId: string; crmRef: string; status: string; startsAt: number; endsAt: number }
type Event = { id: string; appointmentStatus: string; startTime: string; endTime: string }
type Enrolment = { workflow: string; contactId: string }
type Truthful = Pick<Shop, 'ghlLocationId' | 'control' | 'tenant'>

const CARD_STATUS: Record<string, string> = { completed: 'won', lost: 'lost' }
const VISIT_STATUS: Record<string, string[]> = {
  confirmed: ['confirmed', 'new'],
  completed: ['showed'],
  cancelled: ['cancelled'],
  no_show: ['noshow'],
}

/**
 * GoHighLevel and we hold the same: each linked lead stands there as it stands here, at the contact of its customer,
 * and no customer has two open opportunities. To be asked at the end of every story that has a lead.
 */
export async function expectSameTruth(shop: Truthful): Promise<void> {
  await shop.tenant.settle()
  const leads = await shop.tenant.query<LeadRow>(
    `select l.lead_id as leadId, l.status, l.revenue_minor as revenueMinor, l.opportunity_ref as opportunityRef,
      c.contact_ref as contactRef, c.phone from leads as l join customers as c on c.customer_id = l.customer_id`,
  )
  const cards = await shop.control<Opportunity[]>(`/ghl/opportunities?locationId=${shop.ghlLocationId}`)
  const linked = leads.filter(({ opportunityRef }) => opportunityRef !== null)
  const newest = new Map(linked.map((lead) => [lead.opportunityRef, lead]))
  for (const lead of newest.values()) {
    const card = cards.find(({ id }) => id === lead.opportunityRef)
    expect(card, `the opportunity of the lead of ${lead.phone}`).toBeDefined()
    if (!card) continue
    expect(card.status, `the opportunity of ${lead.phone}`).toBe(CARD_STATUS[lead.status] ?? 'open')
    if (card.status === 'open') expect(card.stage?.toLowerCase()).toBe(lead.status)
    if (lead.status !== 'lost' && lead.revenueMinor !== null)
      expect(Math.round(card.monetaryValue * 100)).toBe(lead.revenueMinor)
    if (lead.contactRef !== null) expect(card.contactId).toBe(lead.contactRef)
  }
  const open = cards.filter(({ status }) => status === 'open').map(({ contactId }) => contactId)
  expect(open.length, 'open opportunities, one a contact').toBe(new Set(open).size)
  await expectSameVisits(shop)
  await expectSameEnrolments(shop)
}

/** Whoever we have put into a workflow is in it, and nobody else. */
async function expectSameEnrolments(shop: Truthful): Promise<void> {
  const query = `select l.digest as workflow, c.contact_ref as contactId from crm_links as l
    join customers as c on c.customer_id = l.customer_id where l.kind = 'workflow'`
  const ours = await shop.tenant.query<Enrolment>(query)
  const { enrolments } = await shop.control<{ enrolments: Enrolment[] }>(`/ghl/places/${shop.ghlLocationId}`)
  const say = (all: Enrolment[]) => all.map(({ workflow, contactId }) => `${contactId} in ${workflow}`).toSorted()
  expect(say(enrolments), 'enrolments').toEqual(say(ours))
}

/** Each visit that stands in a calendar there stands at the same time and in the same way. */
async function expectSameVisits(shop: Truthful): Promise<void> {
  const visits = await shop.tenant.query<VisitRow>(
    `select appointment_id as appointmentId, crm_ref as crmRef, status, starts_at as startsAt, ends_at as endsAt
      from appointments where crm_ref is not null`,
  )
  if (visits.length === 0) return
  const events = await shop.control<Event[]>(`/ghl/appointments?locationId=${shop.ghlLocationId}`)
  for (const visit of visits) {
    const event = events.find(({ id }) => id === visit.crmRef)
    expect(event, `the appointment of ${visit.appointmentId}`).toBeDefined()
    if (!event) continue
    expect(VISIT_STATUS[visit.status]).toContain(event.appointmentStatus)
    if (visit.status === 'cancelled') continue
    expect([Date.parse(event.startTime), Date.parse(event.endTime)]).toEqual([visit.startsAt, visit.endsAt])
  }
}
