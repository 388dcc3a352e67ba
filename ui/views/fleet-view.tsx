import { useEffect } from 'preact/hooks'
import type { FleetOverview } from '../../tenants/contract/fleet-view.ts'
import type { Problem } from '../api.ts'
import { openFleetFigures } from '../models/fleet-figures-model.ts'
import { RANGES, readFilters, writeFilters, type Filters } from '../models/fleet-filters.ts'
import { isStill } from '../models/fleet-sums.ts'
import { nameDay } from '../models/numbers-range.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { ask, query, restoreDepth } from '../router.ts'
import { fleetViewWords } from '../words/fleet-view-words.ts'
import { locale } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'
import { FleetAgents } from './fleet-agents.tsx'
import { FleetAlerts } from './fleet-alerts.tsx'
import { FleetBusinesses } from './fleet-businesses.tsx'
import { FleetCards } from './fleet-cards.tsx'
import { FleetCharts } from './fleet-charts.tsx'
import { FleetFilters } from './fleet-filters.tsx'
import { FleetGroups } from './fleet-groups.tsx'
import { FleetLive } from './fleet-live.tsx'
import { FleetPaid } from './fleet-paid.tsx'
import { FleetRetention } from './fleet-retention.tsx'
import { FleetRows } from './fleet-rows.tsx'
import '../styles/choices.css'
import '../styles/numbers.css'

/** Outlives the view, so that whoever comes back from one business finds the list as it was. */
const model = openFleetFigures()

/** `/fleet`: how all businesses are doing, for administrators. */
export function FleetView() {
  const words = fleetViewWords()
  const filters = readFilters(query.value)
  const shown = model.overview.value
  const isThere = shown !== null
  useEffect(() => void model.load(filters), [query.value])
  useEffect(() => {
    if (isThere) restoreDepth()
  }, [isThere])
  return (
    <div class="page numbers fleet">
      <header class="numbers-head">
        <h1>{words.title}</h1>
        <RangeChoice filters={filters} />
      </header>
      <FleetFilters filters={filters} choices={shown?.value.choices ?? null} />
      <FleetAlerts />
      <Body filters={filters} />
    </div>
  )
}

export function RangeChoice({ filters }: { filters: Filters }) {
  const words = fleetViewWords()
  return (
    <Segmented
      label={words.range}
      value={String(filters.days)}
      options={RANGES.map((range) => ({ value: String(range), label: words.ranges[range] }))}
      onChange={(chosen) => {
        const days = RANGES.find((range) => String(range) === chosen) ?? 30
        ask(writeFilters({ ...filters, days }))
      }}
    />
  )
}

function Body({ filters }: { filters: Filters }) {
  const shown = model.overview.value
  const problem = model.problem.value
  if (problem !== null) return <FleetFailed problem={problem} again={() => void model.load(filters)} />
  if (shown === null) return <FleetWaiting />
  const isOld = writeFilters(shown.filters) !== writeFilters(filters)
  return (
    <div class={isOld ? 'numbers-body waiting' : 'numbers-body'} aria-busy={isOld}>
      <Inside overview={shown.value} filters={filters} />
    </div>
  )
}

function Inside({ overview, filters }: { overview: FleetOverview; filters: Filters }) {
  const words = fleetViewWords()
  if (overview.newestDay === null) {
    return (
      <>
        <EmptyState icon="numbers" title={words.emptyTitle}>
          <p>{words.empty}</p>
        </EmptyState>
        <FleetLive />
      </>
    )
  }
  if (overview.tenants === 0) {
    return (
      <EmptyState icon="numbers" title={words.nobodyTitle}>
        <p>{words.nobody}</p>
      </EmptyState>
    )
  }
  return (
    <>
      <FleetCards shown={overview}>
        <FleetBusinesses overview={overview} />
      </FleetCards>
      <FleetRows model={model} filters={filters} />
      <FleetLive />
      {isStill(overview.total) ? null : <FleetCharts shown={overview} />}
      <FleetGroups overview={overview} />
      <FleetRetention filters={filters} />
      <FleetPaid subscriptions={overview.subscriptions} />
      <FleetAgents agents={overview.agents} />
      <p class="soft small">{words.upTo(nameDay(overview.newestDay, locale.value))}</p>
    </>
  )
}

export function FleetFailed({ problem, again }: { problem: Problem; again: () => void }) {
  const words = fleetViewWords()
  const said =
    problem.status === 403 ? words.onlyAdmins : problem.code === 'fleet_off' ? words.off : describeProblem(problem)
  const action = problem.status === 403 ? undefined : <Button onPress={again}>{words.tryAgain}</Button>
  return (
    <EmptyState icon={problem.status === 403 ? 'lock' : 'alert'} title={words.loadFailed} action={action}>
      <p>{said}</p>
    </EmptyState>
  )
}

export function FleetWaiting() {
  return (
    <div class="fleet-cards" aria-busy="true">
      <Skeleton height={190} />
      <Skeleton height={260} />
      <Skeleton height={200} />
      <Skeleton height={200} />
    </div>
  )
}
