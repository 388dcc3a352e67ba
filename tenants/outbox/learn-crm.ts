import { applyAddressed, bringAddress } from '../apply-address.ts'
import { applyContact, keepContactRef } from '../apply-contact.ts'
import { applyComparedVisit, plannedVisit, takeVisitGone } from '../apply-crm-visit.ts'
import { noteMarked } from '../apply-crm-contact.ts'
import { applyCompared, applyFoundContact, plannedLead } from '../apply-crm.ts'
import type { Instant } from '../base/clock.ts'
import { noteValuesRead } from '../record-crm-values.ts'
import { loadCalendar, saveCalendar } from '../storage/crm-connection.ts'
import { loadAppointment, loadOtherRefs } from '../storage/appointment-rows.ts'
import { dropLink, saveLink } from '../storage/crm-link-rows.ts'
import { loadCustomer, loadCustomerByContact, saveCustomer, withPlaces } from '../storage/customer-rows.ts'
import { loadLead, loadNewestLead } from '../storage/lead-rows.ts'
import type { Order } from '../journey/effect.ts'
import type { Entry } from '../storage/outbox-rows.ts'
import { loadSetting, saveSetting } from '../storage/settings-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import type { Dispatched } from './dispatch.ts'
import { learnSetUp } from './plan-set-up.ts'
import type { ComparePlan } from './compare-crm.ts'
import type { ContactPlan } from './mark-contact.ts'
import type { VisitCrmPlan, VisitResult } from './sync-appointment.ts'
import { describeSource, type CrmPlan } from './sync-crm.ts'

/** What the CRM is asked stands as it is when the entry is claimed, and not as it was when it was ordered. */
export function planCrm(context: Context, entry: Entry, leadId: string | undefined): CrmPlan | null {
  const { db } = context
  const customer = entry.customerId ? loadCustomer(db, entry.customerId) : null
  const lead = customer && (leadId === undefined ? loadNewestLead(db, customer.customerId) : loadLead(db, leadId))
  if (!customer || !lead) return null
  const { contactRef, phone, email, name } = customer
  const kind = describeSource(lead.source)
  return {
    contactRef,
    phone,
    email,
    name,
    title: `${name ?? phone ?? email ?? 'Caller'} - ${kind}`,
    source: `Shoulder: ${kind}`,
    lead: plannedLead(context, lead),
    pipeline: loadSetting(db, 'crm_pipeline'),
  }
}

export function planVisit(context: Context, { order }: Entry): VisitCrmPlan | null {
  const { db } = context
  const visit = order.type === 'sync_appointment' ? loadAppointment(db, order.appointmentId) : null
  const customer = visit && loadCustomer(db, visit.customerId)
  if (!visit || !customer) return null
  const { contactRef, phone, email, name } = customer
  return {
    ...{ contactRef, phone, email, name, source: 'Shoulder: visit' },
    ...plannedVisit(context, visit),
    title: [visit.service ?? 'Visit', name ?? phone ?? ''].filter(Boolean).join(' - '),
    address: visit.address,
    eventRef: visit.crmRef,
    otherRefs: visit.crmRef === null ? loadOtherRefs(db, visit) : [],
    calendar: loadCalendar(db),
    into: order.type === 'sync_appointment' ? (order.into ?? null) : null,
    addressBefore: order.type === 'sync_appointment' ? (order.address ?? null) : null,
  }
}

export function planCompare({ db }: Context): ComparePlan {
  const pipelineRef = loadSetting<{ pipelineRef: string }>(db, 'crm_pipeline')?.pipelineRef ?? null
  return { pipelineRef, calendarRef: loadCalendar(db)?.calendarRef ?? null }
}

export function planContact({ db, tenant }: Context, entry: Entry): ContactPlan | null {
  const customer = entry.lane === 'gohighlevel' && entry.customerId ? loadCustomer(db, entry.customerId) : null
  if (!customer) return null
  const { contactRef, phone, email, name } = customer
  const { language, timeZone } = tenant.profile
  return { contactRef, phone, email, name, language, timeZone, mark: entry.entryId }
}

