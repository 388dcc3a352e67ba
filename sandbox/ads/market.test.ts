import { describe, expect, test } from 'vitest'
import { daysInMonth, dayOf } from './calendar.ts'
import { MarketRefusal } from './commands.ts'
import { sumBy } from './figures.ts'
import { openMarket, type Market, type MarketDay } from './market.ts'

const FROM = '2026-03-02'
const AFTER_ALL = '2027-12-31'

function pass(market: Market, days: number): MarketDay[] {
  return Array.from({ length: days }, () => market.passDay())
}

function setBudgets(market: Market, amountMicros: number): void {
  for (const budgetId of market.account.budgets.keys()) market.apply({ type: 'set_budget', budgetId, amountMicros })
}

const AMPLE = 5_000_000_000
const keywordRefs = (market: Market) => [...market.account.keywords.keys()]

describe('a market', () => {
  test('plays the same days for the same seed and the same commands, and others for another seed', () => {
    const play = (seed: number) => {
      const market = openMarket(seed)
      const first = pass(market, 10)
      const keywordRef = keywordRefs(market)[0] ?? ''
      market.apply({ type: 'set_keyword', keywordRef, cpcBidMicros: 9_000_000 })
      return JSON.stringify([first, pass(market, 10), market.figures(FROM, market.today()), market.truth()])
    }
    expect(play(7)).toBe(play(7))
    expect(play(8)).not.toBe(play(7))
  })

  test('sends the same people whatever is done with another keyword', () => {
    const untouched = openMarket(3)
    const changed = openMarket(3)
    for (const market of [untouched, changed]) setBudgets(market, AMPLE)
    const [bad = '', kept = ''] = keywordRefs(changed)
    changed.apply({ type: 'set_keyword', keywordRef: bad, status: 'PAUSED' })
    const leadsOf = (days: MarketDay[]) => days.flatMap(({ leads }) => leads).filter((one) => one.keywordRef === kept)
    const before = leadsOf(pass(untouched, 60))
    expect(before.length).toBeGreaterThan(0)
    expect(leadsOf(pass(changed, 60))).toEqual(expect.arrayContaining(before))
  })

  test('never spends more than twice a budget a day, nor 30.4 budgets a month', () => {
    for (const [seed, budgetMicros] of [
      [1, 15_000_000],
      [4, 25_000_000],
      [9, 8_000_000],
    ] as const) {
      const market = openMarket(seed, { startOn: '2026-01-01' })
      setBudgets(market, budgetMicros)
      const spent = new Map<string, number>()
      let busiest = 0
      for (const { on, campaigns } of pass(market, 90)) {
        for (const { campaignRef, costMicros } of campaigns) {
          expect(costMicros).toBeLessThanOrEqual(2 * budgetMicros)
          busiest = Math.max(busiest, costMicros)
          const month = `${campaignRef} ${on.slice(0, 7)}`
          spent.set(month, (spent.get(month) ?? 0) + costMicros)
        }
      }
      for (const [, micros] of spent) expect(micros).toBeLessThanOrEqual(30.4 * budgetMicros)
      // So that the bounds were met, not only kept.
      expect(busiest).toBeGreaterThan(budgetMicros)
      expect(Math.max(...spent.values())).toBeGreaterThan(30 * budgetMicros)
    }
    expect(daysInMonth(dayOf('2028-02-10'))).toBe(29)
  })

  test('shows a keyword no less often for a higher bid, and asks no less for its clicks', () => {
    for (const seed of [2, 5, 12]) {
      const counts = [0.5, 1, 1.6, 2.5, 6].map((factor) => {
        const market = openMarket(seed)
        setBudgets(market, AMPLE)
        const keywordRef = keywordRefs(market)[0] ?? ''
        const bid = market.account.keywords.get(keywordRef)?.cpcBidMicros ?? 0
        market.apply({ type: 'set_keyword', keywordRef, cpcBidMicros: Math.round((bid * factor) / 10_000) * 10_000 })
        pass(market, 21)
        const sum = sumBy(market.figures(FROM, AFTER_ALL), (row) => row.keywordRef).get(keywordRef)
        return sum ?? { impressions: 0, clicks: 0, costMicros: 0 }
      })
      counts.slice(1).forEach((count, place) => {
        expect(count.impressions).toBeGreaterThanOrEqual(counts[place]?.impressions ?? 0)
        expect(count.clicks).toBeGreaterThanOrEqual(counts[place]?.clicks ?? 0)
        expect(count.costMicros).toBeGreaterThanOrEqual(counts[place]?.costMicros ?? 0)
      })
      expect(counts.at(-1)?.impressions).toBeGreaterThan(counts[0]?.impressions ?? 0)
    }
  })

  test('charges no click more than its bid', () => {
    const market = openMarket(6)
    setBudgets(market, AMPLE)
    const bids = new Map([...market.account.keywords.values()].map(({ ref, cpcBidMicros }) => [ref, cpcBidMicros ?? 0]))
    pass(market, 30)
    const rows = market.figures(FROM, AFTER_ALL)
    expect(rows.some(({ clicks }) => clicks > 0)).toBe(true)
    for (const row of rows) expect(row.costMicros).toBeLessThanOrEqual(row.clicks * (bids.get(row.keywordRef) ?? 0))
  })

  test('loses the evening where the money is spent by noon', () => {
    const poor = openMarket(2)
    const rich = openMarket(2)
    setBudgets(poor, 5_000_000)
    setBudgets(rich, AMPLE)
    for (const market of [poor, rich]) pass(market, 14)
    const lost = (market: Market) =>
      market.reaches(FROM, AFTER_ALL).reduce((sum, { lostToBudget }) => sum + lostToBudget, 0)
    expect(lost(rich)).toBe(0)
    expect(lost(poor)).toBeGreaterThan(100)
    for (const one of poor.reaches(FROM, AFTER_ALL)) {
      expect(one.shown + one.lostToBudget + one.lostToRank).toBe(one.eligible)
    }
  })
})

