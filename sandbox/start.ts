import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openDemo } from './demo.ts'
import { PortTaken, startSandbox } from './server.ts'
import { workerSettings } from './settings.ts'
import { StateUnusable } from './state.ts'
import { startWorker } from './worker.ts'

/** `npm start`: everything on one machine, needing no account, key, server or network. */

const FREE_BYTES_MIN = 64 * 1024 * 1024

/** Something a person can mend; its message is all they are shown. */
class CannotStart extends Error {}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'no-demo': { type: 'boolean', default: false } } })
  const port = readPort('PORT', 8787)
  const sandboxPort = readPort('SANDBOX_PORT', 8788)
  const stateDir = path.resolve(process.env['STATE_DIR'] || '.shoulder')
  await checkStateDir(stateDir)
  await checkPort(port, 'PORT')
  await checkPort(sandboxPort, 'SANDBOX_PORT')
  const given = { ...process.env, APP_URL: process.env['APP_URL'] || `http://127.0.0.1:${port}` }
  const sandbox = await startSandbox({ port: sandboxPort, stateDir: path.join(stateDir, 'sandbox'), settings: given })
  const settings = { ...workerSettings(sandbox), ...givenOnly(Object.keys(workerSettings(sandbox))) }
  const worker = await startWorker({ port, stateDir, settings })
  stopOnSignal(async () => {
    await worker.close()
    await sandbox.close()
  })
  const demo = values['no-demo']
    ? null
    : await openDemo({ appUrl: worker.url, sandboxUrl: sandbox.url, admins: settings['ADMIN_EMAILS'] ?? '' })
  const lines = [
    '',
    `  Shoulder      ${worker.url}`,
    `  Sandbox       ${sandbox.url}   play the customer here: call, hang up, watch the text arrive`,
    `  State         ${stateDir}`,
    ...(demo === null ? [] : [`  Demo          ${demo}`]),
    '',
    'Shoulder is ready',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** What the environment gives wins over the sandbox's, so that one provider can be a real one. */
function givenOnly(names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

function readPort(name: string, fallback: number): number {
  const text = process.env[name]
  const port = text ? Number(text) : fallback
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new CannotStart(`${name} is "${text}"; it must be a port between 1 and 65535.`)
}

async function checkPort(port: number, name: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${error.code})`
      reject(new CannotStart(`Port ${port} ${why}. Free it, or start with ${name}=<another port>.`))
    })
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
}

async function checkStateDir(stateDir: string): Promise<void> {
  const advice = 'Nothing was started. Choose another folder with STATE_DIR=<folder>.'
  try {
    await mkdir(stateDir, { recursive: true })
    const probe = path.join(stateDir, `.probe-${process.pid}`)
    await writeFile(probe, Buffer.alloc(4_096), { flush: true })
    await rm(probe)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOSPC') throw new CannotStart(`The disk below ${stateDir} is full. ${advice}`)
    throw new CannotStart(`The state folder ${stateDir} cannot be written (${code}). ${advice}`)
  }
  const disk = await statfs(stateDir)
  if (disk.bavail * disk.bsize >= FREE_BYTES_MIN) return
  throw new CannotStart(`The disk below ${stateDir} is nearly full (less than 64 MiB free). ${advice}`)
}

function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return
      isStopping = true
      void stop().finally(() => process.exit(0))
    })
  }
}

main().catch((error: unknown) => {
  const isMendable = [CannotStart, PortTaken, StateUnusable].some((kind) => error instanceof kind)
  const message = error instanceof Error ? (isMendable ? error.message : error.stack) : String(error)
  process.stderr.write(`${message}\n`)
  process.exit(1)
})
