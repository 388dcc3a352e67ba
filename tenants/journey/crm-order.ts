import type { Instant } from '../base/clock.ts'
import type { AppointmentId } from '../base/ids.ts'

/** What the CRM is asked beyond who a contact is. All of it can be repeated: what is there is looked for first. */
export type CrmOrder =
  /** Brings contact and opportunity to where the lead stands, or the lead to where they do. */
  | { type: 'sync_crm'; leadId?: string }
  /** Writes a visit, as it stands when this is sent, into the calendar there. */
  | { type: 'sync_appointment'; appointmentId: AppointmentId }
  /** Their contact was deleted there: whether another one has the number. */
  | { type: 'find_contact' }
  /** Tags and do-not-disturb of the customer's contact. */
  | { type: 'mark_contact'; as: ContactMark }
  | { type: 'add_note'; note: CrmNote }

export type ContactMark = 'opted_out' | 'wrong_number' | 'texts_again'

/** What is noted down on a contact. The words are made when it is sent. */
export type CrmNote =
  | { about: 'booking_wanted'; wishedAt: Instant | null }
  | { about: 'emergency'; danger: string }
  | { about: 'visit_confirmed' | 'visit_cancelled'; startsAt: Instant }
  | { about: 'visit_moved'; from: Instant; startsAt: Instant }
  | { about: 'quote_approved'; fromMinor: number; toMinor: number }
