import type { Ad } from './account.ts'
import { wordsOf } from './matching.ts'
import { between, fraction, hashText } from './random.ts'

/** How much more or less an advertisement is clicked than a middling one; around 1. */
const EFFECT = { low: 0.6, high: 1.5 }
const RELEVANT = 0.14
const CALL_TO_ACT = 0.06
const TRUST = 0.05
const FIGURES = 0.04
/** Google puts the better of many headlines together. */
const MANY = 0.05
/** What nobody can foretell of words, and only a test shows. */
const LUCK = 0.22

export function effectOf(ad: Pick<Ad, 'headlines' | 'descriptions'>, head: string, seed: number): number {
  const copy = [...ad.headlines, ...ad.descriptions].join(' ')
  const words = wordsOf(ad.headlines.join(' '))
  const isRelevant = wordsOf(head).every((word) => words.includes(word))
  const luck = between(-LUCK, LUCK, fraction(seed, 51, hashText(copy)))
  const effect =
    0.92 +
    (isRelevant ? RELEVANT : 0) +
    (/\b(call|book|schedule|today|now)\b/i.test(copy) ? CALL_TO_ACT : 0) +
    (/\b(licensed|insured|rated|reviews|guarantee[d]?|warranty)\b/i.test(copy) ? TRUST : 0) +
    (/\d/.test(copy) ? FIGURES : 0) +
    (ad.headlines.length >= 8 ? MANY : 0) +
    luck
  return Math.min(EFFECT.high, Math.max(EFFECT.low, effect))
}
