import type { JobId, MessageId } from '../base/ids.ts'

/** Facts of a job that is done, and of what is asked and offered afterwards. */
export type AfterFact =
  | { type: 'review_not_asked'; code: string }
  | { type: 'review_link_followed' }
  | { type: 'review_ended'; outcome: string }
  | { type: 'visit_praised' }
  | { type: 'visit_complained_of' }
  | { type: 'feedback_left'; messageId: MessageId }
  | { type: 'offers_agreed' }
  | { type: 'plan_not_offered'; code: string }
  | { type: 'plan_agreed'; plan: string }
  | { type: 'plan_noted'; plan: string; how: 'paper' | 'email' | 'spoken'; until: string }
  | { type: 'plan_more_agreed'; plan: string; until: string }
  | { type: 'plan_renewed'; until: string; priceMinor: number }
  | { type: 'plan_cancelled'; by: 'customer' | 'hand' }
  | { type: 'plan_ended'; wasReminded: boolean }
  | { type: 'plan_closed'; outcome: string }
  | { type: 'reengage_not_written'; code: string }
  | { type: 'reengage_ended'; outcome: string }
  | { type: 'job_completed'; jobId: JobId; service: string | null; amountMinor: number | null }
