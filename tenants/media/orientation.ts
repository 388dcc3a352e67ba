import { uint16, uint32, uint32Little, type Bytes } from './bytes.ts'

/** Which way up a picture is, the one thing that Exif says of it which is needed to show it. */

const ORIENTATION_TAG = 0x0112
const UPRIGHT = 1
const ENTRY_BYTES = 12

/** From 1 to 8 as in TIFF; 1 where it is not told, or told unreadably. */
export function readOrientation(tiff: Bytes): number {
  const mark = String.fromCharCode(...tiff.subarray(0, 2))
  if (mark !== 'II' && mark !== 'MM') return UPRIGHT
  const short = (at: number) => (mark === 'MM' ? uint16(tiff, at) : (tiff[at] ?? 0) | ((tiff[at + 1] ?? 0) << 8))
  const first = mark === 'MM' ? uint32(tiff, 4) : uint32Little(tiff, 4)
  if (first + 2 > tiff.length) return UPRIGHT
  const count = short(first)
  for (let place = 0; place < count; place += 1) {
    const at = first + 2 + place * ENTRY_BYTES
    if (at + ENTRY_BYTES > tiff.length) return UPRIGHT
    if (short(at) !== ORIENTATION_TAG) continue
    const value = short(at + 8)
    return value >= 1 && value <= 8 ? value : UPRIGHT
  }
  return UPRIGHT
}

/** A TIFF header that says nothing but this; null where there is nothing to say. */
export function writeOrientation(orientation: number): Uint8Array | null {
  if (orientation === UPRIGHT) return null
  const header = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8]
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
  return new Uint8Array([...header, 0, 1, ...entry, 0, 0, 0, 0])
}
