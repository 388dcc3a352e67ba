import { PHOTO_BYTES_MAX, RECORDING_BYTES_MAX, TRANSCRIPT_TIMEOUT_MS } from '../base/voice-limits.ts'
import { readPhotoType, readRecordingType } from '../media/file-type.ts'
import { stripExif } from '../media/strip-exif.ts'
import type { FilesPort, MediaPort, SendOutcome, TranscriptPort } from '../providers/port.ts'

export type WantedMedia = { kind: 'photo' | 'recording'; sourceUrl: string; fileKey: string; language: string }
export type KeptMedia = { fileKey: string; contentType: string; byteCount: number; transcript: string | null }

type Ports = { media: MediaPort; files: FilesPort; transcript: TranscriptPort | null }

/** From the provider into our own store, where its bytes say that it is what it is taken for. Can be repeated. */
export async function fetchMedia(
  ports: Ports,
  wanted: WantedMedia | null,
): Promise<{ outcome: SendOutcome; kept?: KeptMedia }> {
  if (wanted === null) return { outcome: refused('media_gone') }
  const { kind, sourceUrl, fileKey, language } = wanted
  const fetched = await ports.media.fetchMedia(sourceUrl, kind === 'photo' ? PHOTO_BYTES_MAX : RECORDING_BYTES_MAX)
  if (fetched.kind !== 'answered') return { outcome: fetched }
  const bytes = fetched.value
  const contentType = kind === 'photo' ? readPhotoType(bytes) : readRecordingType(bytes)
  if (contentType === null) return { outcome: refused('media_type_refused') }
  // What cannot be read to its end cannot be shown without the place it may hold.
  if (kind === 'photo' && stripExif(bytes) === null) return { outcome: refused('media_unreadable') }
  const stored = await ports.files.keep(fileKey, bytes, contentType)
  if (stored.kind !== 'answered') return { outcome: stored }
  const heard = kind === 'recording' ? await writeDown(ports, { bytes, contentType, language }) : null
  const kept = { fileKey, contentType, byteCount: bytes.byteLength, transcript: heard }
  return { outcome: { kind: 'sent', providerRef: fileKey }, kept }
}

/** The recording is what counts: where its words do not come in time it is kept without them. */
async function writeDown(
  { transcript }: Ports,
  recording: { bytes: Uint8Array<ArrayBuffer>; contentType: string; language: string },
): Promise<string | null> {
  const written = await transcript?.transcribe({ ...recording, timeoutMs: TRANSCRIPT_TIMEOUT_MS }).catch(() => null)
  return written?.kind === 'answered' ? written.value : null
}

function refused(code: string): SendOutcome {
  return { kind: 'refused', code, detail: 'What came is not what is kept here.' }
}
