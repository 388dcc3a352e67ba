import { describe, expect, test } from 'vitest'
import type { Action, Evidence } from '../decision.ts'
import { describeAction, describeEvidence } from './describe.ts'

const EN = { language: 'en', currency: 'USD' } as const
const ES = { language: 'es', currency: 'USD' } as const
const OF = { on: '2026-12-01', campaignId: '21', dailyMicros: 0 }

const ACTIONS: [Action, string, string][] = [
  [
    {
      ...{ kind: 'change_bids', on: OF.on, currency: 'USD' },
      bids: [
        { ...OF, keywordRef: '7~1', text: 'drain cleaning', from: 4_000_000, to: 4_800_000 },
        { ...OF, keywordRef: '7~2', text: 'sump pump', from: 20_000_000, to: 16_000_000 },
      ],
    },
    'Change what a click may cost: “drain cleaning” $4 → $4.80, “sump pump” $20 → $16.',
    'Cambiar lo que puede costar un clic: «drain cleaning» $4 → $4.80, «sump pump» $20 → $16.',
  ],
  [
    { kind: 'switch_keywords', on: OF.on, isOn: false, keywords: [{ ...OF, keywordRef: '7~2', text: 'sump pump' }] },
    'Stop advertising for “sump pump”.',
    'Dejar de anunciar para «sump pump».',
  ],
  [
    {
      kind: 'set_negatives',
      on: OF.on,
      isOn: true,
      terms: [
        { ...OF, text: 'diy' },
        { ...OF, campaignId: '22', text: 'diy' },
      ],
    },
    'Show no ad to people who search for “diy”.',
    'No mostrar anuncios a quien busca «diy».',
  ],
  [
    {
      ...{ kind: 'set_ad_budget', on: OF.on, campaignId: '21', campaign: 'Plumbing', budgetId: '3', currency: 'USD' },
      ...{ from: 50_000_000, to: 60_000_000 },
    },
    'Change the daily budget of “Plumbing” from $50 to $60.',
    'Cambiar el presupuesto diario de «Plumbing» de $50 a $60.',
  ],
  [
    {
      ...{ kind: 'try_ad', campaignId: '21', adGroupId: '7', finalUrl: 'https://shop.example.com/' },
      ...{ headlines: ['Drains', 'Call Today', 'Fair Prices'], descriptions: ['One', 'Two'] },
    },
    'Try another ad beside the one that runs: “Drains”, “Call Today”, “Fair Prices”.',
    'Probar otro anuncio junto al que ya se muestra: «Drains», «Call Today», «Fair Prices».',
  ],
  [
    { kind: 'drop_ad', campaignId: '21', adGroupId: '7', changeId: 'chg_1' },
    'Pause the ad that was tried.',
    'Pausar el anuncio que se probó.',
  ],
  [
    { kind: 'switch_ad', campaignId: '21', adRef: '7~9', headline: 'Quality Service', isOn: false },
    'Pause the ad that does worse: “Quality Service”.',
    'Pausar el anuncio que rinde menos: «Quality Service».',
  ],
]

const COUNTS = { clicks: 12, conversions: 1, costMicros: 96_000_000, currency: 'USD' }
const SEEN: [Evidence, string][] = [
  [
    { code: 'keyword_seen', keyword: 'sump pump', ...COUNTS, worthMicros: 5_500_000, clickMicros: 8_000_000 },
    '“sump pump”: 12 clicks for $96 brought 1 lead; a click costs $8 and is worth about $5.50.',
  ],
  [
    { code: 'search_seen', words: 'diy', ...COUNTS, conversions: 0 },
    'Searches with “diy”: 12 clicks for $96, 0 leads.',
  ],
  [
    {
      ...{ code: 'budget_seen', campaign: 'Plumbing', currency: 'USD', costMicros: 700_000_000 },
      ...{ worthMicros: 1_400_000_000, lostToBudget: 0.3, booked: 4.2, weekly: 10 },
    },
    '“Plumbing” cost $700 in two weeks and brings about $1,400. 30% of searches were missed for want of money. 4 of 10 visits a week are booked.',
  ],
  [
    { code: 'ad_seen', headline: 'Quality Service', clicks: 30, conversions: 2 },
    'The ad “Quality Service” had 30 clicks and 2 leads.',
  ],
]

describe('what is said of advertising', () => {
  test.each(ACTIONS)('$kind', (action, english, spanish) => {
    expect([describeAction(action, false, EN), describeAction(action, false, ES)]).toEqual([english, spanish])
    for (const reader of [EN, ES])
      expect(describeAction(action, true, reader)).not.toBe(describeAction(action, false, reader))
  })

  test.each(SEEN)('$code', (seen, english) => {
    expect(describeEvidence(seen, EN)).toBe(english)
    expect(describeEvidence(seen, ES)).toMatch(/\d.*\.$/)
    expect(describeEvidence(seen, ES)).not.toBe(english)
  })
})
