import { describe, expect, test } from 'vitest'
import type { Purse } from '../../ads/bounds.ts'
import { isWithinBounds, natureOf } from '../decision.ts'
import type { AdsAction } from './action.ts'
import { betaBelow } from './beta.ts'
import { isAdCopy } from './copy.ts'
import { LATELY_DAYS, noFigures, ripeness, sumDays, type Figures } from './figures.ts'
import { measureMoney } from './outcome.ts'
import { shareTaken } from './room.ts'
import { think } from './rules.ts'
import type { AdSeen, KeywordSeen, OptimizingSeen, TermSeen } from './seen.ts'

const USD = 1_000_000
const TODAY = 20_800
const CAMPAIGN = {
  ...{ campaignId: 'c1', status: 'ENABLED', bidding: 'MANUAL_CPC', budgetId: 'b1', isBudgetShared: false },
  ...{ budgetMicros: 50 * USD, spentMonthMicros: 0 },
}
const PURSE: Purse = {
  bounds: { isManaged: true, dailyMinor: 20_000, monthlyMinor: 1_000_000, bidMinor: 5_000 },
  ...{ minorMicros: 10_000, isStopped: false, campaigns: [CAMPAIGN], spentMonthMicros: 0, daysLeft: 20 },
  ...{ day: TODAY, changes: [] },
}

/** `clicks` at `each` dollars over 90 days, evenly. */
function figures(clicks: number, conversions: number, each = 10): Figures {
  const part = LATELY_DAYS / 90
  return {
    ...{ impressions: clicks * 20, clicks, ripeClicks: clicks, costMicros: clicks * each * USD, conversions },
    lately: {
      ...{ impressions: clicks * 20 * part, clicks: clicks * part, costMicros: clicks * each * USD * part },
      days: LATELY_DAYS,
    },
  }
}

const keyword = (text: string, of: Figures, given: Partial<KeywordSeen> = {}): KeywordSeen => ({
  ...{ keywordRef: `g1~${text}`, campaignId: 'c1', adGroupId: 'g1', text, matchType: 'EXACT', status: 'ENABLED' },
  ...{ bidMicros: 10 * USD, figures: of, ...given },
})
const term = (words: string, clicks: number, conversions = 0): TermSeen => {
  return { campaignId: 'c1', adGroupId: 'g1', term: words, figures: figures(clicks, conversions) }
}

/** A plumber whose clicks are worth $12: a tenth of them call, four of ten of those book, for $300. */
const SEEN: OptimizingSeen = {
  ...{ today: TODAY, currency: 'USD', purse: PURSE, negatives: [], ads: [], waiting: [], jobMinor: 30_000 },
  campaigns: [{ campaignId: 'c1', name: 'Plumbing', figures: figures(600, 60), lostToBudget: 0 }],
  keywords: [keyword('drain cleaning', figures(300, 30)), keyword('plumber', figures(300, 30))],
  terms: [term('drain cleaning', 300, 30), term('plumber', 300, 30)],
  leads: [{ campaignId: 'c1', keywordRef: null, ripe: 60, booked: 24, valued: 20, valueMinor: 600_000 }],
  capacity: { weekly: null, booked: 3, bookedByAds: 3 },
  own: {
    services: ['Drain cleaning', 'Plumber'],
    names: ['Lone Star Pipes'],
    places: ['Austin'],
    prices: ['$89'],
    jobs: [],
  },
}

const actionsOf = (given: Partial<OptimizingSeen>): AdsAction[] =>
  think({ ...SEEN, ...given }).proposals.map(({ action }) => action as AdsAction)
const ofKind = <K extends AdsAction['kind']>(actions: AdsAction[], kind: K) =>
  actions.filter((action): action is Extract<AdsAction, { kind: K }> => action.kind === kind)
const bidsIn = (given: Partial<OptimizingSeen>) =>
  ofKind(actionsOf(given), 'change_bids').flatMap(({ bids }) => bids.map(({ text, to }) => [text, to / USD]))
const negativesIn = (terms: TermSeen[], given: Partial<OptimizingSeen> = {}) =>
  ofKind(actionsOf({ terms: [...SEEN.terms, ...terms], ...given }), 'set_negatives')
    .flatMap((action) => action.terms.map(({ text }) => text))
    .sort()

