import type { PriceBookEntry } from '../../tenants/contract.ts'
import { parseAmount, writeAmount } from './amount-field.ts'

/** One line of the price book while it is edited: what stands in its fields. */
export type PriceRow = {
  /** Keeps a line its place on the page while others come and go. */
  key: string
  service: string
  from: string
  to: string
  unit: string
  keywords: string
}

/** A line as the schema is to judge it; an amount that cannot be read is none. */
export type PriceCandidate = { service: string; from: number; to: number; unit: string; keywords: string[] }

export function rowsOf(priceBook: readonly PriceBookEntry[], currency: string): PriceRow[] {
  return priceBook.map((entry, index) => ({
    key: `kept-${index}`,
    service: entry.service,
    from: writeAmount(entry.from, currency),
    to: entry.to === entry.from ? '' : writeAmount(entry.to, currency),
    unit: entry.unit,
    keywords: entry.keywords.join(', '),
  }))
}

export function emptyRow(key: string): PriceRow {
  return { key, service: '', from: '', to: '', unit: 'job', keywords: '' }
}

/** An upper bound left empty means a fixed price. */
export function candidatesOf(rows: readonly PriceRow[], currency: string): PriceCandidate[] {
  return rows.map((row) => {
    const from = parseAmount(row.from, currency) ?? Number.NaN
    const to = row.to.trim() === '' ? from : (parseAmount(row.to, currency) ?? Number.NaN)
    const keywords = row.keywords.split(/[,;\n]/).map((word) => word.trim())
    return {
      service: row.service,
      from,
      to,
      unit: row.unit.trim() || 'job',
      keywords: [...new Set(keywords.filter((word) => word !== ''))],
    }
  })
}

/** A name that stands twice would leave it open which price is meant. */
export function findRepeated(rows: readonly PriceRow[]): number | null {
  const seen = new Set<string>()
  for (const [index, row] of rows.entries()) {
    const name = row.service.trim().toLowerCase()
    if (name !== '' && seen.has(name)) return index
    seen.add(name)
  }
  return null
}
