import type { Policy } from '../../tenants/contract/policy.ts'

/** Timings as fields show them: whole numbers of the unit a person would think in. */

export const TIMINGS = ['textAfterMs', 'textDeadlineMs', 'emailAfterMs', 'answerWithinMs', 'staleAfterMs'] as const
export type Timing = (typeof TIMINGS)[number]
export type TimingFields = Record<Timing, string>

/** What is usual, and what a new business starts with. */
export const USUAL: Record<Timing, number> = {
  textAfterMs: 20_000,
  textDeadlineMs: 30_000,
  emailAfterMs: 300_000,
  answerWithinMs: 60_000,
  staleAfterMs: 7_200_000,
}

export const UNIT_MS: Record<Timing, number> = {
  textAfterMs: 1_000,
  textDeadlineMs: 1_000,
  emailAfterMs: 60_000,
  answerWithinMs: 1_000,
  staleAfterMs: 60_000,
}

export function timingFields(policy: Pick<Policy, Timing>): TimingFields {
  return Object.fromEntries(TIMINGS.map((name) => [name, writeTiming(name, policy[name])])) as TimingFields
}

/** Milliseconds for the schema to judge; what is no number stays none. */
export function timingValues(fields: TimingFields): Record<Timing, number> {
  return Object.fromEntries(TIMINGS.map((name) => [name, readTiming(name, fields[name])])) as Record<Timing, number>
}

/** A length that is no whole number of its unit keeps its fraction, so that looking at it never changes it. */
function writeTiming(name: Timing, ms: number): string {
  return String(Math.round((ms / UNIT_MS[name]) * 1_000) / 1_000)
}

function readTiming(name: Timing, text: string): number {
  const plain = text.trim().replace(',', '.')
  return /^\d+(\.\d+)?$/.test(plain) ? Math.round(Number(plain) * UNIT_MS[name]) : Number.NaN
}
