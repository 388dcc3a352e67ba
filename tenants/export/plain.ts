import type { PlainCell, PlainRow } from '../contract/export.ts'
import type { Cell } from '../storage/export-rows.ts'

/** Cells as JSON can say them. */
export function plainRow(names: readonly string[], cells: readonly Cell[]): PlainRow {
  return Object.fromEntries(names.map((name, place) => [name, plainCell(cells[place] ?? null)]))
}

function plainCell(cell: Cell): PlainCell {
  if (typeof cell === 'bigint') return String(cell)
  if (cell instanceof Uint8Array) return Buffer.from(cell).toString('base64')
  // JSON knows no infinity.
  return typeof cell === 'number' && !Number.isFinite(cell) ? String(cell) : cell
}
