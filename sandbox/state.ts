export type Row = { id: string }

/** Documents of one kind, in the order they were inserted. Everything handed out is a copy nobody else holds. */
export type Collection<T extends Row> = {
  /** Throws when the id is taken. */
  insert(row: T): T
  find(id: string): T | undefined
  /** All rows whose fields equal those of `where`, oldest first. */
  list(where?: Partial<T>): T[]
  /** Overwrites the given fields; undefined when there is no such row. */
  update(id: string, change: Partial<T>): T | undefined
  /** Inserts, or replaces the row of the same id in place. */
  put(row: T): T
  remove(id: string): boolean
  count(): number
  clear(): void
}

/** Everything the sandbox remembers; on disk when it was given a folder. A write is safe from SIGKILL once it returned. */
export type State = {
  /** `indexed` names fields that `list` is often asked for. The first call for a name decides. */
  collection<T extends Row>(name: string, options?: { indexed?: (keyof T & string)[] }): Collection<T>
  /** Rows by collection. */
  counts(): Record<string, number>
  /** Empties every collection except the settings. */
  clear(): void
  close(): void
}
