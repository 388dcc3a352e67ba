import { parseState, parseZip } from '../base/us-places.ts'
import { STATE_NAMES } from '../base/zip-codes-data.ts'

/** A ZIP code that a text names as one, and whether it ends the address of a house. */
export type ToldPlace = { zip: string; state: string; isAddress: boolean }

const READ_CHARS_MAX = 1_600

const ZIP = String.raw`(?<![\d$.,/-])(?<zip>\d{5})(?:-\d{4})?(?![\d,]\d|\d|%|\.\d|-\d|k\b)`
const NAMED = String.raw`(?:zip|zip ?code|postal ?code|c[oó]digo(?: postal)?|c\.?p\.?)`
/** "12 Oak St", "10500 N Research Blvd": a number, a few words, and what a street is called. */
const STREET = new RegExp(
  String.raw`\b\d{1,6}[a-z]? (?:[\p{L}\d.'’]+ ){0,4}?[\p{L}\d.'’]*\b(?:st|street|ave?|avenue|rd|road|dr|drive|ln|lane|` +
    String.raw`blvd|boulevard|ct|court|cir|circle|way|pl|place|ter|terrace|trl|trail|pkwy|parkway|hwy|highway|loop|` +
    String.raw`calle|avenida|camino)\b`,
  'iu',
)
const ANY_STATE = Object.keys(STATE_NAMES).sort((one, other) => other.length - one.length)
const STATE = String.raw`(?<state>\b(?:${ANY_STATE.join('|')}|[a-z]{2})\b)`
const UNIT = String.raw`(?:apt|apartment|unit|suite|ste|lot|#)\.? ?[\p{L}\d]{1,5}\b`

const ALONE = new RegExp(String.raw`^[\s.,"'(]*${ZIP}[\s.,!?"')]*$`, 'i')
const FILLER = String.raw`(?:[ :=#]|['’]s\b|\b(?:is|es|code|will|be|mine|the|my|for|it)\b)`
const AFTER_NAME = new RegExp(String.raw`\b${NAMED}\b${FILLER}{0,8}${ZIP}`, 'i')
const BEFORE_NAME = new RegExp(String.raw`${ZIP} ?(?:,|\(|is|es|as)? ?(?:the|my|our|el|mi)? ?${NAMED}\b`, 'i')
const AFTER_STATE = new RegExp(String.raw`${STATE}[ ,.]{1,3}${ZIP}`, 'gi')
/** Behind a street: a unit, a city of up to five words, a state. */
const AFTER_STREET = new RegExp(
  String.raw`^[ ,.\n]*(?:${UNIT})?(?<city>(?:[ ,.\n]+[\p{L}.'’-]+){0,5})[ ,.\n]+${ZIP}`,
  'iu',
)
/** Stands in what is said behind an address, and in no city's name. */
const NO_CITY =
  /\b(?:for|can|could|costs?|pa(?:y|id)|charged?|price|quote[ds]?|about|around|under|over|budget|than|is|was|has|wants?|wanted|asked|said|took|apt|unit|suite|ste|lot|box)\b/i
const LAST_STATE = new RegExp(String.raw`${STATE}[ ,.\n]*$`, 'i')
/** What is counted or paid is no place, wherever it stands. */
const COUNTED =
  /^\s?(?:dollars?|bucks|usd|d[oó]lares|pesos|miles|millas|hours?|hrs|minutes?|mins?|sq|square|feet|ft|gallons?|gal|btus?|watts?|kwh|volts?|psi|steps|people|times)\b/i

/**
 * The ZIP code of a text that says it is one: alone, by its name, or at the end of an address. A state before it must
 * be the one it lies in, by which "in 46201 homes" is none. Amounts, house numbers and phones are not read.
 */
export function readPlace(text: string): ToldPlace | null {
  const read = text.slice(0, READ_CHARS_MAX)
  const street = STREET.exec(read)
  const inAddress = street === null ? null : endOfAddress(read.slice(street.index + street[0].length))
  const found =
    inAddress ??
    known(ALONE.exec(read), read) ??
    known(AFTER_NAME.exec(read), read) ??
    known(BEFORE_NAME.exec(read), read) ??
    afterState(read)
  return found && { ...found, isAddress: inAddress !== null }
}

function endOfAddress(behind: string): Omit<ToldPlace, 'isAddress'> | null {
  const match = AFTER_STREET.exec(behind)
  const city = match?.groups?.['city'] ?? ''
  const found = NO_CITY.test(city) ? null : known(match, behind)
  const named = parseState(LAST_STATE.exec(city)?.groups?.['state'])
  return named === null || named === found?.state ? found : null
}

function afterState(text: string): Omit<ToldPlace, 'isAddress'> | null {
  for (const match of text.matchAll(AFTER_STATE)) {
    const found = known(match, text)
    if (found !== null && parseState(match.groups?.['state']) === found.state) return found
  }
  return null
}

function known(match: RegExpExecArray | null, text: string): Omit<ToldPlace, 'isAddress'> | null {
  const zip = match?.groups?.['zip']
  const state = parseZip(zip)?.state
  if (!match || zip === undefined || state === undefined) return null
  return COUNTED.test(text.slice(match.index + match[0].length)) ? null : { zip, state }
}
