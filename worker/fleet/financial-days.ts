import { sql } from 'drizzle-orm'
import { describeDay, parseDay, type DayNumber } from '../../tenants/base/local-time.ts'
import type { Warehouse } from './connect-warehouse.ts'

export type FinancialRows = {
  currency: string
  days: { day: DayNumber; adSpend: number; leads: number; bookings: number }[]
}

/** What some businesses spent and got between two days; of days long past only those on which there was anything. */
export async function loadFinancialDays(
  warehouse: Warehouse,
  tenantIds: readonly string[],
  { from, allFrom, to }: { from: DayNumber; allFrom: DayNumber; to: DayNumber },
): Promise<Map<string, FinancialRows>> {
  if (tenantIds.length === 0) return new Map()
  const listed = `{${tenantIds.join()}}`
  const rows = await warehouse.execute<{
    id: string
    currency: string
    day: string
    ad_spend: string
    leads: number
    bookings: number
  }>(sql`select u.tenant_id as id, u.currency, to_char(f.day, 'YYYY-MM-DD') as day, f.ad_spend,
      f.leads_generated as leads, f.bookings
    from financials f join users u on u.tenant_id = f.tenant_id
    where f.tenant_id = any(${listed}::text[]) and f.day between ${describeDay(from)}::date and ${describeDay(to)}::date
      and (f.day >= ${describeDay(allFrom)}::date or f.ad_spend <> 0 or f.leads_generated <> 0 or f.bookings <> 0)`)
  const found = new Map<string, FinancialRows>()
  for (const { id, currency, day, ad_spend: adSpend, leads, bookings } of rows) {
    const known = found.get(id) ?? { currency, days: [] }
    known.days.push({ day: parseDay(day), adSpend: Number(adSpend), leads, bookings })
    found.set(id, known)
  }
  return found
}
