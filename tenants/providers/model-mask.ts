import { redactCardNumbers } from '../base/card-numbers.ts'
import { once } from '../base/once.ts'
import { findWebLinks } from '../base/web-links.ts'

/**
 * Takes out of texts what points at a person, and puts it back into what comes for it. The same words have the same
 * placeholder as long as the mask lives, which is one request.
 */
export type Mask = {
  hide(text: string): string
  /** Null where it names a placeholder that stands for nothing: a model has made it up. */
  show(text: string): string | null
  /** The same for every text inside a value, the names of its fields left as they are. */
  hideIn(value: unknown): unknown
  /** Throws PlaceholderUnknown. */
  showIn(value: unknown): unknown
}

/** A model has made up a placeholder. */
export class PlaceholderUnknown extends Error {}

type Span = { from: number; to: number; kind: Kind }
const KINDS = ['MARK', 'EMAIL', 'LINK', 'PHONE', 'ADDRESS', 'NAME'] as const
type Kind = (typeof KINDS)[number]

/** Also what somebody has written who knows of placeholders: it is hidden like the rest, and stands for itself. */
const PLACEHOLDER = new RegExp(`\\[(?:${KINDS.join('|')})_\\d+\\]`, 'g')
const openEmail = once(() => /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu)
/** What nothing looked for begins with, goes on with or ends in. */
const TAKEN = '\0'
/** Ten digits in the American way, with the country or without. */
const openAmerican = once(
  () =>
    /(?<![\p{L}\p{N}$€£#])(?:\+?1[ .\u00A0-]?)?\(?[2-9]\d\d\)?[ .\u00A0-]{0,2}\d{3}[ .\u00A0-]?\d{4}(?![\p{L}\p{N}])/gu,
)
/** Digits with marks between them that people write in numbers; `isPhone` looks which it is. */
const openDigits = once(
  () => /(?<![\p{L}\p{N}$€£#])(?:\+\s?)?\(?\p{Nd}(?:[ \t().\u00A0\u2010-\u2015-]{0,3}\p{Nd}){5,17}(?![\p{L}\p{N}])/gu,
)
const STREETS =
  'street|st|avenue|ave|av|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|place|pl|terrace|ter|circle|cir|way|' +
  'parkway|pkwy|highway|hwy|trail|trl|loop|square|sq|alley|aly|plaza|crossing|xing|route|rte'
const NO_STREET =
  'am|pm|a\\.m|p\\.m|to|or|and|for|by|at|in|on|of|if|is|mins?|minutes?|hours?|hrs?|days?|weeks?|months?|years?'
const HOUSE = `(?<![\\p{L}\\p{N}$.,:/-])\\d{1,6}[A-Za-z]?(?:-\\d{1,4})?\\s+(?!(?:${NO_STREET})\\b)`
const UNIT = '(?:,?\\s*(?:apt|apartment|unit|suite|ste|bldg|floor|fl|lot|rm|#)\\.?\\s*#?\\s*[A-Za-z0-9-]{1,6})?'
const TOWN = "(?:,\\s*[\\p{L} .’'-]{2,30}(?=,|\\s+[A-Z]{2}\\b))?"
const STATE = '(?:,?\\s+[A-Z]{2}(?:\\s+\\d{5}(?:-\\d{4})?)?(?![\\p{L}]))?'
const openAddress = once(
  () =>
    new RegExp(
      `${HOUSE}(?:[\\p{L}\\p{N}’'.-]+\\s+){1,4}?(?:${STREETS})\\b\\.?${UNIT}${TOWN}${STATE}` +
        // "Calle Ocho 1200", and post office boxes.
        `|\\b(?:calle|avenida|carretera)\\s+(?:[\\p{L}’'.-]+\\s+){1,4}\\d{1,6}|\\bp\\.?\\s?o\\.?\\s?box\\s+\\d{1,6}`,
      'giu',
    ),
)
const NAME_CHARS_MIN = 2

export function openMask(names: readonly string[]): Mask {
  const placeholders = new Map<string, string>()
  const originals = new Map<string, string>()
  const counts = new Map<Kind, number>()
  const name = nameFinder(names)

  function placeholderFor(kind: Kind, original: string): string {
    const known = placeholders.get(original)
    if (known !== undefined) return known
    const count = (counts.get(kind) ?? 0) + 1
    const placeholder = `[${kind}_${count}]`
    counts.set(kind, count)
    placeholders.set(original, placeholder)
    originals.set(placeholder, original)
    return placeholder
  }

  const show = (text: string) => {
    let isKnown = true
    const shown = text.replaceAll(PLACEHOLDER, (placeholder) => {
      const original = originals.get(placeholder)
      if (original === undefined) isKnown = false
      return original ?? placeholder
    })
    return isKnown ? shown : null
  }

  const replace = (text: string, spans: Span[]) => {
    let hidden = ''
    let at = 0
    for (const { from, to, kind } of spans.sort((one, other) => one.from - other.from)) {
      hidden += text.slice(at, from) + placeholderFor(kind, text.slice(from, to))
      at = to
    }
    return hidden + text.slice(at)
  }

  const hide = (text: string) => {
    const first = replace(text, findPlain(text))
    // A card number never comes back: nobody has a use for one.
    const safe = redactCardNumbers(first).text
    return replace(safe, findLikely(safe, name))
  }

  return {
    hide,
    show,
    hideIn: (value) => mapTexts(value, hide),
    showIn: (value) =>
      mapTexts(value, (text) => {
        const shown = show(text)
        if (shown === null) throw new PlaceholderUnknown('A placeholder stands for nothing.')
        return shown
      }),
  }
}

/** What is plainly one. Numbers of phones come before those of cards: two of them in a row may look like a card. */
function findPlain(text: string): Span[] {
  const search = openSearch(text)
  search.take('MARK', PLACEHOLDER)
  search.take('EMAIL', openEmail())
  for (const { link } of findWebLinks(search.left)) search.takeWords('LINK', link)
  search.take('PHONE', openAmerican())
  return search.spans
}

function findLikely(text: string, name: RegExp | null): Span[] {
  const search = openSearch(text.replaceAll(PLACEHOLDER, (found) => TAKEN.repeat(found.length)))
  search.take('ADDRESS', openAddress())
  search.take('PHONE', openDigits(), isPhone)
  if (name) search.take('NAME', name)
  return search.spans
}

/** What one kind has taken no other sees, so that a number does not swallow the number of the house that follows. */
function openSearch(text: string) {
  const search = {
    spans: [] as Span[],
    left: text,
    take(kind: Kind, pattern: RegExp, isMeant: (found: string) => boolean = () => true): void {
      for (const { index, 0: found } of [...search.left.matchAll(pattern)]) {
        if (isMeant(found)) search.cover(kind, index, found.length)
      }
    },
    takeWords(kind: Kind, words: string): void {
      for (let at = search.left.indexOf(words); at >= 0; at = search.left.indexOf(words)) {
        search.cover(kind, at, words.length)
      }
    },
    cover(kind: Kind, from: number, length: number): void {
      search.spans.push({ from, to: from + length, kind })
      search.left = search.left.slice(0, from) + TAKEN.repeat(length) + search.left.slice(from + length)
    },
  }
  return search
}

/** Not a date, nor "1200-1500": what a model needs to answer is left. */
function isPhone(found: string): boolean {
  if (/^\d{4}-\d{2}-\d{2}/.test(found)) return false
  const digits = found.replaceAll(/\P{Nd}/gu, '').length
  if (found.startsWith('+')) return digits >= 7
  return (digits >= 9 && digits <= 15) || /^\p{Nd}{3}[ .-]\p{Nd}{4}$/u.test(found)
}

/** The whole of each name in whatever case, and its parts where they are written as names are. */
function nameFinder(names: readonly string[]): RegExp | null {
  const whole = names.map((name) => name.trim()).filter((name) => name.length >= NAME_CHARS_MIN)
  const parts = whole.flatMap((name) => name.split(/[\s,]+/)).filter((part) => part.length >= NAME_CHARS_MIN)
  const words = [...new Set([...whole.map(anyCase), ...parts.flatMap((part) => [part, capital(part)].map(escape))])]
  if (words.length === 0) return null
  words.sort((one, other) => other.length - one.length)
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words.join('|')})(?![\\p{L}\\p{N}_])`, 'gu')
}

function anyCase(name: string): string {
  return Array.from(name)
    .map((char) => {
      const cases = [...new Set([char, char.toLowerCase(), char.toUpperCase()])].map(escape)
      return cases.length === 1 ? escape(char) : `(?:${cases.join('|')})`
    })
    .join('')
}

function capital(part: string): string {
  return part.charAt(0).toUpperCase() + part.slice(1)
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapTexts(inner, change)]))
}
