import { DAY_MS, type Instant } from '../../tenants/base/clock.ts'
import { FLEET_DAYS_PER_EXPORT_MAX } from '../../tenants/base/fleet-limits.ts'
import { describeDay, parseDay } from '../../tenants/base/local-time.ts'
import type { BackfillOrder } from '../../tenants/contract/fleet.ts'

/**
 * What the queue carries. A `page` finds the next businesses in the directory and orders the page behind it, so that
 * no call grows with the fleet; `tenants` are asked and written together. `isWhole`: every day is told, also those that
 * the warehouse seems to have.
 */
export type ExportOrder =
  | { kind: 'page'; day: string; after: string; isWhole: boolean }
  | { kind: 'tenants'; day: string; tenantIds: string[]; attempt: number; isWhole: boolean }

/** The last day that is over everywhere: the nightly run comes when it has ended in Hawaii as well. */
export function lastWholeDay(now: Instant): string {
  return describeDay(Math.floor(now / DAY_MS) - 1)
}

/** Orders that cover a range, both ends included: each carries the weeks before its own day. */
export function orderRange({ from, to, tenantId, anew: isWhole }: BackfillOrder): ExportOrder[] {
  const orders: ExportOrder[] = []
  for (let last = parseDay(to); last >= parseDay(from); last -= FLEET_DAYS_PER_EXPORT_MAX) {
    const day = describeDay(last)
    if (tenantId === undefined) orders.push({ kind: 'page', day, after: '', isWhole })
    else orders.push({ kind: 'tenants', day, tenantIds: [tenantId], attempt: 1, isWhole })
  }
  return orders
}

/** The first day that an order's answer may hold. */
export function firstDayOf(day: string): string {
  return describeDay(parseDay(day) - FLEET_DAYS_PER_EXPORT_MAX + 1)
}
