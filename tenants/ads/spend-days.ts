import { MICROS_PER_MINOR } from '../base/ads-limits.ts'
import { DAY_MS, type Instant } from '../base/clock.ts'
import { readLocalTime, type DayNumber } from '../base/local-time.ts'
import { loadAdLeads } from '../storage/ad-figure-rows.ts'
import { loadAdDays } from '../storage/ad-seen-rows.ts'
import { loadAdsBounds } from '../storage/ads-bounds.ts'
import { openAccount } from '../storage/ads-connection.ts'
import { loadSetting, saveSetting } from '../storage/settings-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { findAnomaly, type SpendAnomaly, type SpendDay } from './anomaly.ts'

const WATCHED_DAYS = 84
/** Whoever let changes go on has seen what is the matter; the same is not raised again at once. */
const FORGIVEN_DAYS = 7

/** Of the newest whole day that was read; null where it is as it should be, was raised lately, or is not known. */
export function loadAnomaly({ db }: Context, now: Instant): SpendAnomaly | null {
  const account = openAccount(db)
  if (account === null) return null
  const today = readLocalTime(account.timeZone, now).day
  if (today - (loadSetting<{ day: DayNumber }>(db, 'ads_watched')?.day ?? 0) < FORGIVEN_DAYS) return null
  const days = new Map<DayNumber, SpendDay>()
  // Whoever called by an advertisement is known to Google alone, where they cannot be told from other callers here.
  for (const { day, costMicros, clicks, conversions } of loadAdDays(db, 'campaign', today - WATCHED_DAYS, today - 1)) {
    const sum = days.get(day) ?? { day, costMicros: 0, clicks: 0, leads: 0 }
    days.set(day, {
      ...sum,
      costMicros: sum.costMicros + costMicros,
      clicks: sum.clicks + clicks,
      leads: sum.leads + conversions,
    })
  }
  for (const { createdAt } of loadAdLeads(db, { from: now - WATCHED_DAYS * DAY_MS, until: now })) {
    const sum = days.get(readLocalTime(account.timeZone, createdAt).day)
    if (sum) sum.leads += 1
  }
  const sorted = [...days.values()].sort((one, other) => one.day - other.day)
  return findAnomaly(sorted, { bounds: loadAdsBounds(db), minorMicros: MICROS_PER_MINOR })
}

export function noteRaised({ db }: Context, now: Instant): void {
  const account = openAccount(db)
  if (account) saveSetting(db, 'ads_watched', { day: readLocalTime(account.timeZone, now).day })
}
