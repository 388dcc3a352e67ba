import type { Instant } from '../base/clock.ts'
import { readingsOf } from '../base/confusables.ts'
import type { License } from '../base/license.ts'
import type { OpeningHours } from '../base/opening-hours.ts'
import type { Phone } from '../base/e164.ts'
import { SEGMENTS_MAX } from '../base/limits.ts'
import { countSegments, toGsm } from '../base/segments.ts'
import { findWebLinks } from '../base/web-links.ts'
import { matchServices } from '../reading/price-question.ts'
import { tellLanguage } from '../reading/language.ts'
import type { Language, PriceLine } from './facts.ts'
import type { Fault, GuardCode } from './guard-fault.ts'
import { CLAIMS_BY_CODE, findPhrase, FOREIGN_WORDS } from './guard-phrases.ts'
import { judgeMoney } from './guard-money.ts'
import { findUnknownName } from './guard-names.ts'
import { judgeTimes } from './guard-times.ts'

/** What the words of a model are held against: all that they may say, and to whom. */
export type GuardFacts = {
  language: Language
  businessName: string
  ownerName: string
  primaryPhone: Phone
  serviceArea: string
  serviceTypes: readonly string[]
  license: License | null
  priceBook: readonly PriceLine[]
  openingHours: OpeningHours
  zone: string
  /** Times that are free, and were shown to the model. */
  slots: readonly Instant[]
  /** What the customer wrote lately, and what they are called. */
  said: readonly string[]
  customerName: string | null
  /** The instructions that the model was given, of which nobody is to hear. */
  instructions: string
  now: Instant
}

export type Guarded = { kind: 'passed'; text: string } | { kind: 'stopped'; code: GuardCode; detail: string }

