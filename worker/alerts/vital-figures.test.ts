import { expect, test } from 'vitest'
import type { Vitals } from '../../tenants/contract/fleet-room.ts'
import { readVitalFigures } from './vital-figures.ts'

const window = (requests: number): Vitals['fiveMinutes'] => ({
  windowMs: 300_000,
  requests,
  failures: 3,
  errorRate: requests === 0 ? null : 3 / requests,
  p50Ms: 10,
  p95Ms: requests === 0 ? null : 1_500,
  p99Ms: 2_000,
  routes: [],
  databaseCalls: 90,
  databaseFailures: 4,
  databaseP95Ms: 5,
  tenantCalls: 0,
  tenantFailures: 0,
  tenantP95Ms: null,
  cacheHitRate: null,
  providers: [],
  runs: 0,
  runFailures: 0,
})
const vitals = (requests: number): Vitals => ({ at: 1, since: 0, fiveMinutes: window(requests), hour: window(9_999) })

test.each([
  ['many requests', vitals(100), [0.03, 1_500, 4]],
  ['too few for a share of errors', vitals(99), [null, 1_500, 4]],
  ['too few for a percentile as well', vitals(49), [null, null, 4]],
  ['none', vitals(0), [null, null, 4]],
  ['nobody who could tell', null, [null, null, null]],
])('of %s', (_name, told, expected) => {
  const read = readVitalFigures(told, 7)
  const figures = [read.errors_high, read.api_slow, read.database_failing].map(([reading]) => {
    expect(reading).toMatchObject({ of: 7 })
    return reading?.kind === 'figure' ? reading.figure : null
  })
  expect(figures).toEqual(expected)
})
