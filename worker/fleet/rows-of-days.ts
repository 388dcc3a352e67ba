import { bucketOf } from '../../tenants/base/sketch.ts'
import type { TenantDay } from '../../tenants/contract/fleet-day.ts'
import { HEALTH } from './health.ts'

/** What a day that was told becomes in each table. Pure. */

export type Told = { tenantId: string; currency: string; counts: TenantDay }
export type Value = string | number | boolean | null | readonly number[]

/** Those whose rows belong to a business and a day, in the order in which they are written. */
export const TABLES = [
  ...(['leads', 'call_logs', 'sms_logs', 'funnel', 'response_times', 'financials'] as const),
  ...(['ai_agent_logs', 'model_usage', 'campaigns', 'day_sums'] as const),
]

export function rowsOf(days: readonly Told[]): [(typeof TABLES)[number], Record<string, Value>[]][] {
  const each = <T extends object>(pick: (counts: TenantDay, currency: string) => readonly T[]) =>
    days.flatMap(({ tenantId, currency, counts }) =>
      pick(counts, currency).map((row) => ({ tenantId, day: counts.day, ...row })),
    )
  return [
    ['leads', each((counts) => counts.leads)],
    ['call_logs', each((counts) => counts.calls)],
    ['sms_logs', each((counts) => counts.messages)],
    ['funnel', each(({ funnel: { revenueMinor: _money, ...happened } }) => [happened])],
    ['response_times', each((counts) => counts.delays)],
    ['financials', each((counts, currency) => [financialsOf(counts, currency)])],
    ['ai_agent_logs', each(({ agents = [] }) => agents)],
    ['model_usage', each(({ models }) => (models ? [models] : []))],
    ['campaigns', each(({ campaigns = [] }) => campaigns)],
    ['day_sums', each((counts, currency) => [sumsOf(counts, currency)])],
  ]
}

/** What an account spends in another currency than the business earns in is compared with nothing of it. */
function financialsOf({ leads, campaigns = [], funnel }: TenantDay, currency: string) {
  const spent = campaigns.filter((each) => each.currency === currency)
  return {
    adSpend: spent.reduce((sum, { spendMinor }) => sum + spendMinor, 0),
    leadsGenerated: total(leads),
    bookings: funnel.booked,
    revenue: funnel.revenueMinor,
  }
}

function sumsOf(counts: TenantDay, currency: string) {
  const { revenueMinor, ...happened } = counts.funnel
  const { adSpend, leadsGenerated } = financialsOf(counts, currency)
  const sent = counts.messages.filter(
    ({ direction, channel }) => direction === 'outbound' && (channel === 'sms' || channel === 'email'),
  )
  const delays = counts.delays
    .filter(({ measure }) => measure === 'text')
    .flatMap(({ buckets, counts: counted }) => buckets.map((bucket, place) => ({ bucket, count: counted[place] ?? 0 })))
  return {
    ...happened,
    ...{ leads: leadsGenerated, adSpend, revenue: revenueMinor },
    ...{ sent: total(sent), failed: total(sent.filter(({ status }) => status === 'failed')) },
    ...{ timed: total(delays), late: total(delays.filter(({ bucket }) => bucket > PROMISED)) },
  }
}

/** Later than this is late; what a day counted so stays, should the promise ever change. */
const PROMISED = bucketOf(HEALTH.textPromiseMs)

function total(rows: readonly { count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0)
}
