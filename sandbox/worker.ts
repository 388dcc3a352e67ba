import { spawn, type ChildProcess } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'
import { rmSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Miniflare } from 'miniflare'
import { bundleWorker } from './bundle.ts'
import { keepLine } from './lines.ts'
import { keepNights } from './nights.ts'
import { convertV4MiniflareOptions } from './platform.ts'
import { RestartLog, Reviver } from './reviver.ts'
import { openScripts } from './scripts.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** A machine with much else to do is slow, not broken. */
const READY_WAIT_MS = 60_000

export type RunningWorker = { url: string }

/** The Worker did not come up; the message says why. */
export class WorkerUnusable extends Error {
  readonly fault: 'settings' | 'state' | 'other'

  constructor(message: string, fault: WorkerUnusable['fault']) {
    super(message)
    this.fault = fault
  }
}

/**
 * Runs Shoulder's two Workers in workerd as production would: bundled by wrangler, answering on their port without a
 * proxy in front. State lives below `stateDir`; a workerd that dies is started again on the same state. It ends with
 * this process, however that ends.
 */
export async function startWorker(options: {
  port: number
  stateDir: string
  settings: Record<string, string>
  /** The fleet's Postgres. */
  databaseUrl: string
}): Promise<RunningWorker> {
  const bundleDir = await bundleWorker(options.stateDir)
  process.once('exit', () => rmSync(bundleDir, { recursive: true, force: true }))
  const log = openLog()
  const converted = convertV4MiniflareOptions({
    workers: await openScripts(bundleDir, options),
    host: '127.0.0.1',
    port: 0,
    // Otherwise asks Cloudflare where we are, at every start.
    cf: false,
    log: new RestartLog(() => reviver.revive()),
    handleStructuredLogs: ({ message }) => log.write(message),
    unsafeHandleRuntimeRestart: () => log.write('workerd ended and was started again on the same state.'),
  })
  subscribe('child_process', (message) => tieToOurLife((message as { process: ChildProcess }).process))
  const url = `http://127.0.0.1:${options.port}`
  const reviver = new Reviver(
    { ...converted, resourcePersistencePath: path.join(options.stateDir, 'worker') },
    log.write,
  )
  try {
    await migrateDirectory(await reviver.begin())
    await waitUntilReady(url)
  } catch (error) {
    throw explain(error, log.lines())
  }
  log.release()
  keepNights((night) => reviver.wake(night), log.write)
  return { url }
}

/** Lines are held back until the Worker is up: of a failed start, the reason is told instead. */
function openLog() {
  const held: string[] = []
  let isHeld = true
  const write = (line: string) => {
    keepLine(line)
    void (isHeld ? held.push(line) : process.stdout.write(`${line}\n`))
  }
  const release = () => {
    isHeld = false
    for (const line of held.splice(0)) write(line)
  }
  return { write, release, lines: () => held.join('\n') }
}

/**
 * workerd outlives a parent that was killed, and would go on holding the port and writing to the state. A shell that
 * waits for the end of our pipe takes it along.
 */
function tieToOurLife(child: ChildProcess): void {
  child.once('spawn', () => {
    if (!path.basename(child.spawnfile).startsWith('workerd')) return
    const guard = spawn('sh', ['-c', `read -r _; kill -9 ${child.pid}`], { stdio: ['pipe', 'ignore', 'ignore'] })
    guard.once('error', () => undefined)
    guard.unref()
    // Its number may soon be another program's.
    child.once('exit', () => guard.kill('SIGKILL'))
  })
}

function explain(error: unknown, log: string): unknown {
  const { code, message, stack } = error as NodeJS.ErrnoException
  if (code === 'ERR_ADDRESS_IN_USE' || (error instanceof WorkerUnusable && error.fault === 'settings')) return error
  const damage = /SQLITE_[A-Z]+/.exec(`${log} ${message}`)?.[0] ?? (/^E[A-Z]+$/.test(code ?? '') ? message : undefined)
  if (damage) return new WorkerUnusable(`The Worker cannot open its state (${damage}).`, 'state')
  return new WorkerUnusable(['The Worker did not start.', log, stack].filter(Boolean).join('\n'), 'other')
}

/** Applies what is new in migrations/directory, in the table that `wrangler d1 migrations` keeps as well. */
export async function migrateDirectory(miniflare: Miniflare): Promise<void> {
  const directory = await miniflare.getD1Database('DIRECTORY')
  await directory.exec(
    'CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)',
  )
  const { results } = await directory.prepare('SELECT name FROM d1_migrations').all<{ name: string }>()
  const applied = new Set(results.map((row) => row.name))
  const folder = path.join(ROOT, 'migrations', 'directory')
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
    if (applied.has(name)) continue
    const statements = (await readFile(path.join(folder, name), 'utf8'))
      .replaceAll(/^\s*--.*$/gm, '')
      .split(';')
      .map((statement) => statement.trim())
      .filter((statement) => statement !== '')
    const record = directory.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name)
    await directory.batch([...statements.map((statement) => directory.prepare(statement)), record])
  }
}

/** Until the directory and the tenants answer as well; a setting that is missing ends it at once. */
async function waitUntilReady(url: string): Promise<void> {
  const giveUpAt = Date.now() + READY_WAIT_MS
  for (;;) {
    const response = await fetch(`${url}/readyz`).catch(() => null)
    if (response?.ok) return
    const answer = (await response?.text()) ?? 'no answer'
    if (answer.includes('"settings_missing"')) {
      const { detail } = JSON.parse(answer) as { detail: string }
      throw new WorkerUnusable(`The Worker cannot start. ${detail}`, 'settings')
    }
    if (Date.now() > giveUpAt) throw new WorkerUnusable(`${url}/readyz answered ${answer}`, 'other')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
