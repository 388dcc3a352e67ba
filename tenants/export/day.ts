import { createHash } from 'node:crypto'
import type { Instant } from '../base/clock.ts'
import { FLEET_DAYS_PER_EXPORT_MAX } from '../base/fleet-limits.ts'
import { describeDay, readLocalTime, startOfDay, type DayNumber } from '../base/local-time.ts'
import { parseState, parseZip } from '../base/us-places.ts'
import { readAreaCode } from '../base/area-code.ts'
import { sketchOf } from '../base/sketch.ts'
import { tradeOf } from '../base/trade.ts'
import type { DayExport, KnownDays, TenantDay, TenantFacts } from '../contract/fleet-day.ts'
import { DELAYS } from '../contract/fleet-lists.ts'
import { adDaysOf } from '../storage/ad-day-rows.ts'
import { loadAdsConnection } from '../storage/ads-connection.ts'
import { placeOf, tallyDays } from '../storage/day-tally.ts'
import { countCalls, countDecisions, countLeads, countMessages, countModelCalls } from '../storage/fleet-day-rows.ts'
import { countExperiments } from './experiments.ts'
import type { Context, Tenant } from '../storage/tenant-rows.ts'
import { loadHealth } from '../storage/health-rows.ts'
import { textingOf } from '../storage/texting.ts'

/**
 * A day of the business's own calendar and the five weeks before it, as they are counted now: a job that is booked
 * belongs to the day of the call, and a month later that day has another count. Days whose digest the asker knows are
 * left out, and so is what has not ended yet or was before the business joined.
 */
export function exportDays(context: Context, last: DayNumber, known: KnownDays, now: Instant): DayExport {
  const { tenant } = context
  const { timeZone } = tenant.profile
  const joined = readLocalTime(timeZone, tenant.createdAt).day
  const until = Math.min(last, readLocalTime(timeZone, now).day - 1)
  const first = Math.max(joined, until - FLEET_DAYS_PER_EXPORT_MAX + 1)
  const days = first > until ? [] : countDays(context, first, until)
  return {
    tenantId: tenant.tenantId,
    facts: factsOf(tenant),
    health: loadHealth(context, now),
    days: days
      .map((counts) => ({ digest: digestOf(counts), counts }))
      .filter(({ digest, counts }) => known[counts.day] !== digest),
    experiments: countExperiments(context, now),
    exportedAt: now,
  }
}

function countDays({ db, tenant }: Context, first: DayNumber, last: DayNumber): TenantDay[] {
  const { timeZone } = tenant.profile
  const starts = Array.from({ length: last - first + 2 }, (_, place) => startOfDay(timeZone, first + place))
  const span = { from: starts[0] ?? 0, until: starts.at(-1) ?? 0 }
  const leads = byDay(countLeads(db, span), starts)
  const calls = byDay(countCalls(db, span), starts)
  const named = countMessages(db, span).map((row) => ({ ...row, status: statusOf(row.status) }))
  const messages = byDay(named, starts)
  const agents = byDay(countDecisions(db, span), starts)
  const models = new Map(countModelCalls(db, first, last).map(({ day, ...asked }) => [day, asked]))
  // Of an account that is no longer connected nobody knows; nearly all are in the business's own currency.
  const currency = loadAdsConnection(db)?.account?.currency ?? tenant.profile.currency
  const advertised = adDaysOf(db, first, starts).map((day) => (day === null ? [] : [{ currency, ...day }]))
  return tallyDays(db, starts).map(({ counts, delays }, place) => ({
    day: describeDay(first + place),
    leads: (leads[place] ?? []) as TenantDay['leads'],
    calls: (calls[place] ?? []) as TenantDay['calls'],
    messages: (messages[place] ?? []) as TenantDay['messages'],
    funnel: counts,
    delays: DELAYS.filter((measure) => delays[measure].length > 0).map((measure) => ({
      measure,
      ...sketchOf(delays[measure]),
    })),
    // Left out where there are none, so that the many days without any keep the digest they have.
    ...filled({
      agents: agents[place] as TenantDay['agents'],
      models: models.get(first + place),
      campaigns: advertised[place],
    }),
  }))
}

function filled<T extends object>(some: T): { [Name in keyof T]?: NonNullable<T[Name]> } {
  const isThere = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(some).filter(([, value]) => isThere(value))) as never
}

/** Counts of one kind become those of a day, in an order of their own, so that equal days are equal. */
function byDay<T extends { at: Instant }>(rows: readonly T[], starts: readonly Instant[]): Omit<T, 'at'>[][] {
  const days = starts.slice(1).map(() => new Map<string, Omit<T, 'at'>>())
  for (const { at, ...row } of rows) {
    const kind = Object.values(row)
      .filter((value) => typeof value === 'string')
      .join()
    const day = days[placeOf(starts, at)]
    day?.set(kind, sum(day.get(kind), row))
  }
  return days.map((day) => [...day].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row))
}

/** Numbers are added up; what is no number is the same in both. */
function sum<T extends object>(one: T | undefined, other: T): T {
  if (!one) return other
  const summed = Object.entries(other).map(([name, value]: [string, unknown]) => {
    const before: unknown = one[name as keyof T]
    return [name, typeof value === 'number' && typeof before === 'number' ? before + value : value]
  })
  return Object.fromEntries(summed) as T
}

/** Delivery has more ways to fail than the fleet compares. */
const FAILED = new Set(['undelivered', 'bounced', 'failed'])

function statusOf(status: string): string {
  if (FAILED.has(status)) return 'failed'
  return status === 'in_doubt' ? 'sending' : status
}

function factsOf(tenant: Tenant): TenantFacts {
  const { timeZone, currency, language, a2p, serviceTypes } = tenant.profile
  return {
    joinedOn: describeDay(readLocalTime(timeZone, tenant.createdAt).day),
    trade: tradeOf(serviceTypes),
    region: regionOf(tenant),
    timeZone,
    currency,
    language,
    a2p,
    texting: textingOf(tenant).via,
    isPaused: tenant.policy.paused,
  }
}

/** Where the business stands by its address, else by the number it texts from. */
function regionOf({ profile: { postalAddress, serviceArea, smsNumber } }: Tenant): string | null {
  const zip = parseZip(/\d{5}(?:-\d{4})?\s*$/.exec(postalAddress)?.[0])
  const named = parseState(serviceArea.split(',').at(-1))
  const code = readAreaCode(smsNumber)
  return zip?.state ?? named ?? (code.kind === 'us' ? code.state : null)
}

function digestOf(counts: TenantDay): string {
  return createHash('sha256').update(JSON.stringify(counts)).digest('hex').slice(0, 16)
}
