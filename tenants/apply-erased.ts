import type { Instant } from './base/clock.ts'
import { isTwilioText } from './base/text-refs.ts'
import type { Forgettable } from './journey/effect.ts'
import { recordForgetting } from './record-forget.ts'
import { saveEntry, type Entry } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** Set on an entry that was on its way when its customer was erased. Nothing of them is left in it. */
export const ERASED = 'erased'

export function wasErased({ lastCode }: Pick<Entry, 'lastCode'>): boolean {
  return lastCode === ERASED
}

/** What an attempt made at a provider, as far as its answer says. */
export type MadeRefs = { sent?: string | undefined; contact?: string | undefined; opportunity?: string | undefined }

/** The answer came after the erasure: what the attempt made out there is deleted too, and nothing is written here. */
export function applyErased(context: Context, entry: Entry, made: MadeRefs, now: Instant): void {
  const { order, lane, entryId } = entry
  const things: Forgettable[] = []
  if (lane === 'twilio' && made.sent !== undefined && isTwilioText(made.sent))
    things.push({ what: 'message', ref: made.sent })
  if (made.opportunity !== undefined) things.push({ what: 'opportunity', ref: made.opportunity })
  if (made.contact !== undefined) things.push({ what: 'contact', ref: made.contact })
  if (lane === 'media' && made.sent !== undefined) things.push({ what: 'files', ref: made.sent })
  recordForgetting(context, things, order.type === 'forget' ? order.requestId : null, now, now)
  saveEntry(context.db, entryId, { dueAt: null, settledAt: now })
}
