import type { Cell } from '../storage/export-rows.ts'

/**
 * What opens something is nobody's record: it stays here. Cells keep their place in the export and say that they were
 * withheld, so that a reader of the file sees that something was there.
 */

export const WITHHELD = '[withheld]'

/** Columns whose every value is a secret or an address that works as one. */
const SECRET_COLUMNS: Record<string, readonly string[]> = {
  tokens: ['token'],
  push_subscriptions: ['endpoint', 'p256dh', 'auth'],
}
/** Columns that are added later are caught by what they are called. */
const SECRET_NAME = /(?:^|_)(?:secret|token|password|pepper|private_key|api_key|credential)s?$/
/** Documents of the settings, by name. */
const SECRET_SETTING = /pepper|secret|token|password|private_key|credential/

/** What `tenants/base/sealing.ts` makes of a text, wherever it stands. */
const SEALED = /\bv1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]{22,}/g
const SEALED_BYTES = /^v1[0-9a-f]{8}$/
/** The link by which somebody leaves a list works for whoever has it. */
const LINK_TOKEN = /(\/u\/)[\w-]{16,}/g

function isSecretColumn(table: string, column: string): boolean {
  return SECRET_COLUMNS[table]?.includes(column) === true || SECRET_NAME.test(column)
}

/** A browser's address works like a key: what is posted there shows on its screen. */
const BROWSER_ADDRESS = /("endpoint":")[^"]+|^(push[^ ]*?:)https?:\/\/\S+/g

/** Most texts hold nothing of the kind, which one look tells. */
const MAY_HOLD = /v1\.|\/u\/|"endpoint"|^push/

/**
 * For one table: turns its cells into those that may leave. `names` are its columns, in the order of the cells;
 * `onWithheld` hears of which something stayed.
 */
export function withholder(
  table: string,
  names: readonly string[],
  onWithheld: (name: string) => void = () => undefined,
): (cells: readonly Cell[]) => Cell[] {
  const secret = names.map((name) => isSecretColumn(table, name))
  const isSettings = table === 'settings'
  const nameAt = names.indexOf('name')
  return (cells) => {
    const setting = isSettings ? cells[nameAt] : null
    const isSecretRow = typeof setting === 'string' && SECRET_SETTING.test(setting)
    return cells.map((cell, place) => {
      if (cell === null) return null
      const isSecret = secret[place] === true || (isSecretRow && place !== nameAt)
      const given = isSecret ? WITHHELD : strip(cell)
      if (given !== cell) onWithheld(names[place] ?? '')
      return given
    })
  }
}

function strip(cell: Cell): Cell {
  if (typeof cell === 'string') return MAY_HOLD.test(cell) ? stripText(cell) : cell
  if (cell instanceof Uint8Array && SEALED_BYTES.test(String.fromCharCode(...cell.subarray(0, 10)))) return WITHHELD
  return cell
}

function stripText(text: string): string {
  return text
    .replaceAll(SEALED, WITHHELD)
    .replaceAll(LINK_TOKEN, `$1${WITHHELD}`)
    .replaceAll(BROWSER_ADDRESS, `$1$2${WITHHELD}`)
}
