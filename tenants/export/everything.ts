import { createHash } from 'node:crypto'
import {
  EXPORT_FORMAT,
  type BesideTable,
  type ExportedTable,
  type ExportFormat,
  type ExportManifest,
} from '../contract/export.ts'
import type { Cell } from '../storage/export-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import { SqliteFile, TrialRun, type FileTable, type Row } from './file/sqlite-file.ts'
import { zip, type ZipEntry } from './file/zip.ts'
import { plainRow } from './plain.ts'
import { Reading, type Breath, type ExportPart } from './rows.ts'

export type ExportOrder = {
  about: Pick<ExportManifest, 'tenantId' | 'customerId' | 'madeAt' | 'schemaVersion'>
  parts: ExportPart[]
  beside: BesideTable[]
  breathe: Breath
}

/** The whole export, from its first byte to its last, made as it is read. */
export function writeExport(db: TenantDb, order: ExportOrder, format: ExportFormat): AsyncGenerator<Uint8Array> {
  return format === 'sqlite' ? writeSqlite(db, order) : zip(ndjsonFiles(db, order), order.about.madeAt)
}

async function* writeSqlite(db: TenantDb, order: ExportOrder): AsyncGenerator<Uint8Array> {
  const { parts, beside, about, breathe } = order
  const own = (readings: Reading[]) => [...beside, aboutTable(about), manifestTable(tellTables(readings, beside))]
  const trial = new TrialRun()
  const tried = await tryOut(trial, db, order)
  for (const table of own(tried)) {
    trial.beginTable()
    for (const row of besideRows(table)) trial.add(row)
  }
  trial.endTable()

  const tables = [...parts.map(declarePart), ...own(tried).map(declareBeside)]
  const file = new SqliteFile(tables, trial.pageCount, { schemaVersion: about.schemaVersion })
  const readings = parts.map((part) => new Reading(db, part))
  for (const [place, part] of parts.entries()) {
    file.beginTable()
    for await (const rows of rowPages(part, readings[place], breathe)) {
      for (const row of rows) file.add(row)
      yield* file.take()
    }
  }
  for (const table of own(readings)) {
    file.beginTable()
    for (const row of besideRows(table)) file.add(row)
  }
  for (const pages of file.finish()) yield* pages
}

async function tryOut(trial: TrialRun, db: TenantDb, { parts, breathe }: ExportOrder): Promise<Reading[]> {
  const readings = parts.map((part) => new Reading(db, part))
  for (const [place, part] of parts.entries()) {
    trial.beginTable()
    for await (const rows of rowPages(part, readings[place], breathe)) for (const row of rows) trial.add(row)
  }
  return readings
}

/** Tables without rowids of their own are numbered in the order of their keys. */
async function* rowPages(part: ExportPart, reading: Reading | undefined, breathe: Breath): AsyncGenerator<Row[]> {
  const aliasAt = part.columns.indexOf(part.table.rowidColumn ?? '')
  let count = 0
  for await (const page of reading?.pages(breathe) ?? []) {
    yield page.map((row) => {
      count += 1
      // The column that is the rowid is stored as nothing.
      const values = aliasAt < 0 ? row.cells : row.cells.with(aliasAt, null)
      return { rowid: row.rowid ?? count, values }
    })
  }
}

/** Plain tables without indexes: whoever works with the file adds those that serve them. */
function declarePart({ table, columns }: ExportPart): FileTable {
  const known = new Map(table.columns.map((column) => [column.name, column]))
  const lines = columns.map((name) => {
    const column = known.get(name)
    const isRowid = name === table.rowidColumn
    const declared = [quote(name), isRowid ? 'INTEGER PRIMARY KEY' : (column?.declared ?? 'TEXT')]
    return [...declared, ...(column?.isRequired ? ['NOT NULL'] : [])].join(' ')
  })
  return { name: table.name, sql: `CREATE TABLE ${quote(table.name)} (\n  ${lines.join(',\n  ')}\n)` }
}

function declareBeside({ name, columns }: BesideTable): FileTable {
  return { name, sql: `CREATE TABLE ${quote(name)} (${columns.map(quote).join(', ')})` }
}

function* besideRows({ columns, rows }: BesideTable): Generator<Row> {
  for (const [place, row] of rows.entries()) {
    yield { rowid: place + 1, values: columns.map((name): Cell => row[name] ?? null) }
  }
}

function aboutTable(about: ExportOrder['about']): BesideTable {
  const { tenantId, customerId, madeAt, schemaVersion } = about
  const facts = { format: EXPORT_FORMAT, tenant_id: tenantId, customer_id: customerId, made_at: madeAt }
  const rows = Object.entries({ ...facts, schema_version: schemaVersion }).map(([name, value]) => ({ name, value }))
  return { name: 'export_about', columns: ['name', 'value'], rows }
}

function manifestTable(tables: ExportedTable[]): BesideTable {
  const rows = tables.map(({ table, rows: count, columns, withheld }) => {
    return { table_name: table, rows: count, columns: columns.join(' '), withheld: withheld.join(' ') }
  })
  return { name: 'export_manifest', columns: ['table_name', 'rows', 'columns', 'withheld'], rows }
}

function tellTables(readings: Reading[], beside: BesideTable[]): ExportedTable[] {
  return [...readings.map(({ told }) => told), ...beside.map(tellBeside)]
}

function tellBeside({ name, columns, rows }: BesideTable): ExportedTable {
  return { table: name, rows: rows.length, columns, withheld: [] }
}

async function* ndjsonFiles(db: TenantDb, order: ExportOrder): AsyncGenerator<ZipEntry> {
  const told: ExportManifest['tables'] = []
  for (const part of order.parts) {
    const reading = new Reading(db, part)
    const sum = new Sum()
    yield { name: `${part.table.name}.ndjson`, content: sum.over(partLines(part, reading, order.breathe)) }
    told.push({ ...reading.told, file: `${part.table.name}.ndjson`, ...sum.result })
  }
  for (const table of order.beside) {
    const sum = new Sum()
    yield { name: `${table.name}.ndjson`, content: sum.over(besideLines(table)) }
    told.push({ ...tellBeside(table), file: `${table.name}.ndjson`, ...sum.result })
  }
  const manifest: ExportManifest = { format: EXPORT_FORMAT, ...order.about, tables: told }
  yield { name: 'manifest.json', content: only(Buffer.from(JSON.stringify(manifest, null, 2))) }
}

async function* partLines({ columns }: ExportPart, reading: Reading, breathe: Breath): AsyncGenerator<Uint8Array> {
  for await (const page of reading.pages(breathe)) {
    const lines = page.map(({ cells }) => `${JSON.stringify(plainRow(columns, cells))}\n`)
    if (lines.length > 0) yield Buffer.from(lines.join(''))
  }
}

async function* besideLines({ rows }: BesideTable): AsyncGenerator<Uint8Array> {
  if (rows.length > 0) yield Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** How long a file is and what it hashes to, known once it has passed. */
class Sum {
  readonly #hash = createHash('sha256')
  #bytes = 0
  #result: { bytes: number; sha256: string } | null = null

  async *over(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of parts) {
      this.#hash.update(part)
      this.#bytes += part.byteLength
      yield part
    }
  }

  get result(): { bytes: number; sha256: string } {
    this.#result ??= { bytes: this.#bytes, sha256: this.#hash.digest('hex') }
    return this.#result
  }
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
