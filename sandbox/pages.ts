import { execFile } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const BUILT = path.join(ROOT, 'ui', 'dist')
/** What the pages are made of: their own sources, and the schemas they share with the server. */
const SOURCES = ['ui', 'tenants/contract', 'tenants/contract.ts', 'tenants/base', 'vite.config.ts', 'package-lock.json']

const TURN = path.join(ROOT, 'node_modules', '.pages-are-being-built')
const TURN_WAIT_MS = 100
const BUILD_MS_MAX = 60_000

/** The pages did not build; the message is what Vite said. */
export class PagesUnbuilt extends Error {}

/** Builds the pages with Vite where none are built or a source is newer than they are. */
export async function buildPages(): Promise<void> {
  if (await areBuilt()) return
  if (!(await takeTurn())) return buildPages()
  try {
    await runVite()
  } finally {
    await rm(TURN, { recursive: true, force: true })
  }
}

async function areBuilt(): Promise<boolean> {
  const builtAt = await changedAt(path.join(BUILT, 'index.html'))
  const changes = await Promise.all(SOURCES.map((source) => newestBelow(path.join(ROOT, source))))
  return builtAt > Math.max(...changes)
}

/** Two Shoulders that start side by side share one folder of pages. False after waiting for the other's build. */
async function takeTurn(): Promise<boolean> {
  try {
    await mkdir(TURN)
    return true
  } catch {
    const isLeftBehind = Date.now() - (await changedAt(TURN)) > BUILD_MS_MAX
    if (isLeftBehind) await rm(TURN, { recursive: true, force: true })
    await wait(TURN_WAIT_MS)
    return false
  }
}

async function runVite(): Promise<void> {
  const vite = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const building = promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: ROOT })
  const stop = () => {
    building.child.kill('SIGKILL')
    rmSync(TURN, { recursive: true, force: true })
  }
  process.once('exit', stop)
  try {
    await building
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string }
    throw new PagesUnbuilt(`The pages could not be built.\n${`${stdout}${stderr}`.trim() || message}`, { cause: error })
  } finally {
    process.off('exit', stop)
  }
}

/** The Worker's configuration names this folder, so there must be one, be it empty. */
export function makePagesFolder(): void {
  mkdirSync(BUILT, { recursive: true })
}

async function newestBelow(place: string): Promise<number> {
  const entry = await stat(place).catch(() => null)
  if (!entry?.isDirectory()) return entry?.mtimeMs ?? 0
  if (place === BUILT) return 0
  const names = await readdir(place)
  // A folder's own time tells of files that were taken away; that of ui/ also changes when Vite makes dist anew.
  const own = place === path.dirname(BUILT) ? 0 : entry.mtimeMs
  return Math.max(own, ...(await Promise.all(names.map((name) => newestBelow(path.join(place, name))))))
}

async function changedAt(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.mtimeMs ?? 0
}
