import { WORD_CLASSES } from './word-classes.ts'
import type { Normalised } from './normalise.ts'

/**
 * A phrase is written as its words with spaces between:
 * `come|swing` one of several · `schedul*` any word that begins so · `@msg` a class of words · `please?` may be
 * absent ·
 * `@fill*` (a class and a star) up to three of them · `~2` up to two words of any kind, within one clause ·
 * `(do not/never)` one of several groups of words · `^` the text begins here · `$` it ends here · `[` a clause begins
 * here · `]` it ends here,
 * which may also be one of several: `now|]`.
 */
export type Phrase = { source: string; items: Item[] }

type Item =
  | { kind: 'words'; words: Set<string>; prefixes: string[]; min: 0 | 1; max: 1 | 3; orEnd: boolean }
  | { kind: 'gap'; max: number }
  | { kind: 'anchor'; anchor: '^' | '$' | '[' | ']' }

const REPEATS_MAX = 3

function parsePhrase(source: string): Phrase[] {
  return spreadGroups(source).map((written) => ({ source, items: written.split(' ').map(itemOf) }))
}

function spreadGroups(source: string): string[] {
  const group = /\(([^)]+)\)/.exec(source)
  if (group === null) return [source]
  const choices = (group[1] ?? '').split('/')
  return choices.flatMap((choice) => spreadGroups(source.replace(group[0], choice)))
}

/** Every second item stands in another phrase as well, and a class of many words is spelled out once for all. */
const PARSED = new Map<string, Item>()

function itemOf(written: string): Item {
  const item = PARSED.get(written) ?? parseItem(written)
  PARSED.set(written, item)
  return item
}

function parseItem(written: string): Item {
  if (written === '^' || written === '$' || written === '[' || written === ']')
    return { kind: 'anchor', anchor: written }
  if (written.startsWith('~')) return { kind: 'gap', max: Number(written.slice(1)) }
  const repeats = written.startsWith('@') && written.endsWith('*')
  const optional = written.endsWith('?')
  const body = repeats || optional ? written.slice(0, -1) : written
  const words = new Set<string>()
  const prefixes: string[] = []
  const parts = body.split('|')
  for (const part of parts) {
    if (part === ']') continue
    else if (part.startsWith('@')) for (const word of classOf(part.slice(1))) words.add(word)
    else if (part.endsWith('*')) prefixes.push(part.slice(0, -1))
    else words.add(part)
  }
  return {
    kind: 'words',
    words,
    prefixes,
    min: repeats || optional ? 0 : 1,
    max: repeats ? REPEATS_MAX : 1,
    orEnd: parts.includes(']'),
  }
}

function classOf(name: string): readonly string[] {
  const words = WORD_CLASSES[name]
  if (words === undefined) throw new Error(`No class of words is called @${name}`)
  return words
}

/** Phrases found by the word they can begin with, so that a text is only compared with those that may stand in it. */
export class PhraseBook<T> {
  readonly #byFirstWord = new Map<string, { phrase: Phrase; value: T }[]>()
  readonly #byFirstLetters: { letters: string; phrase: Phrase; value: T }[] = []

  constructor(entries: Iterable<readonly [source: string, value: T]>) {
    for (const [source, value] of entries) for (const phrase of parsePhrase(source)) this.#add(phrase, value)
  }

  #add(phrase: Phrase, value: T): void {
    for (const item of phrase.items) {
      if (item.kind === 'anchor') continue
      if (item.kind === 'gap') throw new Error(`A phrase cannot begin with a gap: ${phrase.source}`)
      for (const word of item.words) {
        const known = this.#byFirstWord.get(word)
        if (known) known.push({ phrase, value })
        else this.#byFirstWord.set(word, [{ phrase, value }])
      }
      for (const letters of item.prefixes) this.#byFirstLetters.push({ letters, phrase, value })
      if (item.min === 1) return
    }
  }

  /** Every phrase that stands in the text, once each, with the place of its first match. */
  find(text: Normalised): { source: string; value: T; start: number; end: number }[] {
    const found = new Map<Phrase, { source: string; value: T; start: number; end: number }>()
    for (let at = 0; at < text.words.length; at += 1) {
      const word = text.words[at] ?? ''
      for (const { phrase, value } of this.#candidates(word)) {
        if (found.has(phrase)) continue
        const end = matchItems(text, phrase.items, 0, at)
        if (end >= 0) found.set(phrase, { source: phrase.source, value, start: at, end })
      }
    }
    return [...found.values()]
  }

  *#candidates(word: string): Iterable<{ phrase: Phrase; value: T }> {
    yield* this.#byFirstWord.get(word) ?? []
    for (const entry of this.#byFirstLetters) if (word.startsWith(entry.letters)) yield entry
  }
}

/** Where the match ends (exclusive), or -1. Longer matches of a repeated item are tried first. */
function matchItems(text: Normalised, items: Item[], from: number, at: number): number {
  const item = items[from]
  if (item === undefined) return at
  switch (item.kind) {
    case 'anchor':
      return anchorHolds(text, item.anchor, at) ? matchItems(text, items, from + 1, at) : -1
    case 'gap': {
      for (let skipped = 0; skipped <= item.max && at + skipped <= text.words.length; skipped += 1) {
        if (skipped > 0 && text.opensClause[at + skipped - 1] === true) return -1
        const end = matchItems(text, items, from + 1, at + skipped)
        if (end >= 0) return end
      }
      return -1
    }
    case 'words': {
      let taken = 0
      while (taken < item.max && wordFits(item, text.words[at + taken])) taken += 1
      for (; taken >= item.min; taken -= 1) {
        const end = matchItems(text, items, from + 1, at + taken)
        if (end >= 0) return end
      }
      return item.orEnd && anchorHolds(text, ']', at) ? matchItems(text, items, from + 1, at) : -1
    }
  }
}

function wordFits(item: { words: Set<string>; prefixes: string[] }, word: string | undefined): boolean {
  if (word === undefined) return false
  return item.words.has(word) || item.prefixes.some((letters) => word.startsWith(letters))
}

function anchorHolds(text: Normalised, anchor: '^' | '$' | '[' | ']', at: number): boolean {
  switch (anchor) {
    case '^':
      return at === 0
    case '$':
      return at === text.words.length
    case '[':
      return at === 0 || text.opensClause[at] === true
    case ']':
      return at === text.words.length || text.opensClause[at] === true
  }
}

/** A table of phrases, one a line. */
export function phrases(table: string): string[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.trim())
}
