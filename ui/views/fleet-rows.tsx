import type { FleetTenantRow } from '../../tenants/contract/fleet-view.ts'
import type { FleetFigures } from '../models/fleet-figures-model.ts'
import { SORTS, writeFilters, type Filters } from '../models/fleet-filters.ts'
import { shareOf } from '../models/fleet-sums.ts'
import { Badge, type Tone } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Download } from '../parts/download.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { ask, pathOf } from '../router.ts'
import { fleetViewWords } from '../words/fleet-view-words.ts'
import { Fact } from './fleet-cards.tsx'
import { count, percent, whole } from './figure-format.ts'

/** Each business with what is wrong with it. */
export function FleetRows({ model, filters }: { model: FleetFigures; filters: Filters }) {
  const words = fleetViewWords()
  const rows = model.rows.value
  if (rows === null) return null
  return (
    <section class="stack" aria-labelledby="fleet-rows">
      <div class="fleet-rows-head">
        <div class="grow">
          <h2 id="fleet-rows">{words.tableTitle}</h2>
          <p class="soft small">{words.tableLead}</p>
        </div>
        <SelectField
          label={words.sort}
          value={filters.sort}
          options={SORTS.map((sort) => ({ value: sort, label: words.sorts[sort] }))}
          onChange={(sort) => ask(writeFilters({ ...filters, sort }))}
        />
      </div>
      <Card isFlush>
        <ul class="fleet-rows">
          {rows.value.map((row) => (
            <Row key={row.tenantId} row={row} search={writeFilters(filters)} />
          ))}
        </ul>
      </Card>
      <div class="fleet-rows-end">
        {model.hasMore.value ? (
          <Button isWide isBusy={model.isPaging.value} onPress={() => void model.more()}>
            {words.more}
          </Button>
        ) : null}
        <Download href={model.csvHref(filters)} words={words.download} kind="quiet" />
      </div>
    </section>
  )
}

function Row({ row, search }: { row: FleetTenantRow; search: string }) {
  const words = fleetViewWords()
  // The filters come along, so that the way back finds them.
  const place = `${pathOf({ view: 'fleet_tenant', businessId: row.tenantId })}${search === '' ? '' : `?${search}`}`
  return (
    <li class="fleet-row">
      <div class="fleet-row-name">
        <a href={place}>{row.businessName === '' ? row.tenantId : row.businessName}</a>
        <span class="soft small">
          {words.trades[row.trade]} · {row.area ?? words.noArea}
        </span>
      </div>
      <Troubles row={row} />
      <dl class="fleet-row-figures">
        <Fact name={words.columns.missed}>{count(row.missed)}</Fact>
        <Fact name={words.columns.leads}>{count(row.leads)}</Fact>
        <Fact name={words.columns.booked}>{count(row.booked)}</Fact>
        <Fact name={words.columns.conversion}>{percent(shareOf(row.booked, row.leads))}</Fact>
        <Fact name={words.columns.revenue}>{whole(row.revenueMinor, row.currency)}</Fact>
        <Fact name={words.columns.late}>{percent(shareOf(row.late, row.timed))}</Fact>
      </dl>
    </li>
  )
}

const GRAVE: readonly string[] = ['suspended', 'untold', 'failing_texts', 'late_texts']

const toneOf = (trouble: string): Tone => (GRAVE.includes(trouble) ? 'danger' : 'warn')

export function Troubles({ row }: { row: Pick<FleetTenantRow, 'troubles' | 'standing'> }) {
  const words = fleetViewWords()
  return (
    <ul class="fleet-troubles" aria-label={words.columns.troubles}>
      {row.standing === 'closed' ? (
        <li>
          <Badge>{words.standings.closed}</Badge>
        </li>
      ) : row.troubles.length === 0 ? (
        <li>
          <Badge tone="good" icon="check">
            {words.fine}
          </Badge>
        </li>
      ) : null}
      {row.troubles.map((trouble) => (
        <li key={trouble}>
          <Badge tone={toneOf(trouble)} icon="alert">
            {words.troubles[trouble]}
          </Badge>
        </li>
      ))}
    </ul>
  )
}
