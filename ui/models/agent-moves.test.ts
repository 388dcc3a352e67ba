import { describe, expect, test } from 'vitest'
import type { DecisionView } from '../../tenants/contract/agents.ts'
import { showMoves, withMove, withoutSaved, type PendingMove, type PendingMoves } from './agent-moves.ts'

const decision = (id: string, over: Partial<DecisionView> = {}) =>
  ({ id, status: 'proposed', isUndoable: false, ...over }) as DecisionView
const moves = (...pairs: [string, PendingMove][]): PendingMoves => new Map(pairs)
const view = { proposals: [decision('one'), decision('two')], recent: [decision('old', { status: 'applied' })] }
const seen = (shown: ReturnType<typeof showMoves>) => ({
  proposals: shown.proposals.map(({ id }) => id),
  recent: shown.recent.map(({ id, status, isSaving }) => [id, status, isSaving]),
})

describe('a decision that was just made', () => {
  test('leaves what waits at once, and is said to be saving until it is saved', () => {
    expect(seen(showMoves(view, moves(['two', { move: 'approve', isSaved: false }])))).toEqual({
      proposals: ['one'],
      recent: [
        ['two', 'approved', true],
        ['old', 'applied', false],
      ],
    })
    const saved = showMoves(view, moves(['two', { move: 'decline', isSaved: true }]))
    expect(seen(saved).recent[0]).toEqual(['two', 'declined', false])
  })

  test('comes back as it was where it was refused', () => {
    const asked = withMove(moves(), 'one', { move: 'approve', isSaved: false })
    expect(seen(showMoves(view, withMove(asked, 'one', null)))).toEqual(seen(showMoves(view, moves())))
  })

  test('cannot be undone twice, and stands once where the server lists it already', () => {
    const applied = { proposals: [decision('one')], recent: [decision('one', { status: 'applied', isUndoable: true })] }
    const shown = showMoves(applied, moves(['one', { move: 'undo', isSaved: false }]))
    expect(shown).toEqual({
      proposals: [],
      recent: [decision('one', { status: 'undone', isUndoable: false, isSaving: true } as object)],
    })
  })

  test('is taken over by a reading that began after it was saved, and by no other', () => {
    const asked: PendingMove = { move: 'approve', isSaved: false }
    const saved: PendingMove = { move: 'approve', isSaved: true }
    expect([...withoutSaved(moves(['one', saved]), moves(['one', saved])).keys()]).toEqual([])
    expect([...withoutSaved(moves(['one', saved]), moves(['one', asked])).keys()]).toEqual(['one'])
    expect([...withoutSaved(moves(['one', asked]), moves(['one', asked])).keys()]).toEqual(['one'])
  })
})
