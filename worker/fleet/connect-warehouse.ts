import net from 'node:net'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { SECOND_MS } from '../../tenants/base/clock.ts'
import { timed } from '../measure.ts'
import { WAREHOUSE_CONNECT_S, WAREHOUSE_STATEMENT_MS_MAX } from '../bounds.ts'

export type Warehouse = PostgresJsDatabase

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
  try {
    return await timed('warehouse', {}, () => work(drizzle(client)))
  } finally {
    await client.end({ timeout: 1 })
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
