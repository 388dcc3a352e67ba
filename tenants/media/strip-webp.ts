import { ascii, encodeUint32, fromText, join, startsWith, uint32Little, type Bytes } from './bytes.ts'
import { readOrientation, writeOrientation } from './orientation.ts'

const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const PICTURE = new Set(['VP8 ', 'VP8L', 'ANMF'])
/** In the flags of VP8X. */
const HAS_XMP = 0x04
const HAS_EXIF = 0x08

/** A WebP's chunks within the length that it gives for itself. */
export function stripWebp(bytes: Bytes): Uint8Array<ArrayBuffer> | null {
  const length = 8 + uint32Little(bytes, 4)
  if (length > bytes.length) return null
  const kept: Bytes[] = []
  let orientation = 1
  let hasPicture = false
  let at = 12
  while (at + 8 <= length) {
    const size = uint32Little(bytes, at + 4)
    const end = at + 8 + size + (size % 2)
    if (end > length) return null
    const name = ascii(bytes, at, 4)
    if (name === 'EXIF') orientation = readOrientation(tiffOf(bytes.subarray(at + 8, at + 8 + size)))
    hasPicture ||= PICTURE.has(name)
    if (KEPT.has(name)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return hasPicture ? finish(kept, orientation) : null
}

function finish(kept: readonly Bytes[], orientation: number): Uint8Array<ArrayBuffer> {
  // Only the extended form has a place for Exif, and one without it never had an orientation.
  const tiff = kept.some((chunk) => startsWith(chunk, 0, 'VP8X')) ? writeOrientation(orientation) : null
  const chunks = kept.map((chunk) => (startsWith(chunk, 0, 'VP8X') ? withFlags(chunk, tiff !== null) : chunk))
  if (tiff !== null) chunks.push(join([fromText('EXIF'), littleUint32(tiff.length), tiff]))
  const body = join([fromText('WEBP'), ...chunks])
  return join([fromText('RIFF'), littleUint32(body.length), body])
}

/** Some writers put the mark of JPEG's segment in front. */
function tiffOf(chunk: Bytes): Bytes {
  return startsWith(chunk, 0, 'Exif\0\0') ? chunk.subarray(6) : chunk
}

function withFlags(chunk: Bytes, hasExif: boolean): Uint8Array {
  const changed = new Uint8Array(chunk)
  changed[8] = ((changed[8] ?? 0) & ~(HAS_XMP | HAS_EXIF)) | (hasExif ? HAS_EXIF : 0)
  return changed
}

function littleUint32(value: number): Uint8Array {
  return encodeUint32(value).reverse()
}
