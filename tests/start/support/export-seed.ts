import { readdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Rows put straight into a tenant's file while nobody has it open. */

export type Seeded = { customers: number; messages: number }

/** The one tenant's file. */
export function findTenantFile(stateDir: string): string {
  const found = readdirSync(stateDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}\.sqlite$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => /TenantObject/.test(file))
  if (found.length !== 1) throw new Error(`There are ${found.length} files of tenants.`)
  return found[0] as string
}

export function seed(file: string, { customers, messages }: Seeded): void {
  const database = new DatabaseSync(file)
  const customer = database.prepare(`insert into customers (customer_id, phone, language, withheld, line_type, look_up,
    created_at, updated_at) values (?, null, 'en', 0, 'mobile', 'none', 1, 1)`)
  const message = database.prepare(`insert into messages (message_id, customer_id, audience, channel, direction,
    from_address, to_address, body, status, unprompted, segments, created_at, updated_at)
    values (?, ?, 'customer', 'sms', 'inbound', ?, ?, ?, 'received', 0, 1, ?, ?)`)
  database.exec('begin')
  for (let place = 0; place < customers; place += 1) customer.run(customerId(place))
  for (let place = 0; place < messages; place += 1) {
    const at = 1_790_000_000_000 + place
    const body = bodyOf(place)
    message.run(`msg_seed${place}`, customerId(place % customers), '+15125550147', '+15125550100', body, at, at)
  }
  addOddTable(database)
  database.exec('commit')
  database.close()
}

/** A table that nobody told the export of, with every kind of value there is. */
function addOddTable(database: DatabaseSync): void {
  database.exec(
    'create table odd (kind text not null, place integer not null, v, primary key (kind, place)) without rowid',
  )
  const insert = database.prepare('insert into odd values (?, ?, ?)')
  const values = {
    whole: [0n, 1n, -1n, 2n ** 31n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)],
    real: [0.5, -1e300, 1e17 + 0.5],
    text: ['', '👩‍🔧', 'x'.repeat(300 * 1024)],
    blob: [new Uint8Array(0), new Uint8Array(10_000).fill(200)],
    nothing: [null],
  }
  for (const [kind, each] of Object.entries(values)) {
    for (const [place, value] of each.entries()) insert.run(kind, place, value)
  }
}

export function customerId(place: number): string {
  return `cus_${String(place).padStart(24, '0')}`
}

/** Most are as long as texts are; a few need pages of their own. */
export function bodyOf(place: number): string {
  if (place % 997 === 0) return `🔧 ${place} `.repeat(600)
  return `Message ${place}: ¿cuánto cuesta? ${'how much to fix it '.repeat(place % 9)}`
}
