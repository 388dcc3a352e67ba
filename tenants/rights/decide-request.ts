import type { Instant } from '../base/clock.ts'
import { unreachable } from '../base/result.ts'
import type { RequestMove, RequestStatus } from '../contract/rights.ts'

export type MoveFacts = { status: RequestStatus; canExtend: boolean; dueAt: Instant; lawDueAt: Instant }

/** `refused` with a sentence that says what can be done instead. */
export type MoveDecision = { kind: 'moved' } | { kind: 'refused'; detail: string }

const OVER = 'This request is closed already. Record another one if the person asks again.'
const RUNNING = 'This request is being carried out. What is left of it stands in its steps.'

/** Whether a request may take this step as it stands. What the step does is not decided here. */
export function decideMove(move: RequestMove, { status, canExtend, lawDueAt }: MoveFacts, now: Instant): MoveDecision {
  switch (status) {
    case 'done':
    case 'refused':
      return refused(OVER)
    case 'closing':
      return refused(RUNNING)
    case 'received':
      return move === 'extend' ? decideExtension(canExtend, lawDueAt, now) : MOVED
    case 'confirmed':
      if (move === 'confirm') return refused('Its receipt was confirmed before.')
      return move === 'extend' ? decideExtension(canExtend, lawDueAt, now) : MOVED
    default:
      return unreachable(status)
  }
}

const MOVED: MoveDecision = { kind: 'moved' }

/** A law extends its time only for who says so while it lasts. */
function decideExtension(canExtend: boolean, lawDueAt: Instant, now: Instant): MoveDecision {
  if (!canExtend) return refused('The law behind this request gives no more time. Answer it by its date.')
  return now > lawDueAt ? refused('The time is over, so it can be extended no more. Answer it now.') : MOVED
}

function refused(detail: string): MoveDecision {
  return { kind: 'refused', detail }
}
