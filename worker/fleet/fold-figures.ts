import { describeDay, parseDay } from '../../tenants/base/local-time.ts'
import { mergeSketches, quantileOf, type Sketch } from '../../tenants/base/sketch.ts'
import type { FleetDay, FleetDelays, FleetMoney, FleetSums } from '../../tenants/contract/fleet-view.ts'
import type { Days } from './select-tenants.ts'

/** Rows of the warehouse, made into what the screens show. Pure. */

export type SumRow = Omit<FleetSums, 'money'> & Omit<FleetMoney, 'leads'>
export type BucketRow = { day: string; measure: string; bucket: number; count: number }

const COUNTS = ['missed', 'texted', 'replied', 'booked', 'completed', 'lost', 'leads'] as const

/** Rows of one day or group, one a currency, as one. */
export function foldSums(rows: readonly SumRow[]): FleetSums {
  const sums: FleetSums = { missed: 0, texted: 0, replied: 0, booked: 0, completed: 0, lost: 0, leads: 0, money: [] }
  for (const row of rows) for (const name of COUNTS) sums[name] += row[name]
  sums.money = rows
    .map(({ currency, revenueMinor, adSpendMinor, leads }) => ({ currency, revenueMinor, adSpendMinor, leads }))
    .toSorted((one, other) => other.leads - one.leads || other.revenueMinor - one.revenueMinor)
  return sums
}

/** Each key's rows, in the order of their first ones. */
export function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

export function foldDelays(rows: readonly BucketRow[], measure: string): FleetDelays {
  const sketch = sketchIn(rows, measure)
  const [p50Ms, p95Ms, p99Ms] = [0.5, 0.95, 0.99].map((share) => roundMs(quantileOf(sketch, share)))
  const count = sketch.counts.reduce((sum, each) => sum + each, 0)
  return { count, p50Ms: p50Ms ?? null, p95Ms: p95Ms ?? null, p99Ms: p99Ms ?? null }
}

/** A curve of more points than these cannot be read, so longer ranges go by weeks. */
const DAYS_SINGLE_MAX = 92

export function stepOf({ from, to }: Days): 'day' | 'week' {
  return parseDay(to) - parseDay(from) < DAYS_SINGLE_MAX ? 'day' : 'week'
}

/** Every day or week of the range, those without a row as well. */
export function foldDays(
  range: Days,
  sums: readonly (SumRow & { day: string })[],
  buckets: readonly BucketRow[],
): FleetDay[] {
  const [sumsOf, bucketsOf] = [groupBy(sums, ({ day }) => day), groupBy(buckets, ({ day }) => day)]
  return listSteps(range).map((day) => {
    const { p50Ms, p95Ms } = foldDelays(bucketsOf.get(day) ?? [], 'text')
    return { day, ...foldSums(sumsOf.get(day) ?? []), textP50Ms: p50Ms, textP95Ms: p95Ms }
  })
}

function listSteps(range: Days): string[] {
  const isDaily = stepOf(range) === 'day'
  const first = isDaily ? parseDay(range.from) : mondayOf(parseDay(range.from))
  const steps: string[] = []
  for (let day = first; day <= parseDay(range.to); day += isDaily ? 1 : 7) steps.push(describeDay(day))
  return steps
}

/** Day 0, 1970-01-01, was a Thursday. */
function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7)
}

function sketchIn(rows: readonly BucketRow[], measure: string): Sketch {
  const found = rows.filter((row) => row.measure === measure)
  return mergeSketches(found.map(({ bucket, count }) => ({ buckets: [bucket], counts: [count] })))
}

function roundMs(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms)
}
