import { extensionOf, isPhotoType } from '../../tenants/media/file-type.ts'
import { stripExif } from '../../tenants/media/strip-exif.ts'
import type { MediaFile } from '../../tenants/contract/media.ts'
import type { Route, TenantContext } from '../context.ts'
import { readRange, type ByteRange } from '../read-range.ts'
import { refuse, type Refusal } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/**
 * `GET /api/v1/tenants/:id/media/:mediaId`: a customer's picture or recording. Pictures come without what their camera
 * wrote beside them; recordings in ranges, so that a player can jump. `?download` has it saved instead of shown.
 */
export const readMedia: Route<TenantContext> = async (request, context) => {
  const found = await askOutcome(context, () => context.tenant.readMedia(request.params['mediaId'] ?? ''))
  if (!found.ok) return refuse(found.error)
  const isDownload = new URL(request.url).searchParams.has('download')
  const headers = headersOf(found.value, request.params['mediaId'] ?? '', isDownload)
  const { FILES } = context.env
  return found.value.kind === 'photo'
    ? answerPhoto(await FILES.get(found.value.fileKey), headers)
    : answerRecording(FILES, found.value.fileKey, request.headers.get('range'), headers)
}

async function answerPhoto(stored: R2ObjectBody | null, headers: Headers): Promise<Response> {
  // Stripped where it leaves, so that what was sent to the business stays whole in its own keeping.
  const picture = stored === null ? null : stripExif(new Uint8Array(await stored.arrayBuffer()))
  return picture === null ? refuse(MISSING) : new Response(picture, { headers })
}

async function answerRecording(
  files: R2Bucket,
  key: string,
  asked: string | null,
  headers: Headers,
): Promise<Response> {
  const known = await files.head(key)
  if (known === null) return refuse(MISSING)
  const range = readRange(asked, known.size)
  if (range === 'unsatisfiable') return refuse(BEYOND(known.size))
  const stored = await files.get(key, range === null ? {} : { range })
  if (stored === null) return refuse(MISSING)
  headers.set('accept-ranges', 'bytes')
  const length = range?.length ?? known.size
  headers.set('content-length', String(length))
  if (range !== null) headers.set('content-range', describeRange(range, known.size))
  return new Response(stored.body, { status: range === null ? 200 : 206, headers })
}

/** Named by us: a name from outside would be the sender's to choose. */
function headersOf({ kind, contentType }: MediaFile, mediaId: string, isDownload: boolean): Headers {
  const isShown = !isDownload && (kind === 'recording' || isPhotoType(contentType))
  const name = `${kind}-${mediaId}.${extensionOf(contentType)}`
  return new Headers({
    'content-type': contentType,
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename="${name}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
}

function describeRange({ offset, length }: ByteRange, size: number): string {
  return `bytes ${offset}-${offset + length - 1}/${size}`
}

const MISSING: Refusal = { code: 'media_missing', detail: 'There is no such file.' }
const BEYOND = (size: number): Refusal => ({
  code: 'range_unsatisfiable',
  detail: `The file has ${size} bytes.`,
  headers: { 'content-range': `bytes */${size}` },
})
