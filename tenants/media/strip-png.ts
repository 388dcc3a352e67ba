import { ascii, encodeUint32, fromText, join, uint32, type Bytes } from './bytes.ts'
import { readOrientation, writeOrientation } from './orientation.ts'

const SIGNATURE_BYTES = 8

/** What of the chunks that may be left out belongs to how the picture looks or moves. */
const KEPT = new Set([
  ...['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs', 'cICP', 'mDCV', 'cLLI'],
  ...['acTL', 'fcTL', 'fdAT'],
])

/** A PNG's chunks up to IEND. Texts, times and Exif go. */
export function stripPng(bytes: Bytes): Uint8Array<ArrayBuffer> | null {
  const kept: Bytes[] = [bytes.subarray(0, SIGNATURE_BYTES)]
  let orientation = 1
  let at = SIGNATURE_BYTES
  while (at + 12 <= bytes.length) {
    const end = at + 12 + uint32(bytes, at)
    if (end > bytes.length) return null
    const name = ascii(bytes, at + 4, 4)
    const chunk = bytes.subarray(at, end)
    if (at === SIGNATURE_BYTES && name !== 'IHDR') return null
    if (name === 'eXIf') orientation = readOrientation(chunk.subarray(8, -4))
    if (name === 'IEND') return finish(kept, chunk, orientation)
    // A capital letter in front marks a chunk without which there is no picture.
    if (/^[A-Z]/.test(name) || KEPT.has(name)) kept.push(chunk)
    at = end
  }
  return null
}

function finish(kept: readonly Bytes[], end: Bytes, orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = writeOrientation(orientation)
  const [signature, header, ...rest] = kept
  const exif = tiff === null ? [] : [chunkOf('eXIf', tiff)]
  return join([signature ?? end, header ?? end, ...exif, ...rest, end])
}

function chunkOf(name: string, content: Bytes): Uint8Array {
  const named = join([fromText(name), content])
  return join([encodeUint32(content.length), named, encodeUint32(crc32(named))])
}

/** As PNG and ZIP check what they hold. */
export function crc32(bytes: Bytes): number {
  let rest = 0xffff_ffff
  for (const byte of bytes) {
    rest ^= byte
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb8_8320 : rest >>> 1
  }
  return (rest ^ 0xffff_ffff) >>> 0
}
