import { fraction, hashText } from './random.ts'
import { UNWANTED_WORDS } from './trades.ts'

export type MatchType = 'EXACT' | 'PHRASE' | 'BROAD'

/** Of the searches for the same need that hold none of a broad keyword's own words, those it is shown for. */
const LOOSE_SHARE = 0.55

export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== '')
}

type Terms = { text: string; matchType: MatchType }
/** `need` numbers the service that a text speaks of; -1 is none. */
export type Sought = { text: string; words: string[]; need: number }

/** How a keyword takes a search, if it does: `exact` to the letter, `close` by its own words, `loose` by its sense. */
export type Fit = 'exact' | 'close' | 'loose'

export function fits(keyword: Terms & { need: number }, sought: Sought, seed: number): Fit | null {
  const words = wordsOf(keyword.text)
  const isSame = hasSameWords(words, sought.words)
  if (isSame) return 'exact'
  if (keyword.matchType === 'EXACT') return null
  if (keyword.matchType === 'PHRASE') return holdsInOrder(words, sought.words) ? 'close' : null
  if (holdsAll(words, sought.words)) return 'close'
  if (keyword.need < 0 || keyword.need !== sought.need) return null
  // Google knows that who looks for parts and who looks for a tradesman mean different things.
  if (isUnwanted(words) !== isUnwanted(sought.words)) return null
  return fraction(seed, 61, hashText(keyword.text), hashText(sought.text)) < LOOSE_SHARE ? 'loose' : null
}

/** A negative takes words as they stand: it knows no sense and no other form of a word. */
export function shutsOut(negative: Terms, sought: { words: string[] }): boolean {
  const words = wordsOf(negative.text)
  switch (negative.matchType) {
    case 'EXACT':
      return words.length === sought.words.length && holdsInOrder(words, sought.words)
    case 'PHRASE':
      return holdsInOrder(words, sought.words)
    case 'BROAD':
      return holdsAll(words, sought.words)
  }
}

function isUnwanted(words: string[]): boolean {
  return words.some((word) => UNWANTED_WORDS.has(word))
}

function hasSameWords(words: string[], sought: string[]): boolean {
  return words.length === sought.length && holdsAll(words, sought)
}

function holdsAll(words: string[], sought: string[]): boolean {
  return words.length > 0 && words.every((word) => sought.includes(word))
}

function holdsInOrder(words: string[], sought: string[]): boolean {
  if (words.length === 0) return false
  return sought.some((_word, from) => words.every((word, place) => sought[from + place] === word))
}
