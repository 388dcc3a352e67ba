import type { AgentName, DecisionStatus } from './agents.ts'

/** What agents of many businesses did, and which words turned out better. Sums alone. */

export type FleetAgent = {
  agent: AgentName
  /** Decisions that were made in these days, by how they stand. */
  counts: Partial<Record<DecisionStatus, number>>
  /** Whose outcome was measured in these days, and how many of these were for the better beyond chance. */
  measured: number
  succeeded: number
  /** What the measured brought; currencies are never added up. */
  impact: { currency: string; amountMinor: number }[]
}

/** Trials of one script's words that ran in these days. */
export type FleetTrials = {
  subject: 'missed_call_text' | 'price_answer'
  language: 'en' | 'es'
  metric: 'replied' | 'booked'
  running: number
  /** New words won; old and new did the same, or the old ones won; ended by a person or for harm. */
  better: number
  same: number
  stopped: number
  exposed: number
  /** Of the trials that new words won: what the old ones did, and what the new ones. */
  before: { exposed: number; succeeded: number }
  after: { exposed: number; succeeded: number }
}

export type FleetAgents = {
  agents: FleetAgent[]
  trials: FleetTrials[]
  /** In millionths of a dollar. */
  models: { calls: number; costMicros: number }
}
