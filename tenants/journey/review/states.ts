import type { Instant } from '../../base/clock.ts'
import type { JobId } from '../../base/ids.ts'
import type { TextFate } from '../offer-types.ts'

/** `not_asked`: they could not or should not be. `withdrawn`: the job was not done after all. */
export type ReviewOutcome = 'left' | 'ignored' | 'opted_out' | 'not_asked' | 'withdrawn'

/** What a reply says about the visit. It has no influence on who is asked, or where they are led. */
export type Mood = 'praise' | 'complaint'

/**
 * Asking one customer for a review of one job.
 *
 *     planned → asked → closed
 */
export type ReviewState =
  | { kind: 'review'; status: 'planned'; jobId: JobId; plannedAt: Instant }
  /** The text has been ordered (`textedAt` null) or has left. `answered`: they said something about the visit. */
  | {
      kind: 'review'
      status: 'asked'
      jobId: JobId
      plannedAt: Instant
      textedAt: Instant | null
      answered: Mood | null
    }
  | { kind: 'review'; status: 'closed'; jobId: JobId; outcome: ReviewOutcome; closedAt: Instant }

export type ReviewInput =
  | { type: 'job_completed'; jobId: JobId; completedAt: Instant }
  | { type: 'job_withdrawn'; jobId: JobId }
  | { type: 'review_due' }
  | { type: 'review_rest_due' }
  | TextFate
  | { type: 'reply_received'; mood: Mood | null; saysLeft: boolean; repliedAt: Instant }
  /** They say that they will, or will not. */
  | { type: 'heard' }
  /** They went from our page to the one where reviews are written. */
  | { type: 'link_followed' }
  | { type: 'offers_ended' }
  | { type: 'taken_over' }

export type ReviewFacts = {
  isOn: boolean
  askAfterMs: number
  /** Within which a customer is asked once. */
  everyMs: number
  /** When this customer was last asked, about whichever job. */
  lastAskedAt: Instant | null
  /** Why they cannot be texted at all; null where they can. */
  unreachable: string | null
  /** A person has the conversation, or the business has paused everything. */
  isSilent: boolean
}
