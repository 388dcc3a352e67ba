import type { LiveMessage } from '../tenants/contract/live.ts'
import type { LIVE_CLOSE } from '../tenants/contract/live-close.ts'

/**
 * What a live connection does next. Pure: the socket, the timers and the browser's signs of sleep and of being offline
 * are `live.ts`'s, which tells this function and carries out its orders.
 */

export type LivePhase = 'idle' | 'reading' | 'connecting' | 'open' | 'waiting' | 'offline' | 'ended'
export type LiveState = {
  phase: LivePhase
  /** The number of the last event that is on the screen; null until the first snapshot. */
  seq: number | null
  /** Attempts in a row that came to nothing. */
  failures: number
  isPongDue: boolean
}

/** What both kinds of rooms say: the whole of it, or what is new with a number of its own. */
export type Numbered = { type: 'snapshot'; board: { seq: number } } | { type: 'event'; seq: number }

export type LiveInput<Message extends Numbered = LiveMessage> =
  | { type: 'started' }
  /** The answer to a reading of the whole board. `isFatal`: asking again would be answered the same. */
  | { type: 'read'; seq: number }
  | { type: 'read_failed'; isFatal: boolean }
  | { type: 'opened' }
  | { type: 'heard'; message: Message }
  | { type: 'pong_heard' }
  | { type: 'closed'; code: number }
  | { type: 'retry_due' }
  | { type: 'ping_due' }
  | { type: 'went_offline' }
  | { type: 'came_online' }
  /** The page is looked at again, perhaps after hours of sleep in which a dead socket looked alive. */
  | { type: 'woke' }
  | { type: 'stopped' }

export type LiveOrder<Message extends Numbered = LiveMessage> =
  | { type: 'read' }
  | { type: 'connect'; after: number }
  | { type: 'disconnect' }
  | { type: 'ping' }
  | { type: 'retry'; delayMs: number }
  | { type: 'apply'; message: Message }

export type LiveStep<Message extends Numbered = LiveMessage> = { state: LiveState; orders: LiveOrder<Message>[] }

/** A step that applies nothing. */
type Silent = LiveStep<never>

export const LIVE_AT_REST: LiveState = { phase: 'idle', seq: null, failures: 0, isPongDue: false }
export const RETRY_FIRST_MS = 500
export const RETRY_MAX_MS = 30_000
export const PING_EVERY_MS = 25_000

/** Typed by the contract's own, which as a value would bring the schemas into the board's first script. */
export const CLOSE_CODES: typeof LIVE_CLOSE = { signedOut: 4401, forbidden: 4403, tenantMissing: 4404 }
const FATAL_CODES: number[] = Object.values(CLOSE_CODES)

/** `chance` lies between 0 and 1: a restart of the server must not bring all its boards back in the same second. */
export function decideLive<Message extends Numbered = LiveMessage>(
  state: LiveState,
  input: LiveInput<Message>,
  chance: number,
): LiveStep<Message> {
  if (state.phase === 'ended' && input.type !== 'started') return stay(state)
  switch (input.type) {
    case 'started':
      return read({ ...state, failures: 0 })
    case 'read':
      if (state.phase !== 'reading') return stay(state)
      return connect({ ...state, seq: Math.max(input.seq, state.seq ?? 0) })
    case 'read_failed':
      if (state.phase !== 'reading') return stay(state)
      return input.isFatal ? stay({ ...state, phase: 'ended' }) : wait(state, chance)
    case 'opened':
      return stay({ ...state, phase: 'open', isPongDue: false })
    case 'heard':
      return hear(state, input.message)
    case 'pong_heard':
      return stay({ ...state, isPongDue: false, failures: 0 })
    case 'closed':
      if (state.phase !== 'open' && state.phase !== 'connecting') return stay(state)
      if (FATAL_CODES.includes(input.code)) return stay({ ...state, phase: 'ended' })
      return wait(state, chance)
    case 'retry_due':
      return state.phase === 'waiting' ? retry(state) : stay(state)
    case 'ping_due':
      return ping(state, chance)
    case 'went_offline':
      return { state: { ...state, phase: 'offline', isPongDue: false }, orders: [{ type: 'disconnect' }] }
    case 'came_online':
      return state.phase === 'offline' || state.phase === 'waiting' ? retry({ ...state, failures: 0 }) : stay(state)
    case 'woke':
      if (state.phase === 'waiting') return retry({ ...state, failures: 0 })
      return state.phase === 'open' ? ping({ ...state, isPongDue: false }, chance) : stay(state)
    case 'stopped':
      return { state: { ...state, phase: 'ended' }, orders: [{ type: 'disconnect' }] }
  }
}

/** An event whose number is not above the last one was heard before, through an earlier socket. */
function hear<Message extends Numbered>(state: LiveState, message: Message): LiveStep<Message> {
  const known = { ...state, failures: 0, isPongDue: false }
  if (message.type === 'snapshot') {
    return { state: { ...known, seq: message.board.seq }, orders: [{ type: 'apply', message }] }
  }
  if (state.seq !== null && message.seq <= state.seq) return stay(known)
  return { state: { ...known, seq: message.seq }, orders: [{ type: 'apply', message }] }
}

/**
 * After a socket that never opened the whole board is read instead: the answer says why (a socket's failure does not),
 * and where sockets are blocked the board still comes up to date.
 */
function retry(state: LiveState): Silent {
  return state.seq === null || state.failures > 1 ? read(state) : connect(state)
}

function read(state: LiveState): Silent {
  return { state: { ...state, phase: 'reading' }, orders: [{ type: 'read' }] }
}

function connect(state: LiveState): Silent {
  const connecting: LiveState = { ...state, phase: 'connecting', isPongDue: false }
  return { state: connecting, orders: [{ type: 'connect', after: state.seq ?? 0 }] }
}

/** Twice as long each time, less up to half of it by chance. */
function wait(state: LiveState, chance: number): Silent {
  const ceiling = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.min(state.failures, 10))
  const waiting: LiveState = { ...state, phase: 'waiting', failures: state.failures + 1, isPongDue: false }
  return {
    state: waiting,
    orders: [{ type: 'disconnect' }, { type: 'retry', delayMs: Math.round(ceiling * (0.5 + chance / 2)) }],
  }
}

/** A ping that was not answered by the next one means that nobody is there. */
function ping(state: LiveState, chance: number): Silent {
  if (state.phase !== 'open') return stay(state)
  if (state.isPongDue) return wait(state, chance)
  return { state: { ...state, isPongDue: true }, orders: [{ type: 'ping' }] }
}

function stay(state: LiveState): Silent {
  return { state, orders: [] }
}
