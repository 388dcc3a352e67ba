import { useSignal } from '@preact/signals'
import type { FleetGroup, FleetOverview } from '../../tenants/contract/fleet-view.ts'
import { costOf, shareOf } from '../models/fleet-sums.ts'
import { FigureTable } from '../parts/figure-table.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { fleetViewWords } from '../words/fleet-view-words.ts'
import { costsOf, count, nameMonth, percent, revenueOf } from './figure-format.ts'

type Kind = 'trades' | 'areas' | 'cohorts'
const KINDS: readonly Kind[] = ['trades', 'areas', 'cohorts']

/** The same figures by trade, by area and by the month in which businesses joined. */
export function FleetGroups({ overview }: { overview: FleetOverview }) {
  const words = fleetViewWords()
  const kind = useSignal<Kind>('trades')
  return (
    <section class="stack" aria-labelledby="fleet-groups">
      <div class="numbers-head">
        <h2 id="fleet-groups">{words.groupsTitle}</h2>
        <Segmented
          label={words.group}
          value={kind.value}
          options={KINDS.map((each) => ({ value: each, label: words.groups[each] }))}
          onChange={(chosen) => (kind.value = chosen)}
        />
      </div>
      <GroupTable title={words.groups[kind.value]} rows={rowsOf(overview, kind.value)} />
    </section>
  )
}

type Named = FleetGroup<unknown> & { name: string }

function rowsOf({ trades, areas, cohorts }: FleetOverview, kind: Kind): Named[] {
  const words = fleetViewWords()
  const byLeads = (some: Named[]) => some.toSorted((one, other) => other.leads - one.leads)
  switch (kind) {
    case 'trades':
      return byLeads(trades.map((group) => ({ ...group, name: words.trades[group.key] })))
    case 'areas':
      return byLeads(areas.map((group) => ({ ...group, name: group.key ?? words.noArea })))
    case 'cohorts':
      return cohorts.map((group) => ({ ...group, name: nameMonth(group.key) })).toReversed()
  }
}

function GroupTable({ title, rows }: { title: string; rows: Named[] }) {
  const words = fleetViewWords()
  const { columns } = words
  const isSpending = rows.some((row) => row.money.some(({ adSpendMinor }) => adSpendMinor > 0))
  const heads = ['tenants', 'active', 'missed', 'leads', 'booked', 'conversion', 'revenue'] as const
  return (
    <FigureTable
      title={title}
      head={title}
      columns={[...heads, ...(isSpending ? (['cpl'] as const) : [])].map((head) => columns[head])}
      rows={rows.map((row) => ({
        name: row.name,
        cells: [
          ...[row.tenants, row.active, row.missed, row.leads, row.booked].map(count),
          percent(shareOf(row.booked, row.leads)),
          revenueOf(row.money),
          ...(isSpending ? [costsOf(row.money, costOf)] : []),
        ],
      }))}
    />
  )
}
