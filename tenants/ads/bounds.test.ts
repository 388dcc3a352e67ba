import { describe, expect, test } from 'vitest'
import type { AdsChange } from '../providers/ads-port.ts'
import { findAnomaly, type SpendDay } from './anomaly.ts'
import { judgeChange, type BoundCode, type By, type Planned, type Purse } from './bounds.ts'
import { mayCostThisMonth, sumBudgets } from './budgets.ts'
import { fit, judgeAll, takeFrom } from './plan-change.ts'
import { targetOf } from './target-of.ts'

const USD = 1_000_000
const CAMPAIGN = { campaignId: 'c1', status: 'ENABLED', bidding: 'MANUAL_CPC', budgetId: 'b1', isBudgetShared: false }
const PURSE: Purse = {
  bounds: { isManaged: true, dailyMinor: 10_000, monthlyMinor: 300_000, bidMinor: 1_000 },
  minorMicros: 10_000,
  isStopped: false,
  campaigns: [
    { ...CAMPAIGN, budgetMicros: 50 * USD, spentMonthMicros: 500 * USD },
    { ...CAMPAIGN, campaignId: 'c2', budgetId: 'b2', budgetMicros: 30 * USD, spentMonthMicros: 300 * USD },
    {
      ...CAMPAIGN,
      campaignId: 'c3',
      budgetId: 'b3',
      bidding: 'TARGET_CPA',
      budgetMicros: 5 * USD,
      spentMonthMicros: 0,
    },
    { ...CAMPAIGN, campaignId: 'c4', budgetId: 'b4', status: 'PAUSED', budgetMicros: 40 * USD, spentMonthMicros: 0 },
    { ...CAMPAIGN, campaignId: 'c5', budgetId: 'b5', isBudgetShared: true, budgetMicros: 5 * USD, spentMonthMicros: 0 },
  ],
  spentMonthMicros: 800 * USD,
  daysLeft: 15,
  day: 20_000,
  changes: [],
}

const bid = (from: number | null, to: number, campaignId = 'c1', dailyMicros = 0): Planned => {
  return { change: { kind: 'set_bid', keywordRef: 'g~k', from, to }, campaignId, dailyMicros }
}
const budget = (from: number | null, to: number, place = 1): Planned => ({
  change: { kind: 'set_budget', campaignId: `c${place}`, budgetId: `b${place}`, from, to },
  ...{ campaignId: `c${place}`, dailyMicros: to - (from ?? 0) },
})
const campaign = (to: 'ENABLED' | 'PAUSED', place: number): Planned => ({
  change: { kind: 'set_campaign_status', campaignId: `c${place}`, from: to === 'PAUSED' ? 'ENABLED' : 'PAUSED', to },
  ...{ campaignId: `c${place}`, dailyMicros: 0 },
})
const past = (target: string, ago: number, dailyMicros = 0, byAgent = true) => {
  return { changeId: `chg_${target}_${ago}`, target, day: PURSE.day - ago, dailyMicros, byAgent }
}

const ROOMY = { bounds: { ...PURSE.bounds, monthlyMinor: 310_000 } }
const WIDE = { bounds: { ...PURSE.bounds, dailyMinor: 14_000, monthlyMinor: 430_000 } }

