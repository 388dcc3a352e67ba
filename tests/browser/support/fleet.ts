import { describeDay } from '../../../tenants/base/local-time.ts'
import type { DayExport } from '../../../tenants/contract/fleet-day.ts'
import { withWarehouse } from '../../../worker/fleet/connect-warehouse.ts'
import type { SubscriptionDay } from '../../../worker/directory/subscriptions.ts'
import { writeExports, writeSubscriptions } from '../../../worker/fleet/warehouse.ts'
import { makeFleet } from '../../support/random-fleet.ts'
import type { Stage } from './stage.ts'

const DAY_MS = 86_400_000
const LIFE_DAYS = 75

/** Weeks of figures for every business there is, written as the nightly export writes them. */
export async function fillFleet(stage: Stage): Promise<void> {
  const { run, business } = stage
  const { items } = await stage.api<{ items: { id: string }[] }>('GET', '/tenants?limit=200')
  const now = Date.now()
  const today = Math.floor(now / DAY_MS)
  const fleet = makeFleet(77, { tenants: items.length, from: today - LIFE_DAYS, days: LIFE_DAYS, now })
  // The demo business is the busiest.
  const ids = [business.id, ...items.map(({ id }) => id).filter((id) => id !== business.id)]
  const byCalls = fleet.map(({ told }) => told).toSorted((one, other) => callsOf(other) - callsOf(one))
  const told = byCalls.map((each, place) => ({ ...each, tenantId: ids[place] ?? '' }))
  const lastDay = describeDay(today - 1)
  if (told[0]?.days.at(-1)?.counts.day !== lastDay) throw new Error(`The figures do not end on ${lastDay}.`)
  await enterPaid(stage, today)
  await withWarehouse(databaseOf(run.output()), async (warehouse) => {
    await writeExports(warehouse, told)
    await writeSubscriptions(warehouse, payFor(ids, today))
  })
}

/** What the demo business pays, as an admin has entered it. */
async function enterPaid(stage: Stage, today: number): Promise<void> {
  const enter = (daysAgo: number, change: object) =>
    stage.api('PUT', `/tenants/${stage.business.id}/subscription`, {
      ...{ plan: 'solo', status: 'active', amountMinor: 4_900, currency: 'USD', interval: 'month' },
      ...{ effectiveOn: describeDay(today - daysAgo), ...change },
    })
  await enter(170, {})
  await enter(60, { plan: 'crew', amountMinor: 9_900 })
  await enter(0, { plan: 'crew', amountMinor: 9_900, status: 'past_due' })
}

/** Half a year of what they pay: they came one after the other, one pays more by now, and one has left. */
function payFor(ids: readonly string[], today: number): SubscriptionDay[] {
  const change = (place: number, daysAgo: number, monthlyMinor: number): SubscriptionDay => {
    const status = monthlyMinor === 0 ? 'cancelled' : 'active'
    const day = describeDay(today - daysAgo)
    return { tenantId: ids[place] ?? '', day, plan: 'solo', status, currency: 'USD', monthlyMinor }
  }
  const came = ids.map((_id, place) => change(place, 170 - 25 * place, 4_900))
  return [...came, change(0, 60, 9_900), change(1, 40, 0)]
}

function callsOf({ days }: DayExport): number {
  return days.reduce((sum, { counts }) => sum + counts.funnel.missed, 0)
}

/** `npm start` names its Postgres, without the password. */
function databaseOf(output: string): string {
  const port = /postgres:[/][/]\S*?127[.]0[.]0[.]1:(\d+)/.exec(output)?.[1]
  if (port === undefined) throw new Error('npm start named no Postgres.')
  return `postgres://postgres:postgres@127.0.0.1:${port}/postgres`
}
