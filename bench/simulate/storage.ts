import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

type Row = Record<string, SqlStorageValue>
/** With the names of what it answers, which Node would otherwise describe anew for each call. */
type Compiled = { statement: StatementSync; columns: string[]; writes: boolean }
type Savepoint = { begin: StatementSync; end: StatementSync }

/** Statements kept compiled: one life of a tenant runs a few hundred of them a million times. */
const STATEMENTS_MAX = 500

/**
 * As much of `DurableObjectStorage` as a tenant uses, over Node's own SQLite: `tests/support/storage-course.ts` is run
 * on it and on the platform's, and both must say the same.
 */
export class SimulatedStorage {
  readonly db: DatabaseSync
  readonly sql: SqlStorage
  #depth = 0
  #alarm: number | null = null
  readonly #statements = new Map<string, Compiled>()
  readonly #savepoints: Savepoint[] = []
  readonly #documents = new Map<string, unknown>()
  /** Grows with whatever may have written what is owed: while it stands, no entry and no timer has changed. */
  writes = 0
  /** Told whenever another alarm stands. */
  onAlarm: (at: number | null) => void = () => undefined

  constructor(path = ':memory:') {
    this.db = new DatabaseSync(path)
    const exec = (text: string, ...bindings: unknown[]) => this.#exec(text, bindings)
    const size = () => this.#size()
    this.sql = {
      exec,
      get databaseSize() {
        return size()
      },
    } as unknown as SqlStorage
  }

  get alarm(): number | null {
    return this.#alarm
  }

  /** What it throws undoes what it wrote, the alarm included, as on the platform. */
  transactionSync<T>(work: () => T): T {
    const name = `life_${this.#depth}`
    const alarm = this.#alarm
    const { begin, end } = this.#savepointAt(this.#depth, name)
    this.#depth += 1
    begin.run()
    try {
      const result = work()
      end.run()
      return result
    } catch (error) {
      this.writes += 1
      this.db.exec(`rollback to ${name}; release ${name}`)
      this.#setAlarm(alarm)
      throw error
    } finally {
      this.#depth -= 1
    }
  }

  #savepointAt(depth: number, name: string): Savepoint {
    this.#savepoints[depth] ??= {
      begin: this.db.prepare(`savepoint ${name}`),
      end: this.db.prepare(`release ${name}`),
    }
    return this.#savepoints[depth]
  }

  async getAlarm(): Promise<number | null> {
    return this.#alarm
  }

  async setAlarm(at: number | Date): Promise<void> {
    this.#setAlarm(Number(at))
  }

  async deleteAlarm(): Promise<void> {
    this.#setAlarm(null)
  }

  /** The platform takes the alarm off before it rings. */
  takeAlarm(): void {
    this.#alarm = null
  }

  async sync(): Promise<void> {}

  async get(key: string): Promise<unknown> {
    return structuredClone(this.#documents.get(key))
  }

  async put(key: string, value: unknown): Promise<void> {
    this.#documents.set(key, structuredClone(value))
  }

  async delete(key: string): Promise<boolean> {
    return this.#documents.delete(key)
  }

  /** It is handed to code that was written for the platform's. */
  asPlatform(): DurableObjectStorage {
    return this as unknown as DurableObjectStorage
  }

  #setAlarm(at: number | null): void {
    if (at === this.#alarm) return
    this.#alarm = at
    this.onAlarm(at)
  }

  #size(): number {
    const read = (pragma: string) => Number(Object.values(this.db.prepare(`pragma ${pragma}`).get() ?? {})[0])
    return (read('page_count') - read('freelist_count')) * read('page_size')
  }

  #exec(text: string, bindings: unknown[]): SqlStorageCursor<Row> {
    const { statement, columns, writes } = this.#prepare(text)
    const values = bindings.map(toSqlite)
    if (writes) this.writes += 1
    // Written at once, whether or not anybody reads on; rows are few, so they are read at once too.
    const rows = columns.length > 0 ? (statement.all(...values) as unknown as unknown[][]) : run(statement, values)
    return new Cursor(columns, rows) as unknown as SqlStorageCursor<Row>
  }

  #prepare(text: string): Compiled {
    const known = this.#statements.get(text)
    if (known) return known
    const statement = this.db.prepare(text)
    statement.setReturnArrays(true)
    const columns = statement.columns().map(({ name }) => name)
    const compiled = { statement, columns, writes: !READS.test(text) && OWED.test(text) }
    if (this.#statements.size >= STATEMENTS_MAX) this.#statements.clear()
    this.#statements.set(text, compiled)
    return compiled
  }
}

/** What begins otherwise is taken to write; no trigger of the product's writes to a table that a text does not name. */
const READS = /^\s*select\b/i
const OWED = /\b(?:outbox|timers)\b|^(?!\s*(?:insert|update|delete)\b)/i

function run(statement: StatementSync, values: SQLInputValue[]): unknown[][] {
  statement.run(...values)
  return []
}

function toSqlite(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  return value as SQLInputValue
}

/** The row itself, as nobody else holds it: only what is not text, number or null has another shape there. */
function fromSqlite(values: unknown[]): SqlStorageValue[] {
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place]
    if (!(value instanceof Uint8Array)) continue
    values[place] = value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength)
  }
  return values as SqlStorageValue[]
}

/** The platform's cursor walks over rows once. */
class Cursor {
  readonly columnNames: string[]
  readonly rowsRead: number
  readonly rowsWritten = 0
  readonly #stored: unknown[][]
  #place = 0

  constructor(columnNames: string[], stored: unknown[][]) {
    this.columnNames = columnNames
    this.rowsRead = stored.length
    this.#stored = stored
  }

  next(): IteratorResult<Row> {
    const values = this.#take()
    return values === undefined ? { done: true, value: undefined } : { done: false, value: this.#asRow(values) }
  }

  [Symbol.iterator](): this {
    return this
  }

  toArray(): Row[] {
    return this.#rest().map((values) => this.#asRow(values))
  }

  one(): Row {
    const rows = this.toArray()
    const [row] = rows
    if (rows.length === 1 && row) return row
    throw new Error(`Expected exactly one result from SQL query, but got ${rows.length === 0 ? 'no results' : 'more'}.`)
  }

  raw(): unknown {
    const next = (): IteratorResult<SqlStorageValue[]> => {
      const values = this.#take()
      return values === undefined ? { done: true, value: undefined } : { done: false, value: values }
    }
    return { next, [Symbol.iterator]: () => this.#rest().values(), toArray: () => this.#rest() }
  }

  #take(): SqlStorageValue[] | undefined {
    const values = this.#stored[this.#place]
    if (values === undefined) return undefined
    this.#place += 1
    return fromSqlite(values)
  }

  #rest(): SqlStorageValue[][] {
    const rows = this.#place === 0 ? this.#stored : this.#stored.slice(this.#place)
    this.#place = this.#stored.length
    return rows.map(fromSqlite)
  }

  #asRow(values: SqlStorageValue[]): Row {
    const row: Row = {}
    for (let place = 0; place < values.length; place += 1) {
      row[this.columnNames[place] ?? ''] = values[place] ?? null
    }
    return row
  }
}
