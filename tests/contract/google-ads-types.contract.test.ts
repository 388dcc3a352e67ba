import { fieldDataTypes } from 'google-ads-api/fields'
import { describe, expect, test } from 'vitest'
import { ACCOUNT, CLIENTS, LOOKS, REPORTS, writeGaql, type Query } from '../../tenants/providers/google-ads/gaql.ts'
import { updateOf } from '../../tenants/providers/google-ads/mutate.ts'
import type { Body, Field, Operation, RowOf } from '../../tenants/providers/google-ads/rest-types.ts'
import { GOOGLE_ADS_VERSION } from '../../tenants/providers/google-ads/version.ts'
import manifest from 'google-ads-api/package.json' with { type: 'json' }

/** What we ask and send, against google-ads-api's types: most of it by the compiler, which has to refuse these. */

describe('the compiler refuses', () => {
  test('a field that Google does not have, and one that was not selected', () => {
    const good: Query<'campaign.id'> = { select: ['campaign.id'], from: 'campaign' }
    // @ts-expect-error There is no such field any more: it is campaign.start_date_time.
    const gone: Field = 'campaign.start_date'
    // @ts-expect-error Nothing can be asked of this.
    const nowhere: Query['from'] = 'campaigns'
    const row: RowOf<'campaign.id' | 'metrics.cost_micros' | 'metrics.conversions'> = {
      ...{ campaign: { id: '9' }, metrics: { costMicros: '78120000', conversions: 3 } },
    }
    // @ts-expect-error Nobody has selected it.
    void row.campaign?.name
    // @ts-expect-error int64 is text.
    const cost: number = row.metrics?.costMicros ?? 0
    // @ts-expect-error A double is none.
    const conversions: string = row.metrics?.conversions ?? ''
    expect([good.from, gone, nowhere, typeof cost, typeof conversions]).toEqual([
      ...['campaign', 'campaign.start_date', 'campaigns', 'string', 'number'],
    ])
  })

  test('a body with a field, a word or a number that Google does not take', () => {
    const bid: Body<'adGroupCriteria'> = { cpcBidMicros: '3500000', keyword: { text: 'free', matchType: 'BROAD' } }
    // @ts-expect-error It is cpcBidMicros.
    const misnamed: Body<'adGroupCriteria'> = { cpc_bid_micros: '3500000' }
    // @ts-expect-error int64 is text.
    const numeric: Body<'campaignBudgets'> = { amountMicros: 50_000_000 }
    // @ts-expect-error There is no such status.
    const status: Body<'campaigns'> = { status: 'STOPPED' }
    // @ts-expect-error Deep inside as well.
    const words: Body<'adGroupAds'> = { ad: { responsiveSearchAd: { headlines: [{ words: 'Plumber' }] } } }
    // @ts-expect-error An update names what it changes.
    const nameless: Operation<'campaigns'> = { update: { status: 'PAUSED' }, updateMask: 'status' }
    expect([bid, misnamed, numeric, status, words, nameless]).toHaveLength(6)
  })
})

type Types = { [name: string]: Types | string }
const TYPES = JSON.parse(fieldDataTypes) as Types

/** As Google's own table has it: `INT64`, `DOUBLE`, an enum's name and so on. */
function typeOf(field: string): string {
  let at: Types | string | undefined = TYPES
  for (const name of field.split('.')) {
    at = typeof at === 'object' ? at[name] : undefined
    const ref: Types | string | undefined = typeof at === 'object' ? at['$ref'] : undefined
    if (typeof ref === 'string') at = TYPES[ref.replace('#/', '')]
  }
  return typeof at === 'string' ? at : typeof at
}

const SPAN = { from: '2026-11-01', until: '2026-11-22' }
const QUERIES: Query[] = [
  ...Object.values(REPORTS).map((report) => report(SPAN) as Query),
  ...([ACCOUNT, CLIENTS] as Query[]),
  ...([LOOKS.keyword('77', '555'), LOOKS.keywords('77'), LOOKS.negatives('9'), LOOKS.campaign('9')] as Query[]),
  ...([LOOKS.adGroup('77'), LOOKS.ad('77', '5'), LOOKS.ads('77')] as Query[]),
]
const FIELDS = [...new Set(QUERIES.flatMap(({ select }) => select))]

test('every number that is read is of the length that its name is taken to say', () => {
  const isLong = (field: string) =>
    /(?:^|_)id$|_micros$|_seconds$|^(?:impressions|clicks|reference_count)$/.test(field.split('.').at(-1) ?? '')
  const numbers = FIELDS.filter((field) => /int|double|float/i.test(typeOf(field)))
  expect(numbers.length).toBeGreaterThan(15)
  const wrong = numbers.filter((field) => isLong(field) !== /int64/i.test(typeOf(field)))
  expect(wrong.map((field) => `${field} is ${typeOf(field)}`)).toEqual([])
})

test('the types are of the version that is spoken', () => {
  expect(`v${manifest.version.split('.')[0]}`).toBe(GOOGLE_ADS_VERSION)
})

describe('what is asked and sent', () => {
  test('reads as in Google’s documents', () => {
    expect(writeGaql(REPORTS.campaign_days(SPAN))).toBe(
      'SELECT campaign.id, segments.date, metrics.impressions, metrics.clicks, metrics.cost_micros, ' +
        'metrics.conversions, metrics.search_budget_lost_impression_share FROM campaign ' +
        "WHERE segments.date BETWEEN '2026-11-01' AND '2026-11-22'",
    )
    expect(writeGaql(LOOKS.keyword('77', '555'))).toContain(
      'FROM ad_group_criterion WHERE ad_group.id = 77 AND ad_group_criterion.criterion_id = 555',
    )
  })

  test('cannot be made another question by what stands in it', () => {
    const asked = writeGaql(LOOKS.campaign("9' OR campaign.id != 0 --\\"))
    expect(asked).toMatch(/WHERE campaign\.id = '9\\' OR campaign\.id != 0 --\\\\'$/)
  })

  test('masks what it sets and nothing else', () => {
    const update = updateOf<'adGroupCriteria'>('customers/1/adGroupCriteria/77~555', { cpcBidMicros: '3500000' })
    expect(update).toEqual({
      update: { resourceName: 'customers/1/adGroupCriteria/77~555', cpcBidMicros: '3500000' },
      updateMask: 'cpcBidMicros',
    })
  })
})
