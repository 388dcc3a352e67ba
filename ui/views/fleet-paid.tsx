import type { FleetMonth, FleetSubscriptions } from '../../tenants/contract/fleet-money.ts'
import { shareOf } from '../models/fleet-sums.ts'
import { FigureTable } from '../parts/figure-table.tsx'
import { fleetWorkWords } from '../words/fleet-work-words.ts'
import { count, nameMonth, percent, whole } from './figure-format.ts'

const STANDINGS = ['active', 'trialing', 'past_due', 'cancelled'] as const

/** What businesses pay by month, and how it moved. */
export function FleetPaid({ subscriptions }: { subscriptions: FleetSubscriptions | null }) {
  const words = fleetWorkWords()
  return (
    <section class="stack" aria-labelledby="fleet-paid">
      <h2 id="fleet-paid">{words.paidTitle}</h2>
      {subscriptions === null ? (
        <p class="soft">{words.noPaid}</p>
      ) : (
        <>
          <Months months={subscriptions.months} />
          <p class="soft small">
            {STANDINGS.filter((standing) => subscriptions.standing[standing] > 0)
              .map((standing) => `${count(subscriptions.standing[standing])} ${words.standings[standing]}`)
              .join(' · ')}
            . {words.paidLead}
          </p>
        </>
      )}
    </section>
  )
}

function Months({ months }: { months: readonly FleetMonth[] }) {
  const words = fleetWorkWords()
  const { start, more, less, lost, end, logos, revenue, ...moves } = words.moves
  const hasMany = months.some(({ currency }) => currency !== months[0]?.currency)
  const rows = months.map((row) => {
    const money = (minor: number) => (minor === 0 ? '–' : whole(minor, row.currency))
    const amounts = [row.startMinor, row.newMinor, row.reactivatedMinor, row.expansionMinor]
    const losses = [row.contractionMinor, row.churnedMinor].map((minor) => money(-minor))
    const isStarted = row.startCount > 0
    return {
      name: hasMany ? `${nameMonth(row.month)} · ${row.currency}` : nameMonth(row.month),
      cells: [
        ...amounts.map(money),
        ...losses,
        whole(row.endMinor, row.currency),
        isStarted ? `${count(row.churnedCount)} (${percent(shareOf(row.churnedCount, row.startCount))})` : '–',
        percent(shareOf(row.churnedMinor, row.startMinor)),
      ],
    }
  })
  const columns = [start, moves.new, moves.back, more, less, lost, end, logos, revenue]
  return <FigureTable title={words.paidTitle} head={words.month} columns={columns} rows={rows} />
}
