import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { access } from './access.ts'
import { answerControl, type Parts } from './control.ts'
import { BadOrder, type Emulator, type EmulatorRequest, type EmulatorResponse, type World } from './emulator.ts'
import { BodyTooLarge, describeRequest, readRequest, writeResponse } from './exchange.ts'
import { answerUnderFault } from './fault-exchange.ts'
import { createFaults } from './faults.ts'
import { ghl } from './ghl.ts'
import { googleAds } from './google-ads-api.ts'
import { standInModels } from './models/stand-ins.ts'
import { phonePage } from './phone/page.ts'
import { receiver } from './receiver.ts'
import { resend } from './resend.ts'
import { createScenarioPlayer } from './scenario-player.ts'
import type { Ask } from './scenario-ask.ts'
import { defaultSettings, type GivenSettings, type SandboxSettings } from './settings.ts'
import { slack } from './slack.ts'
import { openState } from './state.ts'
import { createTrace, describeCall, describeEvent, spellWire, type Trace } from './trace.ts'
import { twilio } from './twilio.ts'
import { webPush } from './web-push.ts'
import { createPostman, type Postman, type Webhook, type WebhookOutcome } from './webhooks.ts'

export type SandboxOptions = {
  /** 0 takes a free one. */
  port: number
  host?: string
  /** Where the state is kept; null keeps it in memory. */
  stateDir: string | null
  /** Settings that win over the sandbox's own, under the names of the environment; `process.env` will do. */
  settings?: GivenSettings
  emulators?: Emulator[]
  /** Waits for `begin` before it takes up what an earlier run left, for where Shoulder is not up yet. */
  beginsLater?: boolean
  log?: World['log']
}

export type Sandbox = { url: string; world: World; settings: SandboxSettings; begin(): void; close(): Promise<void> }

/** Something else listens where the sandbox should. */
export class PortTaken extends Error {
  readonly code = 'PORT_TAKEN'
}

const usual = () => [twilio(), ghl(), resend(), googleAds(), webPush(), slack(), receiver(), access()]

