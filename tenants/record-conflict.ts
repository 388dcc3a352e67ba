import type { Instant } from './base/clock.ts'
import type { CustomerId, JourneyId } from './base/ids.ts'
import { saveLink } from './storage/crm-link-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import type { CrmConflictFact } from './timeline/work-event.ts'

/** `subject`: the lead, the visit or the customer it is about. Of one subject the newest conflict stands open. */
export type Conflict = Omit<CrmConflictFact, 'type'> & { subject: string }

/** Both sides changed one thing. It stands in the timeline for good, and on the board until a person has seen it. */
export function recordConflict(
  { db }: Context,
  about: { customerId: CustomerId; journeyId: JourneyId | null },
  { subject, ...conflict }: Conflict,
  now: Instant,
): void {
  recordEvent(db, { ...about, fact: { type: 'crm_conflict', ...conflict } }, now)
  const ourId = `${conflict.what}.${subject}`
  const link = { kind: 'conflict' as const, ourId, crmRef: ourId, customerId: about.customerId }
  saveLink(db, { ...link, oursAt: now, theirsAt: null, digest: JSON.stringify({ ...conflict, subject }) }, now)
}
