import { ascii, uint16, uint32, type Bytes } from './bytes.ts'

/**
 * A HEIC names its parts by their place in the file, so nothing can be taken out without moving the rest: what is Exif
 * or XMP is overwritten with zeros where it lies. Which way up the picture is stands in a property of its own.
 */

type Box = { type: string; from: number; to: number }
type Item = { id: number; type: string; rest: number; end: number }
type Extent = { from: number; length: number }

/** A phone's picture has some dozens of tiles of one extent each; what claims more is not one. */
const ITEMS_MAX = 4_096
const EXTENTS_MAX = 64

export function stripHeic(bytes: Bytes): Uint8Array<ArrayBuffer> | null {
  const top = readBoxes(bytes, 0, bytes.length)
  const meta = top?.find(({ type }) => type === 'meta')
  const inner = meta && readBoxes(bytes, meta.from + 4, meta.to)
  const infos = inner?.find(({ type }) => type === 'iinf')
  const places = inner?.find(({ type }) => type === 'iloc')
  if (!top || !inner || !infos || !places) return null
  const items = readItems(bytes, infos)
  const located = readPlaces(bytes, places, inner.find(({ type }) => type === 'idat')?.from ?? null)
  if (!items || !located) return null
  const stripped = new Uint8Array(bytes)
  for (const { id } of items.filter((item) => isNote(bytes, item))) {
    const extents = located.get(id)
    if (!extents) return null
    for (const { from, length } of extents) {
      if (from + length > bytes.length) return null
      stripped.fill(0, from, from + length)
    }
  }
  // Further boxes that anybody may hang on, such as XMP in `uuid`.
  for (const { type, from, to } of top)
    if (type === 'uuid' || type === 'free' || type === 'skip') stripped.fill(0, from, to)
  return stripped
}

/** Exif, and what is XML; a picture's own bytes are neither. */
function isNote(bytes: Bytes, { type, rest, end }: Item): boolean {
  if (type === 'Exif' || type === 'uri ') return true
  return type === 'mime' && !/^[^\0]*\0image\//.test(ascii(bytes, rest, Math.min(end - rest, 200)))
}

function readBoxes(bytes: Bytes, start: number, end: number): Box[] | null {
  const boxes: Box[] = []
  let at = start
  while (at + 8 <= end) {
    const size = uint32(bytes, at)
    const isLarge = size === 1
    const length = isLarge ? uint32(bytes, at + 8) * 2 ** 32 + uint32(bytes, at + 12) : size === 0 ? end - at : size
    const to = at + length
    if (length < (isLarge ? 16 : 8) || to > end) return null
    boxes.push({ type: ascii(bytes, at + 4, 4), from: at + (isLarge ? 16 : 8), to })
    at = to
  }
  return at === end ? boxes : null
}

function readItems(bytes: Bytes, box: Box): Item[] | null {
  const version = bytes[box.from]
  const entries = readBoxes(bytes, box.from + (version === 0 ? 6 : 8), box.to)
  const items: Item[] = []
  for (const { type, from, to } of entries ?? []) {
    const entryVersion = bytes[from] ?? 0
    // Older entries have no type, and no phone has written them.
    if (type !== 'infe' || entryVersion < 2) return null
    const wide = entryVersion > 2
    const typeAt = from + (wide ? 10 : 8)
    const id = wide ? uint32(bytes, from + 4) : uint16(bytes, from + 4)
    items.push({ id, type: ascii(bytes, typeAt, 4), rest: typeAt + 4, end: to })
  }
  return entries && items
}

/** Where each item lies; an item of a kind we cannot follow makes the file unreadable. */
function readPlaces(bytes: Bytes, box: Box, dataAt: number | null): Map<number, Extent[]> | null {
  const version = bytes[box.from] ?? 0
  if (version > 2) return null
  const sizes = uint16(bytes, box.from + 4)
  const [offset, length, base] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15]
  const index = version > 0 ? sizes & 15 : 0
  let at = box.from + 6
  const take = (byteCount: number): number => {
    let value = 0
    for (const byte of bytes.subarray(at, at + byteCount)) value = value * 256 + byte
    at += byteCount
    return value
  }
  const count = take(version < 2 ? 2 : 4)
  if (count > ITEMS_MAX) return null
  const found = new Map<number, Extent[]>()
  for (let place = 0; place < count && at < box.to; place += 1) {
    const id = take(version < 2 ? 2 : 4)
    const method = version > 0 ? take(2) & 15 : 0
    take(2)
    const start = take(base) + (method === 1 ? (dataAt ?? Number.NaN) : 0)
    const extentCount = take(2)
    if (extentCount > EXTENTS_MAX) return null
    const extents = Array.from({ length: extentCount }, (): Extent => {
      take(index)
      return { from: start + take(offset), length: take(length) }
    })
    if (method > 1 || extents.some(({ from }) => Number.isNaN(from))) return null
    found.set(id, extents)
  }
  return at <= box.to && found.size === count ? found : null
}
