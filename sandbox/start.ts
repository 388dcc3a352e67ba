import { existsSync, mkdirSync } from 'node:fs'
import { rm, statfs, writeFile } from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openDemo } from './demo.ts'
import { WorkerUnbundled } from './bundle.ts'
import { MODEL_SETTINGS } from './models/settings.ts'
import { buildPages, PagesUnbuilt } from './pages.ts'
import { PortTaken, startSandbox, type Sandbox } from './server.ts'
import { checkSettings, SettingUnusable, workerSettings } from './settings.ts'
import { StateUnusable } from './state.ts'
import { migrateGiven, startWarehouse } from './warehouse.ts'
import type { RunningWorker, startWorker } from './worker.ts'

/** `npm start`: everything on one machine, needing no account, key, server or network. */

const FREE_BYTES_MIN = 64 * 1024 * 1024
const PG_PORT_PRESET = 54_329
const CHOOSE_FOLDER = 'choose another folder with STATE_DIR=<folder>'

/** Something a person can mend; its message is all they are shown. */
class CannotStart extends Error {}

async function main(): Promise<void> {
  const withDemo = readWithDemo()
  const port = readPort('PORT', 8787)
  const sandboxPort = readPort('SANDBOX_PORT', 8788)
  if (port === sandboxPort) throw new CannotStart(`PORT and SANDBOX_PORT are both ${port}; each needs its own.`)
  checkSettings(process.env)
  await checkPort(port, 'PORT')
  await checkPort(sandboxPort, 'SANDBOX_PORT')
  if (process.env['PG_PORT']) await checkPort(readPort('PG_PORT', PG_PORT_PRESET), 'PG_PORT')
  const stateDir = path.resolve(process.env['STATE_DIR'] || '.shoulder')
  await checkStateDir(stateDir)
  await buildPages()
  // First, because its lock on the state is the one that keeps a second Shoulder out of the folder.
  const sandbox = await openSandbox({ port, sandboxPort, stateDir })
  const shared = workerSettings(sandbox)
  // A model's key is real where it is given, and there is no model where none is.
  const settings = { ...shared, ...givenOnly([...Object.keys(shared), ...MODEL_SETTINGS, 'ALERT_WEBHOOK_HOSTS']) }
  const databaseUrl = await openDatabase(stateDir)
  const worker = await openWorker({ port, stateDir, settings, databaseUrl })
  // What providers still had to tell when an earlier run ended, they tell a Worker that listens.
  sandbox.begin()
  const demo = withDemo
    ? await openDemo({ appUrl: worker.url, sandboxUrl: sandbox.url, admins: settings['ADMIN_EMAILS'] ?? '' })
    : null
  const lines = [
    '',
    `  Shoulder      ${worker.url}`,
    `  Board         ${worker.url}/app   the technician's`,
    `  Joining       ${worker.url}/join   for a technician who is new`,
    `  Sandbox       ${sandbox.url}   play the customer here: call, hang up, watch the text arrive`,
    `  Figures       ${hidePassword(databaseUrl)}   Postgres of the fleet, filled every night`,
    `  State         ${stateDir}`,
    ...(demo === null ? [] : [`  Demo          ${demo}`]),
    '',
    'Shoulder is ready',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** `npm start --no-demo`, without the `--` before it, reaches us as a setting of npm's. */
function readWithDemo(): boolean {
  try {
    const { values } = parseArgs({ options: { 'no-demo': { type: 'boolean', default: false } } })
    return !values['no-demo'] && process.env['npm_config_demo'] !== ''
  } catch (error) {
    throw new CannotStart(`${(error as Error).message}. The only option is --no-demo.`)
  }
}

/** What the environment gives wins over the sandbox's, so that one provider can be a real one. */
function givenOnly(names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

function readPort(name: string, fallback: number): number {
  const text = process.env[name] || String(fallback)
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port > 0 && port < 65_536) return port
  throw new CannotStart(`${name} is "${text}"; it must be a port between 1 and 65535.`)
}

async function checkPort(port: number, name: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE'
      reject(
        isTaken ? portTaken(port, name) : new CannotStart(`Port ${port} of ${name} cannot be used (${error.code}).`),
      )
    })
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
}

function portTaken(port: number, name: string): CannotStart {
  const advice = `Free it, or start with ${name}=<another port>`
  const second = 'a second Shoulder needs its own PORT, SANDBOX_PORT and STATE_DIR'
  return new CannotStart(`Port ${port} is taken by another program. ${advice}; ${second}.`)
}

async function checkStateDir(stateDir: string): Promise<void> {
  const advice = `Nothing was started: ${CHOOSE_FOLDER}.`
  const made: string[] = []
  try {
    makeFolder(stateDir, made)
    const probe = path.join(stateDir, `.probe-${process.pid}`)
    try {
      await writeFile(probe, Buffer.alloc(4_096), { flush: true })
    } finally {
      await rm(probe, { force: true })
    }
  } catch (error) {
    if (made[0] !== undefined) await rm(made[0], { recursive: true })
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw new CannotStart(`The disk below ${stateDir} is full. ${advice}`)
    const why = WHY_UNWRITABLE[code] ?? code
    throw new CannotStart(`The state folder ${stateDir} cannot be written: ${why}. ${advice}`)
  }
  const disk = await statfs(stateDir)
  if (disk.bavail * disk.bsize >= FREE_BYTES_MIN) return
  if (made[0] !== undefined) await rm(made[0], { recursive: true })
  throw new CannotStart(`The disk below ${stateDir} is nearly full (less than 64 MiB free). ${advice}`)
}

