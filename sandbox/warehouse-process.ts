import net from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { migrateWarehouse } from '../migrations/fleet/migrate.ts'

/**
 * An embedded Postgres as a process of its own: it takes half a gigabyte and computes in one piece, which nothing else
 * should wait for. Started by warehouse.ts with the folder of its files; ends with whoever started it.
 */
const [dataDir = ''] = process.argv.slice(2)
const CONNECTIONS_MAX = 64

const database = new PGlite(dataDir)
await database.waitReady
const port = await findPort()
const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port, maxConnections: CONNECTIONS_MAX })
await server.start()
await migrateWarehouse(`postgres://postgres:postgres@127.0.0.1:${port}/postgres`)
process.send?.({ port })

function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as net.AddressInfo
      probe.close(() => resolve(free))
    })
  })
}

async function leave(): Promise<void> {
  await server.stop().catch(() => undefined)
  await database.close().catch(() => undefined)
  process.exit(0)
}
process.once('disconnect', () => void leave())
process.once('SIGTERM', () => void leave())
