import { beginDay, digestRow, GENESIS, hashContent, linkRow, makeHead, sha256, type LedgerRow } from './chain.ts'

/** What a file of evidence proves, or where it is wrong. `line` counts from 1. */
export type PackVerdict =
  | { ok: true; rows: number; days: number; head: string; headDay: string | null; openDay: string | null }
  | { ok: false; faults: PackFault[] }
export type PackFault = { line: number; what: string }

type Line = Record<string, unknown> & { type: string }
type Day = { day: string; rowCount: number; root: string; prevHead: string; head: string | null }

const FAULTS_MAX = 20

/** Checks every line against the file's digests, every row against its day's chain and every day against the last. */
export function verifyPack(texts: readonly string[]): PackVerdict {
  const faults: PackFault[] = []
  const lines = texts.map((text, place) => parseLine(text, place + 1, faults))
  checkDigests(texts, lines, faults)
  const seen = checkChain(lines, faults)
  if (faults.length > 0) return { ok: false, faults: faults.slice(0, FAULTS_MAX) }
  return { ok: true, ...seen }
}

function parseLine(text: string, line: number, faults: PackFault[]): Line | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && typeof (value as Line).type === 'string') return value as Line
  } catch {
    // Told below, as what is no object is.
  }
  faults.push({ line, what: 'is no JSON object with a type' })
  return null
}

/** The last line holds the digest of each line before it. */
function checkDigests(texts: readonly string[], lines: readonly (Line | null)[], faults: PackFault[]): void {
  const end = lines.at(-1)
  const digests = end?.type === 'end' && Array.isArray(end['digests']) ? (end['digests'] as unknown[]) : null
  if (digests === null) {
    faults.push({
      line: texts.length,
      what: 'is not the end of a file of evidence: something is cut off, or it is none',
    })
    return
  }
  if (sha256(digests.join('')) !== end?.['seal'] || end['lines'] !== digests.length) {
    faults.push({ line: texts.length, what: 'the list of digests was changed' })
  }
  if (digests.length !== texts.length - 1) {
    faults.push({ line: texts.length, what: `${digests.length} lines are sealed and ${texts.length - 1} are there` })
  }
  for (const [place, text] of texts.slice(0, -1).entries()) {
    if (sha256(text) !== digests[place]) faults.push({ line: place + 1, what: `${nameLine(lines[place])} was changed` })
  }
}

function nameLine(line: Line | null | undefined): string {
  if (!line) return 'the line'
  if (line.type === 'row') return `row ${String(line['seq'])} (${String(line['kind'])} ${String(line['ref'])})`
  if (line.type === 'link') return `the link of row ${String(line['seq'])}`
  return line.type === 'day' ? `the day ${String(line['day'])}` : `the line of type ${line.type}`
}

function checkChain(lines: readonly (Line | null)[], faults: PackFault[]) {
  const chain = new Chain(faults)
  for (const [place, line] of lines.entries()) if (line) chain.take(line, place + 1)
  chain.endDay()
  if (chain.days === 0) faults.push({ line: 1, what: 'holds no day of a ledger' })
  const { rows, days, head, headDay, openDay } = chain
  return { rows, days, head, headDay, openDay }
}

/** Follows the lines from the first day on. */
class Chain {
  rows = 0
  days = 0
  head = GENESIS
  headDay: string | null = null
  openDay: string | null = null
  readonly #faults: PackFault[]
  #day: (Day & { line: number; hash: string; count: number }) | null = null

  constructor(faults: PackFault[]) {
    this.#faults = faults
  }

  take(line: Line, at: number): void {
    if (line.type === 'day') this.#beginDay(line as unknown as Day, at)
    else if (line.type === 'link') this.#link(String(line['digest']), String(line['day']), at)
    else if (line.type === 'row') this.#takeRow(line, at)
  }

  #beginDay(day: Day, line: number): void {
    this.endDay()
    this.days += 1
    if (this.openDay !== null) this.#faults.push({ line, what: `day ${day.day} follows one without a head` })
    if (day.prevHead !== this.head)
      this.#faults.push({ line, what: `day ${day.day} does not follow the day before it` })
    const head = makeHead(day.prevHead, day)
    if (day.head === null) this.openDay = day.day
    else if (day.head !== head) this.#faults.push({ line, what: `the head of ${day.day} does not belong to its rows` })
    else [this.head, this.headDay] = [head, day.day]
    this.#day = { ...day, line, hash: beginDay(day.day), count: 0 }
  }

  #takeRow(line: Line, at: number): void {
    this.rows += 1
    const row = line as unknown as LedgerRow & { content?: string; contentSalt?: string }
    this.#link(digestRow(row), row.day, at)
    if (row.content === undefined || row.contentSalt === undefined) return
    if (hashContent(row.contentSalt, row.content) === row.contentHash) return
    this.#faults.push({ line: at, what: `the words of ${nameLine(line)} are not those that were hashed` })
  }

  #link(digest: string, day: string, line: number): void {
    if (this.#day === null || this.#day.day !== day) {
      this.#faults.push({ line, what: `belongs to the day ${day}, and does not stand under it` })
      return
    }
    this.#day.hash = linkRow(this.#day.hash, digest)
    this.#day.count += 1
  }

  /** A day of whose rows none is shown stands by its head alone. */
  endDay(): void {
    const day = this.#day
    this.#day = null
    if (day === null || (day.count === 0 && day.head !== null)) return
    if (day.count !== day.rowCount) {
      this.#faults.push({ line: day.line, what: `day ${day.day} has ${day.rowCount} rows, and ${day.count} are here` })
    } else if (day.hash !== day.root) {
      this.#faults.push({ line: day.line, what: `the rows of ${day.day} do not lead to its root` })
    }
  }
}
