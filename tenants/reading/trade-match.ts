import { once } from '../base/once.ts'
import { readLanguage, tellLanguage } from './language.ts'
import { normalise } from './normalise.ts'
import { TRADE_WORDS } from './trade-words.ts'
import { endOf, isAlike, isOneEditApart, stem, wordsOf } from './word-stems.ts'

/** Finds what a text names in one language in a price book that is written in the other. */

/** Words of one language that name the thing with this number: a line of the table. */
type Term = { words: readonly string[]; isOrdinary: boolean; thing: number }
/** Terms by the letter that they begin with. */
type Terms = Map<string, Term[]>
type Vocabulary = { english: Terms; spanish: Terms; work: ReadonlySet<number> }
type Mark = { at: number; end: number; things: readonly number[] }
/** What a text says: its words as stems, and where it names a thing in either language. */
export type Heard = { stems: string[]; english: Mark[]; spanish: Mark[] }
/** What a line of a price book speaks of, of that what its Spanish words do, or a word of it that names nothing. */
type Part = { stem: string; things: readonly number[]; spanish: readonly number[] }

/** Small words that stand between those that tell. */
const SMALL = new Set(
  'de del la el los las un una unos unas mi mis su sus al lo para the a of me se te nos le ya'.split(' '),
)
/** Words from this length on are known by how they sound, and among Spanish ones with a slip of the thumb. */
const SOUND_CHARS_MIN = 6
const SLIP_CHARS_MIN = 8
/** Words of their own that lie one slip from a term. */
const OWN_WORDS = new Set('patilla patillas heladeria aparador segadora'.split(' '))
const NONE: readonly number[] = []

const openVocabulary = once(readTable)

function readTable(): Vocabulary {
  const english: Terms = new Map()
  const spanish: Terms = new Map()
  const work = new Set<number>()
  for (const [thing, line] of TRADE_WORDS.trim().split('\n').entries()) {
    if (line.startsWith('~')) work.add(thing)
    const [ours = '', theirs = ''] = line.replace('~', '').split('=')
    addTerms(english, ours, thing, stem)
    addTerms(spanish, theirs, thing, (word) => word)
  }
  return { english, spanish, work }
}

function addTerms(terms: Terms, list: string, thing: number, formOf: (word: string) => string): void {
  for (const written of list.split(',').flatMap((term) => spread(term.trim().split(' ')))) {
    const words = written.map((word) => formOf(word.replace('!', '')))
    const letter = soundOf(words[0] ?? '').charAt(0)
    const beside = terms.get(letter) ?? []
    terms.set(letter, beside)
    beside.push({ words, isOrdinary: written.join('').endsWith('!'), thing })
  }
}

/** Each way to read words of which some are one of several: `llave carro|troca`. */
function spread([first = '', ...rest]: readonly string[]): string[][] {
  if (first === '') return []
  const ends = rest.length > 0 ? spread(rest) : [[]]
  return first.split('|').flatMap((word) => ends.map((end) => [word, ...end]))
}

/**
 * What a text names that can be found in a price book of the other language; null where that is nothing. English words
 * are looked for in a book alone whose services are named in Spanish: in any other they stand themselves, or do not.
 */
export function hear(text: string, services: readonly string[]): Heard | null {
  const { english, spanish } = openVocabulary()
  const words = wordsOf(text.replace(/\ba\/c\b/gi, 'ac')).filter((word) => !SMALL.has(word))
  const isSpanish = readLanguage(text, normalise(text)) === 'es'
  const bases = words.map(stem)
  const heard = {
    stems: bases,
    english:
      tellLanguage(services.join('. ')) === 'es' ? findMarks(bases, english, isSpanish ? isSame : isAlike, false) : [],
    spanish: findMarks(words, spanish, isSpanish ? soundsAlike : isForm, isSpanish),
  }
  return heard.english.length + heard.spanish.length === 0 ? null : heard
}

/** Where terms stand in words, the longest first: in "sin luz" nobody speaks of a lamp. */
function findMarks(
  words: readonly string[],
  terms: Terms,
  isSame: (said: string, wanted: string) => boolean,
  withOrdinary: boolean,
): Mark[] {
  const marks: Mark[] = []
  for (let at = 0; at < words.length; at += 1) {
    let best: Mark & { length: number } = { at, end: at, things: NONE, length: 0 }
    for (const term of terms.get(soundOf(words[at] ?? '').charAt(0)) ?? []) {
      if (term.isOrdinary && !withOrdinary) continue
      const end = endOf(term.words, words, at, isSame)
      const length = term.words.length
      if (end < 0 || length < best.length) continue
      const things = length > best.length ? [term.thing] : [...best.things, term.thing]
      best = { at, end, things, length }
    }
    if (best.length === 0) continue
    marks.push(best)
    at = best.end - 1
  }
  return marks
}