const CHARS_MAX = 320
/** Letters, digits and the marks of plain sentences: whatever else stands there is markup, a picture or a trick. */
const PLAIN = /^[A-Za-z0-9 áéíóúüñÁÉÍÓÚÜÑ¿¡.,:;!?'"()$/&+-]*$/
/** Some of which would be taken for others as the text is brought to what phones show. */
const MARKUP = /[`{}<>[\]|*_#~^\\]/
/** Words in a row that stand in the instructions too. */
const LEAKED_WORDS = 7

/**
 * May these words of a model go to this customer? Pure, and suspicious: what is true and cannot be shown to be true is
 * stopped as well, since our own words then answer in its place. The gate judges the text after that as any other.
 */
export function guardDraft(draft: string, facts: GuardFacts): Guarded {
  const text = toGsm(draft.normalize('NFC')).replaceAll(/\s+/g, ' ').trim()
  const mark = MARKUP.exec(draft)?.[0]
  const fault: Fault = mark === undefined ? findFault(text, facts) : ['characters', mark]
  return fault === null ? { kind: 'passed', text } : { kind: 'stopped', code: fault[0], detail: fault[1] }
}

function findFault(text: string, facts: GuardFacts): Fault {
  if (!/\p{L}/u.test(text)) return ['empty', 'no word']
  if (text.length > CHARS_MAX || countSegments(text).segments > SEGMENTS_MAX) return ['too_long', `${text.length}`]
  const own = withoutNames(text, [facts.businessName, facts.customerName ?? ''])
  if (!PLAIN.test(own)) return ['characters', own.replaceAll(new RegExp(PLAIN.source.slice(1, -2), 'g'), '')]
  return (
    judgeLanguage(own, facts.language) ??
    judgeLinks(text) ??
    judgeLeak(text, facts.instructions) ??
    judgeEcho(own, facts.said) ??
    judgePhrases(own, facts) ??
    judgeFigures(own, facts) ??
    judgeClaims(own, facts) ??
    judgeNames(own, facts)
  )
}

function judgeLanguage(own: string, language: Language): Fault {
  const told = tellLanguage(own)
  const words = own.toLowerCase().match(/\p{L}+/gu) ?? []
  const foreign = words.filter((word) => FOREIGN_WORDS.has(word))
  if (foreign.length > 1) return ['language', foreign.join(' ')]
  // A few words may belong to both; a sentence in which nothing is known belongs to neither.
  if (told === null) return words.length > 4 ? ['language', 'unknown'] : null
  return told === language ? null : ['language', told]
}

function judgeLinks(text: string): Fault {
  const found = readingsOf(text).flatMap((reading) => findWebLinks(reading))[0]
  return found === undefined ? null : ['link', found.link]
}

function judgeLeak(text: string, instructions: string): Fault {
  const words = wordsOf(text)
  const given = ` ${wordsOf(instructions).join(' ')} `
  for (let at = 0; at + LEAKED_WORDS <= words.length; at += 1) {
    const run = words.slice(at, at + LEAKED_WORDS).join(' ')
    if (given.includes(` ${run} `)) return ['leak', run]
  }
  return null
}

/** Whoever gets their own words back was heard by nobody, or had us say what they wanted. */
function judgeEcho(own: string, said: readonly string[]): Fault {
  const words = wordsOf(own)
  // What came in pieces is one.
  const theirs = ` ${wordsOf(said.join(' ')).join(' ')} `
  return words.length > 1 && theirs.includes(` ${words.join(' ')} `) ? ['echo', words.join(' ')] : null
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function judgePhrases(own: string, { license }: GuardFacts): Fault {
  const readings = readingsOf(own)
  for (const [code, patterns] of Object.entries(CLAIMS_BY_CODE)) {
    const found = findPhrase(patterns, readings)
    if (found === undefined) continue
    // Who has shown a licence may be called licensed, and no more than that.
    const isLicence = /^licen[cs]|^licenciad/i.test(found) && license !== null
    if (!isLicence) return [code as GuardCode, found]
  }
  return null
}

/** Every figure is the business's number, a price, a free time, an hour it is open, or part of a known name. */
function judgeFigures(own: string, facts: GuardFacts): Fault {
  const phone = facts.primaryPhone.replaceAll(/\D/g, '')
  let foreign: string | null = null
  const rest = own.replaceAll(/(?<!\$ ?)\+?\(?\d[\d ().-]{5,}\d/g, (found) => {
    const digits = found.replaceAll(/\D/g, '')
    if (digits.length < 7 && !/^\d{3}-\d{4}$/.test(found)) return found
    if (!phone.endsWith(digits) || digits.length < 10) foreign = found
    return ' '
  })
  if (foreign !== null) return ['phone', foreign]
  const money = judgeMoney(rest, facts)
  if (money.fault !== null) return money.fault
  const times = judgeTimes(money.rest, facts)
  if (times.fault !== null) return times.fault
  const known = new Set(knownWords(facts).flatMap((name) => name.match(/\d+/g) ?? []))
  const number = (times.rest.match(/\d+/g) ?? []).find((digits) => !known.has(digits))
  return number === undefined ? null : ['number', number]
}

function knownWords({ businessName, priceBook, serviceTypes, license }: GuardFacts): string[] {
  const services = priceBook.flatMap(({ service, unit }) => [service, unit])
  return [businessName, ...services, ...serviceTypes, ...(license ? [license.number] : [])]
}

const AGREES =
  /^\s*(?:yes|yep|yeah|sure|absolutely|of course|definitely|certainly|sí|si,|claro|por supuesto|desde luego)\b/i
const DOES =
  /\b(?:we|our (?:team|technicians?|crew|plumbers?)|they|nosotros)(?:'re| are| do| can| will| also| could| usually|'ll)* ?(?:do|offer|provide|install|repair|fix|service|replace|handle|clean|clear|carry|sell|stock|specialize|take care|work on)\b|\b(?:hacemos|ofrecemos|instalamos|reparamos|arreglamos|atendemos|limpiamos|cambiamos|vendemos|podemos (?:hacer|instalar|reparar|arreglar|limpiar|cambiar))\b/i
const DENIES =
  /\b(?:we|they) (?:don't|do not|can't|cannot|won't|never)\b(?! (?:have (?:that|this|your)|know))|\bno (?:hacemos|podemos|ofrecemos|trabajamos|atendemos|aceptamos)\b/i
const GOES =
  /\b(?:serve|serving|cover|covers|based in|located in|come (?:out )?to|travel to|drive to|work in|servimos|cubrimos|vamos a|estamos en|ubicados en|llegamos a|trabajamos en)\b/i

/** What the business does, does not do and where it goes is said of nothing but what its profile holds. */
function judgeClaims(own: string, facts: GuardFacts): Fault {
  const { priceBook, serviceTypes, serviceArea } = facts
  const types = serviceTypes.map((type) => type.toLowerCase())
  const area = serviceArea.split(',')[0]?.trim().toLowerCase() ?? ''
  for (const sentence of own.split(/(?<=[.!?])\s+/)) {
    const said = sentence.toLowerCase()
    const isKnown = matchServices(sentence, priceBook).length > 0 || types.some((type) => said.includes(type))
    const isOfHours = judgeTimes(sentence, facts).hasHours
    const isOfArea = area !== '' && said.includes(area)
    if (GOES.test(said) && !isOfArea) return ['area', sentence]
    if (DOES.test(said) && !isKnown && !isOfArea) return ['service', sentence]
    if (DENIES.test(said) && !isOfHours) return ['service', sentence]
    if (AGREES.test(said) && !isKnown && !isOfHours && !isOfArea) return ['service', sentence]
  }
  return null
}

function judgeNames(own: string, facts: GuardFacts): Fault {
  const { ownerName, serviceArea, said, customerName } = facts
  const known = [...knownWords(facts), ownerName, serviceArea, customerName ?? '', ...said]
  const unknown = findUnknownName(own, known)
  return unknown === null ? null : ['name', unknown]
}

function withoutNames(text: string, names: readonly string[]): string {
  return names
    .map((name) => toGsm(name.normalize('NFC')).trim())
    .filter((name) => name.length > 1)
    .reduce((rest, name) => rest.split(name).join(' '), text)
    .replaceAll(/ {2,}/g, ' ')
    .trim()
}
