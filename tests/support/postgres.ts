import { execFile, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { migrateWarehouse } from '../../migrations/fleet/migrate.ts'
import { startWarehouse } from '../../sandbox/warehouse.ts'
import { freePort } from './workerd.ts'

const run = promisify(execFile)
const DEBIAN = '/usr/lib/postgresql'
const READY_WAIT_MS = 30_000

export type TestPostgres = { url: string; close(): Promise<void> }

/** The embedded Postgres of `npm start`, on files of its own. */
export async function openEmbedded(): Promise<TestPostgres> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'shoulder-pglite-'))
  const warehouse = await startWarehouse({ port: 0, dataDir, log: (line) => process.stderr.write(`${line}\n`) })
  return {
    url: warehouse.url,
    async close() {
      await warehouse.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Where the programs of a PostgreSQL server are installed as Debian does; null where there are none. */
export function findPostgres(): string | null {
  if (!existsSync(DEBIAN)) return null
  const folders = readdirSync(DEBIAN).map((version) => path.join(DEBIAN, version, 'bin'))
  return folders.findLast((folder) => existsSync(path.join(folder, 'initdb'))) ?? null
}

/** A PostgreSQL server of our own, with the tables of the fleet, on a free port and files that go when it is closed. */
export async function openServer(programs: string): Promise<TestPostgres> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'shoulder-postgres-'))
  const asServer = await chooseUser(dataDir)
  const files = path.join(dataDir, 'files')
  await run(
    ...asServer(path.join(programs, 'initdb'), ['-D', files, '-U', 'postgres', '-A', 'trust', '-N', '-E', 'UTF8']),
  )
  const port = await freePort()
  const settings = ['-c', 'fsync=off', '-c', `unix_socket_directories=${dataDir}`, '-c', 'listen_addresses=127.0.0.1']
  const [program, words] = asServer(path.join(programs, 'postgres'), ['-D', files, '-p', String(port), ...settings])
  const server = spawn(program, words, { stdio: 'ignore' })
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await waitFor(() => migrateWarehouse(url))
  return {
    url,
    async close() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root, who starts it as the user that Debian made for it. */
async function chooseUser(dataDir: string): Promise<(program: string, words: string[]) => [string, string[]]> {
  if (process.getuid?.() !== 0) return (program, words) => [program, words]
  await run('chown', ['postgres', dataDir])
  await chmod(dataDir, 0o755)
  return (program, words) => ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...words]]
}

async function waitFor(work: () => Promise<void>): Promise<void> {
  const giveUpAt = Date.now() + READY_WAIT_MS
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() > giveUpAt) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
