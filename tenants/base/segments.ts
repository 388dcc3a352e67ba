/** How a text travels: the encoding, its length in units of that encoding, and the segments it is billed as. */
export type SegmentCount = { encoding: 'gsm7' | 'ucs2'; units: number; segments: number }

/** Units of a text that fits one segment, and of each segment once the text needs several and each carries a header. */
const SEGMENT_UNITS = { gsm7: { alone: 160, joined: 153 }, ucs2: { alone: 70, joined: 67 } } as const

const GSM_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Reached through an escape, so each of these takes two units. */
const GSM_EXTENSION = new Set('\f^{}\\[~]|€')

/** Characters that are one unit each, as in most texts. */
const ONE_UNIT_EACH = /^[\n\r -Z_a-z]*$/

const LOOK_ALIKES: [RegExp, string][] = [
  [/[\u2018\u2019\u201a\u201b\u2032\u2035\u02b9\u02bb\u02bc\u0060\u00b4]/g, "'"],
  [/[\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb]/g, '"'],
  [/[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d]/g, '-'],
  [/\u2026/g, '...'],
  [/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]/g, ' '],
  [/[\u2028\u2029]/g, '\n'],
  [/[\u2022\u2023\u00b7\u2219]/g, '-'],
  [/\u2044/g, '/'],
  [/\u2039/g, '<'],
  [/\u203a/g, '>'],
  [/\u01c3/g, '!'],
  // Invisible marks change nothing a person sees and would still turn the whole text to UCS-2.
  [/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]/g, ''],
]

/**
 * Counts a text as carriers do: GSM-7 with its extension table while every character has a place there, otherwise UCS-2
 * in UTF-16 units. An escape sequence or a surrogate pair that does not fit the rest of a segment moves to the next.
 * An empty text has no segment.
 */
export function countSegments(text: string): SegmentCount {
  if (ONE_UNIT_EACH.test(text)) return { encoding: 'gsm7', ...packEvenly(text.length, SEGMENT_UNITS.gsm7) }
  const widths = gsmWidths(text)
  if (widths) return { encoding: 'gsm7', ...pack(widths, SEGMENT_UNITS.gsm7) }
  const characters = Array.from(text, (character) => character.length)
  return { encoding: 'ucs2', ...pack(characters, SEGMENT_UNITS.ucs2) }
}

/** Whether each of its characters can be written in one way only, as in most texts. */
export function isPlain(text: string): boolean {
  return /^[\n\r -_a-~]*$/.test(text)
}

/**
 * Replaces typographic look-alikes (curly quotes, dashes, the ellipsis, odd spaces) by the characters GSM-7 has, as
 * Twilio's SmartEncoded does, and drops invisible marks. Letters and emoji that GSM-7 lacks stay as they are.
 */
export function toGsm(text: string): string {
  if (isPlain(text)) return text
  return LOOK_ALIKES.reduce(
    (plain, [pattern, replacement]) => plain.replace(pattern, replacement),
    text.normalize('NFC'),
  )
}

function gsmWidths(text: string): number[] | null {
  const widths: number[] = []
  for (const character of text) {
    if (GSM_BASIC.has(character)) widths.push(1)
    else if (GSM_EXTENSION.has(character)) widths.push(2)
    else return null
  }
  return widths
}

function packEvenly(units: number, size: { alone: number; joined: number }): { units: number; segments: number } {
  if (units <= size.alone) return { units, segments: units === 0 ? 0 : 1 }
  return { units, segments: Math.ceil(units / size.joined) }
}

function pack(widths: number[], size: { alone: number; joined: number }): { units: number; segments: number } {
  let units = 0
  for (const width of widths) units += width
  if (units <= size.alone) return { units, segments: units === 0 ? 0 : 1 }
  let segments = 1
  let filled = 0
  for (const width of widths) {
    if (filled + width > size.joined) {
      segments += 1
      filled = 0
    }
    filled += width
  }
  return { units, segments }
}
