import { PageFile } from './sqlite-pages.ts'
import { measureRecord, serialTypes, varintBytes, writeRecord, writeVarint, type Value } from './sqlite-record.ts'
import { leafPage, leastLocalBytes, TableTree } from './sqlite-tree.ts'

/**
 * A SQLite database written from its first byte to its last, without ever going back. Page one names the root of every
 * table, so the roots stand at the end, where a trial run over the same rows has shown the end to be, and a little
 * behind it: rows may grow while they are read. What is left free before the roots holds the zeros of one more table.
 */

export type FileTable = { name: string; sql: string }
export type Row = { rowid: number; values: readonly Value[] }
export type FileOptions = { pageBytes?: number; schemaVersion?: number }

/** Rows grew by more than was left free for them: nothing more can be written, and what was is no database. */
export class FileFull extends Error {}

const PAGE_BYTES = 4_096
const HEADER_BYTES = 100
const SPARE_PAGES = 16
/** One page in so many more. */
const SPARE_SHARE = 16
const PADDING: FileTable = { name: 'export_padding', sql: 'CREATE TABLE "export_padding" ("zeros" blob)' }
/** "SHLD", by which `file` and others may know it. */
const APPLICATION_ID = 0x53_48_4c_44
const SQLITE_VERSION = 3_046_000
/** Pages that are handed on together where many are alike. */
const PADDING_PAGES_AT_ONCE = 64

/** Counts the pages that rows take. */
export class TrialRun {
  readonly #file: PageFile
  #tree: TableTree | null = null

  constructor({ pageBytes = PAGE_BYTES }: FileOptions = {}) {
    this.#file = new PageFile(pageBytes, true)
  }

  beginTable(): void {
    this.endTable()
    this.#tree = new TableTree(this.#file)
  }

  add({ rowid, values }: Row): void {
    this.#tree?.add(rowid, measureRecord(serialTypes(values)), null)
  }

  endTable(): void {
    this.#tree?.finish()
    this.#tree = null
  }

  /** Pages below the roots. */
  get pageCount(): number {
    return this.#file.used
  }
}

/** Takes the tables in the order in which they were announced, and gives pages to be passed on by `take`. */
export class SqliteFile {
  readonly #file: PageFile
  readonly #tables: readonly FileTable[]
  readonly #rootsAt: number
  readonly #roots: Uint8Array[] = []
  #head: Uint8Array[]
  #tree: TableTree | null = null

