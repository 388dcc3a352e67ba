/** How many texts a message costs: 160 characters of GSM-7 or 70 of anything wider, fewer where it takes several. */

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿' +
  'abcdefghijklmnopqrstuvwxyzäöñüà'
/** Written as two characters of the alphabet. */
const EXTENDED = '\f^{}\\[~]|€'

const GSM = { single: 160, each: 153 }
const WIDE = { single: 70, each: 67 }

export type Segments = { segments: number; characters: number; isWide: boolean }

export function countSegments(text: string): Segments {
  let units = 0
  for (const character of text) {
    if (BASIC.includes(character)) units += 1
    else if (EXTENDED.includes(character)) units += 2
    else return measure(text.length, WIDE, true)
  }
  return measure(units, GSM, false)
}

function measure(units: number, { single, each }: typeof GSM, isWide: boolean): Segments {
  if (units === 0) return { segments: 0, characters: 0, isWide }
  return { segments: units <= single ? 1 : Math.ceil(units / each), characters: units, isWide }
}
