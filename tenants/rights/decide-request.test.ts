import { describe, expect, test } from 'vitest'
import type { RequestMove, RequestStatus } from '../contract/rights.ts'
import { decideMove } from './decide-request.ts'

const NOW = 1_800_000_000_000
const base = { canExtend: true, dueAt: NOW + 1, lawDueAt: NOW + 2 }

/** Every status by every move. */
const ALLOWED: Record<RequestStatus, RequestMove[]> = {
  received: ['confirm', 'extend', 'close', 'refuse'],
  confirmed: ['extend', 'close', 'refuse'],
  closing: [],
  done: [],
  refused: [],
}
const MOVES: RequestMove[] = ['confirm', 'extend', 'close', 'refuse']

describe('a privacy request', () => {
  test.each(Object.entries(ALLOWED))('that is %s takes these steps and no other', (status, allowed) => {
    const can = MOVES.filter(
      (move) => decideMove(move, { ...base, status: status as RequestStatus }, NOW).kind === 'moved',
    )
    expect(can).toEqual(allowed)
  })

  test('is extended only where the law knows that, and only in time', () => {
    const open = { ...base, status: 'confirmed' as const }
    expect(decideMove('extend', { ...open, canExtend: false }, NOW).kind).toBe('refused')
    expect(decideMove('extend', open, NOW + 2).kind).toBe('moved')
    expect(decideMove('extend', open, NOW + 3).kind).toBe('refused')
    expect(decideMove('close', open, NOW + 3).kind).toBe('moved')
  })
})
