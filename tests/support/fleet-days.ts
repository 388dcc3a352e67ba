import type { ArmCounts, DayExport, TenantDay, TenantFacts } from '../../tenants/contract/fleet-day.ts'

const FACTS: TenantFacts = {
  joinedOn: '2026-01-05',
  trade: 'plumbing',
  region: 'TX',
  timeZone: 'America/Chicago',
  currency: 'USD',
  language: 'en',
  a2p: 'live',
  texting: 'twilio',
  isPaused: false,
}

export function tenantIdOf(place: number): string {
  return `ten_${String(place).padStart(24, '0')}`
}

/** A day on which `count` people called, were texted and became leads. */
export function dayOf(day: string, count: number, over: Partial<TenantDay> = {}): TenantDay {
  return {
    day,
    leads: [{ source: 'missed_call', status: 'new', count }],
    calls: [{ status: 'no_answer', count, durationS: 3 * count }],
    messages: [{ channel: 'sms', direction: 'outbound', status: 'delivered', count, segments: 2 * count }],
    funnel: { missed: count, texted: count, replied: 0, booked: 0, completed: 0, lost: 0, revenueMinor: 100 * count },
    delays: [{ measure: 'text', buckets: [253], counts: [count] }],
    agents: [{ agent: 'cx', status: 'measured', count, measured: 1, succeeded: 1, impactMinor: 500 * count }],
    models: { calls: count, costMicros: 2_000 * count },
    campaigns: [
      { currency: 'USD', active: 2, spendMinor: 900 * count, clicks: 5 * count, leads: count, bookings: 0 },
      { currency: 'EUR', active: 1, spendMinor: 700, clicks: 1, leads: 0, bookings: 0 },
    ],
    ...over,
  }
}

export function exportOf(place: number, exportedAt: number, days: TenantDay[]): DayExport {
  return {
    tenantId: tenantIdOf(place),
    facts: FACTS,
    experiments: [armOf('current', 100, 40), armOf('shorter', 100, 52)],
    days: days.map((counts) => ({ digest: digestOf(counts), counts })),
    exportedAt,
  }
}

/** One arm of an experiment on the first text. */
export function armOf(arm: string, exposed: number, succeeded: number): ArmCounts {
  return {
    ...{ experimentId: `exp_${'0'.repeat(24)}`, arm, subject: 'missed_call_text', language: 'en', metric: 'replied' },
    ...{ status: 'running', isWinner: false, startedOn: '2026-11-01', endedOn: null, exposed, succeeded, optedOut: 2 },
  }
}

/** As good as any for a test: equal days have equal ones, and others mostly not. */
export function digestOf(counts: TenantDay): string {
  const sum = counts.funnel.missed + 1_000 * counts.leads.length
  return sum.toString(16).padStart(16, '0')
}
