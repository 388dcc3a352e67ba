import { MICROS_PER_MINOR } from '../../base/ads-limits.ts'
import type { Instant } from '../../base/clock.ts'
import { readLocalTime } from '../../base/local-time.ts'
import { loadAdDays, hasAdDays, type AdDayRow } from '../../storage/ad-seen-rows.ts'
import { loadAdsBounds } from '../../storage/ads-bounds.ts'
import { openAccount } from '../../storage/ads-connection.ts'
import type { Context } from '../../storage/tenant-rows.ts'
import { NOTHING, type Agent, type Applied, type Measured, type Thought } from '../agent.ts'
import type { Action } from '../decision.ts'
import { observe } from './observe.ts'
import { measureMoney, type Earned } from './outcome.ts'
import { COOL_DOWN_MS, MEASURE_COPY_MS, MEASURE_MS } from './pace.ts'
import { think } from './rules.ts'
import { hasWordsBehind, MEASURE_WORDS_MS, measureWords, seeWords } from './place-words.ts'
import type { OptimizingSeen, Seen } from './seen.ts'
import { wishWords } from './words-there.ts'
import { openValuer } from './worth.ts'
import { LATELY_DAYS } from './figures.ts'

/**
 * Looks after the advertising account within the limits of its business, and after the words that GoHighLevel says for
 * it. It works by its playbook alone.
 */
export const OPTIMIZING: Agent<Seen> = {
  name: 'optimizing',
  version: 2,
  coolDownMs: COOL_DOWN_MS,
  everyDays: 1,
  hasWork: (context, now) => hasAds(context, now) || hasWordsBehind(context),
  observe(context, _trigger, now) {
    const [ads, words] = [observe(context, now), seeWords(context, now)]
    if (words.length === 0) return ads
    return ads === null ? { words } : { ...ads, words }
  },
  think: (seen) => Promise.resolve(thinkAll(seen)),
  measureAfterMs,
  measure,
}

/** Words change once in months, and are not to be lost among what the account needs every night. */
function thinkAll(seen: Seen): Thought {
  const { notes, proposals } = 'purse' in seen ? think(seen) : NOTHING
  return { notes, proposals: [...wishWords(seen.words ?? []), ...proposals] }
}

function hasAds({ db }: Context, now: Instant): boolean {
  const account = openAccount(db)
  if (account === null || !loadAdsBounds(db).isManaged) return false
  return hasAdDays(db, readLocalTime(account.timeZone, now).day - LATELY_DAYS)
}

const MEASURED = ['change_bids', 'switch_keywords', 'set_negatives', 'set_ad_budget'] satisfies Action['kind'][]

function measureAfterMs({ kind }: Action): number | null {
  if (kind === 'try_ad') return MEASURE_COPY_MS
  if (kind === 'set_crm_words') return MEASURE_WORDS_MS
  return (MEASURED as readonly string[]).includes(kind) ? MEASURE_MS : null
}

function measure(context: Context, applied: Applied, now: Instant): Measured | null {
  return applied.action.kind === 'set_crm_words'
    ? measureWords(context, applied, now)
    : measureAds(context, applied, now)
}

function measureAds(context: Context, { action, appliedAt }: Applied, now: Instant): Measured | null {
  const { db } = context
  const account = openAccount(db)
  const isMine = isChanged(action)
  const seen = observe(context, now)
  const valuer = seen && openValuer(seen)
  if (account === null || isMine === null || !seen || !valuer) return null
  const applied = readLocalTime(account.timeZone, appliedAt).day
  const length = Math.round((measureAfterMs(action) ?? 0) / MEASURE_MS) * LATELY_DAYS
  const before = loadAdDays(db, 'keyword', applied - length, applied - 1)
  const after = loadAdDays(db, 'keyword', applied + 1, applied + length)
  const spans = (isMeant: (row: AdDayRow) => boolean) => {
    return { before: earned(before.filter(isMeant)), after: earned(after.filter(isMeant)) }
  }
  return measureMoney(
    spans(isMine),
    spans((row) => !isMine(row)),
    leadWorth(seen, valuer),
    MICROS_PER_MINOR,
  )
}

/** What a lead is worth on average, by where they come from. */
function leadWorth({ keywords }: OptimizingSeen, valuer: NonNullable<ReturnType<typeof openValuer>>): number {
  const sums = keywords.reduce(
    (sum, keyword) => {
      const { bookingRate, jobMicros } = valuer(keyword)
      const weight = keyword.figures.conversions + 1
      return { worth: sum.worth + weight * bookingRate.mean * jobMicros, weight: sum.weight + weight }
    },
    { worth: 0, weight: 0 },
  )
  return sums.weight === 0 ? 0 : sums.worth / sums.weight
}

function earned(rows: readonly AdDayRow[]): Earned {
  return rows.reduce(
    (sum, { clicks, conversions, costMicros }) => ({
      clicks: sum.clicks + clicks,
      conversions: sum.conversions + conversions,
      costMicros: sum.costMicros + costMicros,
    }),
    { clicks: 0, conversions: 0, costMicros: 0 },
  )
}

/** Which keywords an action was about; the others are what it is set against. Null where that cannot be told. */
function isChanged(action: Action): ((row: AdDayRow) => boolean) | null {
  if (action.kind === 'change_bids') {
    const refs = new Set(action.bids.map(({ keywordRef }) => keywordRef))
    return ({ ref }) => refs.has(ref)
  }
  if (action.kind === 'switch_keywords') {
    const refs = new Set(action.keywords.map(({ keywordRef }) => keywordRef))
    return ({ ref }) => refs.has(ref)
  }
  if (action.kind === 'set_negatives') {
    const campaigns = new Set(action.terms.map(({ campaignId }) => campaignId))
    return ({ campaignId }) => campaigns.has(campaignId)
  }
  if (action.kind === 'set_ad_budget') return ({ campaignId }) => campaignId === action.campaignId
  return action.kind === 'try_ad' ? ({ ref }) => ref.startsWith(`${action.adGroupId}~`) : null
}
