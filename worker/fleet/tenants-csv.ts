import type { FleetTenantRow } from '../../tenants/contract/fleet-view.ts'

/** The table of businesses for a spreadsheet (RFC 4180). Pure. */

type Cell = string | number | null
const COLUMNS: [title: string, cell: (row: FleetTenantRow) => Cell][] = [
  ['business', (row) => row.businessName],
  ['id', (row) => row.tenantId],
  ['status', (row) => row.standing],
  ['troubles', (row) => row.troubles.join(' ')],
  ['trade', (row) => row.trade],
  ['area', (row) => row.area],
  ['joined', (row) => row.joinedOn],
  ['missed', (row) => row.missed],
  ['texted', (row) => row.texted],
  ['replied', (row) => row.replied],
  ['leads', (row) => row.leads],
  ['booked', (row) => row.booked],
  ['completed', (row) => row.completed],
  ['lost', (row) => row.lost],
  ['conversion', (row) => (row.leads === 0 ? null : (row.booked / row.leads).toFixed(4))],
  ['currency', (row) => row.currency],
  ['revenue', (row) => toMajor(row.revenueMinor, row.currency)],
  ['ad_spend', (row) => toMajor(row.adSpendMinor, row.currency)],
  ['cost_per_lead', (row) => (row.leads === 0 ? null : toMajor(row.adSpendMinor / row.leads, row.currency))],
  ['messages_sent', (row) => row.sent],
  ['messages_failed', (row) => row.failed],
  ['first_texts_timed', (row) => row.timed],
  ['first_texts_late', (row) => row.late],
]

export function writeTenants(rows: readonly FleetTenantRow[]): string {
  const lines = [COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, cell]) => write(cell(row))))]
  // The mark tells spreadsheets that names are in UTF-8.
  return `\uFEFF${lines.map((line) => `${line.join(',')}\r\n`).join('')}`
}

/** A spreadsheet takes a text that begins like this for a formula, and would work it out. */
const FORMULA = /^[\s]*[=+\-@]|^[\t\r\n]/

function write(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const formats = new Map<string, number>()

/** A number again, so that a loss is no formula. */
function toMajor(minor: number, currency: string): number {
  const known = formats.get(currency)
  const digits =
    known ?? new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  formats.set(currency, digits)
  return Number((minor / 10 ** digits).toFixed(digits))
}
