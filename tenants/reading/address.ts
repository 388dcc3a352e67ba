import { once } from '../base/once.ts'
import { ADDRESS_CHARS_MAX } from '../base/visit-limits.ts'

/** The address that a text gives, for whoever drives there; words about hours, money and minutes are none. */

const READ_CHARS_MAX = 1_600

const KIND =
  '(?:st|street|ave?|avenue|rd|road|dr|drive|ln|lane|blvd|boulevard|ct|court|cir|circle|way|pl|place|ter|terrace|' +
  'trl|trail|pkwy|parkway|loop|hwy|highway)'
const KIND_FIRST = String.raw`(?:calle|avenida|av|camino|carretera|paseo|chalan|hwy|highway|route|rural road)`
const NUMBER = String.raw`(?<![\p{L}\d$#.,:/-])\d{1,6}(?:-\d{1,4})?[a-z]?`
const NAME = String.raw`[\p{L}\d][\p{L}\d'’.-]*`
/** Stands beside hours, amounts and verbs, and in no street's name. */
const NO_NAME =
  'at|my|your|our|his|her|to|is|are|am|pm|a\\.m|p\\.m|min|mins|minutes?|hours?|hrs?|days?|weeks?|miles?|people|times?|' +
  'in|from|for|by|this|that|and|or|but|works?|would|will|can|please|the|an|of|o’clock|oclock|dollars?|bucks|' +
  'works|fine|good|thanks?|yes|no|ok|okay|para|por|con|minutos?|horas?|semanas?|d[ií]as?|y|está|gracias|better|all'
const NAME_WORD = `(?!(?:${NO_NAME})(?![\\p{L}\\d]))${NAME}`

const openStreet = once(() => new RegExp(`${NUMBER} (?:${NAME_WORD} ){1,4}?${KIND}(?![\\p{L}\\d])\\.?`, 'iu'))
const openNamedLast = once(() => new RegExp(`${NUMBER} (?:de la )?${KIND_FIRST}(?: ${NAME_WORD}){1,3}`, 'iu'))
/** "Calle Luna 45", "Avenida de los Pinos #12". */
const openNumberLast = once(
  () =>
    new RegExp(
      `(?<![\\p{L}\\d])${KIND_FIRST}\\.?(?: (?:de|del|la|las|los|el))*(?: ${NAME_WORD}){1,3} (?:#|no\\.? ?|n[uú]m\\.? ?)?\\d{1,5}(?![\\p{L}\\d:])`,
      'iu',
    ),
)
const TOLD =
  /\b(?:(?:my|our|the|job|site|home|house)(?: \w+)? address(?: is|'s|:)|address:|i live (?:at|on)|we live (?:at|on)|(?:mi|la|nuestra) direcci[oó]n(?: es|:)|direcci[oó]n:|vivo en|vivimos en)\s*(?<rest>[^\n!?]{4,120})/iu
/** Where we have asked for it, a house number and a name are enough. */
const openBare = once(
  () => new RegExp(`^[\\s"'(]*(?:it'?s |at |es |en )?(?<address>${NUMBER}(?: ${NAME_WORD}){1,5})`, 'iu'),
)

const UNIT = String.raw`(?:apt|apartment|unit|suite|ste|lot|apto|depto|#)\.? ?[\p{L}\d-]{1,5}`
const STATE_ZIP = String.raw`(?:[A-Z]{2},? )?\d{5}(?:-\d{4})?`
const TOWN = String.raw`\p{Lu}[\p{L}'’.-]+`
/** What follows a street: its side, a unit, a town with a capital letter or between commas, a state, a ZIP code. */
const openBehind = once(
  () =>
    new RegExp(
      `^(?: (?:N|S|E|W|NE|NW|SE|SW)(?![\\p{L}]))?(?:,? ${UNIT}(?![\\p{L}\\d]))?` +
        `(?:,? (?!(?:Please|Thanks?|Thank|Call|Can|Could|The|My|Is|It|We|See|Gracias|Por|Ok|When|What|Just)\\b)${TOWN}(?: ${TOWN}){0,2})?` +
        `(?:,? ?${STATE_ZIP}|,? [A-Z]{2}(?![\\p{L}]))?`,
      'u',
    ),
)

export function readAddress(text: string, isAsked = false): string | null {
  const read = text.slice(0, READ_CHARS_MAX).replaceAll(/\s+/g, ' ').trim()
  const street = openStreet().exec(read) ?? openNumberLast().exec(read) ?? openNamedLast().exec(read)
  if (street) return finish(street[0] + behind(read.slice(street.index + street[0].length)))
  const rest = TOLD.exec(read)?.groups?.['rest']
  if (rest !== undefined && /\d/.test(rest) && !/@|https?:/.test(rest)) {
    return finish(rest.split(/\.(?= \p{Lu}|$)|;|, (?:please|thanks?|call|can|gracias|por favor)\b/iu)[0] ?? rest)
  }
  const bare = isAsked ? openBare().exec(read)?.groups?.['address'] : undefined
  return bare === undefined ? null : finish(bare + behind(read.slice(read.indexOf(bare) + bare.length)))
}

function behind(rest: string): string {
  return openBehind().exec(rest)?.[0] ?? ''
}

function finish(address: string): string | null {
  const told = address
    .replace(/[\s,.;]+$/, '')
    .trim()
    .slice(0, ADDRESS_CHARS_MAX)
  return told === '' ? null : told
}
