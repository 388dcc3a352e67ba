import { describe, expect, test } from 'vitest'
import { describeDay } from '../../base/local-time.ts'
import type { Change, FindingKind } from '../monitor/figures.ts'
import type { Call, DiagnosticSeen, Matter, SentText } from './observed.ts'
import { packTable, unpackTable } from './pack.ts'
import { explain } from './rules.ts'

const TODAY = 20_700
const SINCE = TODAY - 20

const AREAS = ['+1512', '+1737', '+1254']
const SERVICES = ['Drain clearing', 'Leak repair', 'AC repair']
const HOURS = [9, 14, 18, 20]

/** Six matters a day, each its own mixture, so that every part of the business overlaps every other. */
function matterOf(on: number, place: number): Matter {
  const turn = on * 7 + place
  const isReplied = turn % 5 < 3
  return {
    ...{ on, hour: HOURS[turn % 4] ?? 9, source: place === 5 ? 'google_ads' : 'missed_call', lineType: 'mobile' },
    campaign: place === 5 ? (on % 2 === 0 ? 'Search' : 'Emergency') : null,
    ...{ language: (on * 3 + place) % 7 < 2 ? 'es' : 'en', area: AREAS[turn % 3] ?? null, isKnown: turn % 6 === 0 },
    service: isReplied && turn % 2 === 0 ? (SERVICES[turn % 3] ?? null) : null,
    ...{ variant: 'ours', isTexted: true, fate: 'delivered', code: null, isTextLate: false, isAnswerLate: false },
    ...{ isReplied, isBooked: isReplied && turn % 11 < 6, isOptedOut: turn % 97 === 0 },
  }
}

type Break = (matter: Matter, place: number) => Partial<Matter>

function seenOf(kind: FindingKind, breaks: Break, changes: Change[] = []): DiagnosticSeen {
  const days = Array.from({ length: 120 }, (_day, place) => TODAY - 120 + place)
  const matters = days.flatMap((on) =>
    [0, 1, 2, 3, 4, 5].map((place) => {
      const matter = matterOf(on, place)
      return on < SINCE ? matter : { ...matter, ...breaks(matter, place) }
    }),
  )
  const evidence = {
    ...{ kind, subject: null, since: describeDay(SINCE), hits: 10, of: 80, usual: 0.5, factor: 0.4 },
    ...{ score: 9, isSlow: false, limit: null },
  }
  const rest = { observedAt: TODAY * 86_400_000, language: 'en' as const, today: TODAY, holidays: [] }
  return { findingId: 'fnd_0', evidence, matters, texts: [], calls: [], spend: [], changes, ...rest }
}

function first(seen: DiagnosticSeen): { code: string; subject: string | null } | null {
  const [cause] = explain(seen).causes
  return cause ? { code: cause.code, subject: cause.subject } : null
}

const unreplied = { isReplied: false, isBooked: false, service: null }

describe('what is behind fewer bookings', () => {
  test('a price that was changed, where only its service fell', () => {
    const breaks: Break = ({ service }) => (service === 'Leak repair' ? { isBooked: false } : {})
    const seen = seenOf('conversion_low', breaks, [{ on: SINCE, what: 'priceBook' }])
    expect(first(seen)).toEqual({ code: 'price', subject: 'Leak repair' })
    expect(explain(seen).causes[0]).toMatchObject({ changedOn: describeDay(SINCE), came: 0 })
  })

  test('the same price, where something else was changed as well', () => {
    const breaks: Break = ({ service }) => (service === 'Leak repair' ? { isBooked: false } : {})
    const decoys = [
      { on: SINCE - 2, what: 'scripts:missed_call_text:en' },
      { on: SINCE, what: 'priceBook' },
      { on: SINCE + 1, what: 'openingHours' },
    ]
    expect(first(seenOf('conversion_low', breaks, decoys))).toEqual({ code: 'price', subject: 'Leak repair' })
  })

  test('words that were changed in one language', () => {
    const breaks: Break = ({ language }) => (language === 'es' ? unreplied : {})
    const changes = [{ on: SINCE, what: 'scripts:missed_call_text:es' }]
    expect(first(seenOf('reply_low', breaks, changes))).toEqual({ code: 'script', subject: 'missed_call_text:es' })
    expect(first(seenOf('reply_low', breaks))).toEqual({ code: 'segment', subject: 'language:es' })
  })

  test('texts that are filtered, and not the area in which most of them are', () => {
    const breaks: Break = ({ area }, place) =>
      area === '+1512' && place !== 5 ? { ...unreplied, fate: 'failed', code: '30007' } : {}
    expect(first(seenOf('reply_low', breaks))).toEqual({ code: 'delivery', subject: '30007' })
  })

  test('answers that come late, whenever they do', () => {
    const breaks: Break = ({ hour, isReplied }) =>
      isReplied && hour >= 18 ? { isAnswerLate: true, isBooked: false } : {}
    expect(first(seenOf('conversion_low', breaks))).toEqual({ code: 'late_answers', subject: null })
  })

  test('nothing in particular, where it fell everywhere', () => {
    const breaks: Break = ({ on }) => (on % 2 === 0 ? unreplied : {})
    expect(first(seenOf('reply_low', breaks))).toEqual({ code: 'everywhere', subject: null })
  })

  test('nothing at all, where nothing fell', () => {
    expect(explain(seenOf('conversion_low', () => ({}))).causes).toEqual([])
  })
})

