import { signal, type ReadonlySignal } from '@preact/signals'
import type { FleetOverview, FleetTenantRow, FleetTenantsPage } from '../../tenants/contract/fleet-view.ts'
import { get, type Problem, type Shape } from '../api.ts'
import { now } from '../clock.ts'
import { askFor, type Filters } from './fleet-filters.ts'

/** The figures of the businesses that are looked at, and the list of them. */

const PATH = '/api/v1/fleet'
const OVERVIEW: Shape<FleetOverview> = {
  ...{ from: 'string', to: 'string', tenants: 'number', standings: 'object', total: 'object', before: 'object' },
  ...{ delays: 'object', days: 'array', trades: 'array', areas: 'array', cohorts: 'array', agents: 'object' },
  ...{ choices: 'object' },
}

export type Shown<T> = { filters: Filters; value: T }

export type FleetFigures = {
  overview: ReadonlySignal<Shown<FleetOverview> | null>
  rows: ReadonlySignal<Shown<FleetTenantRow[]> | null>
  hasMore: ReadonlySignal<boolean>
  isPaging: ReadonlySignal<boolean>
  problem: ReadonlySignal<Problem | null>
  load: (filters: Filters) => Promise<void>
  more: () => Promise<void>
  csvHref: (filters: Filters) => string
}

export function openFleetFigures(): FleetFigures {
  const overview = signal<Shown<FleetOverview> | null>(null)
  const rows = signal<Shown<FleetTenantRow[]> | null>(null)
  const next = signal<string | null>(null)
  const hasMore = signal(false)
  const isPaging = signal(false)
  const problem = signal<Problem | null>(null)
  let readings = 0

  const page = (filters: Filters, after: string | null) => {
    const behind = after === null ? '' : `&after=${after}`
    const path = `${PATH}/tenants?${askFor(filters, now())}&sort=${filters.sort}${behind}`
    return get<FleetTenantsPage>(path, { items: 'array' })
  }
  const keep = (end: string | null) => {
    next.value = end
    hasMore.value = end !== null
  }
  const load = async (filters: Filters) => {
    readings += 1
    const mine = readings
    const [figures, first] = await Promise.all([
      get<FleetOverview>(`${PATH}/overview?${askFor(filters, now())}`, OVERVIEW),
      page(filters, null),
    ])
    // Something else has been chosen meanwhile.
    if (mine !== readings) return
    problem.value = !figures.ok ? figures.problem : first.ok ? null : first.problem
    if (figures.ok) overview.value = { filters, value: figures.value }
    if (!first.ok) return
    rows.value = { filters, value: first.value.items }
    keep(first.value.next)
  }
  const more = async () => {
    const shown = rows.value
    if (shown === null || next.value === null || isPaging.value) return
    isPaging.value = true
    const mine = readings
    const answer = await page(shown.filters, next.value)
    isPaging.value = false
    if (mine !== readings) return
    problem.value = answer.ok ? null : answer.problem
    if (!answer.ok) return
    rows.value = { ...shown, value: [...shown.value, ...answer.value.items] }
    keep(answer.value.next)
  }
  const csvHref = (filters: Filters) => `${PATH}/tenants.csv?${askFor(filters, now())}`
  return { overview, rows, hasMore, isPaging, problem, load, more, csvHref }
}
