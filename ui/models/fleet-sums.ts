import type { FleetCounts, FleetMoney, FleetSums } from '../../tenants/contract/fleet-view.ts'

/** Sums of many businesses, made into what the screen shows. Pure. */

export const STEPS = ['missed', 'texted', 'replied', 'booked', 'completed'] as const

/** Each step as a share of the missed calls. */
export function funnelOf(counts: FleetCounts): { name: (typeof STEPS)[number]; count: number; share: number | null }[] {
  return STEPS.map((name) => ({ name, count: counts[name], share: shareOf(counts[name], counts.missed) }))
}

/** Null where there is nothing that it could be a share of. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** What one lead of a currency cost; null where nothing is known to be spent, or nobody came. */
export function costOf({ adSpendMinor, leads }: Pick<FleetMoney, 'adSpendMinor' | 'leads'>): number | null {
  return adSpendMinor === 0 || leads === 0 ? null : Math.round(adSpendMinor / leads)
}

/** The currency of most leads, in which curves are drawn. */
export function mainCurrency({ money }: FleetSums): string {
  return money[0]?.currency ?? 'USD'
}

export function moneyIn({ money }: FleetSums, currency: string): FleetMoney {
  return money.find((each) => each.currency === currency) ?? { currency, revenueMinor: 0, adSpendMinor: 0, leads: 0 }
}

export function isStill(sums: FleetSums): boolean {
  return sums.missed + sums.leads + sums.booked + sums.completed + sums.texted === 0
}