const CASES: [string, Planned, By, Partial<Purse>, BoundCode | null][] = [
  ['a bid up a fifth', bid(5 * USD, 6 * USD), 'agent', {}, null],
  ['a bid up more', bid(5 * USD, 6.01 * USD), 'agent', {}, 'step_too_large'],
  ['a bid down a fifth', bid(5 * USD, 4 * USD), 'agent', {}, null],
  ['a bid down more', bid(5 * USD, 3.99 * USD), 'agent', {}, 'step_too_large'],
  ['a bid beyond what a click may cost', bid(9 * USD, 10.01 * USD), 'agent', {}, 'bid_too_high'],
  ['a bid that is too high already, lowered', bid(20 * USD, 18 * USD), 'agent', {}, null],
  ['a bid that is no number', bid(5 * USD, Number.NaN), 'agent', {}, 'step_too_large'],
  ['a bid below nothing', bid(5 * USD, -5 * USD), 'agent', {}, 'step_too_large'],
  ['a bid of part of a cent', bid(5 * USD, 5_500_001), 'agent', {}, 'not_allowed'],
  ['a bid where Google bids', bid(5 * USD, 5.5 * USD, 'c3'), 'agent', {}, 'bidding_not_manual'],
  ['a bid in a campaign that is gone', bid(5 * USD, 5.5 * USD, 'c9'), 'agent', {}, 'campaign_unknown'],
  ['a bid that comes from nowhere', bid(null, 5 * USD), 'agent', {}, 'not_allowed'],
  [
    'nothing while it is not managed',
    bid(5 * USD, 4.5 * USD),
    'agent',
    { bounds: { ...PURSE.bounds, isManaged: false } },
    'not_managed',
  ],
  ['nothing while changes stand still', bid(5 * USD, 4.5 * USD), 'agent', { isStopped: true }, 'changes_stopped'],
  ['a person’s saving while changes stand still', budget(50 * USD, 20 * USD), 'person', { isStopped: true }, null],
  [
    'a person’s raise while changes stand still',
    budget(50 * USD, 51 * USD),
    'person',
    { isStopped: true },
    'changes_stopped',
  ],
  ['a budget up to the bound of all', budget(50 * USD, 60 * USD), 'agent', ROOMY, null],
  [
    'a budget beyond the bound of all',
    budget(30 * USD, 36 * USD, 2),
    'agent',
    { bounds: { ...PURSE.bounds, dailyMinor: 9_500 } },
    'day_money_spent',
  ],
  [
    'a budget beyond the month',
    budget(50 * USD, 60 * USD),
    'agent',
    { bounds: { ...PURSE.bounds, monthlyMinor: 220_000 } },
    'month_money_spent',
  ],
  ['a budget down a third', budget(50 * USD, 33 * USD), 'agent', {}, 'step_too_large'],
  ['a budget up a quarter', budget(50 * USD, 62.5 * USD), 'agent', {}, 'step_too_large'],
  ['a budget of several campaigns', budget(5 * USD, 4 * USD, 5), 'agent', {}, 'budget_shared'],
  ['a person’s budget as far as the bound', budget(50 * USD, 60 * USD), 'person', ROOMY, null],
  ['a person’s budget beyond it', budget(50 * USD, 70 * USD), 'person', {}, 'day_money_spent'],
  ['a campaign begun again by an agent', campaign('ENABLED', 4), 'agent', {}, 'not_allowed'],
  ['a campaign begun again by a person, too dear', campaign('ENABLED', 4), 'person', {}, 'day_money_spent'],
  ['a campaign paused by a person', campaign('PAUSED', 1), 'person', {}, null],
  ['a paused campaign’s budget, too dear once it runs', budget(40 * USD, 41 * USD, 4), 'person', {}, 'day_money_spent'],
  ['the same by an agent', budget(40 * USD, 41 * USD, 4), 'agent', {}, 'day_money_spent'],
  ['a paused campaign’s budget, made less', budget(40 * USD, 39 * USD, 4), 'person', {}, null],
  ['a paused campaign’s budget with room for it', budget(40 * USD, 50 * USD, 4), 'person', WIDE, null],
  [
    'a paused campaign’s budget, too dear for the month',
    budget(40 * USD, 50 * USD, 4),
    'person',
    { bounds: { ...WIDE.bounds, monthlyMinor: 400_000 } },
    'month_money_spent',
  ],
  [
    'a raise after the day’s raises',
    bid(5 * USD, 6 * USD, 'c1', 3 * USD),
    'agent',
    { changes: [past('bid:x', 0, 18 * USD)] },
    'raised_enough_today',
  ],
  [
    'a raise after yesterday’s',
    bid(5 * USD, 6 * USD, 'c1', 3 * USD),
    'agent',
    { changes: [past('bid:x', 1, 18 * USD)] },
    null,
  ],
  ['what rests', bid(5 * USD, 6 * USD), 'agent', { changes: [past('bid:g~k', 6)] }, 'resting'],
  ['what has rested', bid(5 * USD, 6 * USD), 'agent', { changes: [past('bid:g~k', 7)] }, null],
  [
    'what a person has just set',
    bid(5 * USD, 6 * USD),
    'agent',
    { changes: [past('bid:g~k', 1, 0, false)] },
    'resting',
  ],
  ['a budget that rests', budget(50 * USD, 45 * USD), 'agent', { changes: [past('budget:b1', 2)] }, 'resting'],
  ['a budget that has rested', budget(50 * USD, 45 * USD), 'agent', { changes: [past('budget:b1', 3)] }, null],
  [
    'the eleventh of a day',
    bid(5 * USD, 4.5 * USD),
    'agent',
    { changes: Array.from({ length: 10 }, (_, at) => past(`bid:${at}`, 0)) },
    'too_many_today',
  ],
]

