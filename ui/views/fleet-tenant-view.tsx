import { useEffect, useMemo } from 'preact/hooks'
import type { FleetTenantView as View } from '../../tenants/contract/fleet-view.ts'
import { formatCalendarDay } from '../format.ts'
import { readFilters } from '../models/fleet-filters.ts'
import { isStill } from '../models/fleet-sums.ts'
import { openFleetTenant } from '../models/fleet-tenant-model.ts'
import { browserZone } from '../models/zones.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { Moment } from '../parts/moment.tsx'
import { pathOf, query } from '../router.ts'
import { fleetViewWords } from '../words/fleet-view-words.ts'
import { locale } from '../words/language.ts'
import { FleetCards } from './fleet-cards.tsx'
import { FleetCharts } from './fleet-charts.tsx'
import { Troubles } from './fleet-rows.tsx'
import { FleetFailed, FleetWaiting, RangeChoice } from './fleet-view.tsx'
import { SubscriptionCard } from './subscription-card.tsx'
import '../styles/choices.css'
import '../styles/numbers.css'

/** `/fleet/:id`: the figures of one business, without a word of its customers'. */
export function FleetTenantView({ businessId }: { businessId: string }) {
  const words = fleetViewWords()
  const model = useMemo(() => openFleetTenant(businessId), [businessId])
  const filters = readFilters(query.value)
  useEffect(() => void model.load(filters.days), [model, filters.days])
  const shown = model.view.value
  const problem = model.problem.value
  const back = `${pathOf({ view: 'fleet' })}${query.value === '' ? '' : `?${query.value}`}`
  const isOld = shown !== null && shown.days !== filters.days
  return (
    <div class="page numbers fleet">
      <header class="numbers-head">
        <div class="fleet-tenant-name">
          <IconButton icon="back" label={words.back} href={back} />
          <h1>{shown?.value.businessName ?? words.title}</h1>
        </div>
        <RangeChoice filters={filters} />
      </header>
      {problem !== null ? (
        <FleetFailed problem={problem} again={() => void model.load(filters.days)} />
      ) : shown === null ? (
        <FleetWaiting />
      ) : (
        <div class={isOld ? 'numbers-body waiting' : 'numbers-body'} aria-busy={isOld}>
          <Inside view={shown.value} businessId={businessId} />
        </div>
      )}
      <SubscriptionCard businessId={businessId} />
    </div>
  )
}

function Inside({ view, businessId }: { view: View; businessId: string }) {
  const words = fleetViewWords()
  const board = (
    <Button icon="board" href={pathOf({ view: 'board', tenantId: businessId })}>
      {words.board}
    </Button>
  )
  const { row } = view
  if (row === null) {
    return (
      <EmptyState icon="numbers" title={words.noRowTitle} action={board}>
        <p>{words.noRow}</p>
      </EmptyState>
    )
  }
  const joined = formatCalendarDay(row.joinedOn, locale.value)
  return (
    <>
      <div class="fleet-tenant-facts">
        <div class="stack-tight grow">
          <p class="soft">{words.facts(words.trades[row.trade], row.area ?? words.noArea, joined)}</p>
          <Troubles row={row} />
          <p class="soft small">
            {words.toldAt}: <Moment at={row.toldAt} zone={browserZone() ?? 'UTC'} form="long" />
          </p>
        </div>
        {board}
      </div>
      <FleetCards shown={view} />
      {isStill(view.total) ? null : <FleetCharts shown={view} />}
    </>
  )
}
