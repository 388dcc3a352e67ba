import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const RESTART_WAIT_MS = 10_000

export type RunningWorker = { url: string; close(): Promise<void> }

/**
 * Runs Shoulder's Worker in workerd as production would: bundled by wrangler, answering on its port itself without a
 * proxy in front. State lives below `stateDir`; a workerd that dies is started again on the same state.
 */
export async function startWorker(options: {
  port: number
  stateDir: string
  settings: Record<string, string>
}): Promise<RunningWorker> {
  const bundleDir = await bundleWorker(options.stateDir)
  const { workerOptions } = unstable_getMiniflareWorkerOptions(path.join(ROOT, 'wrangler.jsonc'))
  const converted = convertV4MiniflareOptions({
    ...workerOptions,
    name: 'shoulder',
    rootPath: bundleDir,
    modulesRoot: bundleDir,
    modules: await readModules(bundleDir),
    bindings: { ...(workerOptions.bindings as Record<string, string>), ...options.settings },
    unsafeDirectSockets: [{ host: '127.0.0.1', port: options.port }],
    host: '127.0.0.1',
    port: 0,
    handleStructuredLogs: ({ message }) => process.stdout.write(`${message}\n`),
  })
  const miniflare = new Miniflare({ ...converted, resourcePersistencePath: path.join(options.stateDir, 'worker') })
  await miniflare.ready
  await migrateDirectory(miniflare)
  const url = `http://127.0.0.1:${options.port}`
  await waitUntilHealthy(url)
  return { url, close: () => miniflare.dispose() }
}

/** Wrangler's own bundler, so that what runs here is what is deployed. */
export async function bundleWorker(stateDir: string): Promise<string> {
  const outDir = await mkdtemp(path.join(stateDir, 'bundle-'))
  for (const name of await readdir(stateDir)) {
    // A bundle that an earlier run left when it was killed.
    const isOld = name.startsWith('bundle-') && path.join(stateDir, name) !== outDir
    if (isOld) await rm(path.join(stateDir, name), { recursive: true, force: true })
  }
  const wrangler = path.join(ROOT, 'node_modules', 'wrangler', 'bin', 'wrangler.js')
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG: 'error', CI: 'true' }
  await promisify(execFile)(process.execPath, [wrangler, 'deploy', '--dry-run', '--outdir', outDir], { cwd: ROOT, env })
  return outDir
}

/** The entry comes first; SQL files are modules of text. */
export async function readModules(bundleDir: string) {
  const names = (await readdir(bundleDir)).sort()
  const sql = names.filter((name) => name.endsWith('.sql'))
  return [
    { type: 'ESModule' as const, path: path.join(bundleDir, 'index.js') },
    ...sql.map((name) => ({ type: 'Text' as const, path: path.join(bundleDir, name) })),
  ]
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

async function waitUntilHealthy(url: string): Promise<void> {
  const giveUpAt = Date.now() + RESTART_WAIT_MS
  for (;;) {
    const response = await fetch(`${url}/healthz`).catch(() => null)
    if (response?.ok) return
    if (Date.now() > giveUpAt)
      throw new Error(`The Worker did not answer at ${url}/healthz (${response?.status ?? 'no answer'}).`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
