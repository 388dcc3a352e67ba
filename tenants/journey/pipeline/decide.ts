import type { Instant } from '../../base/clock.ts'
import type { LeadStatus } from '../effect.ts'
import type { Agreed, Dated, HintDecision, PipelineDecision, Standing } from './standing.ts'

/**
 * Compares both sides as they stand now with what they last agreed on. Whoever has changed since then is followed;
 * where both have, the last writer by time. The same instant goes to us, so that both sides always name one winner.
 */
export function decidePipeline(ours: Dated, theirs: Dated, agreed: Agreed | null): PipelineDecision {
  if (isSame(ours, theirs)) return { kind: 'nothing', reason: 'same' }
  const isOurs = ours.at >= theirs.at
  // They never agreed on anything, so nobody's change is lost by following the later.
  if (agreed === null) return { kind: isOurs ? 'write_theirs' : 'write_ours' }
  const haveWeMoved = hasMoved(ours, agreed, agreed.oursAt)
  const haveTheyMoved = hasMoved(theirs, agreed, agreed.theirsAt)
  if (!haveTheyMoved) return { kind: 'write_theirs' }
  if (!haveWeMoved) return { kind: 'write_ours' }
  return { kind: 'conflict', winner: isOurs ? 'ours' : 'theirs' }
}

/** Whoever went away and came back has moved as well, and may be the last who did. */
export function hasMoved(side: Dated, agreed: Agreed, agreedAt: Instant | null): boolean {
  return !isSame(side, agreed) || (agreedAt !== null && side.at > agreedAt)
}

/**
 * A webhook may be late, a repeat, or the echo of our own write, and its instant may be that of a later attempt. So
 * what it says is never taken for how things stand: it is only a reason to look, or none.
 */
export function decideHint(ours: Standing, told: Dated, agreed: Agreed | null): HintDecision {
  if (agreed === null) return isSame(ours, told) ? { kind: 'nothing', reason: 'same' } : { kind: 'look' }
  if (isSame(told, agreed)) return { kind: 'nothing', reason: isSame(ours, told) ? 'same' : 'echo' }
  if (agreed.theirsAt !== null && told.at < agreed.theirsAt) return { kind: 'nothing', reason: 'late' }
  return { kind: 'look' }
}

export function isSame(one: Standing, other: Standing): boolean {
  if (one.status !== other.status) return false
  return one.status === 'lost' || one.valueMinor === other.valueMinor
}

/**
 * A card that no lead of ours belongs to. One that is over has nothing to show, one in a stage that is none of ours
 * (`null`) says nothing, and a customer whose newest lead is open has their matter already.
 */
export function decideAdoption(card: Standing | null, newest: LeadStatus | null): 'adopt' | 'leave' {
  if (card === null || isOver(card.status)) return 'leave'
  return newest === null || isOver(newest) ? 'adopt' : 'leave'
}

function isOver(status: LeadStatus): boolean {
  return status === 'completed' || status === 'lost'
}
