import { after, DAY_MS, type Instant } from '../base/clock.ts'
import { dailyAt } from '../base/daily-at.ts'
import { tryDoor } from '../apply-connection.ts'
import { tendAds } from '../ads/chores.ts'
import { tendExperiments } from '../agents/cx/nightly.ts'
import { DAILY_PAUSE_MS, INBOX_AGE_MAX_MS, INBOX_DROPPED_AT_ONCE_MAX } from '../base/limits.ts'
import { readLocalTime } from '../base/local-time.ts'
import { MODEL_CALLS_DROPPED_AT_ONCE_MAX, MODEL_DAYS_KEPT } from '../base/model-limits.ts'
import { SLOT_CELLS_DROPPED_AT_ONCE_MAX } from '../base/slot-limits.ts'
import { closeLedgerDay } from '../ledger/append.ts'
import { followFacts } from '../outbox/crm-values.ts'
import type { OutboxPorts } from '../outbox/drain.ts'
import { settleStuckAds } from '../record-ads.ts'
import { startCompare } from '../record-crm.ts'
import { eraseClosed } from '../rights/erase-business.ts'
import { retain } from '../rights/retention.ts'
import { dropCellsBefore } from '../storage/appointment-rows.ts'
import { dropModelCallsBefore } from '../storage/model-call-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import { loadSetting, saveSetting } from '../storage/settings-rows.ts'
import type { Context, Tenant } from '../storage/tenant-rows.ts'
import { dropDeliveriesBefore } from '../storage/timeline-rows.ts'
import { findAnniversariesOf, findStayingAway } from '../work/offer-chores.ts'
import { keepAgents } from './keep-agents.ts'
import { remindOfRule } from './remind-of-rule.ts'

/** One thing that is done once a local day. Bounded: answers whether more is left, and is then asked again soon. */
type Chore = { name: string; run(context: Context, now: Instant): { isMore: boolean } }

const CHORES: readonly Chore[] = [
  {
    // No provider delivers again what is that old, and its key would be kept for ever.
    name: 'inbox',
    run: ({ db }, now) => ({ isMore: dropDeliveriesBefore(db, now - INBOX_AGE_MAX_MS, INBOX_DROPPED_AT_ONCE_MAX) }),
  },
  // What was said yesterday is proven from today on.
  { name: 'ledger', run: closeLedgerDay },
  { name: 'rule', run: remindOfRule },
  { name: 'staying_away', run: findStayingAway },
  { name: 'anniversaries', run: findAnniversariesOf },
  { name: 'experiments', run: tendExperiments },
  { name: 'retention', run: retain },
  {
    name: 'ads',
    run(context, now) {
      settleStuckAds(context, now)
      return tendAds(context, now)
    },
  },
  { name: 'agents', run: keepAgents },
  { name: 'closing', run: eraseClosed },
  {
    name: 'crm',
    run: (context, now) => {
      startCompare(context, 'night', now)
      tryDoor(context, now)
      followFacts(context, now)
      return { isMore: false }
    },
  },
  {
    name: 'slots',
    run: ({ db }, now) => ({ isMore: dropCellsBefore(db, now - DAY_MS, SLOT_CELLS_DROPPED_AT_ONCE_MAX) }),
  },
  {
    name: 'models',
    run({ db, tenant }, now) {
      const today = readLocalTime(tenant.profile.timeZone, now).day
      return { isMore: dropModelCallsBefore(db, today - MODEL_DAYS_KEPT, MODEL_CALLS_DROPPED_AT_ONCE_MAX) }
    },
  },
]

type Daily = { doneOn: number; pausedUntil: Instant | null }

/** When the day's chores are due next. The first day of a business has none. */
export function loadDailyAt(db: TenantDb, { tenantId, profile }: Tenant, now: Instant): Instant {
  const today = readLocalTime(profile.timeZone, now).day
  const daily = loadSetting<Daily>(db, 'daily')
  if (daily === null) saveSetting(db, 'daily', { doneOn: today, pausedUntil: null } satisfies Daily)
  if (daily?.pausedUntil) return daily.pausedUntil
  return dailyAt(tenantId, profile.timeZone, (daily?.doneOn ?? today) + 1)
}

/** Each chore in a transaction of its own: one that fails is reported, tried tomorrow, and stops none. */
export function runChores(ports: Pick<OutboxPorts, 'transact' | 'now' | 'report'>): void {
  const now = ports.now()
  const left = CHORES.filter((chore) => {
    try {
      return ports.transact((context) => chore.run(context, now).isMore) ?? false
    } catch (error) {
      ports.report(new Error(`The daily chore ${chore.name} failed.`, { cause: error }))
      return false
    }
  })
  ports.transact(({ db, tenant }) => {
    const { day } = readLocalTime(tenant.profile.timeZone, now)
    const isDone = left.length === 0
    const doneOn = isDone ? day : (loadSetting<Daily>(db, 'daily')?.doneOn ?? day)
    saveSetting(db, 'daily', { doneOn, pausedUntil: isDone ? null : after(now, DAILY_PAUSE_MS) } satisfies Daily)
  })
}
