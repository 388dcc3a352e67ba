import type { Instant } from '../base/clock.ts'
import { unreachable } from '../base/result.ts'
import { closeFinding, explainFinding, noteFinding } from '../storage/finding-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import type { Note } from './agent.ts'
import { scheduleRun } from './schedule.ts'

/** Writes down what an agent says. What is found for the first time is looked into at once. */
export function applyNote(context: Context, note: Note, now: Instant): void {
  const { db } = context
  switch (note.kind) {
    case 'finding_seen': {
      const { finding, severity } = note
      const evidence = JSON.stringify(note.evidence)
      const { findingId, isNew } = noteFinding(db, { kind: finding, severity, evidence }, now)
      if (!isNew) return
      recordEvent(db, { ...NOBODY, fact: { type: 'finding_opened', finding, severity } }, now)
      scheduleRun(context, 'diagnostic', { type: 'finding', findingId }, now)
      return
    }
    case 'finding_over':
      if (!closeFinding(db, note.finding, now)) return
      recordEvent(db, { ...NOBODY, fact: { type: 'finding_closed', finding: note.finding } }, now)
      return
    case 'finding_explained':
      explainFinding(db, note.findingId, JSON.stringify(note.report))
      return
    default:
      unreachable(note)
  }
}

const NOBODY = { customerId: null, journeyId: null }
