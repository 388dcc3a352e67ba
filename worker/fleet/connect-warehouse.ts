import net from 'node:net'
import type { SQL } from 'drizzle-orm'
import { CasingCache } from 'drizzle-orm/casing'
import postgres from 'postgres'
import { SECOND_MS } from '../../tenants/base/clock.ts'
import { timed } from '../measure.ts'
import { WAREHOUSE_CONNECT_S, WAREHOUSE_STATEMENT_MS_MAX } from '../bounds.ts'

/**
 * Statements are written with drizzle's `sql`, and handed on as text and parameters. Its own driver for Postgres would
 * do no more for them, and be a fortieth of the Worker.
 */
export type Statements = { execute<Row = Record<string, unknown>>(statement: SQL): Promise<Row[]> }
export type Warehouse = Statements & { transaction<T>(work: (within: Statements) => Promise<T>): Promise<T> }

/** Works with the warehouse by one connection, which is ended whatever happens. */
export async function withWarehouse<T>(url: string, work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const client = postgres(url, {
    max: 1,
    // A pooler in between may hand each transaction to another session.
    prepare: false,
    fetch_types: false,
    connect_timeout: WAREHOUSE_CONNECT_S,
    connection: { statement_timeout: WAREHOUSE_STATEMENT_MS_MAX },
    onnotice: () => undefined,
    ...{ socket: connect },
  })
  // Days and instants as Postgres writes them: a day is no moment.
  for (const type of DATE_TYPES) client.options.parsers[type] = (value: unknown) => value
  try {
    return await timed('warehouse', {}, () => work(open(client)))
  } finally {
    await client.end({ timeout: 1 })
  }
}

const DATE_TYPES = [1082, 1083, 1114, 1115, 1182, 1184, 1185, 1231]

function open(client: postgres.Sql): Warehouse {
  return {
    ...statementsOf(client),
    async transaction<T>(work: (within: Statements) => Promise<T>): Promise<T> {
      return (await client.begin((within) => work(statementsOf(within)))) as T
    },
  }
}

function statementsOf(client: postgres.Sql | postgres.TransactionSql): Statements {
  return {
    async execute<Row>(statement: SQL): Promise<Row[]> {
      const { sql, params } = statement.toQuery({
        casing: new CasingCache(),
        escapeName: (name) => `"${name}"`,
        escapeParam: (place) => `$${place + 1}`,
        escapeString: (text) => `'${text.replaceAll("'", "''")}'`,
      })
      return [...(await client.unsafe(sql, params as never[]))] as unknown as Row[]
    },
  }
}

/**
 * By Node's sockets, which workerd has as well: those that postgres.js brings along for workerd reject where nobody can
 * hear it once they are closed (porsager/postgres#1202).
 */
function connect({ host, port }: { host: string[]; port: number[] }): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port[0] ?? 5432, host[0] ?? 'localhost')
    socket.setTimeout(WAREHOUSE_CONNECT_S * SECOND_MS, () => socket.destroy(new Error('The warehouse did not answer.')))
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.off('error', reject)
      resolve(socket)
    })
  })
}
