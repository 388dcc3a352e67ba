import { describe, expect, test } from 'vitest'
import { nextOpening } from '../gate/quiet-hours.ts'
import { nextNoticeHour } from './notice-hours.ts'

const CHICAGO = 'America/Chicago'

describe('old news', () => {
  test.each([
    ['goes at once by day', CHICAGO, '2026-11-17T14:00:00-06:00', '2026-11-17T14:00:00-06:00'],
    ['goes to the second at eight', CHICAGO, '2026-11-17T08:00:00-06:00', '2026-11-17T08:00:00-06:00'],
    ['waits from eight in the evening', CHICAGO, '2026-11-17T20:00:00-06:00', '2026-11-18T08:00:00-06:00'],
    ['waits out a night', CHICAGO, '2026-11-18T00:40:00-06:00', '2026-11-18T08:00:00-06:00'],
    ['waits an hour less in spring', CHICAGO, '2026-03-08T00:40:00-06:00', '2026-03-08T08:00:00-05:00'],
    ['the evening before as well', CHICAGO, '2026-03-07T22:00:00-06:00', '2026-03-08T08:00:00-05:00'],
    ['waits an hour more in autumn', CHICAGO, '2026-11-01T00:40:00-05:00', '2026-11-01T08:00:00-06:00'],
    ['in the hour that comes twice too', CHICAGO, '2026-11-01T01:40:00-06:00', '2026-11-01T08:00:00-06:00'],
    ['knows zones that never change', 'America/Phoenix', '2026-11-01T00:40:00-07:00', '2026-11-01T08:00:00-07:00'],
  ])('%s', (_what, zone, at, until) => {
    expect(new Date(nextNoticeHour(zone, Date.parse(at)))).toEqual(new Date(until))
    // Those are the hours of the gate.
    const place = { state: null, zones: [zone], source: 'tenant' } as const
    expect(nextOpening([place], 'response_late', Date.parse(at))).toBe(Date.parse(until))
  })
})
