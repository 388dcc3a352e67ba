import { foldLetters, INVISIBLE, readingsOf } from './confusables.ts'
import { findWebLinks } from './web-links.ts'

/** Names stand in every text and are spared what words are examined for, so they may be nothing but names. */

const BREAKS = /[\p{Cc}\u2028\u2029]/u
/** Ends of lines and tabs are seen for what they are. */
const UNSEEN_BREAKS = /(?![\t\n\r])[\p{Cc}\u2028\u2029]/u
const SHARE = /%|\bper ?cent\b|\bpor ?ciento\b/i
const AMOUNT = /[$€£¥₹]\s?\d|\d\s?[€£¥₹]|\b\d[\d,.]* ?(?:dollars?|bucks|usd|dolares|off)\b|\bhalf (?:off|price)\b/i
const KEYWORDS = 'STOP|ALTO|START|HELP|YES|NO|CANCEL|CANCELAR|END|QUIT|REVOKE|UNSUBSCRIBE|BAJA|FIN|OPT-?OUT'
const INSTRUCTION = new RegExp(
  String.raw`\breply\b|\b(?:responda|conteste)\b|` +
    String.raw`\b(?:text|send|type|respond|envie|mande|escriba)\b(?: us| back| with| the word| la palabra)*[: ]+["']?(?:${KEYWORDS})\b`,
  'i',
)

/** Whether a text is on one line and shows all that it holds. */
export function isOneLine(text: string): boolean {
  return !BREAKS.test(text) && !INVISIBLE.test(text)
}

/** Whether a text shows all that it holds, over as many lines as it likes. */
export function hidesNothing(text: string): boolean {
  return !UNSEEN_BREAKS.test(text) && !INVISIBLE.test(text)
}

/** Whether a name leads nowhere, offers nothing and asks for nothing; "Discount Plumbing" is a name. */
export function isPlainName(name: string): boolean {
  const readings = [name, foldLetters(name)]
  if (readings.some((reading) => findWebLinks(reading).length > 0)) return false
  return !readingsOf(name).some((text) => SHARE.test(text) || AMOUNT.test(text) || INSTRUCTION.test(text))
}