describe('bids', () => {
  test('go up a fifth where a click is worth far more, and down where it is worth far less', () => {
    const keywords = [
      keyword('good', figures(200, 40, 8), { bidMicros: 8 * USD }),
      keyword('bad', figures(200, 14, 20), { bidMicros: 20 * USD }),
    ]
    expect(Object.fromEntries(bidsIn({ keywords }))).toEqual({ good: 9.6, bad: 16 })
  })

  test('stay where too little is known', () => {
    const keywords = [...SEEN.keywords, keyword('new', figures(3, 0), { bidMicros: 12 * USD })]
    expect(bidsIn({ keywords }).map(([text]) => text)).not.toContain('new')
  })

  test('fall where the money runs out before the day does', () => {
    const campaigns = [{ campaignId: 'c1', name: 'Plumbing', figures: figures(600, 60), lostToBudget: 0.6 }]
    expect(bidsIn({ campaigns })).toEqual([
      ['drain cleaning', 8],
      ['plumber', 8],
    ])
  })

  test('fall where the diary is full', () => {
    expect(bidsIn({ capacity: { weekly: 2, booked: 4, bookedByAds: 4 } }).map(([, to]) => to)).toEqual([8, 8])
  })

  test.each<[string, Partial<Purse>]>([
    ['where Google sets them', { campaigns: [{ ...CAMPAIGN, bidding: 'MAXIMIZE_CONVERSIONS' }] }],
    ['of a campaign that is paused', { campaigns: [{ ...CAMPAIGN, status: 'PAUSED' }] }],
    ['where nobody has said that it may manage', { bounds: { ...PURSE.bounds, isManaged: false } }],
    ['while changes stand still', { isStopped: true }],
  ])('are left alone %s', (_name, given) => {
    const keywords = [keyword('bad', figures(200, 2, 20), { bidMicros: 20 * USD })]
    expect(bidsIn({ keywords, purse: { ...PURSE, ...given } })).toEqual([])
  })

  test('are left alone while a person has still to answer, or nobody knows what a job brings', () => {
    const keywords = [keyword('bad', figures(40, 0, 20), { bidMicros: 20 * USD })]
    expect(bidsIn({ keywords, waiting: ['bid:g1~bad'] })).toEqual([])
    expect(bidsIn({ keywords, jobMinor: null, leads: [] })).toEqual([])
  })
})

describe('a keyword is paused', () => {
  const paused = (of: Figures) =>
    ofKind(actionsOf({ keywords: [...SEEN.keywords, keyword('tested', of)] }), 'switch_keywords').flatMap(
      (one) => one.keywords,
    )

  test.each<[string, Figures, boolean]>([
    ['after fifty clicks that nothing came of', figures(60, 0), true],
    ['not after forty', figures(40, 0), false],
    ['not where most of its clicks are of yesterday', { ...figures(60, 0), ripeClicks: 45 }, false],
    ['not for clicks that cost next to nothing', figures(60, 0, 0.5), false],
    ['where one lead of very many clicks will never pay', figures(400, 1), true],
    ['not where it pays', figures(400, 60), false],
  ])('%s', (_name, of, expected) => {
    expect(paused(of).length > 0).toBe(expected)
  })
})

describe('words are left out', () => {
  test('that tell of somebody who hires nobody, after few clicks', () => {
    expect(negativesIn([term('diy drain cleaning', 3), term('plumber jobs', 2), term('how to fix drain', 2)])).toEqual([
      'diy',
      'how to',
      'jobs',
    ])
  })

  test('that are nobody’s of the business only after many', () => {
    expect(negativesIn([term('drain snake hire', 4)])).toEqual([])
    expect(negativesIn([term('storm drain grates', 40)])).toEqual(['grates', 'storm'])
  })

  test.each<[string, TermSeen[], Partial<OptimizingSeen>]>([
    ['what somebody came by', [term('free plumber', 2), term('plumber free estimate', 6, 1)], {}],
    [
      'the business’s own services',
      [term('water heater parts', 4)],
      { own: { ...SEEN.own, services: ['Parts', 'Water heater'] } },
    ],
    ['its name', [term('lone star pipes', 90)], {}],
    ['its town', [term('austin', 90)], {}],
    ['what only means that somebody is in a hurry', [term('emergency plumber near me', 90)], {}],
    [
      'what is left out already',
      [term('diy plumber', 9)],
      { negatives: [{ campaignId: 'c1', text: 'diy', matchType: 'PHRASE' }] },
    ],
  ])('but never %s', (_name, terms, given) => {
    expect(negativesIn(terms, given)).toEqual([])
  })
})

