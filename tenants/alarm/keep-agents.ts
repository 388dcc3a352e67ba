import { RUN_AGE_MAX_MS, RUNS_DROPPED_AT_ONCE_MAX } from '../base/agent-limits.ts'
import type { Instant } from '../base/clock.ts'
import { expireProposals } from '../agents/decide.ts'
import { planNight } from '../agents/schedule.ts'
import { dropRunsBefore } from '../storage/run-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'

/** The agents' part of the day's chores: what nobody answered or what is old goes, and the night's runs are planned. */
export function keepAgents(context: Context, now: Instant): { isMore: boolean } {
  if (context.tenant.closing) return { isMore: false }
  expireProposals(context, now)
  planNight(context, now)
  return { isMore: dropRunsBefore(context.db, now - RUN_AGE_MAX_MS, RUNS_DROPPED_AT_ONCE_MAX) }
}
