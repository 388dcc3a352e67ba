import type { TimelineFact } from '../../timeline/event.ts'
import { CRM_MOMENTS, type CrmMoment } from '../crm-order.ts'
import type { JourneyState } from '../state.ts'

/** When a customer belongs into a workflow of the business's own, and when what it is for is over. */

/** `isFinal`: out whatever else stands, such as another visit. */
export type MomentChange = { moment: CrmMoment; isIn: boolean; isFinal?: true }

const into = (moment: CrmMoment): MomentChange => ({ moment, isIn: true })
const outOf = (moment: CrmMoment): MomentChange => ({ moment, isIn: false })

const CHANGES: Partial<Record<TimelineFact['type'], readonly MomentChange[]>> = {
  // Whoever has agreed on a visit again is neither somebody to follow up nor somebody who stays away.
  visit_confirmed: [outOf('completed'), outOf('dormant'), into('booked')],
  visit_cancelled: [outOf('booked')],
  visit_no_show: [outOf('booked')],
  visit_completed: [outOf('booked')],
  job_completed: [outOf('booked'), outOf('dormant'), into('completed')],
  customer_opted_out: CRM_MOMENTS.map((moment) => ({ ...outOf(moment), isFinal: true })),
}

export function momentsOf(type: TimelineFact['type']): readonly MomentChange[] {
  return CHANGES[type] ?? []
}

/** A text that the gate holds has asked nobody yet. */
export function momentsOfState(state: JourneyState): MomentChange[] {
  if ('textedAt' in state && state.textedAt === null) return []
  if (state.kind === 'review' && state.status !== 'planned') {
    return [state.status === 'asked' && state.answered === null ? into('review_asked') : outOf('review_asked')]
  }
  if (state.kind === 'reengage' && state.status !== 'planned') {
    return [state.status === 'written' ? into('dormant') : outOf('dormant')]
  }
  return []
}