describe('a daily budget', () => {
  const budgetsIn = (given: Partial<OptimizingSeen>) =>
    ofKind(actionsOf(given), 'set_ad_budget').map(({ campaignId, to }) => [campaignId, to / USD])
  const campaign = (clicks: number, lostToBudget: number) => [
    { campaignId: 'c1', name: 'Plumbing', figures: figures(clicks, clicks / 10, 8), lostToBudget },
  ]
  const keywords = [keyword('plumber', figures(500, 60, 8))]

  test('goes up where it runs out and what it buys pays', () => {
    expect(budgetsIn({ keywords, campaigns: campaign(500, 0.3) })).toEqual([['c1', 60]])
  })

  test.each<[string, Partial<OptimizingSeen>]>([
    ['lasts', { keywords, campaigns: campaign(500, 0.02) }],
    ['buys what does not pay', { keywords: [keyword('plumber', figures(500, 20, 8))], campaigns: campaign(500, 0.3) }],
    [
      'buys what nobody has the time for',
      { keywords, campaigns: campaign(500, 0.3), capacity: { weekly: 3, booked: 3, bookedByAds: 3 } },
    ],
    [
      'is as high as a person allows',
      { keywords, campaigns: campaign(500, 0.3), purse: { ...PURSE, bounds: { ...PURSE.bounds, dailyMinor: 5_000 } } },
    ],
  ])('does not go up where it %s', (_name, given) => {
    expect(budgetsIn(given).filter(([, to]) => Number(to) > 50)).toEqual([])
  })

  test('goes down where more is booked than can be done', () => {
    const full = { weekly: 1, booked: 3, bookedByAds: 3 }
    const [[, to] = []] = budgetsIn({ keywords, campaigns: campaign(500, 0), capacity: full })
    expect(Number(to)).toBeLessThan(50)
    expect(Number(to)).toBeGreaterThanOrEqual(35)
  })

  test('that others spend from is left alone', () => {
    const purse = { ...PURSE, campaigns: [{ ...CAMPAIGN, isBudgetShared: true }] }
    expect(budgetsIn({ keywords, campaigns: campaign(500, 0.3), purse })).toEqual([])
  })
})

describe('advertisements', () => {
  const ad = (name: string, clicks: number, conversions = 1): AdSeen => ({
    ...{ adRef: `g1~${name}`, adGroupId: 'g1', campaignId: 'c1', status: 'ENABLED', headlines: [name] },
    ...{ descriptions: ['One', 'Two'], finalUrl: 'https://shop.example.com/' },
    days: Array.from({ length: 30 }, (_, day) => ({ day: TODAY - 30 + day, impressions: 40, clicks, conversions })),
  })

  test('the one that brings fewer clicks is paused', () => {
    const [action] = ofKind(actionsOf({ ads: [ad('Better', 4), ad('Worse', 2)] }), 'switch_ad')
    expect(action).toMatchObject({ adRef: 'g1~Worse', isOn: false })
  })

  test.each<[string, AdSeen[]]>([
    ['where they are alike', [ad('One', 3), ad('Other', 3)]],
    ['where the leads say otherwise', [ad('Clicked', 4, 0), ad('Called', 2, 1)]],
    ['where there is one', [ad('Only', 1)]],
  ])('none is paused %s', (_name, ads) => {
    expect(ofKind(actionsOf({ ads }), 'switch_ad')).toEqual([])
  })

  test('another is tried beside one that is alone, in words the business can stand by', () => {
    const [action] = ofKind(actionsOf({ ads: [ad('Only', 3)] }), 'try_ad')
    expect(action).toMatchObject({ adGroupId: 'g1', finalUrl: 'https://shop.example.com/' })
    expect(action?.headlines).toContain('Drain Cleaning in Austin')
    expect(action?.descriptions.join(' ')).toContain('$89')
  })

  const copy = {
    ...{ headlines: ['Drain Cleaning', 'Call Today', 'Fair Prices'], finalUrl: 'https://shop.example.com/' },
    descriptions: ['We come today.', 'Call us now!'],
  }
  test.each<[string, Partial<typeof copy>, boolean]>([
    ['plain words', {}, true],
    ['a headline of 31 letters', { headlines: ['A', 'B', 'x'.repeat(31)] }, false],
    ['a number to call', { descriptions: ['Call 512-555-0111 now.', 'Two'] }, false],
    ['a superlative', { headlines: ['Best Plumber', 'B', 'C'] }, false],
    ['a headline that shouts', { headlines: ['Call Now!', 'B', 'C'] }, false],
    ['the same twice', { headlines: ['A', 'a', 'C'] }, false],
    ['a link in the words', { descriptions: ['See www.example.com', 'Two'] }, false],
    ['a page that is not sealed', { finalUrl: 'http://shop.example.com/' }, false],
  ])('may be %s or not', (_name, given, expected) => {
    expect(isAdCopy({ ...copy, ...given })).toBe(expected)
  })
})

