import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'

type Entry = { id: number; direction: string; provider: string; words: string; status: number | null }
type Text = { sid: string; from: string; to: string; receivedAt: number }
type Thread = { number: string; name?: string; entries: unknown[] }
type Notice = { id: string; at: number; text?: string }

/** The page's own files, as the browser gets them. */
const load = (name: string): Promise<unknown> => import(pathToFileURL(path.join(import.meta.dirname, name)).href)
const { fold } = (await load('behind-panel.js')) as { fold: (entries: Entry[]) => (Entry & { count: number })[] }
const { threadsOf, usualNumber } = (await load('world-reader.js')) as {
  threadsOf: (owner: string, texts: Text[], options: object) => Thread[]
  usualNumber: (texts: Text[], numbers: string[]) => string
}
const { createNotices } = (await load('notices.js')) as {
  createNotices: () => {
    take(owner: string, entries: Notice[]): { fresh: Notice[]; unread: Notice[] }
    markRead(): void
  }
}
const { orderOf } = (await load('live-call.js')) as {
  orderOf: (choice: object, outcome: string, isHidden: boolean) => object
}
const { describePlayed } = (await load('live-moment.js')) as { describePlayed: (answer: object) => string }
const dom = (await load('dom.js')) as {
  setTimeZone(zone: string): void
  spellTime(form: string, at: number): string
  spellPhone(phone: string): string
}

const OWNER = '+12145550147'
const SHOP = '+15125550101'

describe('the log', () => {
  test('keeps a run of the same thing on one line, and a failure apart', () => {
    const entry = { direction: 'to_shoulder', provider: 'twilio', words: 'tells how a text fares' }
    const rows = fold([200, 200, 503, 200].map((status, place) => ({ id: place, ...entry, status })))
    expect(rows.map(({ id, count, status }) => [id, count, status])).toEqual([
      [0, 2, 200],
      [2, 1, 503],
      [3, 1, 200],
    ])
  })
})

describe('the threads of a phone', () => {
  test('part by the other side, the newest first, with the calls among the texts', () => {
    const texts = [
      { sid: 'SM1', from: SHOP, to: OWNER, receivedAt: 20 },
      { sid: 'SM2', from: OWNER, to: SHOP, receivedAt: 30 },
      { sid: 'SM3', from: '+15125550109', to: OWNER, receivedAt: 40 },
    ]
    const calls = [{ id: 'CA1', at: 10, words: 'Missed call' }]
    const threads = threadsOf(OWNER, texts, { names: new Map([[SHOP, 'Bluebonnet']]), calls, withCalls: SHOP })
    expect(threads.map(({ number, name }) => [number, name])).toEqual([
      ['+15125550109', undefined],
      [SHOP, 'Bluebonnet'],
    ])
    expect(threads[1]?.entries).toEqual([{ call: calls[0] }, texts[0], texts[1]])
  })
})

test('the number that a phone writes to is the one of the business it last had a text with', () => {
  const other = '+19015550142'
  const first = { sid: 'SM1', from: SHOP, to: OWNER, receivedAt: 20 }
  expect(usualNumber([], [SHOP, other])).toBe(SHOP)
  expect(usualNumber([first], [SHOP, other])).toBe(SHOP)
  expect(usualNumber([first, { ...first, from: other, receivedAt: 30 }], [SHOP, other])).toBe(other)
})

describe('the notices of a phone', () => {
  test('are news once, and unread until somebody looks', () => {
    const notices = createNotices()
    const now = Date.now()
    const old = { id: 'a', at: now - 3_600_000 }
    const recent = { id: 'b', at: now - 60_000 }
    expect(notices.take(OWNER, [old, recent])).toMatchObject({ fresh: [], unread: [{ id: 'b' }] })
    const third = { id: 'c', at: now }
    expect(notices.take(OWNER, [old, recent, third])).toMatchObject({
      fresh: [{ id: 'c' }],
      unread: [{ id: 'c' }, { id: 'b' }],
    })
    notices.markRead()
    expect(notices.take(OWNER, [old, recent, third])).toEqual({ fresh: [], unread: [] })
  })

  test('of another phone are not news', () => {
    const notices = createNotices()
    notices.take(OWNER, [])
    expect(notices.take(SHOP, [{ id: 'a', at: Date.now() }]).fresh).toEqual([])
  })
})

describe('a call', () => {
  const business = { smsNumber: SHOP, ghlLocationId: 'locShop' }
  const caller = { number: OWNER, name: 'Pat', email: '' }

  test('carries who calls, and the location where GoHighLevel owns the number', () => {
    expect(orderOf({ caller, business, via: 'ghl' }, 'busy', false)).toEqual({
      ...{ to: SHOP, from: OWNER, name: 'Pat', outcome: 'busy', via: 'ghl', locationId: 'locShop' },
    })
  })

  test('from a hidden number carries nobody', () => {
    const order = orderOf({ caller, business, via: 'twilio' }, 'no-answer', true)
    expect(order).toEqual({ to: SHOP, from: 'anonymous', outcome: 'no-answer', via: 'twilio' })
  })

  test('brings an answer along for a number that may ask, and for no other', () => {
    const agrees = (via: string) => orderOf({ caller, business, via, agrees: true }, 'no-answer', false)
    expect(agrees('twilio')).toMatchObject({ digits: '1', says: 'yes' })
    expect(agrees('ghl')).not.toHaveProperty('digits')
  })

  test('to our number itself is played by people, moment by moment', () => {
    const order = orderOf({ caller, business, via: 'direct' }, 'voicemail', false)
    expect(order).toMatchObject({ to: SHOP, from: OWNER, via: 'twilio', isLive: true })
    expect(order).not.toHaveProperty('locationId')
  })

  test.each([
    [{ callStatus: 'no-answer', heard: [`[rings ${SHOP}]`] }, /^Hung up before/],
    [{ callStatus: 'completed', heard: [`[rings ${SHOP}]`] }, /key 1$/],
    [
      { callStatus: 'completed', heard: [`[rings ${SHOP}]`, 'You have reached us.'] },
      /^Heard the greeting and hung up$/,
    ],
    [
      { callStatus: 'completed', heard: ['You have reached us.'], recordings: [{}] },
      /^A message was left.*Settings, Calls/,
    ],
  ])('that people played is told as it went: %j', (answer, words) => {
    expect(describePlayed(answer)).toMatch(words)
  })
})

test('times are those of the business, and numbers as people write them', () => {
  dom.setTimeZone('America/Chicago')
  expect(dom.spellTime('brief', Date.UTC(2026, 10, 25, 23, 12))).toMatch(/5:12\sPM/)
  dom.setTimeZone('America/New_York')
  expect(dom.spellTime('brief', Date.UTC(2026, 10, 25, 23, 12))).toMatch(/6:12\sPM/)
  expect(dom.spellPhone(OWNER)).toBe('(214)\u00a0555\u20110147')
})
