import type { FleetOverview } from '../../tenants/contract/fleet-view.ts'
import { shareOf } from '../models/fleet-sums.ts'
import { Card } from '../parts/card.tsx'
import { fleetViewWords } from '../words/fleet-view-words.ts'
import { fleetWorkWords } from '../words/fleet-work-words.ts'
import { Fact } from './fleet-cards.tsx'
import { count, percent, whole } from './figure-format.ts'

const SHOWN = ['live', 'setting_up', 'suspended', 'paused', 'closed'] as const

/** How many there are, who came and went; and what is not there yet is said to be so. */
export function FleetBusinesses({ overview }: { overview: FleetOverview }) {
  const words = fleetViewWords()
  const { tenants, joined, closed, standings, subscriptions } = overview
  return (
    <Card label={words.businessesTitle}>
      <h2>{words.businessesTitle}</h2>
      <dl class="fleet-facts">
        <Fact name={words.businesses}>{count(tenants)}</Fact>
        <Fact name={words.joined}>{count(joined)}</Fact>
        <Fact name={words.closed}>{count(closed)}</Fact>
      </dl>
      <dl class="fleet-standings">
        {SHOWN.filter((standing) => standing === 'live' || standings[standing] > 0).map((standing) => (
          <div key={standing} class="row-apart">
            <dt>{words.standings[standing]}</dt>
            <dd class="figures">{count(standings[standing])}</dd>
          </div>
        ))}
        <Paid subscriptions={subscriptions} />
      </dl>
    </Card>
  )
}

/** Of the newest month, what comes in and what was lost; each currency for itself. */
function Paid({ subscriptions }: Pick<FleetOverview, 'subscriptions'>) {
  const words = fleetWorkWords()
  const newest = subscriptions?.months.filter(({ month }) => month === subscriptions.months[0]?.month) ?? []
  if (newest.length === 0) {
    return (
      <div class="row-apart soft">
        <dt>{words.monthly}</dt>
        <dd>{words.noPaid}</dd>
      </div>
    )
  }
  const lost = newest.filter(({ churnedCount }) => churnedCount > 0)
  return (
    <>
      <div class="row-apart">
        <dt>{words.monthly}</dt>
        <dd class="figures">{newest.map(({ endMinor, currency }) => whole(endMinor, currency)).join(' + ')}</dd>
      </div>
      {lost.map(({ currency, churnedCount, churnedMinor, startMinor }) => (
        <div key={currency} class="row-apart">
          <dt>{newest.length > 1 ? `${words.churn} (${currency})` : words.churn}</dt>
          <dd class="figures">{words.churned(count(churnedCount), percent(shareOf(churnedMinor, startMinor)))}</dd>
        </div>
      ))}
    </>
  )
}
