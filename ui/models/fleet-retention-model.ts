import { signal, type ReadonlySignal } from '@preact/signals'
import type { FleetRetention } from '../../tenants/contract/fleet-money.ts'
import { get, type Problem } from '../api.ts'
import { now } from '../clock.ts'
import { askFor, type Filters } from './fleet-filters.ts'

/** Who stays, which is read apart: it looks through a year, and nothing else waits for it. */
export type RetentionModel = {
  view: ReadonlySignal<FleetRetention | null>
  problem: ReadonlySignal<Problem | null>
  load: (filters: Filters) => Promise<void>
}

export function openRetention(): RetentionModel {
  const view = signal<FleetRetention | null>(null)
  const problem = signal<Problem | null>(null)
  let readings = 0
  const load = async (filters: Filters) => {
    readings += 1
    const mine = readings
    const path = `/api/v1/fleet/retention?${askFor(filters, now())}`
    const answer = await get<FleetRetention>(path, { cohorts: 'array' })
    if (mine !== readings) return
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) view.value = answer.value
  }
  return { view, problem, load }
}

/** Colours tell fifths, so that a month's loss is seen before it is read. */
export function fifthOf(share: number): number {
  return Math.min(5, Math.max(0, Math.ceil(share * 5)))
}
