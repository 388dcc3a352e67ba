import { foldCharacters } from './characters.ts'

/** Folded words without the endings that make a clog of "clogs" and "clogged". */
export function stems(text: string): string[] {
  return wordsOf(text).map(stem)
}

/** The words of a text in lower case without accents. */
export function wordsOf(text: string): string[] {
  return foldCharacters(text).match(/[a-z0-9]+/g) ?? []
}

export function stem(word: string): string {
  if (word.length <= 4) return word.replace(/(?<=\w{3})s$/, '')
  return /([bdgmnprt])\1(?:ed|ing)$/.test(word)
    ? word.replace(/.(?:ed|ing)$/, '')
    : word.replace(/(?:ing|ed|es|s)$/, '')
}

/** The same word, or one a slip of the thumb away; short words must be the same. */
export function isAlike(said: string, wanted: string): boolean {
  if (said === wanted) return true
  if (wanted.length < 5 || Math.abs(said.length - wanted.length) > 1 || said[0] !== wanted[0]) return false
  return isOneEditApart(said, wanted)
}

export function isOneEditApart(one: string, other: string): boolean {
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  let end = 0
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1
  const left = one.length - start - end
  const right = other.length - start - end
  const isSwap = left === 2 && right === 2 && one[start] === other[start + 1] && one[start + 1] === other[start]
  return Math.max(left, right) <= 1 || isSwap
}

/** Where wanted words that begin at `from` end, or -1. One other word may stand between two of them. */
export function endOf(
  wanted: readonly string[],
  words: readonly string[],
  from: number,
  isSame: (said: string, wanted: string) => boolean,
): number {
  let at = from
  for (const [index, word] of wanted.entries()) {
    const reach = index === 0 ? 1 : 2
    const found = words.slice(at, at + reach).findIndex((said) => isSame(said, word))
    if (found < 0) return -1
    at += found + 1
  }
  return at
}
