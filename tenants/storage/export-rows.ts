import { EXPORT_PAGE_BYTES, EXPORT_PAGE_ROWS } from '../base/limits.ts'
import type { TenantDb } from './open.ts'

/**
 * Whatever tables there are, read in pages. The schema itself says what they are called and how they are keyed, so that
 * an export leaves nothing out because somebody forgot it.
 */

export type Cell = null | number | bigint | string | Uint8Array
export type ExportColumn = { name: string; declared: string; isRequired: boolean }
export type ExportTable = {
  name: string
  columns: ExportColumn[]
  /** The columns in whose order its rows are read: the primary key, or `rowid`. */
  key: string[]
  hasRowid: boolean
  /** The column that is another name for the rowid. */
  rowidColumn: string | null
}
/** Some rows of a table only. */
export type ExportFilter = { where: string; params: string[] }
export type ExportRow = { rowid: number | null; cells: Cell[] }
/** `after` is the key of the last row, null where nothing follows. */
export type ExportPage = { rows: ExportRow[]; after: SqlStorageValue[] | null }

/** What the platform and its libraries keep for themselves. */
const NOT_OURS = /^(_cf_|__drizzle|cf_agents|sqlite_)/

export function listExportTables(db: TenantDb): ExportTable[] {
  const { sql } = db.$client
  const found = sql.exec<{ name: string; wr: number }>(
    `select name, wr from pragma_table_list where schema = 'main' and type = 'table' order by name`,
  )
  return found
    .toArray()
    .filter(({ name }) => !NOT_OURS.test(name))
    .map(({ name, wr }) => describeTable(db, name, wr === 0))
}

function describeTable(db: TenantDb, name: string, hasRowid: boolean): ExportTable {
  type Info = { name: string; type: string; required: number; pk: number }
  const query = `select name, type, "notnull" as required, pk from pragma_table_info(?) order by cid`
  const infos = db.$client.sql.exec<Info>(query, name).toArray()
  const keyed = infos.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk)
  const [first, ...others] = keyed
  const isAlias = hasRowid && first !== undefined && others.length === 0 && first.type.toLowerCase() === 'integer'
  return {
    name,
    columns: infos.map((info) => ({ name: info.name, declared: info.type, isRequired: info.required === 1 })),
    key: hasRowid ? ['rowid'] : keyed.map((info) => info.name),
    hasRowid,
    rowidColumn: isAlias ? first.name : null,
  }
}

/** How many migrations the tables have been through. */
export function loadSchemaVersion(db: TenantDb): number {
  return db.$client.sql.exec<{ count: number }>('select count(*) as count from __drizzle_migrations').one().count
}

/** The greatest key there is; what is added later lies behind it. Null where rows come in no such order. */
export function loadLastKey(db: TenantDb, { name, key }: ExportTable): SqlStorageValue {
  const [column, ...others] = key
  if (column === undefined || others.length > 0) return null
  const query = `select max(${quote(column)}) as last from ${quote(name)}`
  return db.$client.sql.exec<{ last: SqlStorageValue }>(query).one().last
}

export type PageWish = { after: SqlStorageValue[] | null; upTo: SqlStorageValue; filter: ExportFilter | null }

/** The next rows: few enough, and small enough, to be held in memory and read between two webhooks. */
export function loadExportPage(db: TenantDb, table: ExportTable, wish: PageWish): ExportPage {
  const { text, params } = rangeOf(table, wish)
  const size = table.columns.map(({ name }) => `ifnull(octet_length(${quote(name)}), 0)`).join(' + ')
  const sized = db.$client.sql.exec(`select ${size} ${text} limit ?`, ...params, EXPORT_PAGE_ROWS)
  const sizes = [...sized.raw()].map(([bytes]) => Number(bytes))
  const count = countWithin(sizes)
  const isLast = sizes.length < EXPORT_PAGE_ROWS && count === sizes.length
  if (count === 0) return { rows: [], after: null }
  const names = [...table.columns.map(({ name }) => name), ...table.key].map(quote).join()
  const found = db.$client.sql.exec(`select ${names} ${text} limit ?`, ...params, count)
  const raw = [...found.raw()]
  const width = table.columns.length
  const rows = raw.map((values) => toRow(db, table, values.slice(0, width), values.slice(width)))
  return { rows, after: isLast ? null : (raw.at(-1)?.slice(width) ?? null) }
}

function rangeOf({ name, key }: ExportTable, { after, upTo, filter }: PageWish) {
  const columns = key.map(quote).join()
  const marks = key.map(() => '?').join()
  const bounds: [text: string, params: SqlStorageValue[]][] = []
  if (filter !== null) bounds.push([`(${filter.where})`, filter.params])
  if (after !== null) bounds.push([`(${columns}) > (${marks})`, after])
  if (upTo !== null) bounds.push([`(${columns}) <= (${marks})`, [upTo]])
  const where = bounds.length === 0 ? '' : `where ${bounds.map(([text]) => text).join(' and ')}`
  return { text: `from ${quote(name)} ${where} order by ${columns}`, params: bounds.flatMap(([, params]) => params) }
}

function countWithin(sizes: number[]): number {
  let bytes = 0
  for (const [place, size] of sizes.entries()) {
    bytes += size
    // The first row is taken however large it is.
    if (bytes > EXPORT_PAGE_BYTES && place > 0) return place
  }
  return sizes.length
}

function toRow(db: TenantDb, table: ExportTable, values: SqlStorageValue[], key: SqlStorageValue[]): ExportRow {
  const cells = values.map((value, place): Cell => {
    if (value instanceof ArrayBuffer) return new Uint8Array(value)
    const isBlurred = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
    return isBlurred ? loadExact(db, table, table.columns[place]?.name ?? '', key, value) : value
  })
  return { rowid: table.hasRowid ? Number(key[0]) : null, cells }
}

/** Integers beyond 2^53 reach JavaScript rounded, except as text. */
function loadExact(db: TenantDb, table: ExportTable, column: string, key: SqlStorageValue[], blurred: number): Cell {
  const where = `(${table.key.map(quote).join()}) = (${key.map(() => '?').join()})`
  const query = `select cast(${quote(column)} as text) as digits, typeof(${quote(column)}) as kind
    from ${quote(table.name)} where ${where}`
  const [found] = db.$client.sql.exec<{ digits: string; kind: string }>(query, ...key).toArray()
  return found?.kind === 'integer' ? BigInt(found.digits) : blurred
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
