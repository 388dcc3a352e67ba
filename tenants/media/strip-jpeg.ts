import { fromText, join, startsWith, uint16, type Bytes } from './bytes.ts'
import { readOrientation, writeOrientation } from './orientation.ts'

const EXIF = 'Exif\0\0'

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
const COMMENT = 0xfe

/** A JPEG's segments up to its own end: phones hang further pictures, and whole films, on behind it. */
export function stripJpeg(bytes: Bytes): Uint8Array<ArrayBuffer> | null {
  const kept: Bytes[] = []
  let orientation = 1
  let isSeen = false
  let at = 2
  for (;;) {
    if (bytes[at] !== 0xff) return null
    while (bytes[at + 1] === 0xff) at += 1
    const marker = bytes[at + 1]
    if (marker === undefined) return null
    if (marker === EOI) return isSeen ? finish(kept, orientation) : null
    const end = at + 2 + uint16(bytes, at + 2)
    if (end > bytes.length || end < at + 4) return null
    const segment = bytes.subarray(at, end)
    if (marker === APP1 && startsWith(segment, 4, EXIF)) orientation = readOrientation(segment.subarray(10))
    if (isPicture(marker, segment)) kept.push(segment)
    at = end
    if (marker !== SOS) continue
    isSeen = true
    const scanEnd = endOfScan(bytes, at)
    if (scanEnd === null) return null
    kept.push(bytes.subarray(at, scanEnd))
    at = scanEnd
  }
}

function finish(kept: readonly Bytes[], orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = writeOrientation(orientation)
  const exif = tiff === null ? [] : [segmentOf(APP1, join([fromText(EXIF), tiff]))]
  return join([new Uint8Array([0xff, SOI]), ...exif, ...kept, new Uint8Array([0xff, EOI])])
}

/** JFIF's density, the profile of colours and Adobe's kind of colours are needed to show it; other notes are not. */
function isPicture(marker: number, segment: Bytes): boolean {
  if (marker === COMMENT) return false
  if (marker < APP0 || marker > 0xef) return true
  if (marker === APP0) return startsWith(segment, 4, 'JFIF\0') && segment.length <= 18
  if (marker === APP2) return startsWith(segment, 4, 'ICC_PROFILE\0')
  return marker === APP14 && startsWith(segment, 4, 'Adobe')
}

/** Within a scan 0xff is followed by zero, or by the mark of a restart. */
function endOfScan(bytes: Bytes, from: number): number | null {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return null
}

function segmentOf(marker: number, content: Bytes): Uint8Array {
  const length = content.length + 2
  return join([new Uint8Array([0xff, marker, length >> 8, length]), content])
}
