import { signal, type ReadonlySignal } from '@preact/signals'
import type { FleetTenantView } from '../../tenants/contract/fleet-view.ts'
import { get, type Problem, type Shape } from '../api.ts'
import { now } from '../clock.ts'
import { rangeAt, type Range } from './fleet-filters.ts'

/** The figures of one business, as admins see them. */

const SHAPE: Shape<FleetTenantView> = {
  ...{ businessName: 'string', from: 'string', to: 'string', total: 'object', before: 'object' },
  ...{ delays: 'object', days: 'array', leads: 'array', messages: 'object' },
}

export type FleetTenantModel = {
  view: ReadonlySignal<{ days: Range; value: FleetTenantView } | null>
  problem: ReadonlySignal<Problem | null>
  load: (days: Range) => Promise<void>
}

export function openFleetTenant(tenantId: string): FleetTenantModel {
  const view = signal<{ days: Range; value: FleetTenantView } | null>(null)
  const problem = signal<Problem | null>(null)
  let readings = 0
  const load = async (days: Range) => {
    readings += 1
    const mine = readings
    const search = new URLSearchParams(rangeAt(days, now()))
    const answer = await get<FleetTenantView>(`/api/v1/fleet/tenants/${tenantId}?${search}`, SHAPE)
    if (mine !== readings) return
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) view.value = { days, value: answer.value }
  }
  return { view, problem, load }
}
