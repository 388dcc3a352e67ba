import type { Phone } from '../base/e164.ts'
import { decideVisit, type AgreedVisit, type DatedVisit, type VisitStanding } from '../journey/pipeline/decide-visit.ts'
import type { PipelineDecision } from '../journey/pipeline/standing.ts'
import type { CrmCalendar, CrmEvent, CrmEventDraft, CrmRecords, CrmVisitStatus } from '../providers/crm-port.ts'
import type { Answer, CrmPort, SendOutcome } from '../providers/port.ts'
import { pickCalendar } from './read-calendar.ts'

/** A visit as it stands when the entry is sent. */
export type VisitCrmPlan = {
  contactRef: string | null
  phone: Phone | null
  email: string | null
  name: string | null
  source: string
  title: string
  address: string | null
  /** What we had for an address before; one that stands there of its own is let be. */
  addressBefore: string | null
  ours: DatedVisit
  agreed: AgreedVisit | null
  eventRef: string | null
  /** Entries of the customer's other visits, one of which may have been at the same time and called off. */
  otherRefs: readonly string[]
  calendar: VisitCalendar | null
  /** A calendar that was chosen a moment ago: one that stands in another moves there. */
  into: string | null
}

export type VisitResult = {
  contactRef: string
  calendar: VisitCalendar | null
  event:
    | { kind: 'gone' }
    | {
        kind: 'compared'
        eventRef: string
        /** Ours as it was when we asked; it may have been changed meanwhile. */
        planned: DatedVisit
        decision: PipelineDecision
        /** As it stands there now. */
        theirs: VisitStanding & { at: number | null }
        before: VisitStanding
        /** What else stands in the calendar at the same time, whoever's it is. */
        beside: readonly CrmEvent[]
      }
}

type VisitCalendar = Omit<CrmCalendar, 'userRefs'>
type Crm = CrmPort & CrmRecords
type Asked = { outcome: SendOutcome; visit?: VisitResult; contactRef?: string }

const THEIR_STATUS: Record<VisitStanding['status'], CrmVisitStatus> = {
  confirmed: 'confirmed',
  completed: 'showed',
  cancelled: 'cancelled',
  no_show: 'noshow',
}
const OUR_STATUS: Record<CrmVisitStatus, VisitStanding['status']> = {
  new: 'confirmed',
  confirmed: 'confirmed',
  showed: 'completed',
  cancelled: 'cancelled',
  invalid: 'cancelled',
  noshow: 'no_show',
}

/** Brings a visit into the calendar there, or says where it stands itself. Looked for before it is made. */
export async function syncAppointment(crm: Crm, plan: VisitCrmPlan): Promise<Asked> {
  // What was off before anybody there heard of it leaves no trace.
  if (plan.eventRef === null && plan.ours.status === 'cancelled')
    return { outcome: { kind: 'sent', providerRef: 'none' } }
  const contact = await contactOf(crm, plan)
  if (contact.kind !== 'answered') return { outcome: contact }
  const contactRef = contact.value
  const calendar = await chooseCalendar(crm, plan.calendar)
  if (calendar.kind !== 'answered') return { outcome: calendar, contactRef }
  const placed = await placeEvent(crm, plan, contactRef, calendar.value)
  if (placed.kind !== 'answered') return { outcome: placed, contactRef }
  const event = placed.value
  const providerRef = event.kind === 'gone' ? 'gone' : event.eventRef
  return { outcome: { kind: 'sent', providerRef }, visit: { contactRef, calendar: calendar.value, event }, contactRef }
}

async function contactOf(crm: Crm, plan: VisitCrmPlan): Promise<Answer<string>> {
  if (plan.contactRef !== null) return { kind: 'answered', value: plan.contactRef }
  const { phone, email, name, source } = plan
  const answer = await crm.upsertContact({ phone, email, name, source })
  return answer.kind === 'answered' ? { kind: 'answered', value: answer.value.contactRef } : answer
}

async function chooseCalendar(crm: Crm, remembered: VisitCalendar | null): Promise<Answer<VisitCalendar>> {
  if (remembered) return { kind: 'answered', value: remembered }
  const answer = await crm.fetchCalendars()
  if (answer.kind !== 'answered') return answer
  const calendar = pickCalendar(answer.value)
  if (calendar) return { kind: 'answered', value: calendar }
  return {
    kind: 'refused',
    code: 'no_calendar',
    detail: 'The location has no active calendar. Create one named Shoulder in GoHighLevel, then retry.',
  }
}