describe('what may be changed', () => {
  test.each(CASES)('%s', (_name, planned, by, given, expected) => {
    expect(judgeChange(planned, by, { ...PURSE, ...given })).toBe(expected)
  })

  test('is judged again as what stands among the changes already', () => {
    const purse = takeFrom(PURSE, bid(5 * USD, 6 * USD), 'agent', 'chg_1')
    expect(judgeChange(bid(5 * USD, 6 * USD), 'agent', purse, 'chg_1')).toBeNull()
    expect(judgeChange(bid(5 * USD, 6 * USD), 'agent', purse, 'chg_2')).toBe('resting')
  })

  test('is done as a whole or not at all', () => {
    const raises = [budget(50 * USD, 55 * USD), budget(30 * USD, 36 * USD, 2)]
    expect(judgeAll(raises, 'agent', PURSE)).toBe('day_money_spent')
    expect(fit(raises, 'agent', PURSE).planned).toEqual(raises.slice(0, 1))
  })

  test('is judged with what goes before it: a campaign begun again, and more money for it', () => {
    const both = [campaign('ENABLED', 4), budget(40 * USD, 51 * USD, 4)]
    expect(judgeAll(both, 'person', { ...PURSE, ...WIDE })).toBe('day_money_spent')
  })
})

describe('no course of a person’s wishes', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => [seed + 1]))(
    'breaks a bound, whatever is begun again (course %i)',
    (seed) => {
      const next = chance(seed)
      let purse: Purse = PURSE
      for (let wishes = 0; wishes < 400; wishes += 1) {
        const place = 1 + next(5)
        const from = purse.campaigns[place - 1]?.budgetMicros ?? 0
        const to = (1 + next(120)) * USD
        const wish = next(2) === 0 ? budget(from, to, place) : campaign(next(2) === 0 ? 'ENABLED' : 'PAUSED', place)
        if (judgeChange(wish, 'person', purse) !== null) continue
        const before = purse
        purse = make(purse, wish.change)
        // Somebody begins it again at Google, where nobody asks us.
        const [might, mightBefore] = [purse, before].map((one) => sumBudgets(begun(one, `c${place}`)))
        if (wish.change.kind === 'set_budget') expect(might).toBeLessThanOrEqual(Math.max(100 * USD, mightBefore ?? 0))
        expect(sumBudgets(purse.campaigns)).toBeLessThanOrEqual(Math.max(100 * USD, sumBudgets(before.campaigns)))
      }
    },
  )

  const begun = ({ campaigns }: Purse, campaignId: string) =>
    campaigns.map((one) => (one.campaignId === campaignId ? { ...one, status: 'ENABLED' } : one))

  function make(purse: Purse, change: AdsChange): Purse {
    const campaigns = purse.campaigns.map((one) => {
      if (change.kind === 'set_budget' && one.budgetId === change.budgetId) return { ...one, budgetMicros: change.to }
      const isStarted = change.kind === 'set_campaign_status' && one.campaignId === change.campaignId
      return isStarted ? { ...one, status: change.to } : one
    })
    return { ...purse, campaigns }
  }
})

