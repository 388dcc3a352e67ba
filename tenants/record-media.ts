import { after, type Instant } from './base/clock.ts'
import type { CallId, CustomerId, MediaId, MessageId } from './base/ids.ts'
import { MEDIA_PER_MESSAGE_MAX, MEDIA_USEFUL_MS } from './base/voice-limits.ts'
import type { Forgettable } from './journey/effect.ts'
import { hasMediaOfCall, recordMediaRow, type NewMedia } from './storage/media-rows.ts'
import { recordEntry } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** What came along with a text or a call: a row that it is wanted, and an order to bring it over. */

export function recordPhotos(
  context: Context,
  message: { customerId: CustomerId; messageId: MessageId },
  urls: readonly string[],
  now: Instant,
): void {
  for (const sourceUrl of urls.slice(0, MEDIA_PER_MESSAGE_MAX)) {
    record(context, { ...message, callId: null, kind: 'photo', sourceUrl }, now)
  }
}

/** Answers whether it is the first of its call; several reports tell of one recording. */
export function recordRecording(
  context: Context,
  call: { customerId: CustomerId; callId: CallId },
  sourceUrl: string,
  now: Instant,
): boolean {
  if (hasMediaOfCall(context.db, call.callId)) return false
  record(context, { ...call, messageId: null, kind: 'recording', sourceUrl }, now)
  return true
}

function record(context: Context, fresh: NewMedia, now: Instant): void {
  const mediaId = recordMediaRow(context.db, fresh, now)
  recordEntry(
    context.db,
    {
      customerId: fresh.customerId,
      journeyId: null,
      lane: 'media',
      // Each by itself, so that one that fails holds up no other.
      sequenceKey: `media:${mediaId}`,
      order: { type: 'fetch_media', mediaId },
      dueAt: now,
      usefulUntil: after(now, MEDIA_USEFUL_MS),
    },
    now,
  )
}

export function fileKeyOf(
  { tenant }: Context,
  { customerId, mediaId }: { customerId: CustomerId; mediaId: MediaId },
): string {
  return `tenants/${tenant.tenantId}/customers/${customerId}/${mediaId}`
}

/** What Twilio is to delete; null for what is not Twilio's. GoHighLevel offers no way to delete one. */
export function originalOf(url: string | null): Forgettable | null {
  const recording = /\/Recordings\/(RE[0-9a-f]{32})\b/i.exec(url ?? '')?.[1]
  if (recording !== undefined) return { what: 'recording', ref: recording }
  const picture = /\/Messages\/((?:MM|SM)[0-9a-f]{32})\/Media\/(ME[0-9a-f]{32})\b/i.exec(url ?? '')
  return picture ? { what: 'media', ref: `${picture[1]}/${picture[2]}` } : null
}
