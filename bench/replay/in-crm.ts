import { describeRequest } from '../../sandbox/exchange.ts'
import type { World } from '../../sandbox/emulator.ts'
import { appointmentsOf } from '../../sandbox/ghl-calendars.ts'
import { openRecords, type Contact } from '../../sandbox/ghl-records.ts'
import { contactEvent, deliverEvent, opportunityEvent, type GhlEvent } from '../../sandbox/ghl-webhooks.ts'
import type { LeadStatus } from '../../tenants/journey/effect.ts'
import type { Copy } from './copy.ts'
import type { CrmVisitStatus, Deed, DeedOf } from './deed.ts'
import type { There } from './there.ts'

export type CrmDeed =
  | DeedOf<'moved_card' | 'made_card' | 'forbade_texts_in_crm'>
  | DeedOf<'dropped_in_crm'>
  | DeedOf<'moved_visit_in_crm'>
  | DeedOf<'made_visit_in_crm'>

const KINDS: ReadonlySet<Deed['kind']> = new Set<CrmDeed['kind']>([
  'moved_card',
  'made_card',
  'forbade_texts_in_crm',
  'dropped_in_crm',
  'moved_visit_in_crm',
  'made_visit_in_crm',
])

export function isCrmDeed(deed: Deed): deed is Extract<Deed, CrmDeed> {
  return KINDS.has(deed.kind)
}

type Office = { world: World; there: There; copy: Copy; onFault: (error: unknown) => void }

const SHOWN: Record<CrmVisitStatus, string> = {
  confirmed: 'confirmed',
  completed: 'showed',
  cancelled: 'cancelled',
  no_show: 'noshow',
}

/** Somebody at GoHighLevel's own screen, who changes there what they changed then. Answers whether they could. */
export function actInCrm(deed: CrmDeed, customerId: string, office: Office): boolean {
  const records = openRecords(office.world.state)
  const contact = records.contacts.find(office.there.contact(customerId) ?? '')
  switch (deed.kind) {
    case 'moved_card': {
      const card = records.opportunities.find(office.there.lead(customerId)?.opportunityRef ?? '')
      if (card) return order(office, 'POST', `opportunities/${card.id}/stage`, cardAt(deed))
      // Somebody had made one for a lead that had none.
      return contact !== undefined && makeCard(contact, deed.to, office)
    }
    case 'made_card':
      return contact !== undefined && makeCard(contact, deed.to, office)
    case 'forbade_texts_in_crm': {
      const marked = { active: true, channel: 'SMS' }
      return contact !== undefined && order(office, 'POST', `contacts/${contact.id}/dnd`, marked)
    }
    case 'dropped_in_crm':
      return drop(deed.what, customerId, office)
    case 'moved_visit_in_crm': {
      const visit = office.there.visit(deed.ref, customerId, deed.wasAt)
      const ref = appointmentsOf(office.world.state).find((visit && office.there.visitInCrm(visit)) ?? '')?.id
      const times = deed.status === 'confirmed' ? timesOf(deed, office, visit ?? '') : {}
      return ref ? order(office, 'POST', `appointments/${ref}`, { status: SHOWN[deed.status], ...times }) : false
    }
    case 'made_visit_in_crm': {
      if (contact === undefined) return false
      const { startsAt, endsAt } = deed
      const { id: contactId, locationId } = contact
      return order(office, 'POST', 'appointments', { locationId, contactId, startsAt, endsAt, title: 'Visit' })
    }
  }
}

/** Their screen tells nobody of a new card; who comes by it there does. */
function makeCard(contact: Contact, stage: string, office: Office): true {
  const { opportunities } = openRecords(office.world.state)
  const known = new Set(opportunities.list({ contactId: contact.id }).map(({ id }) => id))
  order(office, 'POST', 'opportunities', { contactId: contact.id, stage })
  const card = opportunities.list({ contactId: contact.id }).find(({ id }) => !known.has(id))
  return card === undefined || tell(opportunityEvent('OpportunityCreate', card), office)
}

function cardAt({ to, revenueMinor }: DeedOf<'moved_card'>): Record<string, unknown> {
  const status = to as LeadStatus
  const marked = status === 'completed' ? 'won' : status === 'lost' ? 'lost' : 'open'
  return { stage: status, status: marked, ...(revenueMinor === null ? {} : { amount: revenueMinor / 100 }) }
}

function timesOf({ startsAt }: DeedOf<'moved_visit_in_crm'>, { there }: Office, visit: string): object {
  return { startsAt, endsAt: startsAt + there.lengthOf(visit) }
}

function drop(what: DeedOf<'dropped_in_crm'>['what'], customerId: string, office: Office): boolean {
  const { there } = office
  if (what === 'appointment') {
    const ref = appointmentsOf(office.world.state).find(there.anyVisitInCrm(customerId) ?? '')?.id
    return ref ? order(office, 'DELETE', `appointments/${ref}`) : false
  }
  const records = openRecords(office.world.state)
  if (what === 'contact') {
    const contact = records.contacts.find(there.contact(customerId) ?? '')
    if (!contact) return false
    order(office, 'DELETE', `contacts/${contact.id}`)
    return tell(contactEvent('ContactDelete', contact), office)
  }
  const opportunity = records.opportunities.find(there.lead(customerId)?.opportunityRef ?? '')
  if (!opportunity) return false
  order(office, 'DELETE', `opportunities/${opportunity.id}`)
  return tell(opportunityEvent('OpportunityDelete', opportunity), office)
}

function tell(event: GhlEvent, { world, onFault }: Office): true {
  void deliverEvent(event, world).catch(onFault)
  return true
}

/** The telling takes its way in virtual time, so nobody waits for it here. */
function order({ world, onFault }: Office, method: string, path: string, body: object = {}): true {
  const target = `/sandbox/ghl/${path}`
  const headers = { 'content-type': 'application/json' }
  const request = describeRequest(method, target, headers, Buffer.from(JSON.stringify(body)))
  void (async () => world.emulators['ghl']?.control?.(request, world))().catch(onFault)
  return true
}