describe('what is shut out', () => {
  test.each([
    ['BROAD', 'parts', /\bparts\b/],
    ['PHRASE', 'how to', /\bhow to\b/],
    ['EXACT', 'emergency plumber', /^emergency plumber$/],
  ] as const)('%s "%s" is never shown again, and nothing else goes', (matchType, text, pattern) => {
    const market = openMarket(3, { trade: 'plumbing' })
    setBudgets(market, AMPLE)
    const adGroupId = [...market.account.adGroups.keys()][0] ?? ''
    const keyword = { text: 'plumber', matchType: 'BROAD', status: 'ENABLED', cpcBidMicros: 20_000_000 } as const
    market.apply({ type: 'create_keyword', adGroupId, ...keyword })
    pass(market, 14)
    const termsOf = (from: string) => new Set(market.figures(from, AFTER_ALL).map(({ searchTerm }) => searchTerm))
    const before = termsOf(FROM)
    expect([...before].some((term) => pattern.test(term))).toBe(true)
    for (const ownerId of market.account.campaigns.keys()) {
      market.apply({ type: 'create_negative', level: 'campaign', ownerId, text, matchType })
    }
    const changedOn = market.today()
    pass(market, 28)
    const after = termsOf(changedOn)
    expect([...after].filter((term) => pattern.test(term))).toEqual([])
    const gone = [...before].filter((term) => !after.has(term) && !pattern.test(term))
    expect(gone.length).toBeLessThan(before.size / 10)
  })

  test('"free" costs the people who want a free estimate, too', () => {
    const estimates = (negatives: string[]) => {
      const market = openMarket(3, { trade: 'plumbing' })
      setBudgets(market, AMPLE)
      const adGroupId = [...market.account.adGroups.keys()][0] ?? ''
      const keyword = { text: 'plumber', matchType: 'BROAD', status: 'ENABLED', cpcBidMicros: 20_000_000 } as const
      market.apply({ type: 'create_keyword', adGroupId, ...keyword })
      const own = [...market.account.campaigns.keys()].flatMap((ownerId) =>
        negatives.map((text) => ({ ownerId, text })),
      )
      for (const one of own) market.apply({ type: 'create_negative', level: 'campaign', matchType: 'BROAD', ...one })
      pass(market, 28)
      return market.figures(FROM, AFTER_ALL).filter(({ searchTerm }) => searchTerm === 'plumber free estimate').length
    }
    expect(estimates([])).toBeGreaterThan(0)
    expect(estimates(['free'])).toBe(0)
  })
})

