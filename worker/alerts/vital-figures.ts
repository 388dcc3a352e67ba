import type { Instant } from '../../tenants/base/clock.ts'
import type { RuleName } from '../../tenants/contract/alerts.ts'
import type { Vitals } from '../../tenants/contract/fleet-room.ts'
import type { Reading } from './decide.ts'
import { ERRORS_REQUESTS_MIN, SLOW_REQUESTS_MIN } from './rules.ts'

type VitalRule = 'errors_high' | 'api_slow' | 'database_failing'

/** What the platform's own figures say, of the last five minutes; null where nobody could tell them. */
export function readVitalFigures(vitals: Vitals | null, of: Instant): Record<VitalRule & RuleName, Reading[]> {
  const window = vitals?.fiveMinutes
  const read = (figure: number | null | undefined): Reading[] => [
    figure === null || figure === undefined ? { kind: 'unknown', of } : { kind: 'figure', of, figure },
  ]
  const among = (least: number, figure: number | null | undefined) =>
    window !== undefined && window.requests >= least ? figure : null
  return {
    errors_high: read(among(ERRORS_REQUESTS_MIN, window?.errorRate)),
    api_slow: read(among(SLOW_REQUESTS_MIN, window?.p95Ms)),
    database_failing: read(window?.databaseFailures),
  }
}
