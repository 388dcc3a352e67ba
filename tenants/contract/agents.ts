import * as v from 'valibot'
import { AGENTS, DECISION_STATUSES } from './agent-lists.ts'

/**
 * The five agents, as a person sees and steers them. What models cost is in millionths of a dollar (micros), all other
 * money in minor units, instants in epoch milliseconds.
 */

export type AgentName = (typeof AGENTS)[number]

export type DecisionStatus = (typeof DECISION_STATUSES)[number]

/** What an agent decided, in sentences of the reader's language. */
export const DecisionView = v.object({
  id: v.string(),
  agent: v.picklist(AGENTS),
  kind: v.string(),
  target: v.string(),
  status: v.picklist(DECISION_STATUSES),
  /** What is done or proposed, in one sentence. */
  sentence: v.string(),
  /** Why: what was seen. */
  evidence: v.array(v.string()),
  /** What it is expected to bring. */
  expectation: v.string(),
  /** What came of it; null until it was measured. */
  outcome: v.nullable(v.string()),
  impactMinor: v.nullable(v.number()),
  isUndoable: v.boolean(),
  decidedBy: v.nullable(v.string()),
  createdAt: v.number(),
  decidedAt: v.nullable(v.number()),
  appliedAt: v.nullable(v.number()),
  measureAt: v.nullable(v.number()),
})
export type DecisionView = v.InferOutput<typeof DecisionView>

export type FindingView = {
  id: string
  kind: string
  severity: 'warning' | 'serious'
  sentence: string
  /** Likely causes, the likeliest first, once they were looked for. */
  causes: { sentence: string; share: number }[]
  /** All of it in a few sentences, once it was looked into. */
  report: string | null
  openedAt: number
  closedAt: number | null
}

export type AgentView = {
  name: AgentName
  autonomy: 'observe' | 'propose' | 'act'
  /** What it is doing, or did last, in one sentence. */
  sentence: string
  /** False where there is none yet: it cannot be asked to look. */
  isThere: boolean
  isRunning: boolean
  lastRunAt: number | null
  nextRunAt: number | null
  /** Over the last 30 days. */
  costMicros: number
  decisions: number
  impactMinor: number
}

/** All of the agents' screen. */
export type AgentsView = {
  isPaused: boolean
  /** Whether a model is set up; without one the agents work by their rules. */
  hasModel: boolean
  /** Of models, today, all purposes. */
  spentTodayMicros: number
  dailyCapMicros: number
  /** The most that an admin may set. */
  dailyCapMaxMicros: number
  agents: AgentView[]
  /** Waiting for a person. */
  proposals: DecisionView[]
  findings: FindingView[]
  recent: DecisionView[]
}

export const DecisionMove = v.strictObject({ move: v.picklist(['approve', 'decline', 'undo']) })
export type DecisionMove = v.InferOutput<typeof DecisionMove>

export const AgentsPatch = v.strictObject({ isPaused: v.boolean() })
export type AgentsPatch = v.InferOutput<typeof AgentsPatch>

export const ExperimentView = v.object({
  id: v.string(),
  /** The script whose words are tried. */
  subject: v.string(),
  language: v.string(),
  /** What is hoped for: that they reply within three days, or book within two weeks. */
  metric: v.picklist(['replied', 'booked']),
  status: v.picklist(['running', 'won', 'even', 'stopped']),
  /** The first is what stood before. `exposed` are those whose outcome is in. */
  arms: v.array(
    v.object({
      arm: v.string(),
      text: v.string(),
      exposed: v.number(),
      succeeded: v.number(),
      chanceToBeBest: v.number(),
    }),
  ),
  winner: v.nullable(v.string()),
  /** Shares with what stood and with the winner, without the luck that helped it to win; null without one. */
  fair: v.nullable(v.object({ before: v.number(), after: v.number() })),
  /** Customers whose outcome is in by when it ends at the latest, of all arms. */
  needs: v.number(),
  startedAt: v.number(),
  endedAt: v.nullable(v.number()),
})
export type ExperimentView = v.InferOutput<typeof ExperimentView>

export const ExperimentPatch = v.strictObject({ status: v.literal('stopped') })
export type ExperimentPatch = v.InferOutput<typeof ExperimentPatch>
