import { applyMediaKept } from '../apply-media.ts'
import type { Instant } from '../base/clock.ts'
import type { CallId, CustomerId } from '../base/ids.ts'
import { fileKeyOf } from '../record-media.ts'
import { loadCustomer } from '../storage/customer-rows.ts'
import { loadMedia } from '../storage/media-rows.ts'
import type { Entry } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { learnAds } from './ads-orders.ts'
import type { Dispatched } from './dispatch.ts'
import { takeDraft } from './draft-answer.ts'
import type { WantedMedia } from './fetch-media.ts'
import { learn as learnCrm } from './learn-crm.ts'

/** What somebody said on the recording of a call. */
export type Heard = { callId: CallId; customerId: CustomerId; text: string; writtenBy: 'model' }

/** Keeps what a call taught us, whether or not the rest of it worked out. Answers words that are to be read. */
export function learn(context: Context, entry: Entry, dispatched: Dispatched, now: Instant): Heard | null {
  learnCrm(context, entry, dispatched, now)
  if (dispatched.ads) learnAds(context, entry, dispatched.ads, now)
  if (dispatched.drafted) takeDraft(context, entry, dispatched.drafted, now)
  const media = dispatched.kept ? applyMediaKept(context, entry, dispatched.kept, now) : null
  if (!media?.callId || media.transcript === null) return null
  return { callId: media.callId, customerId: media.customerId, text: media.transcript, writtenBy: 'model' }
}

/** Null for other orders, and for what nobody wants any more. */
export function planMedia(context: Context, { order }: Entry): WantedMedia | null {
  const media = order.type === 'fetch_media' ? loadMedia(context.db, order.mediaId) : null
  if (!media || media.sourceUrl === null || media.status === 'gone') return null
  const language = loadCustomer(context.db, media.customerId)?.language ?? 'en'
  return { kind: media.kind, sourceUrl: media.sourceUrl, fileKey: fileKeyOf(context, media), language }
}
