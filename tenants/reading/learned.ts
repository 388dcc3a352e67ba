import { once } from '../base/once.ts'
import weights from './learned-weights.json' with { type: 'json' }
import type { Normalised } from './normalise.ts'
import { REPLY_LABELS, type ReplyLabel } from './labels.ts'
import { WORD_CLASSES } from './word-classes.ts'

/** Weights as printable characters, one a label in the order of `labels`; the middle of the range is zero. */
export const WEIGHT_ZERO = 80
export const WEIGHT_STEPS = 45

const WORDS_MAX = 60
const ENDING = /(?:ing|ed|es|s)$/
const STEM_CHARS_MIN = 3

const CLASS_OF = new Map<string, string>()
for (const name of [
  'name',
  'thank',
  'yes',
  'pay',
  'money',
  'kin',
  'trade',
  'visit',
  'broken',
  'thing',
  'day',
  'part',
  'fix',
  'someone',
]) {
  for (const word of WORD_CLASSES[name] ?? []) CLASS_OF.set(word, `@${name}`)
}

/** Features, and apart from them their weights one after the other, which packs the closer so. */
const openRows = once(
  () =>
    new Map(
      parseFeatures(weights.features).map((feature, row): [string, string] => {
        const begin = row * REPLY_LABELS.length
        return [feature, weights.weights.slice(begin, begin + REPLY_LABELS.length)]
      }),
    ),
)

/**
 * Features in the order of their weights. A line of `packed` is a word and the words that follow it in pairs; where a
 * blank stands in front, the word alone is no feature.
 */
export function parseFeatures(packed: string): string[] {
  return packed.split('\n').flatMap((line) => {
    const [first = '', ...following] = line.trimStart().split(' ')
    const pairs = following.map((word) => `${first} ${word}`)
    return line.startsWith(' ') ? pairs : [first, ...pairs]
  })
}

/** How strongly a text resembles those of each label in the corpus: log-odds from word sequences, learned offline. */
export function scoreLearned(text: Normalised): Record<ReplyLabel, number> {
  const rows = openRows()
  const known: string[] = []
  for (const feature of featuresOf(text)) {
    const row = rows.get(feature)
    if (row !== undefined) known.push(row)
  }
  const scale = weights.step / Math.sqrt(known.length + 1)
  const scores = {} as Record<ReplyLabel, number>
  REPLY_LABELS.forEach((label, column) => {
    let sum = 0
    for (const row of known) sum += row.charCodeAt(column) - WEIGHT_ZERO
    scores[label] = (weights.bias[column] ?? 0) + sum * scale
  })
  return scores
}

/**
 * Stems and pairs of stems with the text's ends marked, the same with words named by their class (so that a text about
 * a sump pump resembles one about a toilet), the text's length and whether it asks. Each once.
 */
export function featuresOf(text: Normalised): Set<string> {
  const features = new Set<string>()
  const words = text.words.slice(0, WORDS_MAX)
  addSequence(features, words.map(stem))
  addSequence(
    features,
    words.map((word) => CLASS_OF.get(word) ?? stem(word)),
  )
  if (text.asksQuestion) features.add('?')
  features.add(`#${Math.min(5, Math.ceil(Math.log2(text.words.length + 1)))}`)
  return features
}

function addSequence(features: Set<string>, words: string[]): void {
  let last = '^'
  for (const word of words) {
    features.add(word)
    features.add(`${last} ${word}`)
    last = word
  }
  features.add(`${last} $`)
}

function stem(word: string): string {
  if (word.startsWith('<')) return word
  return word.replace(ENDING, (ending) => (word.length - ending.length >= STEM_CHARS_MIN ? '' : ending))
}
