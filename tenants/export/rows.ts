import type { ExportedTable } from '../contract/export.ts'
import {
  listExportTables,
  loadExportPage,
  loadLastKey,
  type Cell,
  type ExportFilter,
  type ExportPage,
  type ExportTable,
} from '../storage/export-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import { describeEvent } from '../timeline/describe.ts'
import type { TimelineFact } from '../timeline/event.ts'
import { withholder } from './withheld.ts'

/**
 * Which rows go into an export, and how they are read: a page at a time, with a breath between two in which webhooks
 * and alarms are served. The view is one of the moment the export began, as far as keys go: rows that came later lie
 * behind the mark that was set then. A row that changes meanwhile is exported as it is when its page is read, whole;
 * one that is removed before is not exported.
 */
export type ExportPart = {
  table: ExportTable
  /** The table's own columns and those that are worked out. */
  columns: string[]
  filter: ExportFilter | null
  upTo: SqlStorageValue
}
export type OutRow = { rowid: number | null; cells: Cell[] }
/** Lets others run between two pages. */
export type Breath = () => Promise<void>

/** What the technician reads on the board stands beside each event, so that the file explains itself. */
const SENTENCES = ['sentence_en', 'sentence_es']

export function planParts(db: TenantDb, chosen: { table: ExportTable; filter: ExportFilter | null }[]): ExportPart[] {
  return chosen.map(({ table, filter }) => {
    const names = table.columns.map(({ name }) => name)
    const columns = table.name === 'timeline' ? [...names, ...SENTENCES] : names
    return { table, columns, filter, upTo: loadLastKey(db, table) }
  })
}

export function everyTable(db: TenantDb): { table: ExportTable; filter: null }[] {
  return listExportTables(db).map((table) => ({ table, filter: null }))
}

/** One reading of one table. What it has read so far can be told at any time. */
export class Reading {
  readonly #db: TenantDb
  readonly #part: ExportPart
  readonly #withheld = new Set<string>()
  #rows = 0

  constructor(db: TenantDb, part: ExportPart) {
    this.#db = db
    this.#part = part
  }

  get told(): ExportedTable {
    const { table, columns } = this.#part
    const withheld = columns.filter((name) => this.#withheld.has(name))
    return { table: table.name, rows: this.#rows, columns, withheld }
  }

  async *pages(breathe: Breath): AsyncGenerator<OutRow[]> {
    const { table, filter, upTo } = this.#part
    const names = table.columns.map(({ name }) => name)
    const withhold = withholder(table.name, names, (name) => this.#withheld.add(name))
    const factAt = table.name === 'timeline' ? names.indexOf('fact') : -1
    let after: ExportPage['after'] = null
    do {
      const page: ExportPage = loadExportPage(this.#db, table, { after, upTo, filter })
      this.#rows += page.rows.length
      yield page.rows.map(({ rowid, cells }) => {
        const given = withhold(cells)
        return { rowid, cells: factAt < 0 ? given : [...given, ...sentences(cells[factAt] ?? null)] }
      })
      after = page.after
      await breathe()
    } while (after !== null)
  }
}

function sentences(fact: Cell): Cell[] {
  if (typeof fact !== 'string') return [null, null]
  const told = JSON.parse(fact) as TimelineFact
  return [describeEvent(told, 'en'), describeEvent(told, 'es')]
}
