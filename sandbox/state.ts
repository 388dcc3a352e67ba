import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { copyOf } from './copy-of.ts'
import { noPaper, paperOnDisk, type Paper } from './state-paper.ts'

export type Row = { id: string }

/** Documents of one kind, in the order they were inserted. Everything handed out is a copy nobody else holds. */
export type Collection<T extends Row> = {
  /** Throws when the id is taken. */
  insert(row: T): T
  find(id: string): T | undefined
  /** The row as it is held, see `look`. */
  lookAt(id: string): Readonly<T> | undefined
  /** All rows whose fields equal those of `where`, oldest first. `isWanted` must leave what it sees as it is. */
  list(where?: Partial<T>, isWanted?: (row: Readonly<T>) => boolean): T[]
  /** The same rows as they are held, for who only shows them: what is written replaces a row and never changes it. */
  look(where?: Partial<T>, isWanted?: (row: Readonly<T>) => boolean): Readonly<T>[]
  /** Overwrites the given fields; undefined when there is no such row. */
  update(id: string, change: Partial<T>): T | undefined
  /** Inserts, or replaces the row of the same id in place. */
  put(row: T): T
  remove(id: string): boolean
  count(): number
  clear(): void
}

/** Everything the sandbox remembers; on disk when it was given a folder, safe from SIGKILL once a write returned. */
export type State = {
  /** `indexed` names fields that `list` is often asked for. The first call for a name decides. */
  collection<T extends Row>(name: string, options?: { indexed?: (keyof T & string)[] }): Collection<T>
  /** A secret or key made once and kept for good, through `clear` as well. */
  keep(name: string, make: () => string): string
  /** Rows by collection. */
  counts(): Record<string, number>
  /** Empties every collection; what was kept stays. */
  clear(): void
  close(): void
}

/** The state folder cannot be used; the message says which and why. */
export class StateUnusable extends Error {
  readonly code = 'STATE_UNUSABLE'
}

