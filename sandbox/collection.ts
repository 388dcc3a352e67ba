import { copyOf } from './copy-of.ts'
import { InTime } from './in-time.ts'
import type { Paper } from './state-paper.ts'

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
  /**
   * The same rows as they are held, for who only shows them: what is written replaces a row and never changes it.
   * `since` leaves out those of earlier instants, where the collection knows instants.
   */
  look(where?: Partial<T>, isWanted?: (row: Readonly<T>) => boolean, since?: number): Readonly<T>[]
  /** Overwrites the given fields; undefined when there is no such row. */
  update(id: string, change: Partial<T>): T | undefined
  /** Inserts, or replaces the row of the same id in place. */
  put(row: T): T
  remove(id: string): boolean
  count(): number
  clear(): void
}

/** `indexed` names fields that `list` is often asked for; `instantOf` says when a row was or is, in epoch ms. */
export type Options<T> = { indexed?: (keyof T & string)[]; instantOf?: (row: Readonly<T>) => number }

/** The oldest row makes room beyond this, so that a sandbox left running for months stays within memory. */
const ROWS_MAX = 200_000

type Held<T> = { place: number; row: T }

/** Reads come from memory, writes go to disk first. */
export class CollectionInMemory<T extends Row> implements Collection<T> {
  readonly #name: string
  readonly #paper: Paper
  readonly #rows = new Map<string, Held<T>>()
  readonly #index = new Map<string, Map<unknown, Set<Held<T>>>>()
  readonly #inTime = new InTime<Held<T>>()
  readonly #instantOf: ((row: Readonly<T>) => number) | undefined

  constructor(name: string, paper: Paper, { indexed = [], instantOf }: Options<T>) {
    this.#name = name
    this.#paper = paper
    this.#instantOf = instantOf
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

  look(where: Partial<T> = {}, isWanted: (row: Readonly<T>) => boolean = () => true, since?: number): Readonly<T>[] {
    const wanted = Object.entries(where)
    const isLate = since !== undefined && this.#instantOf !== undefined
    const key = isLate ? undefined : wanted.find(([field]) => this.#index.has(field))
    const keyed = key && (this.#index.get(key[0])?.get(key[1]) ?? [])
    const candidates = isLate ? this.#inTime.since(since) : (keyed ?? this.#rows.values())
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
    this.#inTime.clear()
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
    if (this.#instantOf) this.#inTime.add(this.#instantOf(held.row), held)
    for (const [field, rows] of this.#index) {
      const value = held.row[field as keyof T]
      const known = rows.get(value)
      if (known) known.add(held)
      else rows.set(value, new Set([held]))
    }
  }

  /** Out of the indexes, but for those in which the row that replaces it has the same place. */
  #drop(held: Held<T>, next?: T): void {
    if (this.#instantOf) this.#inTime.drop(this.#instantOf(held.row), held)
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
