import { ADS_ROWS_AT_ONCE } from '../base/ads-limits.ts'
import type { Instant } from '../base/clock.ts'
import type { DayNumber } from '../base/local-time.ts'
import type { AdsRows } from '../providers/ads-port.ts'
import type { EntityStep } from '../journey/ads-order.ts'
import type { TenantDb } from './open.ts'

/**
 * The account as it was read, written so that the same answer read twice leaves the same rows: what is new or different
 * is put, what the account does not hold any more is removed, and what stands as it stood is not written at all.
 */

type Mirrored = {
  table: string
  key: string
  /** Columns of the table, and what they are called in what was read. */
  columns: Readonly<Record<string, string>>
  /** Which of the table's rows an answer is all of. */
  scope: string
}

const CAMPAIGNS = {
  ...{ name: 'name', status: 'status', bidding: 'bidding', budget_id: 'budgetId' },
  ...{ budget_micros: 'budgetMicros', is_budget_shared: 'isBudgetShared' },
}
const KEYWORDS = {
  ...{ campaign_id: 'campaignId', ad_group_id: 'adGroupId', text: 'text', match_type: 'matchType' },
  ...{ is_negative: 'isNegative', status: 'status', bid_micros: 'bidMicros', quality_score: 'qualityScore' },
  first_page_micros: 'firstPageMicros',
}
const TEXTS = {
  ...{ ad_group_id: 'adGroupId', campaign_id: 'campaignId', status: 'status' },
  ...{ headlines: 'headlines', descriptions: 'descriptions', final_url: 'finalUrl' },
}

const MIRRORED: Record<EntityStep, Mirrored> = {
  campaigns: { table: 'campaigns', key: 'campaign_id campaignId', columns: CAMPAIGNS, scope: 'true' },
  ad_groups: {
    ...{ table: 'ad_groups', key: 'ad_group_id adGroupId', scope: 'true' },
    columns: { campaign_id: 'campaignId', name: 'name', status: 'status' },
  },
  keywords: {
    ...{ table: 'ad_keywords', key: 'keyword_ref keywordRef', columns: KEYWORDS },
    scope: 'ad_group_id is not null',
  },
  campaign_negatives: {
    ...{ table: 'ad_keywords', key: 'keyword_ref keywordRef', columns: KEYWORDS },
    scope: 'ad_group_id is null',
  },
  ads: { table: 'ad_texts', key: 'ad_ref adRef', columns: TEXTS, scope: 'true' },
}

export type Entity = AdsRows[EntityStep]

/** `isWhole`: these are all there are, so that any other of the table is removed. */
export function mirrorEntities(
  db: TenantDb,
  step: EntityStep,
  rows: readonly Entity[],
  isWhole: boolean,
  now: Instant,
): void {
  const { table, key, columns, scope } = MIRRORED[step]
  const [keyColumn = '', keyName = ''] = key.split(' ')
  const { sql } = db.$client
  const names = Object.keys(columns)
  const values = Object.values(columns).map((name) => `coalesce(value ->> '${name}', ${defaultOf(name)})`)
  const put = `insert into ${table} (${[keyColumn, ...names, 'seen_at'].join()})
    select value ->> '${keyName}', ${values.join()}, ?2 from json_each(?1) where true
    on conflict (${keyColumn}) do update set ${[...names, 'seen_at'].map((name) => `${name} = excluded.${name}`).join()}
    where (${names.map((name) => `${table}.${name}`).join()}) is not (${names.map((name) => `excluded.${name}`).join()})`
  for (const some of inParts(rows)) sql.exec(put, JSON.stringify(some), now)
  if (!isWhole) return
  const refs = JSON.stringify(rows.map((row) => (row as Record<string, unknown>)[keyName]))
  sql.exec(
    `update ${table} set status = 'REMOVED', seen_at = ?2 where status <> 'REMOVED' and ${scope}
      and ${keyColumn} not in (select value from json_each(?1))`,
    ...[refs, now],
  )
}

/** What an answer about words that are left out of campaigns does not say, since it is the same for all of them. */
function defaultOf(name: string): string {
  if (name === 'isNegative') return '1'
  return name === 'status' ? `'ENABLED'` : 'null'
}

export type AdDayKind = 'campaign' | 'keyword' | 'term' | 'ad'

export type AdDay = {
  ref: string
  day: DayNumber
  campaignId: string
  impressions: number
  clicks: number
  costMicros: number
  conversions: number
  lostToBudget: number | null
}

const FIGURES = ['impressions', 'clicks', 'cost_micros', 'conversions', 'lost_to_budget']

/** Days of one kind: all that this span holds, so that what Google took out again goes here as well. */
export function mirrorDays(
  db: TenantDb,
  kind: AdDayKind,
  { from, until }: { from: DayNumber; until: DayNumber },
  rows: readonly AdDay[],
): void {
  const { sql } = db.$client
  const put = `insert into ad_days (kind, ref, day, campaign_id, ${FIGURES.join()})
    select ?2, value ->> 'ref', value ->> 'day', value ->> 'campaignId', value ->> 'impressions', value ->> 'clicks',
      value ->> 'costMicros', value ->> 'conversions', value ->> 'lostToBudget' from json_each(?1) where true
    on conflict (kind, ref, day) do update set campaign_id = excluded.campaign_id,
      ${FIGURES.map((name) => `${name} = excluded.${name}`).join()}
    where (${FIGURES.map((name) => `ad_days.${name}`).join()}) is not (${FIGURES.map((name) => `excluded.${name}`).join()})`
  for (const some of inParts(rows)) sql.exec(put, JSON.stringify(some), kind)
  const read = new Set(rows.map(({ ref, day }) => `${day} ${ref}`))
  const standing = sql.exec<{ ref: string; day: number }>(
    'select ref, day from ad_days where day between ? and ? and kind = ?',
    ...[from, until, kind],
  )
  const gone = standing.toArray().filter(({ ref, day }) => !read.has(`${day} ${ref}`))
  const drop = `delete from ad_days where kind = ?2 and (ref, day) in
    (select value ->> 'ref', value ->> 'day' from json_each(?1))`
  for (const some of inParts(gone)) sql.exec(drop, JSON.stringify(some), kind)
}

/** Answers how many rows went. */
export function dropAdDaysBefore(db: TenantDb, kind: AdDayKind, before: DayNumber, max: number): number {
  const query = `delete from ad_days where (kind, ref, day) in
    (select kind, ref, day from ad_days where day < ? and kind = ? limit ?)`
  return db.$client.sql.exec(query, before, kind, max).rowsWritten
}

/** Another account is read from now on. What was changed in the last one, and what was told, stays known. */
export function emptyMirror(db: TenantDb): void {
  for (const table of ['campaigns', 'ad_groups', 'ad_keywords', 'ad_texts', 'ad_days']) {
    db.$client.sql.exec(`delete from ${table}`)
  }
}

function* inParts<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += ADS_ROWS_AT_ONCE) yield rows.slice(at, at + ADS_ROWS_AT_ONCE)
}
