import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../tenants/base/clock.ts'
import { readLocalTime } from '../../tenants/base/local-time.ts'
import { quietNoon } from './noon.ts'

const FROM = Date.parse('2026-11-01T00:00:00Z')
/** Of the tokens that stories hold, which are good for longer. */
const AHEAD_MAX_DAYS = 50

test('stories begin on a Tuesday ahead, whatever day it is, far from what is special in the year', () => {
  const begins = new Set<string>()
  for (let day = 0; day < 366 * 4; day += 1) {
    const now = FROM + day * DAY_MS + ((day * 7) % 24) * HOUR_MS
    const noon = quietNoon(now)
    expect(noon).toBeGreaterThan(now)
    expect(noon - now).toBeLessThan(AHEAD_MAX_DAYS * DAY_MS)
    const { weekday, timeMs } = readLocalTime('America/Chicago', noon)
    expect([weekday, timeMs === 12 * HOUR_MS || timeMs === 13 * HOUR_MS]).toEqual([2, true])
    begins.add(new Date(noon).toISOString().slice(5, 10))
  }
  for (const day of ['11-24', '12-22', '12-29', '07-04', '01-01']) expect(begins).not.toContain(day)
  expect(begins.size).toBeGreaterThan(100)
})
