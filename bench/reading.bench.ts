/** Judges tenants/reading against its corpora: `npm run bench:reading [-- --errors] [-- CORPUS …]`. */
import { readdirSync } from 'node:fs'
import { foldCharacters } from '../tenants/reading/characters.ts'
import { REPLY_LABELS, type ReplyLabel } from '../tenants/reading/labels.ts'
import { matchServices } from '../tenants/reading/price-question.ts'
import { readReply } from '../tenants/reading/read-reply.ts'
import { readCorpus, type LabelledText } from './corpus/read-corpus.ts'
import { BOOKS } from './corpus/services/books.ts'
import { readServices } from './corpus/services/read-services.ts'

type Judged = LabelledText & { read: ReplyLabel; evidence: string[] }

const DEVELOPMENT = 'replies'
const TIMED_TEXTS = 5_000
/** As many as an answer has room for, see tenants/journey/missed-call/answer-reply.ts. */
const PRICES_TOLD_MAX = 2

const asked = process.argv.slice(2)
const showsErrors = asked.includes('--errors')
const named = asked.filter((argument) => !argument.startsWith('--'))
const corpora = (named.length > 0 ? named : allCorpora()).map((name) => ({ name, texts: judge(readCorpus(name)) }))
const learned = new Set(readCorpus(DEVELOPMENT).map(({ text }) => gist(text)))

for (const { name, texts } of corpora) reportTable(name, texts)
for (const { name, texts } of corpora) {
  console.log(`${name.padEnd(18)} ${describeSet(texts)}`)
  // Short texts such as "yes please" stand in every set; what the rest scores tells more about strangers.
  const unseen = texts.filter(({ text }) => !learned.has(gist(text)))
  if (name !== DEVELOPMENT) console.log(`${'  never seen'.padEnd(18)} ${describeSet(unseen)}`)
}
if (named.length === 0) for (const name of ['spanish', 'spanish-held-out']) reportServices(name)
console.log(`time per text: ${measureMs().toFixed(3)} ms`)

function allCorpora(): string[] {
  const files = readdirSync(new URL('corpus/', import.meta.url)).filter((file) => file.endsWith('.jsonl'))
  const heldOut = files.map((file) => file.replace('.jsonl', '')).filter((name) => name !== DEVELOPMENT)
  return [DEVELOPMENT, ...heldOut.sort()]
}

function judge(texts: LabelledText[]): Judged[] {
  return texts.map((text) => {
    const { label, evidence } = readReply(text.text)
    return { ...text, read: label, evidence }
  })
}

/** Two texts that differ only in case and punctuation are the same text to the reader. */
function gist(text: string): string {
  const words = foldCharacters(text).match(/[\p{L}\p{N}]+/gu)
  return words === null ? text : words.join(' ')
}

function describeSet(texts: Judged[]): string {
  const f1s = REPLY_LABELS.map((label) => scoresOf(label, texts).f1)
  const optOuts = texts.filter(({ label }) => label === 'opt_out')
  const missed = optOuts.filter(({ read }) => read !== 'opt_out').length
  const others = texts.length - optOuts.length
  const falseOnes = texts.filter(({ label, read }) => label !== 'opt_out' && read === 'opt_out').length
  return [
    `${String(texts.length).padStart(4)} texts`,
    `macro-F1 ${(f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length).toFixed(3)}`,
    `opt-outs missed ${missed} of ${optOuts.length}`,
    `false opt-outs ${falseOnes} of ${others} (${((100 * falseOnes) / (others || 1)).toFixed(2)} %)`,
  ].join(', ')
}

function reportTable(name: string, texts: Judged[]): void {
  console.log(`${name}\n  label            texts  precision  recall     F1`)
  for (const label of REPLY_LABELS) {
    const { own, read, right, f1 } = scoresOf(label, texts)
    const cells = [own, ratio(right, read), ratio(right, own), f1.toFixed(3)]
    console.log(`  ${label.padEnd(16)}${cells.map((cell) => String(cell).padStart(8)).join(' ')}`)
  }
  if (showsErrors) for (const error of texts.filter(({ label, read }) => label !== read)) showError(error)
}

function scoresOf(label: ReplyLabel, texts: Judged[]): { own: number; read: number; right: number; f1: number } {
  const own = texts.filter((text) => text.label === label)
  const read = texts.filter((text) => text.read === label).length
  const right = own.filter((text) => text.read === label).length
  return { own: own.length, read, right, f1: (2 * right) / (own.length + read || 1) }
}

function showError({ text, label, read, evidence }: Judged): void {
  console.log(`    ${label} read as ${read}: ${JSON.stringify(text)} [${evidence.slice(0, 2).join(' | ')}]`)
}

/** Whose prices are told to people who write another language than the price book. */
function reportServices(name: string): void {
  const spoken = readServices(name).map(({ book, text, services }) => {
    const told = matchServices(text, BOOKS[book] ?? []).slice(0, PRICES_TOLD_MAX)
    return { text, services, told, right: told.filter((service) => services.includes(service)).length }
  })
  const count = (numberOf: (one: (typeof spoken)[number]) => number) =>
    spoken.reduce((sum, one) => sum + numberOf(one), 0)
  const right = count((one) => one.right)
  const told = count((one) => one.told.length)
  const owed = count(({ services }) => services.length)
  const priceless = spoken.filter(({ services }) => services.length === 0)
  const falseOnes = priceless.filter((one) => one.told.length > 0).length
  console.log(
    `services, ${name.padEnd(17)} ${spoken.length} texts, precision ${ratio(right, told)}, recall ${ratio(right, owed)}, ` +
      `a price where none is named ${falseOnes} of ${priceless.length}`,
  )
  const wrong = spoken.filter((one) => one.right < Math.max(one.told.length, one.services.length))
  if (showsErrors) for (const one of wrong) console.log(`    ${JSON.stringify(one)}`)
}

function ratio(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3)
}

function measureMs(): number {
  const texts = readCorpus(DEVELOPMENT).map(({ text }) => text)
  const from = performance.now()
  for (let at = 0; at < TIMED_TEXTS; at += 1) readReply(texts[at % texts.length] ?? '')
  return (performance.now() - from) / TIMED_TEXTS
}