async function placeEvent(
  crm: Crm,
  plan: VisitCrmPlan,
  contactRef: string,
  calendar: VisitCalendar,
): Promise<Answer<VisitResult['event']>> {
  if (plan.eventRef === null) return create(crm, plan, contactRef, calendar)
  const found = await crm.fetchEvent(plan.eventRef)
  if (found.kind !== 'answered') return found
  return found.value === null
    ? { kind: 'answered', value: { kind: 'gone' } }
    : compare(crm, plan, found.value, { contactRef, calendar })
}

async function create(
  crm: Crm,
  plan: VisitCrmPlan,
  contactRef: string,
  calendar: VisitCalendar,
): Promise<Answer<VisitResult['event']>> {
  const around = await crm.listEvents(calendar.calendarRef, plan.ours.startsAt, plan.ours.endsAt)
  if (around.kind !== 'answered') return around
  // An earlier attempt may have made it without our hearing of it.
  const own = around.value.find(
    (event) =>
      event.contactRef === contactRef &&
      event.startsAt === plan.ours.startsAt &&
      !plan.otherRefs.includes(event.eventRef),
  )
  if (own) return compare(crm, { ...plan, agreed: null }, own, { contactRef, calendar })
  const made = await crm.createEvent(draftOf(plan, contactRef, calendar))
  if (made.kind !== 'answered') return made
  const { eventRef } = made.value
  return answerWritten(plan, { eventRef, beside: besideOf(around.value, plan.ours, eventRef) })
}

async function compare(
  crm: Crm,
  plan: VisitCrmPlan,
  event: CrmEvent,
  { contactRef, calendar }: { contactRef: string; calendar: VisitCalendar },
): Promise<Answer<VisitResult['event']>> {
  const { ours, agreed } = plan
  const { startsAt, endsAt, updatedAt, eventRef } = event
  const theirs: DatedVisit = { status: OUR_STATUS[event.status], startsAt, endsAt, at: updatedAt ?? 0 }
  const decision = decideVisit(ours, theirs, agreed)
  const isElsewhere = plan.into !== null && theirs.status === 'confirmed' && event.calendarRef !== plan.into
  const isOurs = decision.kind === 'write_theirs' || (decision.kind === 'conflict' && decision.winner === 'ours')
  const lacksAddress = plan.address !== null && theirs.status === 'confirmed' && isOurAddress(event.address, plan)
  if (!isOurs && !((isElsewhere || lacksAddress) && decision.kind === 'nothing')) {
    const compared = {
      kind: 'compared',
      eventRef,
      planned: ours,
      decision,
      theirs,
      before: theirs,
      beside: [],
    } as const
    return { kind: 'answered', value: compared }
  }
  const written = await crm.changeEvent(eventRef, draftOf(plan, contactRef, calendar))
  if (written.kind !== 'answered') return written
  const around = await crm.listEvents(calendar.calendarRef, ours.startsAt, ours.endsAt)
  const beside = around.kind === 'answered' ? besideOf(around.value, ours, eventRef) : []
  return answerWritten(plan, { eventRef, beside }, { decision, before: theirs })
}

function isOurAddress(theirs: string | null, { address, addressBefore }: VisitCrmPlan): boolean {
  return theirs !== address && (theirs === null || theirs.trim() === '' || theirs === addressBefore)
}

function answerWritten(
  { ours }: VisitCrmPlan,
  { eventRef, beside }: { eventRef: string; beside: CrmEvent[] },
  why: { decision: PipelineDecision; before: VisitStanding } = { decision: { kind: 'write_theirs' }, before: ours },
): Answer<VisitResult['event']> {
  return {
    kind: 'answered',
    value: { kind: 'compared', eventRef, planned: ours, theirs: { ...ours, at: null }, beside, ...why },
  }
}

/** Theirs stand where they are: which of them are visits of ours, and whether somebody is free, the ledger knows. */
function besideOf(events: readonly CrmEvent[], ours: DatedVisit, eventRef: string): CrmEvent[] {
  if (ours.status !== 'confirmed') return []
  return events.filter(
    (event) =>
      event.eventRef !== eventRef &&
      OUR_STATUS[event.status] === 'confirmed' &&
      event.startsAt < ours.endsAt &&
      event.endsAt > ours.startsAt,
  )
}

function draftOf(plan: VisitCrmPlan, contactRef: string, { calendarRef }: VisitCalendar): CrmEventDraft {
  const { ours, title, address } = plan
  const { startsAt, endsAt } = ours
  return { calendarRef, contactRef, title, address, startsAt, endsAt, status: THEIR_STATUS[ours.status] }
}
