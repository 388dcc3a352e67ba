import * as v from 'valibot'
import { TRADES } from '../base/trade.ts'
import { A2p } from '../contract.ts'
import { AGENTS, DECISION_STATUSES } from './agent-lists.ts'
import {
  CALL_STATUSES,
  CHANNELS,
  DELAYS,
  DIRECTIONS,
  LEAD_STATUSES,
  MESSAGE_STATUSES,
  SOURCES,
  TRIED_SUBJECTS,
} from './fleet-lists.ts'
import { TenantHealth } from './health.ts'

/**
 * What a business tells the fleet of a day: counts and sums, no word that anybody wrote and no name. Days are those of
 * the business's own calendar, money is in minor units of its currency, durations in seconds, delays as sketches of
 * milliseconds (tenants/base/sketch.ts). Every text in it is one of a list, or a code of a fixed form.
 */
const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Minor = v.pipe(v.number(), v.safeInteger())
const Currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))
export const Day = v.pipe(v.string(), v.isoDate())
export const TenantIdText = v.pipe(v.string(), v.regex(/^ten_[0-9a-z]{24}$/))

export const TenantDay = v.strictObject({
  day: Day,
  /** Leads that came in on this day, by where they came from and what has become of them since. */
  leads: v.array(v.strictObject({ source: v.picklist(SOURCES), status: v.picklist(LEAD_STATUSES), count: Count })),
  calls: v.array(v.strictObject({ status: v.picklist(CALL_STATUSES), count: Count, durationS: Count })),
  /** Between the business and its customers; a failed one is counted where it failed. */
  messages: v.array(
    v.strictObject({
      channel: v.picklist(CHANNELS),
      direction: v.picklist(DIRECTIONS),
      status: v.picklist(MESSAGE_STATUSES),
      count: Count,
      segments: Count,
    }),
  ),
  /** What happened on this day, whenever the call was. */
  funnel: v.strictObject({
    missed: Count,
    texted: Count,
    replied: Count,
    booked: Count,
    completed: Count,
    lost: Count,
    revenueMinor: Minor,
  }),
  /** From the end of a call to its text, and from a customer's words to their answer. */
  delays: v.array(v.strictObject({ measure: v.picklist(DELAYS), buckets: v.array(Minor), counts: v.array(Count) })),
  /**
   * Decisions that agents made on this day, as they stand now; beside `measured`, what was measured on this day,
   * whenever it had been decided. This and what follows is absent where there is nothing to tell.
   */
  agents: v.optional(
    v.array(
      v.strictObject({
        agent: v.picklist(AGENTS),
        status: v.picklist(DECISION_STATUSES),
        count: Count,
        measured: Count,
        /** Of the measured, those that were for the better beyond chance. */
        succeeded: Count,
        impactMinor: Minor,
      }),
    ),
  ),
  /** What models were asked, and what it cost in millionths of a dollar. */
  models: v.optional(v.strictObject({ calls: Count, costMicros: Count })),
  /** Advertising, one row a currency: how many campaigns ran, and what came of them. */
  campaigns: v.optional(
    v.array(
      v.strictObject({
        currency: Currency,
        active: Count,
        spendMinor: Count,
        clicks: Count,
        leads: Count,
        bookings: Count,
      }),
    ),
  ),
})
export type TenantDay = v.InferOutput<typeof TenantDay>

/** What businesses are compared by, as it stands when they are asked. */
export const TenantFacts = v.strictObject({
  joinedOn: Day,
  trade: v.picklist(TRADES),
  /** Two letters of a US state or territory; null elsewhere. */
  region: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
  timeZone: v.pipe(v.string(), v.regex(/^[A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*$/)),
  currency: Currency,
  language: v.picklist(['en', 'es']),
  a2p: A2p,
  texting: v.picklist(['twilio', 'gohighlevel']),
  isPaused: v.boolean(),
})
export type TenantFacts = v.InferOutput<typeof TenantFacts>

/** One arm of an experiment, as it is counted now. The words themselves stay with the business. */
export const ArmCounts = v.strictObject({
  experimentId: v.pipe(v.string(), v.regex(/^exp_[0-9a-z]{24}$/)),
  arm: v.pipe(v.string(), v.regex(/^[a-z_]{1,24}$/)),
  subject: v.picklist(TRIED_SUBJECTS),
  language: v.picklist(['en', 'es']),
  metric: v.picklist(['replied', 'booked']),
  status: v.picklist(['running', 'won', 'even', 'stopped']),
  isWinner: v.boolean(),
  startedOn: Day,
  endedOn: v.nullable(Day),
  exposed: Count,
  succeeded: Count,
  optedOut: Count,
})
export type ArmCounts = v.InferOutput<typeof ArmCounts>

/** What the fleet expects of a rate, by `subject:language:metric`: Beta(a, b). */
export type ExperimentPriors = Record<string, { a: number; b: number }>

/** How other wordings differ from what stood, as the fleet's trials show it, in log-odds. */
export type WordingSpread = { mean: number; deviation: number }

/** `digest` is that of the day's counts: whoever has it has them. */
export const DayExport = v.strictObject({
  tenantId: TenantIdText,
  facts: TenantFacts,
  /** Absent where the business answers from an earlier release. */
  health: v.optional(TenantHealth),
  days: v.array(v.strictObject({ digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)), counts: TenantDay })),
  /** The newest experiments. Absent where the business answers from an earlier release. */
  experiments: v.optional(v.array(ArmCounts)),
  /** By the business's own clock; a later export is the truer one. */
  exportedAt: Count,
})
export type DayExport = v.InferOutput<typeof DayExport>

/** Digests of the days that the asker has already. */
export type KnownDays = Record<string, string>
