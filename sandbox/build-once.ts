import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

/** Several Shoulders that start side by side share what is built of one work tree. */

const TURN_WAIT_MS = 100
const TURN_WRITTEN_MS = 1_000

export type Building = {
  /** A file that is there while somebody builds. */
  turn: string
  isBuilt: () => Promise<boolean>
  build: () => Promise<void>
  /** What is thrown where nothing can be built. */
  failure: (message: string, cause: unknown) => Error
}

/** Builds where nothing is built or a source is newer, and waits where somebody else is at it. */
export async function buildOnce(building: Building): Promise<void> {
  const { turn } = building
  // While somebody builds, what stands there is not whole.
  while (await isTaken(turn)) await wait(TURN_WAIT_MS)
  if (await building.isBuilt()) return
  if (!(await takeTurn(building))) return buildOnce(building)
  try {
    await building.build()
  } finally {
    await rm(turn, { force: true })
  }
}

/** Runs a program of Node's that builds; it and its turn end with this process. Throws what it wrote as `stderr`. */
export async function runBuilder(
  args: string[],
  { cwd, turn, env = process.env }: { cwd: string; turn: string; env?: NodeJS.ProcessEnv },
): Promise<void> {
  const building = promisify(execFile)(process.execPath, args, { cwd, env })
  const stop = () => {
    building.child.kill('SIGKILL')
    rmSync(turn, { force: true })
  }
  process.once('exit', stop)
  try {
    await building
  } finally {
    process.off('exit', stop)
  }
}

/** False where another was faster. */
async function takeTurn({ turn, failure }: Building): Promise<boolean> {
  try {
    await writeFile(turn, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    throw failure(message, error)
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

/** Whether a file is newer than everything it was built from, but for what stands below `except`. */
export async function isNewest(file: string, sources: string[], except: string[] = []): Promise<boolean> {
  const builtAt = await changedAt(file)
  const changes = await Promise.all(sources.map((source) => newestBelow(source, except)))
  return builtAt > Math.max(...changes)
}

async function newestBelow(place: string, except: string[]): Promise<number> {
  const entry = await stat(place).catch(() => null)
  if (!entry?.isDirectory()) return entry?.mtimeMs ?? 0
  if (except.includes(place)) return 0
  const names = await readdir(place)
  // A folder's own time tells of files that were taken away, unless what is built there changes it.
  const own = except.some((each) => path.dirname(each) === place) ? 0 : entry.mtimeMs
  return Math.max(own, ...(await Promise.all(names.map((name) => newestBelow(path.join(place, name), except)))))
}

async function changedAt(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.mtimeMs ?? 0
}
