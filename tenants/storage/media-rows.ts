import type { Instant } from '../base/clock.ts'
import { firstIdAt, newId, type CallId, type CustomerId, type MediaId, type MessageId } from '../base/ids.ts'
import type { TenantDb } from './open.ts'
import { media } from './schema-work.ts'
import { insertRow, updateRow } from './statement.ts'

export type MediaKind = 'photo' | 'recording'
export type MediaStatus = 'wanted' | 'kept' | 'refused' | 'failed' | 'gone'

export type Media = {
  mediaId: MediaId
  customerId: CustomerId
  messageId: MessageId | null
  callId: CallId | null
  kind: MediaKind
  status: MediaStatus
  /** Why it is not kept: a code. */
  reason: string | null
  sourceUrl: string | null
  fileKey: string | null
  contentType: string | null
  byteCount: number | null
  transcript: string | null
  createdAt: Instant
}

export type NewMedia = Pick<Media, 'customerId' | 'messageId' | 'callId' | 'kind'> & { sourceUrl: string }

export function recordMediaRow(db: TenantDb, fresh: NewMedia, now: Instant): MediaId {
  const mediaId = newId('med')
  insertRow(db, media, { ...fresh, mediaId, status: 'wanted', createdAt: now, updatedAt: now })
  return mediaId
}

export function saveMedia(
  db: TenantDb,
  mediaId: MediaId,
  change: Partial<Omit<Media, 'mediaId' | 'customerId' | 'createdAt'>>,
  now: Instant,
): void {
  updateRow(db, media, { mediaId }, { ...change, updatedAt: now })
}

const COLUMNS = `media_id as mediaId, customer_id as customerId, message_id as messageId, call_id as callId, kind, status,
  reason, source_url as sourceUrl, file_key as fileKey, content_type as contentType, byte_count as byteCount,
  transcript, created_at as createdAt`

export function loadMedia(db: TenantDb, mediaId: string): Media | null {
  const query = `select ${COLUMNS} from media where media_id = ?`
  return db.$client.sql.exec<Media>(query, mediaId).toArray()[0] ?? null
}

export function hasMediaOfCall(db: TenantDb, callId: string): boolean {
  return db.$client.sql.exec('select 1 from media where call_id = ? limit 1', callId).toArray().length > 0
}

/** What came with these texts and calls, in the order in which it was sent. */
export function loadMediaOf(db: TenantDb, messageIds: readonly string[], callIds: readonly string[]): Media[] {
  if (messageIds.length + callIds.length === 0) return []
  const query = `select ${COLUMNS} from media where message_id in (select value from json_each(?1))
    union select ${COLUMNS} from media where call_id in (select value from json_each(?2)) order by mediaId`
  return db.$client.sql.exec<Media>(query, JSON.stringify(messageIds), JSON.stringify(callIds)).toArray()
}

export type KeptMedia = Pick<Media, 'mediaId' | 'kind'> & { fileKey: string; contentType: string; byteCount: number }
type KeptRange = { after: string; customerId: string | null }

const KEPT = `from media where status = 'kept' and file_key is not null and content_type is not null and media_id > ?1
  and (?2 is null or customer_id = ?2)`

/** What lies in our own store, in the order in which it came: of everybody, or of one customer. */
export function loadKeptMedia(db: TenantDb, { after, customerId, max }: KeptRange & { max: number }): KeptMedia[] {
  const query = `select media_id as mediaId, kind, file_key as fileKey, content_type as contentType,
    coalesce(byte_count, 0) as byteCount ${KEPT} order by media_id limit ?3`
  return db.$client.sql.exec<KeptMedia>(query, after, customerId, max).toArray()
}

export function countKeptMedia(db: TenantDb, { after, customerId }: KeptRange): number {
  return db.$client.sql.exec<{ count: number }>(`select count(*) as count ${KEPT}`, after, customerId).one().count
}

/** The provider has no recording of this call any more. */
export function dropRecordingUrl(db: TenantDb, callId: string): void {
  db.$client.sql.exec('update call_logs set recording_url = null where call_id = ?', callId)
}

export type AgedMedia = Pick<Media, 'mediaId' | 'status' | 'kind' | 'sourceUrl' | 'fileKey'>

/** What has been kept long enough, and what never came over. Its row says that something was there. */
export function dropMediaBefore(db: TenantDb, before: Instant, max: number, now: Instant): AgedMedia[] {
  const { sql } = db.$client
  const query = `select media_id as mediaId, status, kind, source_url as sourceUrl, file_key as fileKey from media
    where media_id < ? and status <> 'gone' limit ?`
  const aged = sql.exec<AgedMedia>(query, firstIdAt('med', before), max).toArray()
  if (aged.length === 0) return aged
  const ids = JSON.stringify(aged.map(({ mediaId }) => mediaId))
  const change = `update media set status = 'gone', reason = 'media_aged', source_url = null, file_key = null,
    updated_at = ?2 where media_id in (select value from json_each(?1))`
  sql.exec(change, ids, now)
  return aged
}

/** The words of a recording go with the words of texts. */
export function dropTranscriptsBefore(db: TenantDb, before: Instant, max: number): number {
  const query = `update media set transcript = null where media_id in (select media_id from media
    where media_id < ? and transcript is not null limit ?)`
  return db.$client.sql.exec(query, firstIdAt('med', before), max).rowsWritten
}
