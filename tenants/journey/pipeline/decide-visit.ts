import type { Instant } from '../../base/clock.ts'
import type { PipelineDecision } from './standing.ts'

/** An agreed visit as both calendars can say it. */
export type VisitStanding = {
  status: 'confirmed' | 'completed' | 'cancelled' | 'no_show'
  startsAt: Instant
  endsAt: Instant
}
export type DatedVisit = VisitStanding & { at: Instant }
export type AgreedVisit = VisitStanding & { oursAt: Instant | null; theirsAt: Instant | null }

/** As `decidePipeline` does for leads. Which of both can have the time is the ledger's to say, not this rule's. */
export function decideVisit(ours: DatedVisit, theirs: DatedVisit, agreed: AgreedVisit | null): PipelineDecision {
  if (isSameVisit(ours, theirs)) return { kind: 'nothing', reason: 'same' }
  const isOurs = ours.at >= theirs.at
  if (agreed === null) return { kind: isOurs ? 'write_theirs' : 'write_ours' }
  if (isSameVisit(theirs, agreed)) return { kind: 'write_theirs' }
  if (isSameVisit(ours, agreed)) return { kind: 'write_ours' }
  return { kind: 'conflict', winner: isOurs ? 'ours' : 'theirs' }
}

/** A visit that is off is off, whenever it was to be. */
export function isSameVisit(one: VisitStanding, other: VisitStanding): boolean {
  if (one.status !== other.status) return false
  return one.status === 'cancelled' || (one.startsAt === other.startsAt && one.endsAt === other.endsAt)
}

export function writeVisitStanding({ status, startsAt, endsAt }: VisitStanding): string {
  return `${status}:${startsAt}:${endsAt}`
}

export function readVisitStanding(digest: string | null): VisitStanding | null {
  const [status, startsAt, endsAt] = (digest ?? '').split(':')
  if (startsAt === undefined || endsAt === undefined) return null
  return { status: status as VisitStanding['status'], startsAt: Number(startsAt), endsAt: Number(endsAt) }
}