/** A generator of its own, so that the test is the same each time. */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Whatever a model or a broken rule might ask for. */
function hostile(next: (below: number) => number): Planned {
  const place = 1 + next(6)
  const money = () =>
    [next(30) * USD, next(4_000) * 10_000, -next(9) * USD, next(99_999_999), Number.NaN, 1e15][next(6)] ?? 0
  const step = (from: number) => Math.round((from * (0.6 + next(80) / 100)) / 10_000) * 10_000
  const [bidFrom, budgetFrom] = [next(2) === 0 ? money() : 4 * USD, next(2) === 0 ? money() : (1 + next(60)) * USD]
  const changes: AdsChange[] = [
    { kind: 'set_bid', keywordRef: `g~${next(6)}`, from: bidFrom, to: next(2) === 0 ? money() : step(bidFrom) },
    {
      kind: 'set_budget',
      campaignId: `c${place}`,
      budgetId: `b${1 + next(6)}`,
      from: budgetFrom,
      to: step(budgetFrom),
    },
    { kind: 'set_budget', campaignId: `c${place}`, budgetId: `b${place}`, from: budgetFrom, to: step(budgetFrom) },
    { kind: 'set_campaign_status', campaignId: `c${place}`, from: 'PAUSED', to: 'ENABLED' },
    { kind: 'set_keyword_status', keywordRef: `g~${next(6)}`, from: 'PAUSED', to: 'ENABLED' },
    { kind: 'set_keyword_status', keywordRef: `g~${next(6)}`, from: 'ENABLED', to: 'PAUSED' },
    { kind: 'add_keyword', adGroupId: 'g', text: 'anything', matchType: 'BROAD', bidMicros: money() },
    { kind: 'remove_negative', campaignId: `c${place}`, text: 'free', matchType: 'PHRASE' },
  ]
  return { change: changes[next(changes.length)] as AdsChange, campaignId: `c${1 + next(6)}`, dailyMicros: money() }
}

