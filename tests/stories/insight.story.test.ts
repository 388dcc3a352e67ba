import { runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../tenants/base/clock.ts'
import { firstIdAt } from '../../tenants/base/ids.ts'
import type { TenantView } from '../../tenants/contract.ts'
import type { AgentsView } from '../../tenants/contract/agents.ts'
import { NOON, openShop, type Shop } from '../support/open-shop.ts'

const DAYS = 70
const SILENT_DAYS = 6
const CALLS_A_DAY = 4

/** Ten weeks of a business that gets four missed calls a day, until its forwarding stops. */
function callsBefore(): number[] {
  return Array.from({ length: DAYS * CALLS_A_DAY }, (_call, place) => {
    const day = Math.floor(place / CALLS_A_DAY)
    return NOON - (SILENT_DAYS + DAYS - day) * DAY_MS + (place % CALLS_A_DAY) * HOUR_MS
  })
}

/** None that anybody has. */
function phoneOf(place: number): string {
  return `+1${['512', '737', '830'][Math.floor(place / 100)]}55501${String(place % 100).padStart(2, '0')}`
}

/** Writes its rows as they would stand there by now. */
async function liveThrough(shop: Shop): Promise<void> {
  await runInDurableObject(shop.tenant.stub(), (_object, { storage }) => {
    const { sql } = storage
    storage.transactionSync(() => {
      sql.exec(
        `update settings set value = json_set(value, '$.createdAt', ?) where name = 'identity'`,
        NOON - 90 * DAY_MS,
      )
      callsBefore().forEach((at, place) => {
        const id = `${at}${place}`
        sql.exec(
          `insert into customers (customer_id, phone, language, withheld, line_type, look_up, created_at, updated_at)
          values (?, ?, 'en', 0, 'mobile', 'none', ?, ?)`,
          ...[`cus_${id}`, phoneOf(place), at, at],
        )
        sql.exec(
          `insert into call_logs (call_id, call_key, customer_id, status, duration_s, via, ended_at)
          values (?, ?, ?, 'no_answer', 0, 'twilio', ?)`,
          ...[`${firstIdAt('cal', at)}${place}`, `CA${id}`, `cus_${id}`, at],
        )
        sql.exec(
          `insert into leads (lead_id, customer_id, source, status, moved_at, booked_at, created_at, updated_at)
          values (?, ?, 'missed_call', 'contacted', ?, ?, ?, ?)`,
          ...[`${firstIdAt('led', at)}${place}`, `cus_${id}`, at, place % 2 === 0 ? at + 5 * MINUTE_MS : null, at, at],
        )
      })
    })
  })
  await shop.tenant.evict()
}

test('calls that stop are found at night, and the forwarding is named as the cause', async () => {
  const shop = await openShop()
  await liveThrough(shop)
  await shop.api('POST', `/tenants/${shop.id}/agents/monitor/run`)
  await shop.tenant.passMinutes(2)
  const { findings, proposals } = await shop.api<AgentsView>('GET', `/tenants/${shop.id}/agents`)
  expect(findings).toMatchObject([{ kind: 'calls_silent', severity: 'serious', closedAt: null }])
  expect(findings[0]?.sentence).toMatch(/^Hardly any missed calls arrive: 0 since .*, where about \d+ are usual\.$/)
  expect(findings[0]?.causes[0]?.sentence).toMatch(/^Calls do not arrive: 0, about \d+ were to be expected\./)
  expect(proposals).toMatchObject([{ agent: 'diagnostic', kind: 'recommend_fix', status: 'proposed' }])

  // The day after, a zero slips into a price. Nobody need hear it first.
  const { priceBook } = await shop.api<TenantView>('GET', `/tenants/${shop.id}`)
  const [first, ...rest] = priceBook
  if (!first) throw new Error('There is no price.')
  const wrong = [{ ...first, to: 10 * first.to }, ...rest]
  await shop.api('PATCH', `/tenants/${shop.id}`, { priceBook: wrong })
  await shop.api('POST', `/tenants/${shop.id}/agents/monitor/run`)
  await shop.tenant.passMinutes(2)
  const then = await shop.api<AgentsView>('GET', `/tenants/${shop.id}/agents`)
  const slip = then.findings.find(({ kind }) => kind === 'price_slip')
  expect(slip?.sentence).toMatch(
    /^The price for Water heater repair changed from \$463 to \$4,630 on .*, which looks like a slip\.$/,
  )
  expect(slip?.causes[0]?.sentence).toMatch(
    /^A digit too many, too few or swapped in the price for Water heater repair\./,
  )
  expect(then.proposals.map(({ sentence }) => sentence)).toContain(
    'Is the price for Water heater repair right? It changed as a slip changes it.',
  )
})
