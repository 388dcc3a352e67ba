import { ascii, join, type Bytes } from './bytes.ts'

const EXTENSION = 0x21
const IMAGE = 0x2c
const TRAILER = 0x3b
const GRAPHIC_CONTROL = 0xf9
const APPLICATION = 0xff

/** How often it repeats is an application's note as well, and the only one that a picture needs. */
const LOOPS = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0'])

/** A GIF's blocks up to its trailer. Comments and what programs wrote, XMP among it, go. */
export function stripGif(bytes: Bytes): Uint8Array<ArrayBuffer> | null {
  let at = 13 + tableBytes(bytes[10] ?? 0)
  const kept: Bytes[] = [bytes.subarray(0, at)]
  while (at < bytes.length) {
    const kind = bytes[at]
    if (kind === TRAILER) return join([...kept, new Uint8Array([TRAILER])])
    const dataAt = kind === IMAGE ? at + 11 + tableBytes(bytes[at + 9] ?? 0) : at + 2
    if (kind !== IMAGE && kind !== EXTENSION) return null
    const end = endOfBlocks(bytes, dataAt)
    if (end === null) return null
    if (kind === IMAGE || isPicture(bytes, at)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return null
}

function isPicture(bytes: Bytes, at: number): boolean {
  const label = bytes[at + 1]
  return label === GRAPHIC_CONTROL || (label === APPLICATION && LOOPS.has(ascii(bytes, at + 3, 11)))
}

function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

function endOfBlocks(bytes: Bytes, from: number): number | null {
  let at = from
  while (at < bytes.length) {
    const size = bytes[at] ?? 0
    at += 1 + size
    if (size === 0) return at
  }
  return null
}
