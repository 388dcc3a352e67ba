import { readFileSync } from 'node:fs'
import { REPLY_LABELS, type ReplyLabel } from '../../tenants/reading/labels.ts'

export type LabelledText = { text: string; label: ReplyLabel }

/** The labelled texts of `bench/corpus/NAME.jsonl`. Throws naming the line that is not one. */
export function readCorpus(name: string): LabelledText[] {
  return readLines(`${name}.jsonl`, isLabelled, '{"text","label"} with a known label')
}

/** The lines of a file below `bench/corpus/`. Throws naming the line that is not what `is` wants, and that is said. */
export function readLines<Line>(file: string, is: (read: unknown) => read is Line, wanted: string): Line[] {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  return lines.map((line, index) => {
    const read: unknown = JSON.parse(line)
    if (is(read)) return read
    throw new Error(`${file}, line ${index + 1}: expected ${wanted}`)
  })
}

function isLabelled(read: unknown): read is LabelledText {
  if (typeof read !== 'object' || read === null || !('text' in read) || !('label' in read)) return false
  return typeof read.text === 'string' && REPLY_LABELS.some((label) => label === read.label)
}
