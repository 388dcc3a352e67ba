import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { FleetCohort } from '../../tenants/contract/fleet-money.ts'
import type { Filters } from '../models/fleet-filters.ts'
import { fifthOf, openRetention } from '../models/fleet-retention-model.ts'
import { shareOf } from '../models/fleet-sums.ts'
import { FigureTable } from '../parts/figure-table.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { fleetWorkWords } from '../words/fleet-work-words.ts'
import { describeProblem } from '../words/problems.ts'
import { count, nameMonth, percent } from './figure-format.ts'
import '../styles/retention.css'

type Kind = 'active' | 'paying'

/** Of those that joined in one month, how many were still there in each month since. */
export function FleetRetention({ filters }: { filters: Filters }) {
  const words = fleetWorkWords()
  const model = useMemo(openRetention, [])
  const kind = useSignal<Kind>('active')
  const { trade, area, status, reseller, find } = filters
  useEffect(() => void model.load(filters), [model, trade, area, status, reseller, find])
  const view = model.view.value
  const problem = model.problem.value
  const isUnpaid = kind.value === 'paying' && view?.hasPaid === false
  return (
    <section class="stack" aria-labelledby="fleet-stay">
      <div class="numbers-head">
        <h2 id="fleet-stay">{words.stayTitle}</h2>
        <Segmented
          label={words.stayKind}
          value={kind.value}
          options={(['active', 'paying'] as const).map((each) => ({ value: each, label: words.stay[each] }))}
          onChange={(chosen) => (kind.value = chosen)}
        />
      </div>
      {problem !== null ? (
        <p class="soft">{describeProblem(problem)}</p>
      ) : view === null ? (
        <Skeleton height={160} />
      ) : isUnpaid || view.cohorts.length === 0 ? (
        <p class="soft">{isUnpaid ? words.noPaid : words.noStay}</p>
      ) : (
        <Grid cohorts={view.cohorts} kind={kind.value} />
      )}
      <p class="soft small">{words.stayLead[kind.value]}</p>
    </section>
  )
}

function Grid({ cohorts, kind }: { cohorts: readonly FleetCohort[]; kind: Kind }) {
  const words = fleetWorkWords()
  const months = Math.max(...cohorts.map((cohort) => cohort[kind].length))
  const rows = cohorts.map((cohort) => ({
    name: nameMonth(cohort.month),
    cells: [
      count(cohort.tenants),
      ...Array.from({ length: months }, (_, since) => {
        const still = cohort[kind][since]
        const share = still === undefined ? null : shareOf(still, cohort.tenants)
        return share === null ? '' : <span class={`heat heat-${fifthOf(share)}`}>{percent(share)}</span>
      }),
    ],
  }))
  const columns = [words.joined, ...Array.from({ length: months }, (_, since) => words.since(count(since)))]
  return <FigureTable title={words.stayTitle} head={words.month} columns={columns} rows={rows} />
}
