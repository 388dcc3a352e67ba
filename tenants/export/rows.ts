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
import { WITHHELD, withholder } from './withheld.ts'

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

/** What was read of one table: filled while it is read. */
export class Tally {
  readonly #part: ExportPart
  readonly #withheld = new Set<number>()
  #rows = 0

  constructor(part: ExportPart) {
    this.#part = part
  }

  count(row: OutRow): void {
    this.#rows += 1
    for (const [place, cell] of row.cells.entries()) {
      if (typeof cell === 'string' && cell.includes(WITHHELD)) this.#withheld.add(place)
    }
  }

  get told(): ExportedTable {
    const { table, columns } = this.#part
    const withheld = columns.filter((_name, place) => this.#withheld.has(place))
    return { table: table.name, rows: this.#rows, columns, withheld }
  }
}

export async function* readPages(
  db: TenantDb,
  { table, filter, upTo }: ExportPart,
  breathe: Breath,
): AsyncGenerator<OutRow[]> {
  const withhold = withholder(
    table.name,
    table.columns.map(({ name }) => name),
  )
  const factAt = table.columns.findIndex(({ name }) => name === 'fact')
  const isTimeline = table.name === 'timeline'
  let after: ExportPage['after'] = null
  do {
    const page: ExportPage = loadExportPage(db, table, { after, upTo, filter })
    yield page.rows.map(({ rowid, cells }) => {
      const given = withhold(cells)
      return { rowid, cells: isTimeline ? [...given, ...sentences(cells[factAt] ?? null)] : given }
    })
    after = page.after
    await breathe()
  } while (after !== null)
}

function sentences(fact: Cell): Cell[] {
  if (typeof fact !== 'string') return [null, null]
  const told = JSON.parse(fact) as TimelineFact
  return [describeEvent(told, 'en'), describeEvent(told, 'es')]
}
