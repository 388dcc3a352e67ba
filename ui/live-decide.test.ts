import { describe, expect, test } from 'vitest'
import type { LiveMessage } from '../tenants/contract/live.ts'
import {
  decideLive,
  LIVE_AT_REST,
  RETRY_FIRST_MS,
  RETRY_MAX_MS,
  type LiveInput,
  type LiveOrder,
  type LiveState,
} from './live-decide.ts'

/** One board on one phone: what happens to it, and what it does about it. */
function openBoard(chance = 1) {
  let state: LiveState = LIVE_AT_REST
  return {
    meets(...inputs: LiveInput[]): LiveOrder[] {
      return inputs.flatMap((input) => {
        const step = decideLive(state, input, chance)
        state = step.state
        return step.orders
      })
    },
    get state() {
      return state
    },
  }
}

function event(seq: number): LiveMessage {
  const fact = { id: `evt_${seq}`, seq, customerId: null, at: 0, type: 'call_missed', detail: {}, sentence: 'Missed.' }
  const today = {
    ...{ day: '2026-11-25', missed: 0, texted: 0, replied: 0, booked: 0, completed: 0, lost: 0, revenueMinor: 0 },
    ...{ textP50Ms: null, textP95Ms: null, answerP50Ms: null, answerP95Ms: null },
  }
  return { type: 'event', seq, event: fact, conversation: null, message: null, lead: null, attention: [], today }
}

const heard = (seq: number): LiveInput => ({ type: 'heard', message: event(seq) })
const applied = (orders: LiveOrder[]) =>
  orders.flatMap((order) => (order.type === 'apply' && order.message.type === 'event' ? [order.message.seq] : []))

describe('a board that is opened', () => {
  test('is read whole, and then follows what happens behind that', () => {
    const board = openBoard()
    expect(board.meets({ type: 'started' })).toEqual([{ type: 'read' }])
    expect(board.meets({ type: 'read', seq: 7 })).toEqual([{ type: 'connect', after: 7 }])
    board.meets({ type: 'opened' })
    expect(board.state.phase).toBe('open')
  })

  test('applies each event once and in order, however often it is said', () => {
    const board = openBoard()
    board.meets({ type: 'started' }, { type: 'read', seq: 7 }, { type: 'opened' })
    const orders = board.meets(heard(6), heard(7), heard(8), heard(8), heard(9), heard(8), heard(11))
    expect(applied(orders)).toEqual([8, 9, 11])
  })

  test('takes a snapshot for the truth, also one that lies behind what it knew', () => {
    const board = openBoard()
    board.meets({ type: 'started' }, { type: 'read', seq: 90 }, { type: 'opened' })
    const message = { type: 'snapshot', board: { seq: 3 } } as LiveMessage
    expect(board.meets({ type: 'heard', message })).toEqual([{ type: 'apply', message }])
    expect(applied(board.meets(heard(3), heard(4)))).toEqual([4])
  })

  test('that nobody here may read is not asked for again', () => {
    const board = openBoard()
    expect(board.meets({ type: 'started' }, { type: 'read_failed', isFatal: true }, { type: 'retry_due' })).toEqual([
      { type: 'read' },
    ])
    expect(board.state.phase).toBe('ended')
  })
})

describe('a connection that is lost', () => {
  const lost = () => {
    const board = openBoard()
    board.meets({ type: 'started' }, { type: 'read', seq: 7 }, { type: 'opened' }, heard(8))
    return board
  }

  test('is made again from the last event that was shown', () => {
    const board = lost()
    expect(board.meets({ type: 'closed', code: 1006 })).toEqual([
      { type: 'disconnect' },
      { type: 'retry', delayMs: RETRY_FIRST_MS },
    ])
    expect(board.meets({ type: 'retry_due' })).toEqual([{ type: 'connect', after: 8 }])
  })

  test('is asked for less and less often, and after a refusal by reading, which says why', () => {
    const board = lost()
    const delays: number[] = []
    for (let failure = 0; failure < 12; failure += 1) {
      const inputs: LiveInput[] =
        board.state.phase === 'reading' ? [{ type: 'read_failed', isFatal: false }] : [{ type: 'closed', code: 1006 }]
      const orders = board.meets(...inputs, { type: 'retry_due' })
      delays.push(...orders.flatMap((order) => (order.type === 'retry' ? [order.delayMs] : [])))
    }
    expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 16000, ...Array<number>(6).fill(RETRY_MAX_MS)])
    expect(board.state.phase).toBe('reading')
  })

  test.each([0, 0.5, 1])('waits at least half of the time by chance %d', (chance) => {
    const board = openBoard(chance)
    const orders = board.meets({ type: 'started' }, { type: 'read', seq: 1 }, { type: 'closed', code: 1006 })
    expect(orders).toContainEqual({ type: 'retry', delayMs: RETRY_FIRST_MS * (0.5 + chance / 2) })
  })

  test.each([4401, 4403, 4404])('with close code %d stays closed', (code) => {
    const board = lost()
    expect(board.meets({ type: 'closed', code }, { type: 'retry_due' }, { type: 'came_online' })).toEqual([])
    expect(board.state.phase).toBe('ended')
  })
})

describe('a phone', () => {
  test('in airplane mode asks nobody, and afterwards goes on at once where it was', () => {
    const board = openBoard()
    board.meets({ type: 'started' }, { type: 'read', seq: 7 }, { type: 'opened' }, heard(8))
    expect(board.meets({ type: 'went_offline' })).toEqual([{ type: 'disconnect' }])
    expect(board.meets({ type: 'closed', code: 1006 }, { type: 'retry_due' }, { type: 'ping_due' })).toEqual([])
    expect(board.meets({ type: 'came_online' })).toEqual([{ type: 'connect', after: 8 }])
  })

  test('that slept asks whether the socket still lives, and gives up one that does not answer', () => {
    const board = openBoard()
    board.meets({ type: 'started' }, { type: 'read', seq: 7 }, { type: 'opened' })
    expect(board.meets({ type: 'woke' })).toEqual([{ type: 'ping' }])
    expect(board.meets({ type: 'ping_due' })).toContainEqual({ type: 'disconnect' })
    expect(board.meets({ type: 'woke' })).toEqual([{ type: 'connect', after: 7 }])
  })

  test('that hears a pong keeps its socket', () => {
    const board = openBoard()
    board.meets({ type: 'started' }, { type: 'read', seq: 7 }, { type: 'opened' }, { type: 'ping_due' })
    expect(board.meets({ type: 'pong_heard' }, { type: 'ping_due' })).toEqual([{ type: 'ping' }])
    expect(board.state.phase).toBe('open')
  })

  test('that lost the connection while its board was being read goes on with the answer when it comes', () => {
    const board = openBoard()
    board.meets({ type: 'started' }, { type: 'went_offline' }, { type: 'read', seq: 7 })
    expect(board.state.phase).toBe('offline')
    expect(board.meets({ type: 'came_online' })).toEqual([{ type: 'read' }])
  })
})
