/** Fits the learned layer of tenants/reading to bench/corpus/replies.jsonl: `node bench/train-reading.ts`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { REPLY_LABELS, type ReplyLabel } from '../tenants/reading/labels.ts'
import { featuresOf, WEIGHT_STEPS, WEIGHT_ZERO } from '../tenants/reading/learned.ts'
import { normalise } from '../tenants/reading/normalise.ts'
import { readCorpus } from './corpus/read-corpus.ts'

type Example = { label: number; features: string[] }
type Model = { weights: Map<string, Float64Array>; bias: Float64Array }

const EPOCHS = 25
const RATE = 0.3
const SPARSENESS = 0.0008
const SHRINKAGE = 1e-4
const SEEN_MIN = 2
const WEIGHT_MAX = 4
const FEATURES_MAX = 2_600
const OUTPUT = new URL('../tenants/reading/learned-weights.json', import.meta.url)

const examples = readCorpus('replies').map(({ text, label }): Example => ({
  label: REPLY_LABELS.indexOf(label),
  features: [...featuresOf(normalise(text))],
}))
const model = prune(train(examples))
writeFileSync(OUTPUT, `${JSON.stringify(encode(model), null, 2)}\n`)
console.log(`${model.weights.size} features from ${examples.length} texts, ${readFileSync(OUTPUT).length} bytes`)

/** Softmax regression by AdaGrad with soft thresholding, so that features that say little become exactly zero. */
function train(texts: Example[]): Model {
  const weights = new Map<string, Float64Array>()
  const squares = new Map<string, Float64Array>()
  for (const feature of featuresSeenOften(texts)) {
    weights.set(feature, new Float64Array(REPLY_LABELS.length))
    squares.set(feature, new Float64Array(REPLY_LABELS.length).fill(1e-6))
  }
  const bias = new Float64Array(REPLY_LABELS.length)
  const random = seeded(7)
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (const text of shuffle(texts, random)) {
      const known = text.features.filter((feature) => weights.has(feature))
      const errors = softmax(scores({ weights, bias }, known))
      errors[text.label] = (errors[text.label] ?? 0) - 1
      const scale = 1 / Math.sqrt(known.length + 1)
      errors.forEach((error, label) => {
        bias[label] = (bias[label] ?? 0) - 0.02 * error
        for (const feature of known) step(weights.get(feature), squares.get(feature), label, error * scale)
      })
    }
  }
  return { weights, bias }
}

function step(row: Float64Array | undefined, squares: Float64Array | undefined, label: number, slope: number): void {
  if (!row || !squares) return
  const gradient = slope + SHRINKAGE * (row[label] ?? 0)
  squares[label] = (squares[label] ?? 0) + gradient * gradient
  const rate = RATE / Math.sqrt(squares[label] ?? 1)
  const moved = (row[label] ?? 0) - rate * gradient
  row[label] = Math.sign(moved) * Math.max(0, Math.abs(moved) - rate * SPARSENESS)
}

function featuresSeenOften(texts: Example[]): string[] {
  const seen = new Map<string, number>()
  for (const text of texts) for (const feature of text.features) seen.set(feature, (seen.get(feature) ?? 0) + 1)
  return [...seen].filter(([, times]) => times >= SEEN_MIN).map(([feature]) => feature)
}

function scores(fitted: Model, known: string[]): Float64Array {
  const scale = 1 / Math.sqrt(known.length + 1)
  const sums = Float64Array.from(fitted.bias)
  for (const feature of known) {
    fitted.weights.get(feature)?.forEach((weight, label) => {
      sums[label] = (sums[label] ?? 0) + weight * scale
    })
  }
  return sums
}

function softmax(sums: Float64Array): Float64Array {
  const most = Math.max(...sums)
  const parts = sums.map((sum) => Math.exp(sum - most))
  const total = parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part) => part / total)
}

function prune(fitted: Model): Model {
  const strongest = [...fitted.weights].sort(([, one], [, other]) => reach(other) - reach(one)).slice(0, FEATURES_MAX)
  return { weights: new Map(strongest.sort(([one], [other]) => (one < other ? -1 : 1))), bias: fitted.bias }
}

function reach(row: Float64Array): number {
  return Math.max(...row.map(Math.abs))
}

function encode(fitted: Model): { step: number; bias: number[]; features: string; weights: string } {
  const size = WEIGHT_MAX / WEIGHT_STEPS
  const rows = [...fitted.weights.values()].map((row) => {
    const steps = [...row].map((weight) =>
      String.fromCharCode(WEIGHT_ZERO + Math.round(Math.max(-1, Math.min(1, weight / WEIGHT_MAX)) * WEIGHT_STEPS)),
    )
    return steps.join('')
  })
  return {
    step: Number(size.toFixed(6)),
    bias: [...fitted.bias].map((b) => Number(b.toFixed(4))),
    features: packFeatures([...fitted.weights.keys()]),
    weights: rows.join(''),
  }
}

/** Of features in their order, what `parseFeatures` reads. */
function packFeatures(features: string[]): string {
  const lines = new Map<string, { isAlone: boolean; following: string[] }>()
  for (const feature of features) {
    const [first = '', second] = feature.split(' ')
    const line = lines.get(first) ?? { isAlone: false, following: [] }
    lines.set(first, line)
    if (second === undefined) line.isAlone = true
    else line.following.push(second)
  }
  return [...lines]
    .map(([first, { isAlone, following }]) => [isAlone ? first : ` ${first}`, ...following].join(' '))
    .join('\n')
}

function shuffle<T>(items: T[], random: () => number): T[] {
  const shuffled = [...items]
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    ;[shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T]
  }
  return shuffled
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

export type { ReplyLabel }
