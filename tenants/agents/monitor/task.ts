import { hasLeads } from '../../storage/agent-day-rows.ts'
import type { Agent, Thought } from '../agent.ts'
import { observeDays, type MonitorObserved } from './observe.ts'
import { unpackDay } from './pack.ts'
import { judge } from './rules.ts'

/** Watches the business's own figures, every night, and says what is not as it should be. It changes nothing. */
export const MONITOR: Agent<MonitorObserved> = {
  name: 'monitor',
  version: 2,
  coolDownMs: 0,
  everyDays: 1,
  hasWork: ({ db }) => hasLeads(db),
  observe: (context, _trigger, now) => observeDays(context, now),
  think: (seen) => Promise.resolve(think(seen)),
  measureAfterMs: () => null,
  measure: () => null,
}

/** What nights before these were looked at have seen of them. */
const UNSEEN = { prices: { now: [], before: null, paid: {} }, adsLostOn: null }

function think(observed: MonitorObserved): Thought {
  const seen = { ...UNSEEN, ...observed, days: observed.days.map(unpackDay) }
  const { opened, over } = judge(seen)
  const standing = seen.open.filter(({ kind }) => !over.includes(kind))
  return {
    notes: [
      ...over.map((finding) => ({ kind: 'finding_over' as const, finding })),
      ...opened.map(({ kind, severity, evidence }) => {
        return { kind: 'finding_seen' as const, finding: kind, severity, evidence }
      }),
      // What it was opened on stays its evidence, by which it is told when it is over.
      ...standing.map(({ kind, severity, evidence }) => {
        return { kind: 'finding_seen' as const, finding: kind, severity, evidence }
      }),
    ],
    proposals: [],
  }
}
