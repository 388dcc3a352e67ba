import type { AgentsView, DecisionMove, DecisionStatus, DecisionView } from '../../tenants/contract/agents.ts'

/** What a person has just decided, shown at once and told apart from what the server has confirmed. Pure. */

export type Move = DecisionMove['move']
/** `isSaved`: the server has it, and the next reading of everything will show it. */
export type PendingMove = { move: Move; isSaved: boolean }
export type PendingMoves = ReadonlyMap<string, PendingMove>
export type ShownDecision = DecisionView & { isSaving: boolean }

const BECOMES: Record<Move, DecisionStatus> = { approve: 'approved', decline: 'declined', undo: 'undone' }

export function showMoves(
  { proposals, recent }: Pick<AgentsView, 'proposals' | 'recent'>,
  moves: PendingMoves,
): { proposals: DecisionView[]; recent: ShownDecision[] } {
  const decided = proposals.filter(({ id }) => moves.has(id) && !recent.some((each) => each.id === id))
  return {
    proposals: proposals.filter(({ id }) => !moves.has(id)),
    recent: [...decided, ...recent].map((decision) => showMove(decision, moves.get(decision.id))),
  }
}

function showMove(decision: DecisionView, pending: PendingMove | undefined): ShownDecision {
  if (pending === undefined) return { ...decision, isSaving: false }
  return { ...decision, status: BECOMES[pending.move], isUndoable: false, isSaving: !pending.isSaved }
}

export function withMove(moves: PendingMoves, id: string, pending: PendingMove | null): PendingMoves {
  const next = new Map(moves)
  if (pending === null) next.delete(id)
  else next.set(id, pending)
  return next
}

/** What a reading that was asked for after `moves` has taken over. */
export function withoutSaved(moves: PendingMoves, known: PendingMoves): PendingMoves {
  return new Map([...moves].filter(([id, pending]) => !(known.get(id) === pending && pending.isSaved)))
}