describe('what Google reports', () => {
  test('grows for two weeks after the click, and never shrinks', () => {
    const market = openMarket(8)
    setBudgets(market, AMPLE)
    pass(market, 15)
    const countOf = () => market.conversions(FROM, '2026-03-16').length
    const counts = Array.from({ length: 20 }, () => {
      const count = countOf()
      market.passDay()
      return count
    })
    expect(counts).toEqual([...counts].sort((one, other) => one - other))
    expect(counts.at(-1)).toBeGreaterThan(counts[0] ?? 0)
    expect(counts.slice(15)).toEqual(Array.from({ length: 5 }, () => counts.at(-1)))
    const rows = market.figures(FROM, '2026-03-16')
    expect(rows.reduce((sum, { conversions }) => sum + conversions, 0)).toBe(counts.at(-1))
  })

  test('counts what it is told of once, for the day and the keyword of the click', () => {
    const market = openMarket(8)
    const lead = pass(market, 20).flatMap(({ leads }) => leads)[0]
    if (!lead) throw new Error('twenty days brought no lead')
    const told = { gclid: lead.gclid, transactionId: 'job-1', valueMinor: 45_000 }
    const valueOf = () =>
      market
        .figures(lead.clickedOn, lead.clickedOn)
        .filter(({ keywordRef }) => keywordRef === lead.keywordRef)
        .reduce((sum, row) => sum + row.conversionsValueMinor, 0)
    const before = valueOf()
    expect(market.tell(told)).toBe('counted')
    expect(market.tell(told)).toBe('duplicate')
    expect(market.tell({ ...told, gclid: 'Cj0KCQ-nobody', transactionId: 'job-2' })).toBe('unknown_click')
    expect(valueOf()).toBe(before + 45_000)
  })

  test('shows which words are clicked', () => {
    const market = openMarket(10)
    setBudgets(market, AMPLE)
    pass(market, 60)
    const sums = [...sumBy(market.figures(FROM, AFTER_ALL), ({ adRef }) => adRef)].map(([adRef, sum]) => {
      const words = market.account.ads.get(adRef)?.headlines ?? []
      return { isBetter: words.includes('Call Today'), ...sum }
    })
    const rateOf = (isBetter: boolean) => {
      const own = sums.filter((sum) => sum.isBetter === isBetter)
      const total = (field: 'clicks' | 'impressions') => own.reduce((sum, one) => sum + one[field], 0)
      return total('clicks') / total('impressions')
    }
    expect(rateOf(true)).toBeGreaterThan(1.1 * rateOf(false))
  })
})

describe('an account', () => {
  test('refuses what its advertiser cannot do, and stays as it was', () => {
    const market = openMarket(4)
    const [campaignId = ''] = market.account.campaigns.keys()
    const budgetId = market.account.campaigns.get(campaignId)?.budgetId ?? ''
    const { version } = market.account
    const [keyword] = market.account.keywords.values()
    const again = { text: keyword?.text ?? '', matchType: keyword?.matchType ?? 'EXACT', cpcBidMicros: null } as const
    const wrong = [
      () => market.apply({ type: 'set_campaign', campaignId: '1', status: 'PAUSED' }),
      () => market.apply({ type: 'remove_budget', budgetId }),
      () => market.apply({ type: 'create_keyword', adGroupId: keyword?.adGroupId ?? '', status: 'ENABLED', ...again }),
    ]
    expect(wrong.map((act) => codeOf(act))).toEqual(['not_found', 'budget_in_use', 'duplicate'])
    expect(market.account.version).toBe(version)
  })

  test('costs nothing while it is paused', () => {
    const market = openMarket(4)
    for (const campaignId of market.account.campaigns.keys()) {
      market.apply({ type: 'set_campaign', campaignId, status: 'PAUSED' })
    }
    expect(pass(market, 7).map(({ impressions, costMicros }) => impressions + costMicros)).toEqual([
      0, 0, 0, 0, 0, 0, 0,
    ])
  })

  test('is that of a tradesman in an American town', () => {
    const outside: string[] = []
    const judge = (seed: number, what: string, value: number, [min, max]: readonly [number, number]) => {
      if (!(value >= min && value <= max)) outside.push(`seed ${seed}: ${what} is ${value}`)
    }
    let [bad, all] = [0, 0]
    for (let seed = 101; seed <= 120; seed += 1) {
      const market = openMarket(seed)
      const days = pass(market, 60)
      const sum = (of: (day: MarketDay) => number) => days.reduce((total, day) => total + of(day), 0)
      const leads = days.flatMap((day) => day.leads)
      const booked = leads.filter(({ willBook }) => willBook)
      const budget = [...market.account.budgets.values()].reduce((total, one) => total + one.amountMicros, 0) / 1e6
      judge(seed, 'the number of keywords', market.account.keywords.size, [8, 25])
      judge(seed, 'the number of campaigns', market.account.campaigns.size, [2, 4])
      judge(seed, 'the budget a day', budget, [28, 123])
      judge(seed, 'a click in dollars', sum((day) => day.costMicros) / sum((day) => day.clicks) / 1e6, [4, 25])
      judge(seed, 'clicks of impressions', sum((day) => day.clicks) / sum((day) => day.impressions), [0.03, 0.1])
      judge(seed, 'leads of clicks', leads.length / sum((day) => day.clicks), [0.02, 0.2])
      judge(seed, 'bookings of leads', booked.length / leads.length, [0.2, 0.75])
      judge(seed, 'a job in dollars', booked.reduce((a, b) => a + b.valueMinor, 0) / booked.length / 100, [200, 900])
      const truths = market.truth().keywords
      bad += truths.filter(({ isBad }) => isBad).length
      all += truths.length
    }
    expect(outside).toEqual([])
    expect(bad / all).toBeGreaterThan(0.15)
    expect(bad / all).toBeLessThan(0.4)
  })
})

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof MarketRefusal) return error.code
    throw error
  }
  return 'nothing was refused'
}
