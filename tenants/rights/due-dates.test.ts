import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../base/clock.ts'
import { describeLocalTime } from '../base/local-time.ts'
import type { PrivacyLaw, RequestType } from '../contract/rights.ts'
import { computeDeadlines, judgeClock, planReminders } from './due-dates.ts'

const CHICAGO = 'America/Chicago'
const at = (iso: string) => Date.parse(iso)
const day = (instant: number | null, zone = CHICAGO) => instant && describeLocalTime(zone, instant)

type Row = [
  law: PrivacyLaw,
  type: RequestType,
  received: string,
  isExtended: boolean,
  confirmBy: string | null,
  dueAt: string,
  lawDueAt: string,
]

const E = ' 23:59'

const ROWS: Row[] = [
  // Ten business days around Thanksgiving (Nov 26) from a Monday.
  ['ccpa', 'erasure', '2026-11-23T16:00:00Z', false, `2026-12-08${E}`, `2026-12-23${E}`, `2027-01-07${E}`],
  // Christmas and New Year, both Fridays of 2026/27, count as no business days.
  ['ccpa', 'access', '2026-12-21T18:00:00Z', false, `2027-01-06${E}`, `2027-01-20${E}`, `2027-02-04${E}`],
  ['ccpa', 'erasure', '2026-11-23T16:00:00Z', true, `2026-12-08${E}`, `2027-02-21${E}`, `2027-02-21${E}`],
  // July 4 of 2026 is a Saturday, observed on Friday the 3rd.
  ['ccpa', 'access', '2026-06-26T18:00:00Z', false, `2026-07-13${E}`, `2026-07-26${E}`, `2026-08-10${E}`],
  // Saying no to a use has fifteen business days, no receipt to confirm and no extension; Presidents' Day is Feb 16.
  ['ccpa', 'objection', '2026-02-02T18:00:00Z', false, null, `2026-02-24${E}`, `2026-02-24${E}`],
  ['ccpa', 'objection', '2026-02-02T18:00:00Z', true, null, `2026-02-24${E}`, `2026-02-24${E}`],
  // A weekend's request counts from its own day; Juneteenth lies within.
  ['ccpa', 'access', '2026-06-13T18:00:00Z', false, `2026-06-29${E}`, `2026-07-13${E}`, `2026-07-28${E}`],
  // A month from the 31st of January ends with February; our own clock would be later.
  ['gdpr', 'access', '2027-01-31T18:00:00Z', false, null, `2027-02-28${E}`, `2027-02-28${E}`],
  ['gdpr', 'access', '2028-01-31T18:00:00Z', false, null, `2028-02-29${E}`, `2028-02-29${E}`],
  // A month of 31 days is longer than our clock.
  ['gdpr', 'erasure', '2026-12-15T18:00:00Z', false, null, `2027-01-14${E}`, `2027-01-15${E}`],
  ['gdpr', 'access', '2026-11-30T18:00:00Z', true, null, `2027-02-28${E}`, `2027-02-28${E}`],
  ['gdpr', 'access', '2026-08-31T18:00:00Z', false, null, `2026-09-30${E}`, `2026-09-30${E}`],
  ['state', 'access', '2026-02-01T18:00:00Z', false, null, `2026-03-03${E}`, `2026-03-18${E}`],
  ['state', 'access', '2026-02-01T18:00:00Z', true, null, `2026-05-02${E}`, `2026-05-02${E}`],
  // Before it binds, and for whoever names no law, our own thirty days.
  ['dpdp', 'erasure', '2027-05-12T18:00:00Z', false, null, `2027-06-11${E}`, `2027-06-11${E}`],
  ['dpdp', 'erasure', '2027-05-13T18:00:00Z', false, null, `2027-06-12${E}`, `2027-06-12${E}`],
  ['other', 'portability', '2026-11-25T18:00:00Z', true, null, `2026-12-25${E}`, `2026-12-25${E}`],
  // Late in the evening in Chicago it is the next day in UTC already.
  ['state', 'access', '2026-02-02T05:30:00Z', false, null, `2026-03-03${E}`, `2026-03-18${E}`],
]

describe('what the law gives', () => {
  test.each(ROWS)('%s %s received %s, extended: %s', (law, type, received, isExtended, ...wanted) => {
    const { confirmBy, dueAt, lawDueAt } = computeDeadlines(
      { law, type, receivedAt: at(received), isExtended },
      CHICAGO,
    )
    expect([day(confirmBy), day(dueAt), day(lawDueAt)]).toEqual(wanted)
  })

  test('never gives more than thirty days of our own, nor more than the law, whenever it comes', () => {
    const laws: PrivacyLaw[] = ['ccpa', 'gdpr', 'state', 'dpdp', 'other']
    for (let place = 0; place < 800; place += 1) {
      const receivedAt = at('2026-01-01T12:00:00Z') + place * DAY_MS
      for (const law of laws) {
        const found = computeDeadlines({ law, type: 'access', receivedAt, isExtended: false }, CHICAGO)
        expect(found.dueAt).toBeLessThanOrEqual(found.lawDueAt)
        expect(found.dueAt - receivedAt).toBeLessThan(31 * DAY_MS)
        expect(found.dueAt).toBeGreaterThan(receivedAt + 27 * DAY_MS)
      }
    }
  })

  test('is extended once, and not where the law knows no extension', () => {
    const asked = { type: 'access' as const, receivedAt: at('2026-11-25T18:00:00Z') }
    const can = (law: PrivacyLaw, isExtended: boolean) =>
      computeDeadlines({ ...asked, law, isExtended }, CHICAGO).canExtend
    expect([can('ccpa', false), can('gdpr', false), can('state', false)]).toEqual([true, true, true])
    expect([can('ccpa', true), can('other', false), can('dpdp', false)]).toEqual([false, false, false])
  })
})

describe('reminders', () => {
  const receivedAt = at('2026-11-25T18:00:00Z')
  const deadlines = computeDeadlines({ law: 'ccpa', type: 'erasure', receivedAt, isExtended: false }, CHICAGO)

  test('come ten and three days before it is due, before a receipt is due, and when it is late', () => {
    const planned = planReminders(deadlines, false, receivedAt)
    expect(planned.map(([name, instant]) => [name, day(instant)])).toEqual([
      ['privacy_first', '2026-12-15 23:59'],
      ['privacy_last', '2026-12-22 23:59'],
      ['privacy_late', '2026-12-26 00:00'],
      ['privacy_breached', '2027-01-10 00:00'],
      ['privacy_confirm', '2026-12-07 23:59'],
    ])
  })

  test('leave out what is past or done', () => {
    const names = planReminders(deadlines, true, deadlines.dueAt - 5 * DAY_MS).map(([name]) => name)
    expect(names).toEqual(['privacy_last', 'privacy_late', 'privacy_breached'])
  })

  test.each([
    [-20, 'received', 'in_time'],
    [-10, 'confirmed', 'soon'],
    [-10, 'received', 'late'],
    [0, 'confirmed', 'soon'],
    [1, 'closing', 'late'],
    [16, 'confirmed', 'breached'],
    [16, 'done', 'over'],
    [16, 'refused', 'over'],
  ] as const)('%i days from its due date a %s one is %s', (days, status, clock) => {
    expect(judgeClock(deadlines, status, deadlines.dueAt + days * DAY_MS)).toBe(clock)
  })
})
