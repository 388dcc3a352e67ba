import type { Instant } from '../base/clock.ts'
import { unreachable } from '../base/result.ts'
import type { DecisionMove, DecisionStatus } from '../contract/agents.ts'
import { loadDecision, type DecisionRow } from '../storage/decision-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { applyAction, type Effected } from './apply-action.ts'
import type { Action } from './decision.ts'
import { effect, noteMove, settle } from './decide.ts'
import { haltOf, loadAgentSettings } from './halt.ts'

/** What a person makes of a decision, in the caller's transaction. Pressed twice it is done once. */

export type MoveRefusal = { code: 'decision_missing' | 'decision_settled' | 'agents_halted'; detail: string }

const UNDOABLE: readonly DecisionStatus[] = ['applied', 'measured']

/** Null where it is done. `by` is an address, or `sms`. */
export function moveDecision(
  context: Context,
  decisionId: string,
  move: DecisionMove['move'],
  by: string,
  now: Instant,
): MoveRefusal | null {
  const row = loadDecision(context.db, decisionId)
  if (!row) return { code: 'decision_missing', detail: 'There is no such decision.' }
  switch (move) {
    case 'undo':
      return undo(context, row, by, now)
    case 'approve':
    case 'decline':
      return answer(context, row, move, by, now)
    default:
      return unreachable(move)
  }
}

/** The technician answered by text. False where no proposal has that number. */
export function answerByText(
  context: Context,
  { code, agrees }: { code: string; agrees: boolean },
  now: Instant,
): boolean {
  const decisionId = loadAgentSettings(context.db).codes[code]
  if (decisionId === undefined) return false
  return moveDecision(context, decisionId, agrees ? 'approve' : 'decline', 'sms', now) === null
}

function answer(
  context: Context,
  row: DecisionRow,
  move: 'approve' | 'decline',
  by: string,
  now: Instant,
): MoveRefusal | null {
  if (row.status !== 'proposed') return { code: 'decision_settled', detail: 'It has been decided already.' }
  if (move === 'decline') {
    settle(context, row, 'declined', { decidedAt: now, decidedBy: by }, now)
    noteMove(context, row, 'declined', by, now)
    return null
  }
  // A person may do what they like; through an agent nothing is done while all of them are switched off.
  if (haltOf(context) !== null) return { code: 'agents_halted', detail: 'The agents are switched off.' }
  effect(context, row, by, now)
  return null
}

const MEANWHILE = 'It was changed meanwhile, so there is nothing to take back.'
const NOT_UNDONE: Record<Extract<Effected, { ok: false }>['code'], string> = {
  changed_meanwhile: MEANWHILE,
  words_refused: MEANWHILE,
  not_set_up: 'What it belongs to is not set up any more.',
  under_way: 'Google is still being asked for it; try again in a minute.',
  beyond_bounds: 'Taking it back would cost more than your limits allow.',
}

function undo(context: Context, row: DecisionRow, by: string, now: Instant): MoveRefusal | null {
  if (row.undo === null || !UNDOABLE.includes(row.status)) {
    return { code: 'decision_settled', detail: 'There is nothing that could be taken back.' }
  }
  const undone = applyAction(context, JSON.parse(row.undo) as Action, { decisionId: null, by }, now)
  if (!undone.ok) return { code: 'decision_settled', detail: NOT_UNDONE[undone.code] }
  settle(context, row, 'undone', { decidedBy: by }, now)
  noteMove(context, row, 'undone', by, now)
  return null
}
