import type { Instant } from './base/clock.ts'
import { releaseTexts } from './storage/crm-text-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { saveTexting, textingOf } from './storage/texting.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** Texts leave by Twilio again: somebody chose so, or the location whose number they left by is not theirs any more. */
export function endTexting(context: Context, now: Instant): void {
  const { db, tenant } = context
  if (!tenant.texting) return
  saveTexting(context, null)
  releaseTexts(db, now)
  const { number } = textingOf(tenant)
  const fact = { type: 'texting_moved', via: 'twilio', number } as const
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
}
