import type { Instant } from './base/clock.ts'
import { redactCardNumbers } from './base/card-numbers.ts'
import { TRANSCRIPT_CHARS_MAX } from './base/voice-limits.ts'
import { recordForgetting } from './record-forget.ts'
import { originalOf } from './record-media.ts'
import { dropRecordingUrl, loadMedia, saveMedia, type Media } from './storage/media-rows.ts'
import type { Entry } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** What came of bringing a picture or a recording over. */

export type Kept = { fileKey: string; contentType: string; byteCount: number; transcript: string | null }

/** It is ours: the provider need not have it any longer. Answers the row, null where nobody wants it any more. */
export function applyMediaKept(context: Context, entry: Entry, kept: Kept, now: Instant): Media | null {
  const { db } = context
  const media = entry.order.type === 'fetch_media' ? loadMedia(db, entry.order.mediaId) : null
  if (!media || media.status === 'kept') return null
  const { mediaId, kind, customerId, callId, sourceUrl } = media
  const words = kept.transcript?.trim().slice(0, TRANSCRIPT_CHARS_MAX) || null
  const transcript = words === null ? null : redactCardNumbers(words).text
  const { fileKey, contentType, byteCount } = kept
  const change = { status: 'kept' as const, reason: null, sourceUrl: null, fileKey, contentType, byteCount, transcript }
  saveMedia(db, mediaId, change, now)
  if (callId !== null) dropRecordingUrl(db, callId)
  const original = originalOf(sourceUrl)
  if (original) recordForgetting(context, [original], null, now, now)
  const about = media.messageId === null ? {} : { messageId: media.messageId }
  recordEvent(db, { customerId, journeyId: null, fact: { type: 'media_kept', mediaId, kind, ...about } }, now)
  return { ...media, ...change }
}

/** It will not come. What was refused stays refused; what failed comes once a person asks again. */
export function applyMediaFailed(context: Context, entry: Entry, code: string, now: Instant): void {
  const { db } = context
  const media = entry.order.type === 'fetch_media' ? loadMedia(db, entry.order.mediaId) : null
  if (!media || media.status === 'kept' || media.status === 'gone') return
  const { mediaId, kind, customerId } = media
  const isRefused = REFUSALS.has(code)
  saveMedia(db, mediaId, { status: isRefused ? 'refused' : 'failed', reason: code }, now)
  const about = media.messageId === null ? {} : { messageId: media.messageId }
  recordEvent(db, { customerId, journeyId: null, fact: { type: 'media_failed', mediaId, kind, code, ...about } }, now)
}

const REFUSALS = new Set(['media_too_large', 'media_type_refused', 'media_unreadable', 'media_elsewhere'])
