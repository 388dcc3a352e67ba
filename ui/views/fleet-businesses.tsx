import type { FleetOverview } from '../../tenants/contract/fleet-view.ts'
import { Card } from '../parts/card.tsx'
import { fleetViewWords } from '../words/fleet-view-words.ts'
import { Fact } from './fleet-cards.tsx'
import { count } from './fleet-format.ts'

const SHOWN = ['live', 'setting_up', 'suspended', 'paused', 'closed'] as const

/** How many there are, who came and went; and what is not there yet is said to be so. */
export function FleetBusinesses({ overview }: { overview: FleetOverview }) {
  const words = fleetViewWords()
  const { tenants, joined, closed, standings } = overview
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
        <div class="row-apart soft">
          <dt>{words.subscriptions}</dt>
          <dd>{words.noSubscriptions}</dd>
        </div>
      </dl>
    </Card>
  )
}
