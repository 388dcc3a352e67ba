import type { Instant } from '../base/clock.ts'
import type { AppointmentId } from '../base/ids.ts'

/** What the CRM is asked beyond who a contact is. All of it can be repeated: what is there is looked for first. */
export type CrmOrder =
  /** Brings contact and opportunity to where the lead stands, or the lead to where they do. */
  | { type: 'sync_crm'; leadId?: string }
  /**
   * Writes a visit, as it stands when this is sent, into the calendar there; `into` is one that was chosen a moment
   * ago, which it moves to.
   */
  | { type: 'sync_appointment'; appointmentId: AppointmentId; into?: string; address?: string | null }
  /** Brings the address on their contact and ours together. */
  | { type: 'sync_address' }
  /** Their contact was deleted there: whether another one has the number. */
  | { type: 'find_contact' }
  /** Tags and do-not-disturb of the customer's contact. */
  | { type: 'mark_contact'; as: ContactMark }
  | { type: 'add_note'; note: CrmNote }
  /** Puts the customer's contact into a workflow of this name, or takes them out of it. */
  | { type: 'enrol_contact'; workflow: string; isIn: boolean; moment: CrmMoment }
  /** One page of a comparison; the next follows from its answer. */
  | { type: 'compare_crm'; compare: CrmCompare }
  /** A text that was found without the number it came from. */
  | { type: 'fetch_message'; messageRef: string; contactRef: string }
  /** What became of a text of ours; `looks` counts how often that was asked. */
  | { type: 'fetch_fate'; messageRef: string; looks: number }

export type CrmCompare = {
  scope: 'hour' | 'night'
  step: 'messages' | 'opportunities' | 'appointments'
  since: Instant
  until: Instant
  cursor: string | null
  /** Counts all pages of the comparison. */
  page: number
  healed: CrmHealed
}

/** The first page of what is compared after this step, or null where it was the last. */
export function nextStep(compare: CrmCompare): CrmCompare | null {
  const step = NEXT_STEP[compare.step]
  return step && { ...compare, step, cursor: null, page: compare.page + 1 }
}

const NEXT_STEP = { messages: 'opportunities', opportunities: 'appointments', appointments: null } as const

/** What a comparison found that no webhook had told. */
export type CrmHealed = { calls: number; texts: number; leads: number; visits: number }

/** What the business may have a workflow of its own for. */
export const CRM_MOMENTS = ['booked', 'completed', 'review_asked', 'dormant'] as const
export type CrmMoment = (typeof CRM_MOMENTS)[number]

export type ContactMark = 'opted_out' | 'wrong_number' | 'texts_again'

/** What is noted down on a contact. The words are made when it is sent. */
export type CrmNote =
  | { about: 'booking_wanted'; wishedAt: Instant | null }
  | { about: 'emergency'; danger: string }
  | { about: 'visit_confirmed' | 'visit_cancelled'; startsAt: Instant }
  | { about: 'visit_moved'; from: Instant; startsAt: Instant }
  | { about: 'quote_approved'; fromMinor: number; toMinor: number }
  | { about: PlanTurn; plan: string | null; until: string | null }

/** What became of a maintenance plan that the office would otherwise not know of. */
export type PlanTurn =
  'plan_agreed' | 'plan_noted' | 'plan_more_agreed' | 'plan_renewed' | 'plan_cancelled' | 'plan_ended'
