import { DAY_MS, HOUR_MS, MINUTE_MS } from './clock.ts'

/** Bounds of what agents do, see tenants/agents. */

/** Whoever answers after it answers nobody; what was proposed may be proposed anew. */
export const PROPOSAL_AGE_MAX_MS = 7 * DAY_MS
/** More at once would not be read. */
export const PROPOSALS_WAITING_MAX = 5
/** Of one run; the weightiest come first. */
export const PROPOSALS_A_RUN_MAX = 2
/** Of one run, written down without anybody's leave. */
export const NOTES_A_RUN_MAX = 20
export const MEASURED_A_RUN_MAX = 10
/** The first of the night's runs: after the day's chores, and long before anybody is up. */
export const RUNS_FROM_MS = 2 * HOUR_MS
/** From the first of the night's runs to the last, over all businesses of a zone. */
export const RUNS_SPREAD_MS = 3 * HOUR_MS
/** A run that was to start and did not is tried again after so long, and given up after the day. */
export const RUN_RETRY_MS = MINUTE_MS
export const RUN_START_AGE_MAX_MS = 12 * HOUR_MS
export const RUNS_DUE_MAX = 10
/** One step: longer than any call to a model may take, so that its own deadline comes first. */
export const STEP_TIMEOUT_MS = 2 * MINUTE_MS
export const STEP_TRIES_MAX = 3
/** What a run saw is kept for replays as long as what customers wrote may be. */
export const RUN_AGE_MAX_MS = 90 * DAY_MS
export const RUNS_DROPPED_AT_ONCE_MAX = 50
/** Millionths of a dollar. A run asks no model with less left of the day's money. */
export const MODEL_RESERVE_MICROS = 20_000
