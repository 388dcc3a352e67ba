import type { Instant } from '../base/clock.ts'
import type { TenantDb } from './open.ts'

const JOBS_MAX = 2_000

/** What jobs of each service brought in since: the median of what somebody has said, and of how many. */
export function loadPaid(db: TenantDb, since: Instant): Record<string, { medianMinor: number; jobs: number }> {
  const rows = db.$client.sql
    .exec<{ service: string; amountMinor: number }>(
      `select service, amount_minor as amountMinor from jobs where completed_at >= ? and service is not null
        and amount_minor > 0 order by completed_at desc limit ${JOBS_MAX}`,
      since,
    )
    .toArray()
  const byService = new Map<string, number[]>()
  for (const { service, amountMinor } of rows) byService.set(service, [...(byService.get(service) ?? []), amountMinor])
  return Object.fromEntries(
    [...byService].map(([service, amounts]) => {
      const sorted = amounts.toSorted((one, other) => one - other)
      return [service, { medianMinor: sorted[Math.floor(sorted.length / 2)] ?? 0, jobs: sorted.length }]
    }),
  )
}
