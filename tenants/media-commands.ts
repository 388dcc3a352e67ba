import type { Outcome } from './contract.ts'
import type { MediaFile } from './contract/media.ts'
import { loadMedia } from './storage/media-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** Where the file of one picture or recording lies. What is not kept, or not any more, is as good as not there. */
export function readMedia({ db }: Context, mediaId: string): Outcome<MediaFile> {
  const media = loadMedia(db, mediaId)
  if (!media || media.status !== 'kept' || media.fileKey === null || media.contentType === null) return MISSING
  const { kind, fileKey, contentType } = media
  return { ok: true, value: { kind, fileKey, contentType } }
}

const MISSING = { ok: false, error: { code: 'media_missing', detail: 'There is no such file.' } } as const
