import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../../support/workerd.ts'

/** The real `npm start`, in a process group of its own as a terminal would give it. */

export const ROOT = path.resolve(import.meta.dirname, '../../..')
/** A start takes 4 s alone and several times that beside the other tests. */
export const START_TIMEOUT_MS = 120_000

export type Run = {
  port: number
  sandboxPort: number
  stateDir: string
  appUrl: string
  sandboxUrl: string
  /** Everything written so far, to either stream. */
  output(): string
  /** Throws with the output when the process ends instead. */
  ready(): Promise<void>
  /** The exit code; null after a signal. */
  ended: Promise<number | null>
  /** To all processes of the group, as Ctrl-C does. */
  signal(name: NodeJS.Signals): void
  /** To npm alone. */
  signalNpm(name: NodeJS.Signals): void
  /** Those of the group that live, by their name. */
  processes(): { pid: number; name: string }[]
}

export type Order = {
  stateDir: string
  port?: number | string
  sandboxPort?: number | string
  env?: Record<string, string>
  args?: string[]
  cwd?: string
  /** Mounts `stateDir`'s folder first, in a namespace nobody else sees: options of a tmpfs, then of a remount. */
  mount?: { at: string; options: string; remount?: string }
}

const runs = new Set<Run>()

export async function npmStart(order: Order): Promise<Run> {
  const { port = await freePort(), sandboxPort = await freePort(), stateDir, args = [] } = order
  const [program = '', ...rest] = [...mountFirst(order.mount), 'npm', 'start', ...(args.length ? ['--', ...args] : [])]
  const { PATH = '', HOME = os.tmpdir(), NODE_COMPILE_CACHE } = process.env
  const places = { PORT: String(port), SANDBOX_PORT: String(sandboxPort), STATE_DIR: stateDir }
  const child = spawn(program, rest, {
    cwd: order.cwd ?? ROOT,
    // Nothing of the test runner's own settings, but for where what was compiled is kept.
    env: { PATH, HOME, ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}), ...places, ...order.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const group = child.pid ?? 0
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  // The pipe closes only when the last process that could write to it is gone.
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => output.includes('Shoulder is ready\n') && resolve())
    void closed.then(() => reject(new Error(`npm start ended:\n${output}`)))
  })
  ready.catch(() => undefined)
  const run: Run = {
    port: Number(port),
    sandboxPort: Number(sandboxPort),
    stateDir,
    appUrl: `http://127.0.0.1:${port}`,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    output: () => output,
    ready: () => ready,
    ended: closed.then(() => ended),
    signal: (name) => signalGroup(group, name),
    signalNpm: (name) => void child.kill(name),
    processes: () => findGroup(group),
  }
  runs.add(run)
  return run
}

/** For `afterAll`: whatever a failed test left running. */
export function endRuns(): void {
  for (const run of runs) run.signal('SIGKILL')
}

function mountFirst(mount: Order['mount']): string[] {
  if (!mount) return []
  const remount = mount.remount ? `mount -o remount,${mount.remount} "$0"` : ':'
  return [
    'unshare',
    '-m',
    'sh',
    '-c',
    `mount -t tmpfs -o ${mount.options} none "$0" && ${remount} && exec "$@"`,
    mount.at,
  ]
}

/** Mounting takes rights that not every machine gives. */
export function canMount(what: string): boolean {
  const tried = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', os.tmpdir()])
  if (tried.status === 0) return true
  // Straight to the terminal: the test runner keeps what skipped tests print to itself.
  writeSync(2, `Nothing can be mounted here, so it is not tested that ${what}.\n`)
  return false
}

function signalGroup(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name)
  } catch {
    // Gone already.
  }
}

function findGroup(group: number): { pid: number; name: string }[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return []
    try {
      const [, name = '', rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
      const [state, , processGroup] = rest.split(' ')
      return state !== 'Z' && Number(processGroup) === group ? [{ pid: Number(pid), name }] : []
    } catch {
      return []
    }
  })
}

export async function makeFolder(): Promise<string> {
  return mkdtemp(path.join(os.tmpdir(), 'shoulder-start-'))
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
}

/** Waits for what comes within moments. Throws with `what` when it does not come. */
export async function eventually<T>(what: string, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS / 2
  for (;;) {
    const found = await Promise.resolve(look()).catch(() => null)
    if (found) return found
    if (Date.now() > giveUpAt) throw new Error(`It never came that ${what}.`)
    await wait(50)
  }
}

/** All processes gone, both ports free. */
export async function expectNothingLeft(run: Run): Promise<void> {
  await eventually('no process is left', () => run.processes().length === 0)
  for (const port of [run.port, run.sandboxPort]) {
    // Its last threads may hold it for a moment longer than the process is listed.
    const held = await eventually(`port ${port} is free`, () => holdPort(port))
    held.close()
  }
}

/** Throws when the port is taken. */
export function holdPort(port: number): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
