import { readFileSync } from 'node:fs'
import { REPLY_LABELS, type ReplyLabel } from '../../tenants/reading/labels.ts'

export type LabelledText = { text: string; label: ReplyLabel }

/** The labelled texts of `bench/corpus/NAME.jsonl`. Throws naming the line that is not one. */
export function readCorpus(name: string): LabelledText[] {
  const lines = readFileSync(new URL(`${name}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  return lines.map((line, index) => {
    const read: unknown = JSON.parse(line)
    if (isLabelled(read)) return read
    throw new Error(`${name}.jsonl, line ${index + 1}: expected {"text","label"} with a known label`)
  })
}

function isLabelled(read: unknown): read is LabelledText {
  if (typeof read !== 'object' || read === null || !('text' in read) || !('label' in read)) return false
  return typeof read.text === 'string' && REPLY_LABELS.some((label) => label === read.label)
}
