import { execFile } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const BUILT = path.join('ui', 'dist')
/** What the pages are made of: their own sources, and the schemas they share with the server. */
const SOURCES = ['ui', 'tenants/contract', 'tenants/contract.ts', 'tenants/base', 'vite.config.ts', 'package-lock.json']

const TURN = path.join('node_modules', '.pages-are-being-built')
const TURN_WAIT_MS = 100
const TURN_WRITTEN_MS = 1_000

/** The pages did not build; the message is what Vite said. */
export class PagesUnbuilt extends Error {}

/** Builds the pages with Vite where none are built or a source is newer than they are. */
export async function buildPages(root = ROOT): Promise<void> {
  const turn = path.join(root, TURN)
  // While somebody builds, what stands there is not whole.
  while (await isTaken(turn)) await wait(TURN_WAIT_MS)
  if (await areBuilt(root)) return
  if (!(await takeTurn(turn))) return buildPages(root)
  try {
    await runVite(root, turn)
  } finally {
    await rm(turn, { force: true })
  }
}

async function areBuilt(root: string): Promise<boolean> {
  const builtAt = await changedAt(path.join(root, BUILT, 'index.html'))
  const changes = await Promise.all(SOURCES.map((source) => newestBelow(path.join(root, source))))
  return builtAt > Math.max(...changes)
}

/** Two Shoulders that start side by side share one folder of pages. False where the other was faster. */
async function takeTurn(turn: string): Promise<boolean> {
  try {
    await writeFile(turn, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    throw new PagesUnbuilt(`The pages could not be built: ${message}`, { cause: error })
  }
}

/** A turn whose process is gone was left behind when that was killed. */
async function isTaken(turn: string): Promise<boolean> {
  const text = await readFile(turn, 'utf8').catch(() => null)
  if (text === null) return false
  const isBeingWritten = text === '' && Date.now() - (await changedAt(turn)) < TURN_WRITTEN_MS
  if (isBeingWritten || (text !== '' && isRunning(Number(text)))) return true
  await rm(turn, { force: true })
  return false
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function runVite(root: string, turn: string): Promise<void> {
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const building = promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root })
  const stop = () => {
    building.child.kill('SIGKILL')
    rmSync(turn, { force: true })
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
  mkdirSync(path.join(ROOT, BUILT), { recursive: true })
}

async function newestBelow(place: string): Promise<number> {
  const entry = await stat(place).catch(() => null)
  if (!entry?.isDirectory()) return entry?.mtimeMs ?? 0
  if (place.endsWith(BUILT)) return 0
  const names = await readdir(place)
  // A folder's own time tells of files that were taken away; that of ui/ also changes when Vite makes dist anew.
  const own = path.basename(place) === 'ui' ? 0 : entry.mtimeMs
  return Math.max(own, ...(await Promise.all(names.map((name) => newestBelow(path.join(place, name))))))
}

async function changedAt(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.mtimeMs ?? 0
}