describe('what is behind the other findings', () => {
  const text = (on: number, place: number): SentText => {
    const rest = { language: 'en', lineType: 'mobile', template: 'missed_call_text' }
    return { ...rest, on, hour: 9, area: AREAS[place % 3] ?? null, fate: 'delivered', code: null }
  }

  test('the provider’s code comes first, and then where', () => {
    const texts = Array.from({ length: 720 }, (_text, place) => text(TODAY - 120 + Math.floor(place / 6), place))
    const failing = texts.map((sent): SentText => {
      return sent.on >= SINCE && sent.area === '+1737' ? { ...sent, fate: 'failed', code: '30007' } : sent
    })
    const { causes } = explain({ ...seenOf('delivery_failing', () => ({})), texts: failing })
    expect(causes.map(({ code, subject }) => `${code} ${subject}`)).toEqual(['delivery 30007', 'segment area:+1737'])
  })

  const calls = (isIn: (call: Call) => boolean): Call[] =>
    Array.from({ length: 600 }, (_call, place) => {
      const on = TODAY - 120 + Math.floor(place / 5)
      return {
        on,
        hour: HOURS[place % 4] ?? 9,
        area: AREAS[place % 3] ?? null,
        via: place % 2 === 0 ? 'ghl' : 'twilio',
      }
    }).filter((call) => call.on < SINCE || isIn(call))

  test('all calls, or those that come one way', () => {
    const seen = seenOf('calls_silent', () => ({}))
    expect(first({ ...seen, calls: calls(() => false) })).toEqual({ code: 'no_calls', subject: null })
    expect(first({ ...seen, calls: calls(({ via }) => via === 'ghl') })).toEqual({
      code: 'no_calls',
      subject: 'via:twilio',
    })
    const changes = [{ on: SINCE, what: 'smsNumber' }]
    expect(first({ ...seen, changes, calls: calls(() => false) })).toEqual({ code: 'setting', subject: 'smsNumber' })
  })

  test('the campaign that brings less for its money', () => {
    const breaks: Break = ({ campaign }) => (campaign === 'Search' ? { campaign: null, source: 'web' } : {})
    const seen = seenOf('cpl_high', breaks)
    const spend = [...new Set(seen.matters.map(({ on }) => on))].flatMap((on) =>
      ['Search', 'Emergency'].map((campaign) => ({ on, campaign, spendMinor: 2_000 })),
    )
    expect(first({ ...seen, spend })).toEqual({ code: 'campaign', subject: 'Search' })
  })

  test('what is late is its own cause, with the hours in which it is', () => {
    const breaks: Break = ({ hour, isReplied }) => (isReplied && hour >= 14 && hour < 17 ? { isAnswerLate: true } : {})
    const { causes } = explain(seenOf('answers_late', breaks))
    expect(causes.map(({ code, subject }) => `${code} ${subject}`)).toEqual([
      'late_answers null',
      'segment hour:afternoon',
    ])
  })
})

test('rows are the same after they were packed', () => {
  const { matters } = seenOf('reply_low', () => ({}))
  expect(unpackTable<Matter>(packTable(matters))).toEqual(matters)
  expect(unpackTable<Matter>(packTable<Matter>([]))).toEqual([])
})
