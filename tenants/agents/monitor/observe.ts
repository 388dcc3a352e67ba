import { isOneCurrency } from '../../ads/financials.ts'
import { DAY_MS, type Instant } from '../../base/clock.ts'
import { isHoliday } from '../../base/holidays.ts'
import { parseDay, readLocalTime, startOfDay, type DayNumber } from '../../base/local-time.ts'
import { loadPaid } from '../../storage/paid-rows.ts'
import {
  loadCallCases,
  loadChangeCases,
  loadLeadCases,
  loadOwnAnswers,
  loadTextCases,
} from '../../storage/agent-day-rows.ts'
import { loadCampaignSpend } from '../../storage/ad-figure-rows.ts'
import { loadAdsConnection } from '../../storage/ads-connection.ts'
import { loadAdsReading } from '../../storage/ads-reading.ts'
import { loadFindings, type FindingRow } from '../../storage/finding-rows.ts'
import type { TenantDb } from '../../storage/open.ts'
import { loadLastRun } from '../../storage/run-rows.ts'
import type { Context } from '../../storage/tenant-rows.ts'
import type { Change, FindingEvidence, MonitorSeen, PricesSeen } from './figures.ts'
import { packDay, type PackedDay } from './pack.ts'
import { tallyFigures } from './tally.ts'

/** Half a year: long enough to tell a drift from a season, and what is usual from either. */
export const HISTORY_DAYS = 182
const FINDINGS_MAX = 100

/** By then all that comes of a day's matters and texts is known, and it is not counted again. */
const UNSETTLED_DAYS = 14
/** Raised with each change of how days are counted. */
const COUNTING = 2

/** As it is kept with the run. */
export type MonitorObserved = Omit<MonitorSeen, 'days'> & {
  days: PackedDay[]
  /** How and in which zone they were counted; those counted otherwise are of no use to the next night. */
  countedAs: string
}

/** Every day before today, as far back as the business goes. */
export function observeDays(context: Context, now: Instant): MonitorObserved | null {
  const { db, tenant } = context
  const zone = tenant.profile.timeZone
  const today = readLocalTime(zone, now).day
  const firstDay = Math.max(today - HISTORY_DAYS, readLocalTime(zone, tenant.createdAt).day)
  if (firstDay >= today) return null
  const account = mirroredAccount(context)
  const countedAs = [COUNTING, zone, ...(account === null ? [] : [account])].join(' ')
  const kept = loadKept(db)
  const settled = settledOf(kept, countedAs, firstDay)
  const starts = [...daysBetween(firstDay + settled.length, today), today].map((day) => startOfDay(zone, day))
  const span = { from: starts[0] ?? now, until: starts.at(-1) ?? now }
  const since = startOfDay(zone, firstDay)
  const { textDeadlineMs, answerWithinMs } = tenant.policy
  const rows = {
    leads: loadLeadCases(db, span),
    texts: loadTextCases(db, span),
    calls: loadCallCases(db, span),
    ownAnswers: loadOwnAnswers(db, span),
  }
  const spend = account === null ? [] : spendOf(context, firstDay + settled.length, today)
  const frame = { starts, textLateMs: textDeadlineMs, answerLateMs: answerWithinMs, spend }
  return {
    ...{ firstDay, countedAs },
    days: [...settled, ...tallyFigures(rows, frame).map(packDay)],
    holidays: daysBetween(firstDay, today).filter((day) => isHoliday(day, null)),
    changes: changesOf(context, since, now),
    ...loadStanding(context, firstDay, since),
    prices: pricesOf(context, kept, now),
    adsLostOn: lostOn(context),
  }
}

/**
 * The advertising account whose days are known here, in the business's own currency: what a lead costs in another one
 * is not weighed. Days that were counted without it are counted anew.
 */
function mirroredAccount(context: Context): string | null {
  const reading = loadAdsReading(context.db)
  return reading !== null && reading.lastDay !== null && isOneCurrency(context) ? reading.accountId : null
}

function lostOn({ db, tenant }: Context): DayNumber | null {
  const at = loadAdsConnection(db)?.revokedAt ?? null
  return at === null ? null : readLocalTime(tenant.profile.timeZone, at).day
}

/** What each campaign cost, day by day. */
function spendOf({ db }: Context, from: DayNumber, until: DayNumber): Record<string, number>[] {
  const rows = loadCampaignSpend(db, from, until - 1)
  return daysBetween(from, until).map((day) => {
    const own = rows.filter(({ on }) => on === day)
    return Object.fromEntries(own.map(({ campaign, spendMinor }) => [campaign, spendMinor]))
  })
}

type Kept = Partial<MonitorObserved> | null

/** What the last night saw. */
function loadKept(db: TenantDb): Kept {
  const kept = loadLastRun(db, 'monitor')?.observed
  return kept ? (JSON.parse(kept) as { seen: Partial<MonitorObserved> }).seen : null
}

const PAID_MS = 365 * DAY_MS

function pricesOf({ db, tenant }: Context, kept: Kept, now: Instant): PricesSeen {
  const book = tenant.profile.priceBook.map(({ service, from, to, unit }) => ({ service, from, to, unit }))
  const before = kept?.prices?.now ?? null
  // What was paid is only asked where a price is another.
  const isChanged = before !== null && JSON.stringify(before) !== JSON.stringify(book)
  return { now: book, before, paid: isChanged ? loadPaid(db, now - PAID_MS) : {} }
}

/** The days from the first on that an earlier night has counted for good. */
function settledOf(seen: Kept, countedAs: string, firstDay: DayNumber): PackedDay[] {
  if (seen?.countedAs !== countedAs || seen.firstDay === undefined || seen.firstDay > firstDay) return []
  return seen.days?.slice(firstDay - seen.firstDay, -UNSETTLED_DAYS) ?? []
}

export function changesOf({ db, tenant }: Context, from: Instant, until: Instant): Change[] {
  return loadChangeCases(db, { from, until }).map(({ at, what }) => {
    return { on: readLocalTime(tenant.profile.timeZone, at).day, what }
  })
}

export function daysBetween(from: DayNumber, until: DayNumber): DayNumber[] {
  return Array.from({ length: Math.max(0, until - from) }, (_day, place) => from + place)
}

/** Findings that are open, and the times of those that are over. */
function loadStanding(
  { db, tenant }: Context,
  firstDay: DayNumber,
  since: Instant,
): Pick<MonitorSeen, 'open' | 'past'> {
  const dayOf = (at: Instant) => readLocalTime(tenant.profile.timeZone, at).day
  const rows = loadFindings(db, since - DAY_MS, FINDINGS_MAX).flatMap((row) => {
    const evidence = readEvidence(row)
    return evidence ? [{ row, evidence }] : []
  })
  return {
    open: rows
      .filter(({ row }) => row.closedAt === null)
      .map(({ row, evidence }) => ({
        kind: row.kind,
        severity: row.severity,
        openedOn: dayOf(row.openedAt),
        evidence,
      })),
    past: rows.flatMap(({ row, evidence }) => {
      if (row.closedAt === null) return []
      const from = Math.max(firstDay, parseDay(evidence.since) - DOUBTFUL_DAYS)
      return [{ kind: row.kind, from, until: dayOf(row.closedAt) }]
    }),
  }
}

/** When something began is only known so well. */
const DOUBTFUL_DAYS = 3

/** Null where it is none of Monitor's. */
export function readEvidence({ evidence }: FindingRow): FindingEvidence | null {
  const parsed = JSON.parse(evidence) as Partial<FindingEvidence> | null
  return typeof parsed?.since === 'string' && parsed.kind !== undefined ? (parsed as FindingEvidence) : null
}
