import type { Json } from '../agent.ts'

/** Rows of one shape as a head and its values, so that a thousand of them do not carry their names a thousand times. */
export type Table = { head: readonly string[]; rows: readonly (readonly Json[])[] }
type Row = Readonly<Record<string, string | number | boolean | null>>

export function packTable<T extends Row>(rows: readonly T[]): Table {
  const head = Object.keys(rows[0] ?? {})
  return { head, rows: rows.map((row) => head.map((name) => row[name] ?? null)) }
}

export function unpackTable<T extends Row>({ head, rows }: Table): T[] {
  return rows.map((values) => Object.fromEntries(head.map((name, place) => [name, values[place] ?? null])) as T)
}
