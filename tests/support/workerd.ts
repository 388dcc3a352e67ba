import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A real workerd on a port and a folder of its own, that can be killed as a power cut would. */

export type Program =
  /** The production bundle, as `bundleWorker` of sandbox/bundle.ts writes it. */
  | { kind: 'shoulder'; bundleDir: string; settings: Record<string, string>; databaseUrl?: string }
  /** One TypeScript file without imports of its own; its object class is bound as TENANT. */
  | { kind: 'file'; file: string; objectClass?: string }

export type HostOrder = { program: Program; port: number; stateDir: string }
export type HostReport = { type: 'ready' } | { type: 'failed' | 'error'; message: string }

export type Workerd = {
  url: string
  /** The living workerd's process. */
  pid(): number
  /** What the Worker wrote as errors. */
  errors: string[]
  /** SIGKILL, nothing for so long or until that is done, and a new workerd on the same state, which answers then. */
  kill(down: number | (() => Promise<void> | void)): Promise<void>
  close(): Promise<void>
}

const HOST = path.join(import.meta.dirname, 'workerd-host.ts')
const START_TIMEOUT_MS = 60_000
const PROBE_EVERY_MS = 20

/** Where processes can be listed as Linux does. */
export const canFindProcesses = existsSync('/proc/self/stat')

/** `probePath` must answer below 500 once the Worker is up, without waking an object. */
export async function startWorkerd(
  program: Program,
  stateDir: string,
  { port, probePath = '/healthz' }: { port: number; probePath?: string },
): Promise<Workerd> {
  const url = `http://127.0.0.1:${port}`
  const errors: string[] = []
  const host = fork(HOST, [], { execArgv: ['--disable-warning=ExperimentalWarning'], stdio: 'ignore' })
  await startHost(host, { program, port, stateDir }, errors)
  const probe = `${url}${probePath}`
  await waitUntilUp(probe)
  const pid = () => findWorkerd(host.pid ?? 0)
  return {
    url,
    pid,
    errors,
    async kill(down) {
      const killed = pid()
      // A stopped host cannot start the next workerd before its time.
      host.kill('SIGSTOP')
      process.kill(killed, 'SIGKILL')
      await (typeof down === 'number' ? wait(down) : down())
      host.kill('SIGCONT')
      await waitUntilUp(probe)
    },
    async close() {
      const gone = new Promise((resolve) => host.once('exit', resolve))
      if (host.connected) host.disconnect()
      const isLate = await Promise.race([gone.then(() => false), wait(5_000, true)])
      if (isLate) host.kill('SIGKILL')
    },
  }
}

function startHost(host: ChildProcess, order: HostOrder, errors: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    host.on('message', (report: HostReport) => {
      if (report.type === 'ready') resolve()
      else if (report.type === 'failed') reject(new Error(`workerd did not start: ${report.message}`))
      else errors.push(report.message)
    })
    host.once('exit', (code) => reject(new Error(`The process that keeps workerd ended with code ${code}.`)))
    host.send(order)
  })
}

async function waitUntilUp(probe: string): Promise<void> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS
  for (;;) {
    const status = await fetch(probe, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.status,
      () => null,
    )
    if (status !== null && status < 500) return
    if (Date.now() > giveUpAt) throw new Error(`Nothing answered at ${probe} within ${START_TIMEOUT_MS} ms.`)
    await wait(PROBE_EVERY_MS)
  }
}

function findWorkerd(hostPid: number): number {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = readStat(name)
    if (stat?.parent === hostPid && stat.name.startsWith('workerd') && stat.state !== 'Z') return Number(name)
  }
  throw new Error('No workerd is running.')
}

function readStat(pid: string): { name: string; state: string; parent: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [, name = '', rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(text) ?? []
    const [state = '', parent = '0'] = rest.split(' ')
    return { name, state, parent: Number(parent) }
  } catch {
    return null
  }
}

/** Below what systems give to those who ask for any port, be it for a call out, while ours waits to be taken. */
const PORTS = { from: 12_000, count: 20_000 }
let portsGiven = 0

/** Each process looks through them from a place of its own, and gives none twice. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < PORTS.count; tries += 1) {
    const port = PORTS.from + ((process.pid * 101 + portsGiven) % PORTS.count)
    portsGiven += 1
    if (await isFree(port)) return port
  }
  throw new Error('No port is free.')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