/** What became of a visit in the calendar there. `planned` is how it stood when that was asked. */
function learnVisit(context: Context, entry: Entry, { calendar, event }: VisitResult, now: Instant): void {
  const { order } = entry
  const visit = order.type === 'sync_appointment' ? loadAppointment(context.db, order.appointmentId) : null
  // One that a person has chosen meanwhile stays chosen.
  if (calendar && !loadCalendar(context.db)?.isChosen) saveCalendar(context.db, calendar)
  if (!visit) return
  if (event.kind === 'gone') return visit.crmRef === null ? undefined : takeVisitGone(context, visit.crmRef, now)
  applyComparedVisit(context, visit, event, event.planned, now)
}

function noteEnrolled(
  { db }: Context,
  { customerId, entryId }: Entry,
  { moment, workflow, isIn }: Extract<Order, { type: 'enrol_contact' }>,
  now: Instant,
): void {
  const ourId = `${moment}:${customerId ?? ''}`
  const fact = { type: 'crm_enrolled' as const, workflow, isIn }
  recordEvent(db, { customerId, journeyId: null, fact }, now)
  if (!isIn) return dropLink(db, 'workflow', ourId)
  const link = { kind: 'workflow' as const, ourId, crmRef: entryId, customerId, oursAt: now, theirsAt: null }
  saveLink(db, { ...link, digest: workflow }, now)
}

/** Keeps what a call taught us, whether or not the rest of it worked out. */
export function learn(context: Context, entry: Entry, dispatched: Dispatched, now: Instant): void {
  const { db } = context
  if (dispatched.values) {
    // Another location was taken meanwhile, of which this says nothing.
    if (dispatched.values.locationId !== context.tenant.profile.ghlLocationId) return
    noteValuesRead(context, dispatched.values.reads, now)
  }
  if (dispatched.setUp) return learnSetUp(context, dispatched.setUp, now)
  if (!entry.customerId) return
  if (dispatched.contact) applyContact(context, entry.customerId, dispatched.contact, now)
  if (dispatched.found !== undefined) return applyFoundContact(context, entry.customerId, dispatched.found, now)
  const { order } = entry
  if (order.type === 'mark_contact' && dispatched.contactRef) {
    noteMarked(context, entry.customerId, { as: order.as, contactRef: dispatched.contactRef }, now)
  }
  if (order.type === 'enrol_contact' && dispatched.outcome.kind === 'sent') noteEnrolled(context, entry, order, now)
  if (dispatched.addressed) applyAddressed(context, entry.customerId, dispatched.addressed, now)
  if (dispatched.visit) learnVisit(context, entry, dispatched.visit, now)
  if (!dispatched.crm) {
    keepContactRef(context, entry.customerId, dispatched.contactRef, now)
    return bringAddress(context, entry.customerId, now)
  }
  const { contactRef, pipeline, address } = dispatched.crm
  const customer = loadCustomer(db, entry.customerId)
  const isFree = loadCustomerByContact(db, contactRef) === null
  // Where two contacts were merged there, the number leads to the one that is left.
  const ref = isFree ? { contactRef } : {}
  const places = customer && address ? { places: withPlaces(customer, { crm: address }) } : {}
  if (customer) saveCustomer(db, customer.customerId, { ...ref, ...places }, now)
  saveSetting(db, 'crm_pipeline', pipeline)
  const leadId = order.type === 'sync_crm' ? order.leadId : undefined
  const lead = leadId === undefined ? loadNewestLead(db, entry.customerId) : loadLead(db, leadId)
  bringAddress(context, entry.customerId, now)
  if (lead) applyCompared(context, lead, dispatched.crm, entry.journeyId, now)
}