/** Whether a line of a price book is named, with at least one thing of it in the other language. */
export function saysLine(heard: Heard, parts: readonly Part[], reach: number): boolean {
  const places = parts.map((part) => placesOf(heard, part))
  const crosses = places.some(({ crossed }) => crossed.length > 0)
  if (!crosses || parts.every(isWork)) return false
  const [first, ...rest] = places.map(({ literal, crossed }) => [...literal, ...crossed])
  return (first ?? []).some((place) => rest.every((other) => other.some((at) => Math.abs(at - place) <= reach)))
}

function placesOf({ stems, english, spanish }: Heard, part: Part): { literal: number[]; crossed: number[] } {
  const literal = stems.flatMap((said, at) => (isAlike(said, part.stem) ? [at] : []))
  const theirs = spanish.filter(({ things }) => meets(things, part.things))
  const ours = english.filter(({ things }) => meets(things, part.spanish))
  return { literal, crossed: [...theirs, ...ours].map(({ at }) => at) }
}

function meets(one: readonly number[], other: readonly number[]): boolean {
  return one.some((thing) => other.includes(thing))
}

/** What a line of a price book speaks of, in order. */
export function partsOf(line: string): Part[] {
  const { english, spanish } = openVocabulary()
  const words = wordsOf(line).filter((word) => !SMALL.has(word))
  const bases = words.map(stem)
  const ours = findMarks(bases, english, isSame, true)
  const theirs = findMarks(words, spanish, isForm, false)
  const parts: Part[] = []
  for (let at = 0; at < words.length;) {
    const our = ours.find((mark) => mark.at === at)
    const their = theirs.find((mark) => mark.at === at)
    const end = Math.max(our?.end ?? 0, their?.end ?? 0, at + 1)
    const base = end === at + 1 ? (bases[at] ?? '') : ''
    const theirThings = their?.things ?? NONE
    parts.push({ stem: base, things: [...(our?.things ?? NONE), ...theirThings], spanish: theirThings })
    at = end
  }
  return parts
}

/** Whether a part is work that is done to anything. */
export function isWork({ things }: Part): boolean {
  const { work } = openVocabulary()
  return things.length > 0 && things.every((thing) => work.has(thing))
}

/** Whether anything but work that a text names stands in a line of a price book. */
export function sharesThing(heard: Heard, line: string): boolean {
  return partsOf(line).some((part) => !isWork(part) && placesOf(heard, part).crossed.length > 0)
}

function isSame(said: string, wanted: string): boolean {
  return said === wanted
}

/** The same word, its plural or, of `gote*`, one that begins so. */
function isForm(said: string, wanted: string): boolean {
  if (wanted.endsWith('*')) return said.startsWith(wanted.slice(0, -1))
  return said === wanted || said === `${wanted}s` || said === `${wanted}es`
}

/** The same in any spelling that sounds so or, of a long word, with a slip of the thumb. */
function soundsAlike(said: string, wanted: string): boolean {
  if (isForm(said, wanted)) return true
  if (wanted.length < SOUND_CHARS_MIN) return false
  if (isForm(soundOf(said), soundOf(wanted))) return true
  // Without its last letter "apagador" is "apagado", which is no switch.
  if (wanted.length < SLIP_CHARS_MIN || wanted.endsWith('*') || OWN_WORDS.has(said)) return false
  const one = said.at(-1) === wanted.at(-1) ? said : said.replace(/e?s$/, '')
  return one.at(-1) === wanted.at(-1) && isOneEditApart(one, wanted)
}

/** Spanish as people spell it by ear: b and v, c, s and z, g and j, ll and y. */
function soundOf(word: string): string {
  return word
    .replaceAll('v', 'b')
    .replaceAll('ll', 'y')
    .replace(/c?c(?=[ei])|[zx]/g, 's')
    .replace(/g(?=[ei])/g, 'j')
    .replace(/(.)\1/g, '$1')
}
