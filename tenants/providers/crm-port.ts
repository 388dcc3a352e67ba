import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { AddressParts } from '../base/us-address.ts'
import type { Answer, CrmContact, CrmOpportunity, SendOutcome } from './port.ts'

/** What keeping our rows and the CRM's equal asks of it, beyond what a first lead needs. */

/** An opportunity as it stands there now. */
export type CrmReading = CrmOpportunity & {
  pipelineRef: string | null
  contactRef: string | null
  amountMajor: number | null
  /** When somebody last moved it, or changed anything of it. */
  movedAt: Instant | null
  updatedAt: Instant | null
}

export type CrmPage<T> = { items: T[]; next: string | null }

export type CrmMessageKind = 'call' | 'sms' | 'other'

/** One call or text of a conversation, as it is read back. */
export type CrmMessage = {
  messageRef: string
  contactRef: string
  kind: CrmMessageKind
  direction: 'inbound' | 'outbound'
  status: string | null
  body: string
  mediaUrls: string[]
  callStatus: string | null
  callSeconds: number | null
  /** Who wrote it: a workflow, a campaign, an app by the API, or a person in the app. */
  source: string | null
  userRef: string | null
  addedAt: Instant
  from: Phone | null
  to: Phone | null
}

/** A text to a contact of the location, by one of its numbers. */
export type CrmTextDraft = { contactRef: string; from: Phone; to: Phone; body: string }

/** `isActive` is false where GoHighLevel has suspended or closed the location's telephony. */
export type CrmNumbers = { isActive: boolean; numbers: { number: Phone; name: string | null; isDefault: boolean }[] }

/** `userRefs`: its team, whose blocked time is its own. */
export type CrmCalendar = { calendarRef: string; name: string; isActive: boolean; userRefs: string[] }

export type CrmVisitStatus = 'new' | 'confirmed' | 'cancelled' | 'showed' | 'noshow' | 'invalid'

/** An appointment in one of the CRM's calendars. */
export type CrmEvent = {
  eventRef: string
  calendarRef: string
  contactRef: string | null
  title: string
  status: CrmVisitStatus
  startsAt: Instant
  endsAt: Instant
  address: string | null
  updatedAt: Instant | null
}

/** Time that a person has blocked: in one calendar, or for one user in all of them. */
export type CrmBlock = {
  eventRef: string
  calendarRef: string | null
  startsAt: Instant
  endsAt: Instant
}

export type CrmEventDraft = {
  calendarRef: string
  contactRef: string
  title: string
  status: CrmVisitStatus
  startsAt: Instant
  endsAt: Instant
  address: string | null
}

export type CrmMarks = {
  addTags: string[]
  dropTags: string[]
  /** Null leaves do-not-disturb as it is. */
  wantsNoTexts: boolean | null
}

export type CrmRecords = {
  /** Null where it is not there any more. */
  fetchOpportunity(opportunityRef: string): Promise<Answer<CrmReading | null>>
  writeOpportunity(
    opportunityRef: string,
    change: { pipelineRef: string; stageRef: string; status: CrmOpportunity['status']; amountMajor: number | null },
  ): Promise<Answer<CrmReading>>
  /** All of a pipeline, page by page. */
  /** Those made since an instant come newest first; all of them in the order in which they were made. */
  listOpportunities(
    pipelineRef: string,
    page: { madeSince: Instant | null; cursor: string | null },
  ): Promise<Answer<CrmPage<CrmReading>>>
  findContact(phone: Phone): Promise<Answer<CrmContact | null>>
  /** Leaves alone what is not given. */
  writeAddress(contactRef: string, parts: AddressParts): Promise<Answer<{ contactRef: string }>>
  markContact(contactRef: string, marks: CrmMarks): Promise<Answer<{ contactRef: string }>>
  listNotes(contactRef: string): Promise<Answer<{ noteRef: string; body: string }[]>>
  /** Calls and texts since then, the oldest first. */
  exportMessages(span: { since: Instant; until: Instant; cursor: string | null }): Promise<Answer<CrmPage<CrmMessage>>>
  fetchMessage(messageRef: string): Promise<Answer<CrmMessage | null>>
  /** Repeated, it is sent again. */
  sendText(text: CrmTextDraft): Promise<SendOutcome>
  /** The texts of a contact's conversation since then, the oldest first. */
  listTexts(contactRef: string, since: Instant): Promise<Answer<CrmMessage[]>>
  fetchNumbers(): Promise<Answer<CrmNumbers>>
  fetchCalendars(): Promise<Answer<CrmCalendar[]>>
  listEvents(calendarRef: string, from: Instant, until: Instant): Promise<Answer<CrmEvent[]>>
  listBlocked(
    of: { calendarRef: string } | { userRef: string },
    from: Instant,
    until: Instant,
  ): Promise<Answer<CrmBlock[]>>
  fetchEvent(eventRef: string): Promise<Answer<CrmEvent | null>>
  createEvent(event: CrmEventDraft): Promise<Answer<{ eventRef: string }>>
  changeEvent(eventRef: string, event: CrmEventDraft): Promise<Answer<{ eventRef: string }>>
}
