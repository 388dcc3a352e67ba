import {
  EXPORT_FORMAT,
  type BesideTable,
  type ExportedTable,
  type ExportFormat,
  type ExportManifest,
} from '../contract/export.ts'
import type { FilesPort } from '../providers/port.ts'
import type { Cell } from '../storage/export-rows.ts'
import { countKeptMedia } from '../storage/media-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import { SqliteFile, TrialRun, type FileTable, type Row } from './file/sqlite-file.ts'
import { zip, type ZipEntry } from './file/zip.ts'
import { MediaFiles } from './media-files.ts'
import { plainRow } from './plain.ts'
import { Reading, type Breath, type ExportPart } from './rows.ts'
import { Sum } from './sum.ts'

export type ExportOrder = {
  about: Pick<ExportManifest, 'tenantId' | 'customerId' | 'madeAt' | 'schemaVersion'>
  parts: ExportPart[]
  beside: BesideTable[]
  /** Where pictures and recordings lie. */
  store: Pick<FilesPort, 'read'>
  breathe: Breath
}

/** The whole export, from its first byte to its last, made as it is read. */
export function writeExport(db: TenantDb, order: ExportOrder, format: ExportFormat): AsyncGenerator<Uint8Array> {
  return format === 'sqlite' ? writeSqlite(db, order) : zip(ndjsonFiles(db, order), order.about.madeAt)
}

async function* writeSqlite(db: TenantDb, order: ExportOrder): AsyncGenerator<Uint8Array> {
  const { parts, beside, about, breathe } = order
  const filesLeftOut = countKeptMedia(db, { after: '', customerId: about.customerId })
  const tellAbout = aboutTable(about, filesLeftOut)
  const own = (readings: Reading[]) => [...beside, tellAbout, manifestTable(tellTables(readings, beside))]
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

/** A file of rows has no room for pictures and recordings: it says how many there are, and where to get them. */
function aboutTable(about: ExportOrder['about'], filesLeftOut: number): BesideTable {
  const { tenantId, customerId, madeAt, schemaVersion } = about
  const facts = { format: EXPORT_FORMAT, tenant_id: tenantId, customer_id: customerId, made_at: madeAt }
  const left = { files_left_out: filesLeftOut, files_are_in: 'the same copy with format=ndjson' }
  const rows = Object.entries({ ...facts, schema_version: schemaVersion, ...left }).map(([name, value]) => ({
    name,
    value,
  }))
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
  const media = new MediaFiles(db, order.store, order.about.customerId)
  yield* media.entries(order.breathe)
  const { files, leftOut: filesLeftOut } = media
  const manifest: ExportManifest = { format: EXPORT_FORMAT, ...order.about, tables: told, files, filesLeftOut }
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

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
