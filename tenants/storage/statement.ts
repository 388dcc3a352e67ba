import { eq, getTableColumns, is, Param, Placeholder, sql, type InferSelectModel } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/durable-sqlite'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { TenantDb } from './open.ts'

/**
 * Queries that are built once per isolate, by drizzle, and then run on one tenant's storage after the other. Building
 * one takes drizzle several times as long as SQLite needs to answer it (docs/decisions/0008).
 */

type Buildable = { toSQL(): { sql: string; params: unknown[] } }
type Values = Record<string, unknown>
type Slot = { name: string; encode: (value: unknown) => unknown } | { constant: unknown }
type Built = { text: string; slots: Slot[] }

/** It has no storage, so it can build and never run. */
const BUILDER = drizzle({} as DurableObjectStorage)

export class Statement {
  readonly #build: (db: TenantDb) => Buildable
  #built: Built | null = null

  /** Values that change from call to call stand in the query as `sql.placeholder(name)`. */
  constructor(build: (db: TenantDb) => Buildable) {
    this.#build = build
  }

  run(db: TenantDb, values: Values = {}): void {
    this.#execute(db, values)
  }

  /** Each row as its values, in the order in which they were selected. */
  rows(db: TenantDb, values: Values = {}): SqlStorageValue[][] {
    return [...this.#execute(db, values).raw()]
  }

  #execute(db: TenantDb, values: Values): SqlStorageCursor<Record<string, SqlStorageValue>> {
    this.#built ??= build(this.#build(BUILDER))
    const { text, slots } = this.#built
    return db.$client.sql.exec(text, ...slots.map((slot) => fill(slot, values)))
  }
}

/** A query for whole rows of one table. */
export class RowQuery<T extends SQLiteTable> {
  readonly #statement: Statement
  readonly #columns: { name: string; decode: ((value: unknown) => unknown) | null }[]

  constructor(table: T, build: (db: TenantDb) => Buildable) {
    this.#statement = new Statement(build)
    this.#columns = Object.entries(getTableColumns(table)).map(([name, column]) => ({
      name,
      decode: column.dataType === 'boolean' ? (value: unknown) => column.mapFromDriverValue(value) : null,
    }))
  }

  all(db: TenantDb, values: Values = {}): InferSelectModel<T>[] {
    return this.#statement.rows(db, values).map((row) => this.#toRow(row))
  }

  get(db: TenantDb, values: Values = {}): InferSelectModel<T> | null {
    const [row] = this.#statement.rows(db, values)
    return row ? this.#toRow(row) : null
  }

  #toRow(values: SqlStorageValue[]): InferSelectModel<T> {
    const row: Values = {}
    // By its index, since this runs for every column of every row.
    for (let place = 0; place < this.#columns.length; place += 1) {
      const column = this.#columns[place]
      const value = values[place] ?? null
      if (column) row[column.name] = value === null || column.decode === null ? value : column.decode(value)
    }
    return row as InferSelectModel<T>
  }
}

const inserts = new Map<SQLiteTable, Map<string, Statement>>()
const updates = new Map<SQLiteTable, Map<string, Statement>>()

export function insertRow<T extends SQLiteTable>(db: TenantDb, table: T, row: T['$inferInsert']): void {
  insertRows(db, table, [row])
}

/** Rows of one shape, in one statement. */
export function insertRows<T extends SQLiteTable>(db: TenantDb, table: T, rows: T['$inferInsert'][]): void {
  const [first] = rows
  if (!first) return
  const names = Object.keys(first)
  const build = (builder: TenantDb) =>
    builder.insert(table).values(rows.map((_row, place) => placeholders(names, place)) as never)
  const others = rows.slice(1).flatMap((row, before) => {
    return names.map((name) => [placeName(name, before + 1), row[name as keyof typeof row]])
  })
  const values = others.length === 0 ? first : { ...first, ...Object.fromEntries(others) }
  remembered(inserts, table, [String(rows.length), ...names], build).run(db, values)
}

/** Changes the row whose `key` column holds the given value. An empty change is none. */
export function updateRow<T extends SQLiteTable, K extends string & keyof InferSelectModel<T>>(
  db: TenantDb,
  table: T,
  key: { [name in K]: InferSelectModel<T>[K] },
  change: Partial<InferSelectModel<T>>,
): void {
  const names = Object.keys(change).filter((name) => change[name as keyof typeof change] !== undefined)
  const [keyName = ''] = Object.keys(key)
  const column = getTableColumns(table)[keyName]
  if (names.length === 0 || !column) return
  const build = (builder: TenantDb) =>
    builder
      .update(table)
      .set(placeholders(names, 0) as never)
      .where(eq(column, sql.placeholder('the key')))
  const update = remembered(updates, table, [keyName, ...names], build)
  update.run(db, { ...change, 'the key': key[keyName as K] })
}

/** A row of placeholders, named by column and by the row's place in the statement. */
function placeholders(names: string[], place: number): Record<string, Placeholder> {
  return Object.fromEntries(names.map((name) => [name, sql.placeholder(placeName(name, place))]))
}

/** The values of one row, as most statements have, are bound as they are. */
function placeName(name: string, place: number): string {
  return place === 0 ? name : `${name} ${place}`
}

function remembered(
  known: Map<SQLiteTable, Map<string, Statement>>,
  table: SQLiteTable,
  names: string[],
  make: (builder: TenantDb) => Buildable,
): Statement {
  const ofTable = known.get(table) ?? new Map<string, Statement>()
  known.set(table, ofTable)
  const name = names.join()
  const statement = ofTable.get(name) ?? new Statement(make)
  ofTable.set(name, statement)
  return statement
}

/**
 * What never changes stands in the text. As a bound value it would have SQLite plan the query anew each time it is
 * bound, wherever it is compared with the column of an index that holds only some rows.
 */
function build(query: Buildable): Built {
  const { sql: text, params } = query.toSQL()
  const slots = params.map(toSlot)
  const parts = text.split('?')
  if (parts.length !== slots.length + 1) return { text, slots }
  const filled = slots.map((slot, place) => `${parts[place]}${literalOf(slot) ?? '?'}`)
  return { text: `${filled.join('')}${parts.at(-1)}`, slots: slots.filter((slot) => literalOf(slot) === null) }
}

function literalOf(slot: Slot): string | null {
  if (!('constant' in slot)) return null
  const { constant } = slot
  if (typeof constant === 'string') return `'${constant.replaceAll("'", "''")}'`
  return Number.isSafeInteger(constant) ? String(constant) : null
}

function toSlot(param: unknown): Slot {
  if (is(param, Placeholder)) return { name: param.name, encode: (value) => value }
  if (!is(param, Param) || !is(param.value, Placeholder)) return { constant: param }
  const { encoder, value } = param
  return { name: value.name, encode: (given) => (given === null ? null : encoder.mapToDriverValue(given)) }
}

function fill(slot: Slot, values: Values): unknown {
  if ('constant' in slot) return slot.constant
  const value = values[slot.name]
  if (value === undefined) throw new Error(`The query has no value for ${slot.name}.`)
  return slot.encode(value)
}
