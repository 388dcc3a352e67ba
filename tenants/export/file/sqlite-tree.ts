import type { PageFile } from './sqlite-pages.ts'
import { rowidBytes, varintBytes, writeVarint } from './sqlite-record.ts'

/**
 * One table's b-tree, built in one pass from rows in the order of their rowids. Leaves leave as soon as they are full,
 * and so do the pages above them; only the root is kept until the end.
 */

const LEAF = 0x0d
const INTERIOR = 0x05
const LEAF_HEAD = 8
const INTERIOR_HEAD = 12
const POINTER = 2
const PAGE_NUMBER = 4
/** A page number, the longest key, and the pointer to them. */
const INTERIOR_CELL_MAX = PAGE_NUMBER + 9 + POINTER

/** `payload` is null in a trial run, in which only lengths count. */
type Cell = { rowid: number; length: number; payload: Buffer | null; local: number; overflowAt: number }
type Child = { page: number; lastRowid: number }

export class TableTree {
  readonly #file: PageFile
  /** What stands before the b-tree's own header on its root, and is left free on every page to keep them alike. */
  readonly #rootOffset: number
  readonly #usable: number
  readonly #childrenMax: number
  #cells: Cell[] = []
  #used = LEAF_HEAD
  #levels: Child[][] = []

  constructor(file: PageFile, rootOffset = 0) {
    this.#file = file
    this.#rootOffset = rootOffset
    this.#usable = file.pageBytes - rootOffset
    this.#childrenMax = Math.floor((this.#usable - INTERIOR_HEAD) / INTERIOR_CELL_MAX) + 1
  }

  add(rowid: number, length: number, payload: Buffer | null): void {
    const local = localBytes(length, this.#file.pageBytes)
    const overflow = local < length ? PAGE_NUMBER : 0
    const bytes = varintBytes(length) + rowidBytes(rowid) + local + overflow
    if (this.#used + bytes + POINTER > this.#usable) this.#flushLeaf()
    const overflowAt = overflow === 0 ? 0 : appendOverflow(this.#file, length - local, payload?.subarray(local) ?? null)
    // What went to overflow pages must not be held until the leaf is full.
    const kept = payload && overflow > 0 ? Buffer.from(payload.subarray(0, local)) : payload
    this.#cells.push({ rowid, length, payload: kept, local, overflowAt })
    this.#used += bytes + POINTER
  }

  /** The root page. Everything below it has been handed to the file. */
  finish(): Uint8Array {
    if (this.#levels.length === 0) return leafPage(this.#cells, this.#file.pageBytes, this.#rootOffset)
    this.#flushLeaf()
    for (let level = 0; ; level += 1) {
      const children = this.#levels[level] ?? []
      const isTop = level === this.#levels.length - 1 && children.length <= this.#childrenMax
      if (isTop) return interiorPage(children, this.#file.pageBytes, this.#rootOffset)
      // A page with a single child would be no b-tree page, so the last one gets two.
      if (children.length > this.#childrenMax) this.#flushChildren(level, children.length - 2)
      this.#flushChildren(level, this.#levels[level]?.length ?? 0)
    }
  }

  #flushLeaf(): void {
    const cells = this.#cells
    const last = cells.at(-1)
    if (!last) return
    const page = this.#file.append(() => leafPage(cells, this.#file.pageBytes, 0))
    this.#cells = []
    this.#used = LEAF_HEAD
    this.#rise(0, { page, lastRowid: last.rowid })
  }

  #rise(level: number, child: Child): void {
    const children = (this.#levels[level] ??= [])
    children.push(child)
    if (children.length === this.#childrenMax + 2) this.#flushChildren(level, this.#childrenMax)
  }

  #flushChildren(level: number, count: number): void {
    const children = this.#levels[level]?.splice(0, count) ?? []
    const last = children.at(-1)
    if (!last) return
    const page = this.#file.append(() => interiorPage(children, this.#file.pageBytes, 0))
    this.#rise(level + 1, { page, lastRowid: last.lastRowid })
  }
}

/** How much of a payload stays on its leaf; the rest goes to overflow pages (section 1.6). */
function localBytes(length: number, pageBytes: number): number {
  if (length <= pageBytes - 35) return length
  const least = leastLocalBytes(pageBytes)
  const surplus = least + ((length - least) % (pageBytes - PAGE_NUMBER))
  return surplus <= pageBytes - 35 ? surplus : least
}

export function leastLocalBytes(pageBytes: number): number {
  return Math.floor(((pageBytes - 12) * 32) / 255) - 23
}

/** A chain of pages, each beginning with the number of the next one. Without bytes it is a chain of zeros. */
function appendOverflow(file: PageFile, length: number, bytes: Uint8Array | null): number {
  const room = file.pageBytes - PAGE_NUMBER
  const count = Math.ceil(length / room)
  const first = file.used + 1
  for (let link = 0; link < count; link += 1) {
    file.append(() => {
      const page = Buffer.alloc(file.pageBytes)
      if (link < count - 1) page.writeUInt32BE(file.numberOf(first + link + 1), 0)
      if (bytes) page.set(bytes.subarray(link * room, (link + 1) * room), PAGE_NUMBER)
      return page
    })
  }
  return file.numberOf(first)
}

export function leafPage(cells: readonly Cell[], pageBytes: number, offset: number): Buffer {
  const page = Buffer.alloc(pageBytes)
  let end = pageBytes
  for (const [place, { rowid, length, payload, local, overflowAt }] of cells.entries()) {
    const bytes = varintBytes(length) + rowidBytes(rowid) + local + (overflowAt === 0 ? 0 : PAGE_NUMBER)
    end -= bytes
    let at = writeVarint(page, end, length)
    at = writeVarint(page, at, rowid)
    if (payload) page.set(payload.subarray(0, local), at)
    if (overflowAt !== 0) page.writeUInt32BE(overflowAt, at + local)
    page.writeUInt16BE(end, offset + LEAF_HEAD + place * POINTER)
  }
  writeHead(page, offset, LEAF, cells.length, end)
  return page
}

function interiorPage(children: readonly Child[], pageBytes: number, offset: number): Buffer {
  const page = Buffer.alloc(pageBytes)
  let end = pageBytes
  for (const [place, { page: number, lastRowid }] of children.slice(0, -1).entries()) {
    end -= PAGE_NUMBER + rowidBytes(lastRowid)
    page.writeUInt32BE(number, end)
    writeVarint(page, end + PAGE_NUMBER, lastRowid)
    page.writeUInt16BE(end, offset + INTERIOR_HEAD + place * POINTER)
  }
  writeHead(page, offset, INTERIOR, children.length - 1, end)
  page.writeUInt32BE(children.at(-1)?.page ?? 0, offset + LEAF_HEAD)
  return page
}

function writeHead(page: Buffer, offset: number, type: number, cellCount: number, contentAt: number): void {
  page[offset] = type
  page.writeUInt16BE(cellCount, offset + 3)
  // On a page of 65,536 bytes without cells the number does not fit and is written as zero.
  page.writeUInt16BE(contentAt % 65_536, offset + 5)
}