describe('what is decided', () => {
  test('lies within what any agent may do, is bundled by kind and comes weightiest first', () => {
    const terms = [...SEEN.terms, term('plumber jobs', 30), term('diy plumber', 9)]
    const keywords = [...SEEN.keywords, keyword('bad', figures(200, 1, 25), { bidMicros: 25 * USD })]
    const { proposals } = think({ ...SEEN, terms, keywords })
    expect(proposals.map(({ action }) => action.kind)).toEqual(['switch_keywords', 'change_bids', 'set_negatives'])
    for (const { action, evidence } of proposals) {
      expect(isWithinBounds(action)).toBe(true)
      expect(natureOf(action)).toBe('change')
      expect(evidence.length).toBeGreaterThan(0)
    }
  })

  test.each<[string, AdsAction]>([
    [
      'a bid beyond a step',
      {
        kind: 'change_bids',
        on: '2026-12-01',
        currency: 'USD',
        bids: [{ keywordRef: 'k', campaignId: 'c', text: 't', from: 1_000_000, to: 2_000_000, dailyMicros: 0 }],
      },
    ],
    ['nothing at all', { kind: 'change_bids', on: '2026-12-01', currency: 'USD', bids: [] }],
    [
      'keywords begun again',
      {
        kind: 'switch_keywords',
        on: '2026-12-01',
        isOn: true,
        keywords: [{ keywordRef: 'k', campaignId: 'c', text: 't', dailyMicros: 0 }],
      },
    ],
    [
      'words that hold orders',
      {
        kind: 'set_negatives',
        on: '2026-12-01',
        isOn: true,
        terms: [{ campaignId: 'c', text: 'x"; DROP', dailyMicros: 0 }],
      },
    ],
    [
      'a budget that is halved',
      {
        kind: 'set_ad_budget',
        on: '2026-12-01',
        campaignId: 'c',
        campaign: 'C',
        budgetId: 'b',
        currency: 'USD',
        from: 100,
        to: 50,
      },
    ],
  ])('is never %s', (_name, action) => {
    expect(isWithinBounds(action)).toBe(false)
  })
})

describe('figures', () => {
  test('of clicks grow ripe, and today does not count', () => {
    expect(ripeness(0)).toBe(0)
    expect(ripeness(14)).toBe(1)
    for (let age = 1; age < 20; age += 1) expect(ripeness(age)).toBeGreaterThanOrEqual(ripeness(age - 1))
    const day = { impressions: 10, clicks: 2, costMicros: USD, conversions: 1 }
    expect(sumDays([{ day: TODAY, ...day }], TODAY)).toEqual(noFigures())
    expect(sumDays([{ day: TODAY - 30, ...day }], TODAY)).toMatchObject({ ripeClicks: 2, lately: { clicks: 0 } })
  })

  test('the Beta distribution agrees with the sum it is for whole numbers', () => {
    // P(X < x) of Beta(a, b) is the chance of at least a successes in a + b − 1.
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k)
    for (const [a, b, x] of [
      [1, 1, 0.3],
      [2, 5, 0.2],
      [8, 40, 0.1],
      [3, 90, 0.05],
    ] as const) {
      let sum = 0
      const tries = a + b - 1
      for (let hits = a; hits <= tries; hits += 1) sum += choose(tries, hits) * x ** hits * (1 - x) ** (tries - hits)
      expect(betaBelow(x, a, b)).toBeCloseTo(sum, 9)
    }
  })

  test('one more booking is worth less the fuller the diary', () => {
    expect(shareTaken({ weekly: null, booked: 90 })).toBe(1)
    const shares = [1, 5, 9, 10, 12, 20].map((booked) => shareTaken({ weekly: 10, booked }))
    expect(shares).toEqual([...shares].sort((one, other) => other - one))
    expect(shares[0]).toBeGreaterThan(0.99)
    expect(shares.at(-1)).toBeLessThan(0.05)
  })

  test('what a change brought is set against what was left alone', () => {
    const span = (conversions: number, cost: number) => ({ clicks: 100, conversions, costMicros: cost * USD })
    // A season that halves everything has brought nothing and cost nothing.
    const season = measureMoney(
      { before: span(40, 400), after: span(20, 200) },
      { before: span(60, 600), after: span(30, 300) },
      ...([100 * USD, 10_000] as const),
    )
    expect(season.moneyMinor?.change).toBeCloseTo(0)
    const saved = measureMoney(
      { before: span(40, 4_000), after: span(40, 1_000) },
      { before: span(60, 600), after: span(60, 600) },
      ...([100 * USD, 10_000] as const),
    )
    expect(saved.moneyMinor?.change).toBeCloseTo(300_000)
  })
})
