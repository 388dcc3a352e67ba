import type { AppointmentId } from '../base/ids.ts'

/** What the CRM is asked beyond who a contact is. All of it can be repeated: what is there is looked for first. */
export type CrmOrder =
  /** Brings contact and opportunity to where the lead stands, or the lead to where they do. */
  | { type: 'sync_crm'; leadId?: string }
  /** Writes a visit, as it stands when this is sent, into the calendar there. */
  | { type: 'sync_appointment'; appointmentId: AppointmentId }
  /** Their contact was deleted there: whether another one has the number. */
  | { type: 'find_contact' }