/** Starts the stand-in providers. Throws PortTaken, or StateUnusable when the folder cannot be written. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port, host = '127.0.0.1', stateDir, settings: given = {}, log = () => undefined } = options
  const emulators = options.emulators ?? [...usual(), ...standInModels()]
  const state = openState(stateDir)
  const server = createServer()
  try {
    await listen(server, port, host)
  } catch (error) {
    state.close()
    throw error
  }
  const url = `http://${host}:${(server.address() as AddressInfo).port}`
  const settings = defaultSettings(url, given, state)
  const now = () => Date.now()
  const faults = createFaults(now)
  const postman = createPostman({ faults, now, log })
  const timers = createTimers(log)
  const trace = createTrace(now)
  const world: World = {
    settings,
    state,
    faults,
    emulators: Object.fromEntries(emulators.map((emulator) => [emulator.name, emulator])),
    now,
    deliver: (webhook) => deliverTraced(webhook, postman, trace),
    later: (delayMs, task) => timers.later(delayMs, task),
    log,
  }
  const reset = () => {
    timers.clear()
    postman.giveUp()
    faults.clear()
    state.clear()
    for (const emulator of emulators) emulator.reset?.(world)
    trace.clear()
    parts.scenarios.forget()
  }
  const scenarios = createScenarioPlayer({ ask: (...order) => askControl(order, parts), now, log })
  const parts: Parts = { world, reset, scenarios, trace }
  server.on('request', (message, response) => void serve(message, response, parts))
  const begin = () => {
    for (const emulator of emulators) emulator.start?.(world)
  }
  if (!options.beginsLater) begin()
  const close = async () => {
    scenarios.forget()
    timers.clear()
    postman.close()
    await stopListening(server)
    state.close()
  }
  return { url, world, settings, begin, close }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const message = `Port ${port} on ${host} is taken, so the sandbox cannot start; SANDBOX_PORT chooses another`
      reject(error.code === 'EADDRINUSE' ? new PortTaken(message, { cause: error }) : error)
    })
    server.listen(port, host, resolve)
  })
}

function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function createTimers(log: World['log']) {
  const open = new Set<NodeJS.Timeout>()
  return {
    later(delayMs: number, task: () => void | Promise<void>): void {
      const timer = setTimeout(() => {
        open.delete(timer)
        const run = async () => task()
        run().catch((error: unknown) => log('task_failed', { error: String(error) }))
      }, delayMs)
      open.add(timer)
    },
    clear(): void {
      for (const timer of open) clearTimeout(timer)
      open.clear()
    },
  }
}

const page = phonePage()

async function serve(message: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  try {
    const request = await readRequest(message)
    const answer = await route(request, response, parts)
    if (answer && !response.destroyed) writeResponse(response, answer)
  } catch (error) {
    if (response.headersSent || response.destroyed) response.destroy()
    else writeResponse(response, answerError(error, parts.world))
  }
}

async function route(request: EmulatorRequest, response: ServerResponse, parts: Parts) {
  const { world } = parts
  const emulator = Object.values(world.emulators).find(
    ({ basePath }) => request.path === basePath || request.path.startsWith(`${basePath}/`),
  )
  if (emulator) {
    const path = request.path.slice(emulator.basePath.length) || '/'
    return answerTraced(emulator, { ...request, path }, response, parts)
  }
  const isControl = request.path.startsWith('/sandbox/')
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const answer = isControl ? await answerControl(request, parts) : isRead ? page.handle(request.path) : undefined
  return answer ?? { status: 404, json: { error: `the sandbox has no ${request.method} ${request.path}` } }
}

async function answerTraced(emulator: Emulator, request: EmulatorRequest, response: ServerResponse, parts: Parts) {
  const { name: provider } = emulator
  const wire = spellWire(request.method, request.path)
  const call = { direction: 'to_provider' as const, provider, words: describeCall(provider, wire), wire }
  const end = parts.trace.begin(call, request.path)
  let fault: string | undefined
  try {
    const answer = await answerUnderFault(emulator, request, response, parts.world, (kind) => (fault = kind))
    end({ status: answer?.status ?? null, fault })
    return answer
  } catch (error) {
    end({ status: 500, fault })
    throw error
  }
}

async function deliverTraced(webhook: Webhook, postman: Postman, trace: Trace): Promise<WebhookOutcome> {
  const { provider, event } = webhook
  const end = trace.begin({ direction: 'to_shoulder', provider, words: describeEvent(event), wire: event })
  const outcome = await postman.deliver(webhook)
  end(outcome)
  return outcome
}

/** The control API from within. */
async function askControl<T>([method, path, body]: Parameters<Ask>, parts: Parts): Promise<T> {
  const rawBody = Buffer.from(body === undefined ? '' : JSON.stringify(body))
  const answer = await answerControl(describeRequest(method, path, {}, rawBody), parts)
  if (answer && answer.status < 300) return answer.json as T
  throw new Error((answer?.json as { error?: string } | undefined)?.error ?? `${method} ${path} is not there`)
}

function answerError(error: unknown, world: World): EmulatorResponse {
  if (error instanceof BadOrder) return { status: 400, json: { error: error.message } }
  if (error instanceof BodyTooLarge) {
    return { status: 413, json: { error: error.message }, headers: { connection: 'close' } }
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  world.log('sandbox_error', { error: text })
  return { status: 500, json: { error: 'the sandbox itself failed; its log says why' } }
}

/** `node sandbox/server.ts` runs the providers alone, for a Shoulder started elsewhere. */
async function runAlone(): Promise<void> {
  const { SANDBOX_PORT = '8788', STATE_DIR = '.shoulder' } = process.env
  const log: World['log'] = (event, facts) => console.error(JSON.stringify({ ...facts, event }))
  const sandbox = await startSandbox({
    port: Number(SANDBOX_PORT),
    stateDir: join(STATE_DIR, 'sandbox'),
    settings: process.env,
    log,
  })
  console.log(`The sandbox listens on ${sandbox.url} and sends webhooks to ${sandbox.settings.APP_URL}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close())
}

if (import.meta.main) {
  runAlone().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
