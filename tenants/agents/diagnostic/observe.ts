import { isOneCurrency } from '../../ads/financials.ts'
import { DAY_MS, type Instant } from '../../base/clock.ts'
import { isHoliday } from '../../base/holidays.ts'
import { parseDay, readLocalTime, startOfDay } from '../../base/local-time.ts'
import { loadCallCases, loadLeadCases, loadTextCases } from '../../storage/agent-day-rows.ts'
import { loadCampaignSpend } from '../../storage/ad-figure-rows.ts'
import { loadFinding, loadFindings, type FindingRow } from '../../storage/finding-rows.ts'
import type { Context } from '../../storage/tenant-rows.ts'
import type { Trigger } from '../agent.ts'
import { changesOf, daysBetween, readEvidence } from '../monitor/observe.ts'
import { callOf, matterOf, textOf, type Reading } from './matters.ts'
import { BEFORE_DAYS, GAP_DAYS, type DiagnosticSeen } from './observed.ts'

/** A change that was made so long before a finding may be behind it, and needs its own time before. */
const CHANGED_DAYS = 45
const FINDINGS_MAX = 20
/** The newest of it, where a finding has stood so long or a business has so much: it is kept with the run. */
const ROWS_MAX = 1_500

/** Whether something was found that nobody has explained yet. */
export function findUnexplained({ db }: Context, now: Instant): FindingRow | null {
  const rows = loadFindings(db, now, FINDINGS_MAX)
  return rows.find((row) => row.closedAt === null && row.report === null && readEvidence(row) !== null) ?? null
}

/** Everything the finding can be explained from. Null where it is over, or none of Monitor's. */
export function observeFinding(context: Context, trigger: Trigger, now: Instant): DiagnosticSeen | null {
  const { db, tenant } = context
  const row = trigger.type === 'finding' ? loadFinding(db, trigger.findingId) : findUnexplained(context, now)
  const evidence = row && readEvidence(row)
  if (!row || !evidence || row.closedAt !== null) return null
  const zone = tenant.profile.timeZone
  const today = readLocalTime(zone, now).day
  const firstDay = parseDay(evidence.since) - BEFORE_DAYS - GAP_DAYS - CHANGED_DAYS
  const span = { from: Math.max(startOfDay(zone, firstDay), tenant.createdAt - DAY_MS), until: now }
  const { textDeadlineMs: textLateMs, answerWithinMs: answerLateMs } = tenant.policy
  const reading: Reading = { now, localTime: (at) => readLocalTime(zone, at), textLateMs, answerLateMs }
  const isDelivery = evidence.kind === 'delivery_failing'
  const isCalls = evidence.kind === 'calls_silent'
  const leads = isDelivery || isCalls ? [] : loadLeadCases(db, span)
  const texts = isDelivery ? loadTextCases(db, span) : []
  const calls = isCalls ? loadCallCases(db, span) : []
  return {
    findingId: row.findingId,
    evidence,
    observedAt: now,
    language: tenant.profile.language,
    today,
    matters: leads.slice(-ROWS_MAX).map((lead) => matterOf(lead, reading)),
    texts: texts.slice(-ROWS_MAX).map((text) => textOf(text, reading)),
    calls: calls.slice(-ROWS_MAX).map((call) => callOf(call, reading)),
    spend: isDelivery || isCalls || !isOneCurrency(context) ? [] : loadCampaignSpend(db, firstDay, today),
    changes: changesOf(context, span.from, now),
    holidays: daysBetween(firstDay, today).filter((day) => isHoliday(day, null)),
  }
}
