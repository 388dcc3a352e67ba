/** Judges tenants/reading against its corpora: `node bench/reading.bench.ts [--errors] [CORPUS…]`. */
import { readReply } from '../tenants/reading/read-reply.ts'
import { REPLY_LABELS, type ReplyLabel } from '../tenants/reading/labels.ts'
import { readCorpus, type LabelledText } from './corpus/read-corpus.ts'

type Judged = LabelledText & { read: ReplyLabel; evidence: string[] }

const CORPORA = ['replies', 'held-out', 'held-out-2']
const TIMED_TEXTS = 5_000

const asked = process.argv.slice(2)
const showsErrors = asked.includes('--errors')
const named = asked.filter((argument) => !argument.startsWith('--'))
for (const name of named.length > 0 ? named : CORPORA) report(name)
console.log(`time per text: ${measureMs().toFixed(3)} ms`)

function report(name: string): void {
  const judged = readCorpus(name).map((text) => {
    const { label, evidence } = readReply(text.text)
    return { ...text, read: label, evidence }
  })
  console.log(`${name}: ${judged.length} texts`)
  console.log('  label            texts  precision  recall     F1')
  const f1s = REPLY_LABELS.map((label) => reportLabel(label, judged))
  const optOuts = judged.filter(({ label }) => label === 'opt_out')
  const missed = optOuts.filter(({ read }) => read !== 'opt_out').length
  const others = judged.length - optOuts.length
  const false_ = judged.filter(({ label, read }) => label !== 'opt_out' && read === 'opt_out').length
  console.log(`  macro-F1 ${(f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length).toFixed(3)}`)
  console.log(
    `  opt-outs missed ${missed} of ${optOuts.length} (recall ${ratio(optOuts.length - missed, optOuts.length)})`,
  )
  console.log(`  false opt-outs ${false_} of ${others} (${((100 * false_) / others).toFixed(2)} %)`)
  if (showsErrors) for (const error of judged.filter(({ label, read }) => label !== read)) showError(error)
}

function reportLabel(label: ReplyLabel, judged: Judged[]): number {
  const own = judged.filter((text) => text.label === label)
  const read = judged.filter((text) => text.read === label)
  const right = own.filter((text) => text.read === label).length
  const f1 = (2 * right) / (own.length + read.length || 1)
  const cells = [own.length, ratio(right, read.length), ratio(right, own.length), f1.toFixed(3)]
  console.log(`  ${label.padEnd(16)}${cells.map((cell) => String(cell).padStart(8)).join(' ')}`)
  return f1
}

function showError({ text, label, read, evidence }: Judged): void {
  console.log(`    ${label} read as ${read}: ${JSON.stringify(text)} [${evidence.slice(0, 2).join(' | ')}]`)
}

function ratio(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3)
}

function measureMs(): number {
  const texts = readCorpus('replies').map(({ text }) => text)
  const from = performance.now()
  for (let at = 0; at < TIMED_TEXTS; at += 1) readReply(texts[at % texts.length] ?? '')
  return (performance.now() - from) / TIMED_TEXTS
}
