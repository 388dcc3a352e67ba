import type { Instant } from '../../tenants/base/clock.ts'
import { parseDay } from '../../tenants/base/local-time.ts'
import { RULE_NAMES, type RuleName } from '../../tenants/contract/alerts.ts'
import type { DayExport } from '../../tenants/contract/fleet-day.ts'
import type { TenantHealth } from '../../tenants/contract/health.ts'
import { ALERT_DAYS_JUDGED } from '../bounds.ts'
import { listClosed } from '../directory/alerts.ts'
import type { Warehouse } from '../fleet/connect-warehouse.ts'
import { loadFinancialDays, type FinancialRows } from '../fleet/financial-days.ts'
import { readDays } from './day-figures.ts'
import type { Reading } from './decide.ts'
import { judge, type Watched } from './judge.ts'
import { SPEND_USUAL_DAYS } from './rules.ts'

/** What one order of the nightly export brought. */
export type Night = { day: string; told: readonly DayExport[]; gone: readonly string[] }

/** Judges businesses by their newest days, right after these were written. */
export async function judgeNight(
  directory: D1Database,
  warehouse: Warehouse,
  { day, told, gone }: Night,
  now: Instant,
): Promise<void> {
  const last = parseDay(day)
  const first = last - ALERT_DAYS_JUDGED + 1
  const ids = told.map(({ tenantId }) => tenantId)
  const span = { from: first - SPEND_USUAL_DAYS, allFrom: first, to: last }
  const rows = await loadFinancialDays(warehouse, ids, span)
  const closed = await listClosed(directory, ids)
  const watched = told.flatMap(({ tenantId, health, exportedAt }): Watched[] => {
    if (closed.has(tenantId)) return allGone(tenantId)
    const { currency, days } = rows.get(tenantId) ?? NOTHING
    const judged = days.map((row) => row.day).filter((each) => each >= first)
    const figures = readDays(
      days,
      currency,
      judged.toSorted((one, other) => one - other),
    )
    const flags = health ? readFlags(health, exportedAt) : {}
    return Object.entries({ ...figures, ...flags }).map(([rule, readings]) => {
      return { rule: rule as RuleName, subject: tenantId, readings }
    })
  })
  await judge(directory, [...watched, ...gone.flatMap(allGone)], now)
}

const NOTHING: FinancialRows = { currency: '', days: [] }

/** What a business says of itself counts by its own clock, whichever way it comes: with the night, or at once. */
export function readFlags(health: TenantHealth, at: Instant): Partial<Record<RuleName, Reading[]>> {
  return {
    canary_broken: [readFlag(health.isCanaryBroken, at)],
    a2p_rejected: [readFlag(health.isTextingRefused, at)],
  }
}

function readFlag(isBad: boolean | null, of: number): Reading {
  return isBad === null ? { kind: 'unknown', of } : { kind: 'figure', of, figure: isBad ? 1 : 0 }
}

function allGone(tenantId: string): Watched[] {
  return RULE_NAMES.map((rule) => ({ rule, subject: tenantId, readings: [{ kind: 'gone' }] }))
}