  constructor(
    tables: readonly FileTable[],
    pageCount: number,
    { pageBytes = PAGE_BYTES, schemaVersion = 0 }: FileOptions = {},
  ) {
    this.#tables = [...tables, PADDING]
    const data = pageCount + SPARE_PAGES + Math.ceil(pageCount / SPARE_SHARE)
    const { pages, used } = layOutSchema(this.#tables, data, pageBytes)
    this.#rootsAt = used + data + 1
    this.#file = new PageFile(pageBytes, false, used)
    const total = this.#file.numberOf(this.#rootsAt + this.#tables.length - 1)
    writeHeader(pages[0] as Buffer, { pageBytes, total, schemaVersion })
    this.#head = pages
  }

  beginTable(): void {
    this.endTable()
    this.#tree = new TableTree(this.#file)
  }

  add({ rowid, values }: Row): void {
    const payload = writeRecord(values)
    this.#tree?.add(rowid, payload.length, payload)
  }

  endTable(): void {
    if (this.#tree) this.#roots.push(this.#tree.finish())
    this.#tree = null
    this.#refuseOverrun()
  }

  /** What can be passed on by now. */
  take(): Uint8Array[] {
    this.#refuseOverrun()
    const ready = [...this.#head, ...this.#file.take()]
    this.#head = []
    return ready
  }

  /** The rest of the file, in parts. */
  *finish(): Generator<Uint8Array[]> {
    this.endTable()
    const expected = this.#tables.length - 1
    if (this.#roots.length !== expected) throw new Error(`${this.#roots.length} of ${expected} tables were written.`)
    yield this.take()
    const gap = this.#rootsAt - 1 - this.#file.used
    const padding = paddingRoot(this.#file, gap)
    for (let page = 1; page <= gap; page += 1) {
      const next = page < gap ? this.#file.numberOf(this.#file.used + 2) : 0
      this.#file.append(() => overflowPage(this.#file.pageBytes, next))
      if (page % PADDING_PAGES_AT_ONCE === 0) yield this.#file.take()
    }
    for (const root of [...this.#roots, padding]) this.#file.append(() => root)
    yield this.#file.take()
  }

  #refuseOverrun(): void {
    if (this.#file.used < this.#rootsAt) return
    throw new FileFull('The rows grew by more than was left free for them. Nothing is lost: export once more.')
  }
}

/**
 * The pages of `sqlite_schema`, the first one with room for the file's header. How many there are decides where the
 * roots stand, whose numbers are written in them: two or three rounds settle it.
 */
function layOutSchema(tables: readonly FileTable[], dataPages: number, pageBytes: number) {
  let used = 1
  for (;;) {
    const file = new PageFile(pageBytes, false, 1)
    const tree = new TableTree(file, HEADER_BYTES)
    for (const [place, { name, sql }] of tables.entries()) {
      const root = file.numberOf(used + dataPages + 1 + place)
      const payload = writeRecord(['table', name, name, root, sql])
      tree.add(place + 1, payload.length, payload)
    }
    const root = tree.finish()
    // More pages than it took would be pages of nobody, so a round that needs fewer counts on for the next.
    if (file.used === used) return { pages: [root, ...file.take()], used }
    used = file.used
  }
}

function writeHeader(page: Buffer, given: { pageBytes: number; total: number; schemaVersion: number }): void {
  page.write('SQLite format 3\0', 0, 'latin1')
  page.writeUInt16BE(given.pageBytes === 65_536 ? 1 : given.pageBytes, 16)
  // Rollback journal, no reserved bytes, and three fractions that are always these.
  page.set([1, 1, 0, 64, 32, 32], 18)
  page.writeUInt32BE(1, 24)
  page.writeUInt32BE(given.total, 28)
  page.writeUInt32BE(1, 40)
  page.writeUInt32BE(4, 44)
  // UTF-8.
  page.writeUInt32BE(1, 56)
  page.writeUInt32BE(given.schemaVersion, 60)
  page.writeUInt32BE(APPLICATION_ID, 68)
  page.writeUInt32BE(1, 92)
  page.writeUInt32BE(SQLITE_VERSION, 96)
}

/** The only page of the last table: one row of zeros whose overflow pages are exactly those that were left free. */
function paddingRoot(file: PageFile, gap: number): Uint8Array {
  const { length, local, head } = layOutPadding(gap, file.pageBytes)
  const payload = Buffer.alloc(local)
  head.copy(payload)
  const overflowAt = gap === 0 ? 0 : file.numberOf(file.used + 1)
  return leafPage([{ rowid: 1, length, payload, local, overflowAt }], file.pageBytes, 0)
}

/** A record of one blob of zeros that fills so many overflow pages. */
export function layOutPadding(gap: number, pageBytes: number): { length: number; local: number; head: Buffer } {
  const least = gap === 0 ? 2 : leastLocalBytes(pageBytes)
  // No record with a single blob has certain lengths, since its header grows by a byte there; the next one has.
  for (let local = least; ; local += 1) {
    const length = local + gap * (pageBytes - 4)
    for (const headBytes of [2, 3, 4, 5, 6]) {
      const type = 12 + 2 * (length - headBytes)
      if (1 + varintBytes(type) !== headBytes) continue
      const head = Buffer.alloc(headBytes)
      writeVarint(head, writeVarint(head, 0, headBytes), type)
      return { length, local, head }
    }
  }
}

function overflowPage(pageBytes: number, next: number): Uint8Array {
  const page = Buffer.alloc(pageBytes)
  page.writeUInt32BE(next, 0)
  return page
}
