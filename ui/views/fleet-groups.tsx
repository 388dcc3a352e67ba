import { useSignal } from '@preact/signals'
import type { FleetGroup, FleetOverview } from '../../tenants/contract/fleet-view.ts'
import { costOf, shareOf } from '../models/fleet-sums.ts'
import { Segmented } from '../parts/segmented.tsx'
import { fleetViewWords } from '../words/fleet-view-words.ts'
import { locale } from '../words/language.ts'
import { costsOf, count, percent, revenueOf } from './fleet-format.ts'

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

function nameMonth(month: string): string {
  const middle = Date.parse(`${month}-15T12:00:00Z`)
  return new Intl.DateTimeFormat(locale.value, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(middle)
}

function GroupTable({ title, rows }: { title: string; rows: Named[] }) {
  const words = fleetViewWords()
  const { columns } = words
  const isSpending = rows.some((row) => row.money.some(({ adSpendMinor }) => adSpendMinor > 0))
  const heads = ['tenants', 'active', 'missed', 'leads', 'booked', 'conversion', 'revenue'] as const
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={title}>
      <table class="figures">
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {columns[head]}
              </th>
            ))}
            {isSpending ? <th scope="col">{columns.cpl}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td>{count(row.tenants)}</td>
              <td>{count(row.active)}</td>
              <td>{count(row.missed)}</td>
              <td>{count(row.leads)}</td>
              <td>{count(row.booked)}</td>
              <td>{percent(shareOf(row.booked, row.leads))}</td>
              <td>{revenueOf(row.money)}</td>
              {isSpending ? <td>{costsOf(row.money, costOf)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
