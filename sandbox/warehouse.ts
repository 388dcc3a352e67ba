import { execFile, fork, type ChildProcess } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import net from 'node:net'
import { fileURLToPath } from 'node:url'
import { joinInTurns, Turns } from './warehouse-turns.ts'

const PROCESS = fileURLToPath(new URL('warehouse-process.ts', import.meta.url))
const MIGRATE = fileURLToPath(new URL('../migrations/fleet/migrate.ts', import.meta.url))

export type RunningWarehouse = { url: string; close(): Promise<void> }

/**
 * The fleet's Postgres on this machine, at a port of its own. It is started by the first who connects, since most who
 * run Shoulder never look at a fleet; whoever connects before it is ready waits. One that ends is started again by the
 * next connection, on the same files.
 */
export async function startWarehouse(options: {
  port: number
  dataDir: string
  log: (line: string) => void
}): Promise<RunningWarehouse> {
  await mkdir(options.dataDir, { recursive: true })
  const turns = new Turns()
  const database = new Database(options.dataDir, options.log)
  const sockets = new Set<net.Socket>()
  const server = net.createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.pause()
    database.port().then(
      (port) => {
        joinInTurns(socket, net.connect({ port, host: '127.0.0.1', noDelay: true }), turns)
        socket.resume()
      },
      (error: Error) => {
        options.log(`The Postgres of the fleet did not start: ${error.message}`)
        socket.destroy()
      },
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as net.AddressInfo
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await database.end()
    },
  }
}

/** Brings a Postgres up to date that somebody else keeps. Rejects with what was said where that fails. */
export function migrateGiven(databaseUrl: string): Promise<void> {
  const env = { ...process.env, DATABASE_URL: databaseUrl }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [MIGRATE], { env }, (error, _said, complained) => {
      if (!error) resolve()
      else reject(new Error(whyOf(complained) ?? error.message))
    })
  })
}

function whyOf(complained: string): string | undefined {
  return /^\w*Error: .*$/m.exec(complained)?.[0]
}

class Database {
  readonly #dataDir: string
  readonly #log: (line: string) => void
  #child: ChildProcess | null = null
  #starting: Promise<number> | null = null

  constructor(dataDir: string, log: (line: string) => void) {
    this.#dataDir = dataDir
    this.#log = log
  }

  port(): Promise<number> {
    this.#starting ??= this.#start()
    return this.#starting
  }

  async end(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGTERM')
    await ended
  }

  #start(): Promise<number> {
    const child = fork(PROCESS, [this.#dataDir], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
    this.#child = child
    const said: string[] = []
    child.stderr?.on('data', (text: Buffer) => said.push(text.toString()))
    return new Promise((resolve, reject) => {
      child.once('message', (message) => resolve((message as { port: number }).port))
      child.once('exit', (code) => {
        this.#starting = null
        const why = whyOf(said.join('')) ?? `it ended with ${code}`
        if (code !== 0) this.#log(`The Postgres of the fleet ended: ${why}`)
        reject(new Error(why))
      })
    })
  }
}
