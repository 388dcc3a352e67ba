import { describe, expect, test } from 'vitest'
import { ADS_HISTORY_DAYS } from '../base/ads-limits.ts'
import type { AdsRead } from '../journey/ads-order.ts'
import { firstRead, halfOf, nextRead, oldestOf } from './read-plan.ts'

const TODAY = 20_781

/** Everything that one round reads, in its order. */
function round(oldest: number, readsForms = false): AdsRead[] {
  const reads: AdsRead[] = []
  const first = firstRead('1234567890', TODAY, oldest, readsForms)
  for (let read: AdsRead | null = first; read; read = nextRead(read)) reads.push(read)
  return reads
}

const spell = ({ step, from, until }: AdsRead) => `${step} ${TODAY - until}-${TODAY - from}`

describe('a round of reading', () => {
  test('asks what there is, then what it did, the newest days first, then for calls', () => {
    expect(round(TODAY - 9).map(spell)).toEqual([
      ...['campaigns 0-0', 'ad_groups 0-0', 'keywords 0-0', 'campaign_negatives 0-0', 'ads 0-0'],
      ...['campaign_days 0-6', 'keyword_days 0-6', 'term_days 0-6', 'ad_days 0-6'],
      ...['campaign_days 7-9', 'keyword_days 7-9', 'term_days 7-9', 'ad_days 7-9'],
      'calls 0-9',
    ])
  })

  test('asks for forms before all else where they are for us, of a week and no more', () => {
    expect(spell(round(TODAY - 2, true)[0] as AdsRead)).toBe('lead_forms 0-2')
    const [forms, ...rest] = round(TODAY - 89, true)
    expect(spell(forms as AdsRead)).toBe('lead_forms 0-6')
    expect(rest).toEqual(round(TODAY - 89))
  })

  test('leaves out no day and reads none twice', () => {
    const days = round(TODAY - ADS_HISTORY_DAYS + 1)
      .filter(({ step }) => step === 'campaign_days')
      .flatMap(({ from, until }) => Array.from({ length: until - from + 1 }, (_, place) => from + place))
    const wanted = Array.from({ length: ADS_HISTORY_DAYS }, (_, place) => TODAY - ADS_HISTORY_DAYS + 1 + place)
    expect(days.toSorted((one, other) => one - other)).toEqual(wanted)
  })

  test.each([
    ['all of it the first time', TODAY, null, 90],
    ['three days in most nights', TODAY, TODAY - 1, 3],
    ['a fortnight once a week', 20_783, 20_782, 14],
    ['a month once in four weeks', 20_776, 20_775, 30],
    ['what nights that were missed left out', TODAY, TODAY - 20, 22],
    ['no more than there was the first time, however long it was away', TODAY, TODAY - 400, 90],
  ])('reads %s', (_what, today, lastDay, days) => {
    expect(today - oldestOf(today, lastDay) + 1).toBe(days)
  })

  test('reads a page that holds too much in halves, down to a day', () => {
    const page: AdsRead = { ...firstRead('1', TODAY, TODAY - 89), step: 'term_days', from: TODAY - 6, until: TODAY }
    const half = halfOf(page)
    expect(half).toEqual({ ...page, from: TODAY - 3 })
    expect(halfOf({ ...page, from: TODAY })).toBeNull()
    // Two days are halved into the newer one, and the round goes on before it.
    expect(halfOf({ ...page, from: TODAY - 1 })).toEqual({ ...page, from: TODAY })
    expect(nextRead({ ...page, step: 'ad_days', from: TODAY - 3 })?.until).toBe(TODAY - 4)
  })
})
