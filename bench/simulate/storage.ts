import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

type Row = Record<string, SqlStorageValue>

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
  readonly #statements = new Map<string, StatementSync>()
  readonly #documents = new Map<string, unknown>()
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
    this.#depth += 1
    this.db.exec(`savepoint ${name}`)
    try {
      const result = work()
      this.db.exec(`release ${name}`)
      return result
    } catch (error) {
      this.db.exec(`rollback to ${name}; release ${name}`)
      this.#setAlarm(alarm)
      throw error
    } finally {
      this.#depth -= 1
    }
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
    const statement = this.#prepare(text)
    const columns = statement.columns().map(({ name }) => name)
    const values = bindings.map(toSqlite)
    // Written at once, whether or not anybody reads on; rows are few, so they are read at once too.
    const rows = columns.length > 0 ? (statement.all(...values) as unknown as unknown[][]) : run(statement, values)
    return cursorOf(columns, rows)
  }

  #prepare(text: string): StatementSync {
    const known = this.#statements.get(text)
    if (known) return known
    const statement = this.db.prepare(text)
    statement.setReturnArrays(true)
    if (this.#statements.size >= STATEMENTS_MAX) this.#statements.clear()
    this.#statements.set(text, statement)
    return statement
  }
}

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

function fromSqlite(value: unknown): SqlStorageValue {
  if (!(value instanceof Uint8Array)) return value as SqlStorageValue
  return value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) as ArrayBuffer
}

/** The platform's cursor walks over rows once. */
function cursorOf(columnNames: string[], stored: unknown[][]): SqlStorageCursor<Row> {
  let place = 0
  const asRow = (values: unknown[]): Row =>
    Object.fromEntries(columnNames.map((name, index) => [name, fromSqlite(values[index])]))
  const nextRaw = (): IteratorResult<SqlStorageValue[]> => {
    const values = stored[place]
    if (values === undefined) return { done: true, value: undefined }
    place += 1
    return { done: false, value: values.map(fromSqlite) }
  }
  const next = () => {
    const values = stored[place]
    place += 1
    return values === undefined ? { done: true as const } : { done: false as const, value: asRow(values) }
  }
  const rest = () => {
    const rows = stored.slice(place).map(asRow)
    place = stored.length
    return rows
  }
  const cursor = {
    columnNames,
    rowsRead: stored.length,
    rowsWritten: 0,
    next,
    toArray: rest,
    one(): Row {
      const rows = rest()
      const [row] = rows
      if (rows.length === 1 && row) return row
      throw new Error(
        `Expected exactly one result from SQL query, but got ${rows.length === 0 ? 'no results' : 'more'}.`,
      )
    },
    raw: () => ({ next: nextRaw, [Symbol.iterator]: () => ({ next: nextRaw }), toArray: () => drainRaw(nextRaw) }),
    [Symbol.iterator]: () => ({ next }),
  }
  return cursor as unknown as SqlStorageCursor<Row>
}

function drainRaw(next: () => IteratorResult<SqlStorageValue[]>): SqlStorageValue[][] {
  const rows: SqlStorageValue[][] = []
  for (let step = next(); !step.done; step = next()) rows.push(step.value)
  return rows
}