describe('no course of events breaks a bound', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => [seed + 1]))('course %i', (seed) => {
    const next = chance(seed)
    let purse: Purse = {
      ...PURSE,
      daysLeft: 30,
      spentMonthMicros: 0,
      campaigns: PURSE.campaigns.map((one) => ({ ...one, spentMonthMicros: 0 })),
    }
    const spent = new Map<string, number>()
    for (let day = 0; day < 30; day += 1) {
      purse = { ...purse, day: PURSE.day + day, daysLeft: 30 - day }
      const before = purse
      for (let round = 0; round < 25; round += 1) {
        const wish = hostile(next)
        // The same wish comes twice, as after a restart.
        for (let again = 0; again < 2; again += 1) {
          const code = judgeChange(wish, 'agent', purse)
          if (code !== null) continue
          purse = takeFrom(purse, wish, 'agent', `chg_${day}_${round}_${again}`)
          const { change } = wish
          if (change.kind === 'set_bid') expect(change.to <= 10 * USD || change.to < (change.from ?? 0)).toBe(true)
          if (change.kind === 'set_keyword_status') expect(change.to).toBe('PAUSED')
          expect(['set_bid', 'set_budget', 'set_keyword_status']).toContain(change.kind)
          if (change.kind === 'set_bid' || change.kind === 'set_budget') {
            expect(Math.abs(change.to / (change.from ?? 0) - 1)).toBeLessThanOrEqual(0.3 + 1e-9)
          }
          // Half of what is ordered is made at once; a budget that goes down counts only then.
          if (change.kind === 'set_budget' && next(2) === 0) purse = make(purse, change)
        }
      }
      const today = purse.changes.filter((one) => one.day === purse.day)
      expect(today.length).toBeLessThanOrEqual(10)
      expect(today.reduce((sum, one) => sum + Math.max(0, one.dailyMicros), 0)).toBeLessThanOrEqual(20 * USD)
      expect(new Set(today.map((one) => one.target)).size).toBe(today.length)
      expect(sumBudgets(purse.campaigns)).toBeLessThanOrEqual(Math.max(100 * USD, sumBudgets(before.campaigns)))
      purse = spend(purse, next, spent)
      expect(purse.spentMonthMicros).toBeLessThanOrEqual(3_000 * USD)
    }
  })

  function make(purse: Purse, change: Extract<AdsChange, { kind: 'set_budget' }>): Purse {
    const campaigns = purse.campaigns.map((one) =>
      one.budgetId === change.budgetId ? { ...one, budgetMicros: change.to } : one,
    )
    return { ...purse, campaigns }
  }

  /** Google spends up to twice a budget on a day, as long as it is not beyond 30.4 of them in the month. */
  function spend(purse: Purse, next: (below: number) => number, spent: Map<string, number>): Purse {
    const campaigns = purse.campaigns.map((one) => {
      if (one.status !== 'ENABLED') return one
      const left = Math.max(0, 30.4 * one.budgetMicros - one.spentMonthMicros)
      const cost = Math.min(left, (one.budgetMicros * next(201)) / 100)
      spent.set(one.campaignId, (spent.get(one.campaignId) ?? 0) + cost)
      return { ...one, spentMonthMicros: one.spentMonthMicros + cost }
    })
    return { ...purse, campaigns, spentMonthMicros: [...spent.values()].reduce((sum, cost) => sum + cost, 0) }
  }

  test('the worst of a month is what Google may still spend', () => {
    // 500 and 300 are spent; 1,520 − 500, 912 − 300, 152 and 152 may follow, and within 15 days twice each is more.
    expect(mayCostThisMonth(PURSE, PURSE.campaigns)).toBe((800 + 1_020 + 612 + 150 + 150) * USD)
  })

  test('of one target one change is one change', () => {
    expect(targetOf(bid(1, 2).change)).toBe(targetOf(bid(2, 3).change))
  })
})

describe('spending that is out of line', () => {
  const days = (costs: number[], given: Partial<SpendDay> = {}): SpendDay[] =>
    costs.map((cost, place) => ({ day: 20_000 + place, costMicros: cost * USD, clicks: 50, leads: 1, ...given }))
  const usual = Array.from({ length: 70 }, (_, place) => (place % 7 === 0 ? 30 : 60 + (place % 3)))

  test('is a day beyond twice what the bounds allow', () => {
    expect(findAnomaly(days([50, 201]), PURSE)).toMatchObject({ code: 'beyond_bounds', limitMicros: 200 * USD })
    expect(findAnomaly(days([50, 199]), PURSE)).toBeNull()
  })

  test('is a day far from its own weekdays, and no other', () => {
    expect(findAnomaly(days(usual), PURSE)).toBeNull()
    expect(findAnomaly(days([...usual, 90]), PURSE)).toMatchObject({ code: 'unlike_itself', usualMicros: 30 * USD })
    expect(findAnomaly(days([...usual, 31, 70]), PURSE)).toBeNull()
    expect(findAnomaly(days([60, 60, 170]), PURSE)).toBeNull()
    // Five clicks a day are eleven on another, by chance alone.
    expect(findAnomaly(days([...usual, 90], { clicks: 5 }), PURSE)).toBeNull()
  })

  test('is money and clicks without anybody who calls', () => {
    const silent = days(usual.slice(0, 14), { leads: 0 })
    expect(findAnomaly(silent, PURSE)).toMatchObject({ code: 'no_leads', clicks: 700, days: 14 })
    expect(findAnomaly(silent.slice(1), PURSE)).toBeNull()
    expect(findAnomaly([...silent.slice(1), ...days([60]).map((day) => ({ ...day, day: 20_014 }))], PURSE)).toBeNull()
  })
})