/** The oldest row makes room beyond this, so that a sandbox left running for months stays within memory. */
const ROWS_MAX = 200_000
/** Time for a predecessor that is just ending to let go of the file. */
const LOCK_WAIT_MS = 500

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS document (
    place INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (collection, id)
  );
  CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`

/** Opens `sandbox.sqlite` in the folder, made if missing; without a folder nothing outlives the process. */
export function openState(folder: string | null): State {
  const disk = folder === null ? null : openDisk(folder)
  const kept = new Map<string, string>()
  const collections = new Map<string, CollectionInMemory<Row>>()
  const collection = (name: string, indexed: string[]) => {
    const known = collections.get(name)
    if (known) return known
    const made = new CollectionInMemory<Row>(name, disk ? paperOnDisk(disk, name) : noPaper(), indexed)
    collections.set(name, made)
    return made
  }
  const names = disk?.prepare('SELECT DISTINCT collection FROM document')
  return {
    // Rows of a collection have the type its first caller gave it; the sandbox has one caller a name.
    collection: <T extends Row>(name: string, options: { indexed?: (keyof T & string)[] } = {}) =>
      collection(name, options.indexed ?? []) as unknown as Collection<T>,
    keep(name, make) {
      const known = kept.get(name) ?? disk?.prepare('SELECT value FROM kept WHERE name = ?').get(name)?.['value']
      const value = typeof known === 'string' ? known : make()
      if (typeof known !== 'string') disk?.prepare('INSERT INTO kept (name, value) VALUES (?, ?)').run(name, value)
      kept.set(name, value)
      return value
    },
    counts() {
      for (const row of names?.all() ?? []) collection(String(row['collection']), [])
      return Object.fromEntries([...collections].map(([name, rows]) => [name, rows.count()]))
    },
    clear() {
      disk?.exec('DELETE FROM document')
      for (const rows of collections.values()) rows.forget()
    },
    close: () => disk?.close(),
  }
}

function openDisk(folder: string): DatabaseSync {
  try {
    makeFolder(resolve(folder))
    const disk = new DatabaseSync(join(folder, 'sandbox.sqlite'), { timeout: LOCK_WAIT_MS })
    // Exclusive, because what is held in memory would go stale if a second sandbox wrote to the same file.
    disk.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;')
    disk.exec(SCHEMA)
    return disk
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const reason = /locked|busy/i.test(why) ? 'another sandbox is using it' : why
    throw new StateUnusable(`The sandbox cannot keep its state in ${folder}: ${reason}`, { cause })
  }
}

/** Not mkdir's own recursion, which never ends below a folder that denies its children exist, such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

type Held<T> = { place: number; row: T }

/** Reads come from memory, writes go to disk first. */
class CollectionInMemory<T extends Row> implements Collection<T> {
  readonly #name: string
  readonly #paper: Paper
  readonly #rows = new Map<string, Held<T>>()
  readonly #index = new Map<string, Map<unknown, Set<Held<T>>>>()

  constructor(name: string, paper: Paper, indexed: string[]) {
    this.#name = name
    this.#paper = paper
    for (const field of indexed) this.#index.set(field, new Map())
    for (const { place, body } of paper.stored()) this.#hold(place, JSON.parse(body))
  }

  insert(row: T): T {
    if (this.#rows.has(row.id)) throw new Error(`${this.#name} already has ${row.id}`)
    if (this.#rows.size >= ROWS_MAX) this.#removeOldest()
    this.#hold(this.#paper.insert(row.id, row), copyOf(row))
    return row
  }

  find(id: string): T | undefined {
    return copyOf(this.#rows.get(id)?.row)
  }

  lookAt(id: string): Readonly<T> | undefined {
    return this.#rows.get(id)?.row
  }

  list(where: Partial<T> = {}, isWanted: (row: Readonly<T>) => boolean = () => true): T[] {
    return this.look(where, isWanted).map(copyOf) as T[]
  }

  look(where: Partial<T> = {}, isWanted: (row: Readonly<T>) => boolean = () => true): Readonly<T>[] {
    const wanted = Object.entries(where)
    const key = wanted.find(([field]) => this.#index.has(field))
    const candidates = key ? (this.#index.get(key[0])?.get(key[1]) ?? []) : this.#rows.values()
    const others = wanted.filter((one) => one !== key)
    const found: Held<T>[] = []
    let [isInOrder, last] = [true, -1]
    // Comparisons look at millions of rows in a simulated year, so nothing is made for each.
    for (const held of candidates) {
      if (!isAlike(held.row, others) || !isWanted(held.row)) continue
      isInOrder &&= held.place > last
      last = held.place
      found.push(held)
    }
    if (!isInOrder) found.sort((left, right) => left.place - right.place)
    return found.map(({ row }) => row)
  }

  update(id: string, change: Partial<T>): T | undefined {
    const held = this.#rows.get(id)
    if (!held) return undefined
    const row = copyOf({ ...held.row, ...change, id })
    this.#paper.update(held.place, row)
    this.#drop(held, row)
    held.row = row
    this.#enter(held)
    return copyOf(row)
  }

  put(row: T): T {
    return this.update(row.id, row) ?? this.insert(row)
  }

  remove(id: string): boolean {
    const held = this.#rows.get(id)
    if (!held) return false
    this.#paper.remove(held.place)
    this.#drop(held)
    this.#rows.delete(id)
    return true
  }

  count(): number {
    return this.#rows.size
  }

  clear(): void {
    this.#paper.clear()
    this.forget()
  }

  forget(): void {
    this.#rows.clear()
    for (const rows of this.#index.values()) rows.clear()
  }

  #removeOldest(): void {
    const oldest = this.#rows.keys().next()
    if (!oldest.done) this.remove(oldest.value)
  }

  #hold(place: number, row: T): void {
    const held = { place, row }
    this.#rows.set(row.id, held)
    this.#enter(held)
  }

  #enter(held: Held<T>): void {
    for (const [field, rows] of this.#index) {
      const value = held.row[field as keyof T]
      const known = rows.get(value)
      if (known) known.add(held)
      else rows.set(value, new Set([held]))
    }
  }

  /** Out of the indexes, but for those in which the row that replaces it has the same place. */
  #drop(held: Held<T>, next?: T): void {
    for (const [field, rows] of this.#index) {
      const value = held.row[field as keyof T]
      if (next && next[field as keyof T] === value) continue
      const known = rows.get(value)
      known?.delete(held)
      if (known?.size === 0) rows.delete(value)
    }
  }
}

function isAlike<T extends Row>(row: T, wanted: [string, unknown][]): boolean {
  for (const [field, value] of wanted) {
    if (row[field as keyof T] !== value) return false
  }
  return true
}
