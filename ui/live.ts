import type { LiveMessage } from '../tenants/contract/live.ts'
import { hasShape } from './api.ts'
import { chance } from './clock.ts'
import {
  decideLive,
  LIVE_AT_REST,
  PING_EVERY_MS,
  type LiveInput,
  type LiveOrder,
  type LivePhase,
  type LiveState,
  type Numbered,
} from './live-decide.ts'

export type LivePorts<Message extends Numbered> = {
  /** The socket's address for the events behind a number. */
  address: (after: number) => string
  /** Reads the whole board, shows it, and answers its number; false where nobody may read it, null where it failed. */
  read: () => Promise<number | false | null>
  /** What the socket said; null where it is nothing that we know. */
  parse: (said: unknown) => Message | null
  apply: (message: Message) => void
  changed: (phase: LivePhase, closeCode: number | null) => void
}

const PONG_WITHIN_MS = 5_000
/** What was heard is acknowledged at most this often, so that the server goes on telling us. */
const ACKNOWLEDGE_EVERY_MS = 1_000

/**
 * A live connection to a tenant or to the fleet's room, through sleep, airplane mode and restarts of the server.
 * Answers how to end it.
 */
export function openLive<Message extends Numbered>(ports: LivePorts<Message>): () => void {
  let state: LiveState = LIVE_AT_REST
  let socket: WebSocket | null = null
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let pongTimer: ReturnType<typeof setTimeout> | undefined

  const tell = (input: LiveInput<Message>, closeCode: number | null = null) => {
    const step = decideLive<Message>(state, input, chance())
    const hasChanged = step.state.phase !== state.phase
    state = step.state
    for (const order of step.orders) carryOut(order)
    if (hasChanged) ports.changed(state.phase, closeCode)
  }

  const disconnect = () => {
    clearTimeout(retryTimer)
    clearTimeout(pongTimer)
    const old = socket
    socket = null
    old?.close()
  }

  const connect = (after: number) => {
    disconnect()
    const mine = new WebSocket(ports.address(after))
    socket = mine
    let acknowledgedAt = 0
    // A socket that was given up may still speak; what it says is no longer heard.
    const whileMine = (act: () => void) => () => socket === mine && act()
    mine.addEventListener(
      'open',
      whileMine(() => tell({ type: 'opened' })),
    )
    mine.addEventListener('message', (event) => {
      if (socket !== mine) return
      if (event.data === 'pong') return tell({ type: 'pong_heard' })
      const message = ports.parse(readJson(event.data))
      if (message === null) return
      tell({ type: 'heard', message })
      if (event.timeStamp - acknowledgedAt < ACKNOWLEDGE_EVERY_MS || mine.readyState !== WebSocket.OPEN) return
      acknowledgedAt = event.timeStamp
      mine.send('ping')
    })
    mine.addEventListener('close', (event) => {
      if (socket === mine) tell({ type: 'closed', code: event.code }, event.code)
    })
  }

  const read = async () => {
    const seq = await ports.read()
    tell(typeof seq === 'number' ? { type: 'read', seq } : { type: 'read_failed', isFatal: seq === false })
  }

  const carryOut = (order: LiveOrder<Message>): void => {
    if (order.type === 'read') void read()
    if (order.type === 'connect') connect(order.after)
    if (order.type === 'disconnect') disconnect()
    if (order.type === 'retry') retryTimer = setTimeout(() => tell({ type: 'retry_due' }), order.delayMs)
    if (order.type === 'apply') ports.apply(order.message)
    if (order.type === 'ping') {
      socket?.send('ping')
      clearTimeout(pongTimer)
      pongTimer = setTimeout(() => state.isPongDue && tell({ type: 'ping_due' }), PONG_WITHIN_MS)
    }
  }

  const pingTimer = setInterval(() => tell({ type: 'ping_due' }), PING_EVERY_MS)
  const woke = () => document.visibilityState === 'visible' && tell({ type: 'woke' })
  const online = () => tell({ type: 'came_online' })
  const offline = () => tell({ type: 'went_offline' })
  addEventListener('online', online)
  addEventListener('offline', offline)
  addEventListener('pageshow', woke)
  document.addEventListener('visibilitychange', woke)
  tell({ type: 'started' })
  if (!navigator.onLine) offline()

  return () => {
    tell({ type: 'stopped' })
    clearInterval(pingTimer)
    removeEventListener('online', online)
    removeEventListener('offline', offline)
    removeEventListener('pageshow', woke)
    document.removeEventListener('visibilitychange', woke)
  }
}

function readJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return null
  }
}

/** What the socket of a business says. */
export function parseLive(said: unknown): LiveMessage | null {
  const isSnapshot = hasShape<{ type: string; board: object }>(said, { type: 'string', board: 'object' })
  const isEvent = hasShape<{ seq: number; event: object }>(said, { seq: 'number', event: 'object' })
  return isSnapshot || isEvent ? (said as LiveMessage) : null
}
