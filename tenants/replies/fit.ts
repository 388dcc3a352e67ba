import { SEGMENTS_MAX } from '../base/limits.ts'
import { countSegments, toGsm } from '../base/segments.ts'

/**
 * The first candidate that travels in at most two segments, richest first. Each is tried as it is spelled, and then
 * with accents that GSM-7 lacks taken off (`Martín` → `Martin`), which doubles the room; `kept` stays spelled as it is.
 */
export function fitText(candidates: Iterable<string>, kept: string | null = null): string {
  let last = ''
  for (const candidate of candidates) {
    const fitting = findFit([candidate], kept)
    if (fitting !== null) return fitting
    last = candidate
  }
  return cutToFit(toGsm(last))
}

/** The same, or null where none of them fits. */
export function findFit(candidates: Iterable<string>, kept: string | null = null): string | null {
  for (const candidate of candidates) {
    const exact = toGsm(candidate)
    if (isShort(exact)) return exact
    const plain = toPlainLetters(exact, kept === null ? null : toGsm(kept))
    if (isShort(plain)) return plain
  }
  return null
}

/** The leading words of a text within `charsMax`, without a comma or dash left hanging; empty when no word fits. */
export function cutWords(text: string, charsMax: number): string {
  const trimmed = text.trim()
  if (trimmed.length <= charsMax) return trimmed
  const end = trimmed.slice(0, charsMax + 1).search(/\s\S*$/)
  return end < 0 ? '' : trimmed.slice(0, end).replace(/[\s,;:&/(+-]+$/, '')
}

/** Somebody's words on one line and within `charsMax`, cut between words where they have any. */
export function quoteWords(text: string, charsMax: number): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('"', "'").trim()
  if (line.length <= charsMax) return line
  const room = charsMax - '...'.length
  const words = cutWords(line, room)
  // Languages without spaces, and links, have no word that fits.
  const start =
    words.length >= room / 2
      ? words
      : Array.from(line)
          .slice(0, Math.floor(room / 2))
          .join('')
  return `${start}...`
}

function isShort(text: string): boolean {
  return countSegments(text).segments <= SEGMENTS_MAX
}

function toPlainLetters(text: string, kept: string | null): string {
  const plain = (part: string) =>
    Array.from(part, (letter) => {
      if (countSegments(letter).encoding === 'gsm7') return letter
      const base = letter.normalize('NFD').replaceAll(/\p{M}/gu, '')
      return base !== '' && countSegments(base).encoding === 'gsm7' ? base : letter
    }).join('')
  if (kept === null || kept === '') return plain(text)
  return text.split(kept).map(plain).join(kept)
}

function cutToFit(text: string): string {
  let cut = text
  while (!isShort(cut)) cut = cutWords(cut, cut.length - 1) || Array.from(cut).slice(0, -1).join('')
  return cut
}