const WHY_UNWRITABLE: Record<string, string> = {
  EROFS: 'the disk is read-only',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EEXIST: 'a file stands in its way',
  ENOTDIR: 'a file stands in its way',
  ENOENT: 'no folder can be made there',
}

/** Not mkdir's own recursion, which never ends below a folder that denies its children exist, such as /proc. */
function makeFolder(folder: string, made: string[]): void {
  if (existsSync(folder)) return
  makeFolder(path.dirname(folder), made)
  mkdirSync(folder)
  made.push(folder)
}

type Places = { port: number; sandboxPort: number; stateDir: string }

async function openSandbox({ port, sandboxPort, stateDir }: Places): Promise<Sandbox> {
  const settings = { ...process.env, APP_URL: process.env['APP_URL'] || `http://127.0.0.1:${port}` }
  try {
    const options = { port: sandboxPort, stateDir: path.join(stateDir, 'sandbox'), settings, log: writeLog }
    return await startSandbox({ ...options, beginsLater: true })
  } catch (error) {
    throw explainState(error, stateDir)
  }
}

/** Result codes of SQLite. */
const SQLITE_BUSY = 5
const SQLITE_CORRUPT = 11
const SQLITE_NOTADB = 26

function explainState(error: unknown, stateDir: string): unknown {
  const source = error instanceof StateUnusable ? error.cause : error
  const { errcode } = source as { errcode?: number }
  if (errcode === SQLITE_BUSY) {
    return new CannotStart(`Another Shoulder is running on ${stateDir}. Stop it, or ${CHOOSE_FOLDER}.`)
  }
  if (errcode === SQLITE_CORRUPT || errcode === SQLITE_NOTADB) {
    const file = path.join(stateDir, 'sandbox', 'sandbox.sqlite')
    return new CannotStart(`${file} is damaged (${(source as Error).message}). ${adviseOnDamage(stateDir)}`)
  }
  return error instanceof StateUnusable ? new CannotStart(`${error.message}. ${adviseOnDamage(stateDir)}`) : error
}

/** Both halves of the state go together: the sandbox's keys open what the Worker has sealed. */
function adviseOnDamage(stateDir: string): string {
  return `Nothing was deleted. To begin afresh, move ${stateDir} away, or ${CHOOSE_FOLDER}.`
}

async function openWorker(options: Parameters<typeof startWorker>[0]): Promise<RunningWorker> {
  // It brings wrangler, which takes longer to load than to say why nothing can be started.
  const { startWorker, WorkerUnusable } = await import('./worker.ts')
  try {
    return await startWorker(options)
  } catch (error) {
    // Taken after we looked.
    if ((error as { code?: unknown }).code === 'ERR_ADDRESS_IN_USE') throw portTaken(options.port, 'PORT')
    if (!(error instanceof WorkerUnusable)) throw error
    throw new CannotStart(
      error.fault === 'state' ? `${error.message} ${adviseOnDamage(options.stateDir)}` : error.message,
    )
  }
}

/** A Postgres that is given is brought up to date; else one of our own is there, at the usual port where it is free. */
async function openDatabase(stateDir: string): Promise<string> {
  const given = process.env['DATABASE_URL']
  if (given) {
    await migrateGiven(given).catch((error: Error) => {
      throw new CannotStart(`DATABASE_URL names a Postgres that cannot be used (${error.message}).`)
    })
    return given
  }
  const options = { dataDir: path.join(stateDir, 'postgres'), log: (line: string) => process.stdout.write(`${line}\n`) }
  const port = readPort('PG_PORT', PG_PORT_PRESET)
  try {
    return (await startWarehouse({ ...options, port })).url
  } catch (error) {
    const isOurs = !process.env['PG_PORT'] && (error as { code?: unknown }).code === 'EADDRINUSE'
    if (!isOurs) throw error
    return (await startWarehouse({ ...options, port: 0 })).url
  }
}

function hidePassword(databaseUrl: string): string {
  const url = URL.parse(databaseUrl)
  if (url?.password) url.password = '***'
  return url?.href ?? 'DATABASE_URL'
}

function writeLog(event: string, facts?: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), from: 'sandbox', event, facts })}\n`)
}

/**
 * Nothing needs to be closed: what was answered is on disk, and leaving takes workerd along. The first listener wins
 * over Miniflare's, which would end with an error that npm reports.
 */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(0))

const MENDABLE = [CannotStart, PagesUnbuilt, PortTaken, SettingUnusable, WorkerUnbundled]

main().catch((error: unknown) => {
  const isMendable = MENDABLE.some((kind) => error instanceof kind)
  const message = error instanceof Error ? (isMendable ? error.message : error.stack) : String(error)
  process.stderr.write(`${message}\n`)
  process.exit(1)
})
