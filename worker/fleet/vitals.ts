import { MINUTE_MS } from '../../tenants/base/clock.ts'
import type { Figures, Measure, MeasureName, TallyName } from '../../tenants/base/figures.ts'
import { VITALS_LISTED_MAX } from '../../tenants/base/fleet-limits.ts'
import { mergeSketches, quantileOf, type Sketch } from '../../tenants/base/sketch.ts'
import type { VitalsWindow } from '../../tenants/contract/fleet-room.ts'

/** Figures of some time as somebody reads them who asks whether all is well. */
export function computeVitals({ measures, tallies }: Figures, minutes: number): VitalsWindow {
  const of = (name: MeasureName) => measures.filter((measure) => measure.name === name)
  const requests = of('request')
  const databases = [...of('directory'), ...of('warehouse')]
  const counted = (tally: TallyName, label: string, value: string) =>
    tallies
      .filter(({ name, labels }) => name === tally && labels[label] === value)
      .reduce((sum, { count }) => sum + count, 0)
  const [hits, misses] = ['hit', 'miss'].map((result) => counted('directory_cache', 'result', result)) as [
    number,
    number,
  ]
  // Answered with 429, which is no failure by its number.
  const failures = failuresOf(requests) + counted('fault', 'kind', 'hook_put_off')
  return {
    windowMs: minutes * MINUTE_MS,
    requests: countOf(requests),
    failures,
    errorRate: shareOf(failures, countOf(requests)),
    ...percentilesOf(requests),
    routes: groupBy(requests, 'route').map(([route, group]) => ({
      ...{ route, requests: countOf(group), failures: failuresOf(group) },
      ...percentilesOf(group),
    })),
    databaseCalls: countOf(databases),
    databaseFailures: failuresOf(databases),
    databaseP95Ms: percentilesOf(databases).p95Ms,
    tenantCalls: countOf(of('tenant_call')),
    tenantFailures: failuresOf(of('tenant_call')),
    tenantP95Ms: percentilesOf(of('tenant_call')).p95Ms,
    cacheHitRate: shareOf(hits, hits + misses),
    providers: groupBy(of('provider_call'), 'provider').map(([provider, group]) => ({
      ...{ provider, calls: countOf(group), failures: failuresOf(group) },
      p95Ms: percentilesOf(group).p95Ms,
    })),
    runs: countOf(of('run')),
    runFailures: failuresOf(of('run')),
  }
}

/** What a request was answered with, or what became of a call, that is our fault or a provider's. */
const FAILED = new Set(['5xx', 'failed', 'unavailable', 'in_doubt', 'unknown'])

function failuresOf(measures: readonly Measure[]): number {
  return countOf(measures.filter(({ labels }) => FAILED.has(labels['status'] ?? labels['outcome'] ?? '')))
}

function countOf(measures: readonly Measure[]): number {
  return measures.reduce((sum, { count }) => sum + count, 0)
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

function percentilesOf(measures: readonly Measure[]) {
  const sketch = mergeSketches(measures.map((measure): Sketch => measure.sketch))
  return { p50Ms: quantileOf(sketch, 0.5), p95Ms: quantileOf(sketch, 0.95), p99Ms: quantileOf(sketch, 0.99) }
}

/** The busiest first. */
function groupBy(measures: readonly Measure[], label: string): [string, Measure[]][] {
  const groups = Map.groupBy(measures, ({ labels }) => labels[label] ?? 'other')
  return [...groups].toSorted(([, one], [, other]) => countOf(other) - countOf(one)).slice(0, VITALS_LISTED_MAX)
}
