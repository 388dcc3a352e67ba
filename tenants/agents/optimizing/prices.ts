import { wordsOf } from './cues.ts'
import type { KeywordSeen, OwnWords } from './seen.ts'

/** What a job is priced at that a keyword names, by the business's own price book; null where that names none. */
export function openPrices({ jobs }: OwnWords): (keyword: Pick<KeywordSeen, 'text'>) => number | null {
  const named = jobs.flatMap(({ texts, amountMinor }) => texts.map((text) => ({ words: wordsOf(text), amountMinor })))
  return ({ text }) => {
    const sought = new Set(wordsOf(text))
    const best = named
      .map(({ words, amountMinor }) => ({ amountMinor, share: shareOf(words, sought), length: words.length }))
      .sort((one, other) => other.share - one.share || other.length - one.length)[0]
    return best && best.share >= NAMED_SHARE ? best.amountMinor : null
  }
}

/** Of a service's words, those that the keyword has to hold. */
const NAMED_SHARE = 0.6

function shareOf(words: readonly string[], sought: ReadonlySet<string>): number {
  return words.length === 0 ? 0 : words.filter((word) => sought.has(word)).length / words.length
}
