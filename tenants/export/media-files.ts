import {
  EXPORT_CHUNK_BYTES,
  EXPORT_FILES_BYTES_MAX,
  EXPORT_FILES_MAX,
  EXPORT_OMITTED_NAMED_MAX,
} from '../base/limits.ts'
import type { ExportedFile, FileOmission, OmittedFiles } from '../contract/export.ts'
import { extensionOf } from '../media/file-type.ts'
import { stripExif } from '../media/strip-exif.ts'
import type { FilesPort } from '../providers/port.ts'
import { countKeptMedia, loadKeptMedia, type KeptMedia } from '../storage/media-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import type { ZipEntry } from './file/zip.ts'
import type { Breath } from './rows.ts'
import { Sum } from './sum.ts'

const PAGE_MAX = 100

/**
 * Pictures and recordings, one in memory at a time. What cannot be had does not end the copy of everything else: it is
 * left out, and the manifest says so.
 */
export class MediaFiles {
  readonly files: ExportedFile[] = []
  readonly #omitted = new Map<FileOmission, OmittedFiles>()
  readonly #db: TenantDb
  readonly #store: Pick<FilesPort, 'read'>
  readonly #customerId: string | null
  readonly #filesMax: number
  #bytesLeft = EXPORT_FILES_BYTES_MAX

  /** Of everybody, or of one customer. */
  constructor(
    db: TenantDb,
    store: Pick<FilesPort, 'read'>,
    customerId: string | null,
    { filesMax = EXPORT_FILES_MAX } = {},
  ) {
    this.#filesMax = filesMax
    this.#db = db
    this.#store = store
    this.#customerId = customerId
  }

  get leftOut(): OmittedFiles[] {
    return [...this.#omitted.values()]
  }

  async *entries(breathe: Breath): AsyncGenerator<ZipEntry> {
    let after = ''
    for (;;) {
      const page = loadKeptMedia(this.#db, { after, customerId: this.#customerId, max: PAGE_MAX })
      for (const media of page) {
        if (this.files.length >= this.#filesMax) return this.#omitRest(after)
        after = media.mediaId
        const bytes = await this.#read(media)
        if (bytes !== null) yield* this.#entry(media, bytes)
        await breathe()
      }
      if (page.length < PAGE_MAX) return
    }
  }

  async *#entry({ mediaId, kind, contentType }: KeptMedia, bytes: Uint8Array): AsyncGenerator<ZipEntry> {
    // Named by us: a name from outside would be the sender's to choose.
    const name = `files/${kind}-${mediaId}.${extensionOf(contentType)}`
    const sum = new Sum()
    yield { name, content: sum.over(chunksOf(bytes)) }
    this.#bytesLeft -= bytes.byteLength
    this.files.push({ file: name, mediaId, kind, ...sum.result })
  }

  async #read({ mediaId, kind, fileKey, byteCount }: KeptMedia): Promise<Uint8Array | null> {
    if (byteCount > this.#bytesLeft) return this.#omit('archive_full', mediaId)
    const stored = await this.#store.read(fileKey)
    if (stored.kind !== 'answered') return this.#omit('store_unavailable', mediaId)
    if (stored.value === null) return this.#omit('not_in_store', mediaId)
    if (kind === 'recording') return stored.value
    return stripExif(stored.value) ?? this.#omit('unreadable', mediaId)
  }

  #omit(why: FileOmission, mediaId: string, count = 1): null {
    const omitted = this.#omitted.get(why) ?? { why, count: 0, mediaIds: [] }
    omitted.count += count
    if (omitted.mediaIds.length < EXPORT_OMITTED_NAMED_MAX) omitted.mediaIds.push(mediaId)
    this.#omitted.set(why, omitted)
    return null
  }

  #omitRest(after: string): void {
    const rest = { after, customerId: this.#customerId }
    const [first] = loadKeptMedia(this.#db, { ...rest, max: 1 })
    if (first) this.#omit('archive_full', first.mediaId, countKeptMedia(this.#db, rest))
  }
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += EXPORT_CHUNK_BYTES) yield bytes.subarray(at, at + EXPORT_CHUNK_BYTES)
}
