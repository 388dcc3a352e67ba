import { env } from 'cloudflare:test'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { RoutesView, RouteTest } from '../../tenants/contract/alerts.ts'
import { FLEET_ROOM_NAME } from '../../tenants/contract/fleet-room.ts'
import type { Bindings } from '../../worker/env.ts'
import type { FleetRoom } from '../../worker/fleet/fleet-room.ts'
import { tickAlerts } from '../../worker/fleet/nightly.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

const MINUTE = 60_000
const bindings = env as unknown as Bindings
const room = () =>
  (env as unknown as { FLEET_ROOM: DurableObjectNamespace<FleetRoom> }).FLEET_ROOM.getByName(FLEET_ROOM_NAME)

type Hook = { url: string; channel: string }
type Posted = { text: string; blocks: { text: { text: string } }[] }

let shop: Shop
let hook: Hook
beforeAll(async () => {
  shop = await openShop({ businessName: `Hazel & Sons ${crypto.randomUUID().slice(0, 4)}` })
  hook = await shop.control<Hook>('/slack/hooks', { channel: '#on-duty' })
  const route = { name: 'On duty', severity: 'all', language: 'en' }
  await shop.api('PUT', '/fleet/alert-routes', {
    routes: [
      { ...route, kind: 'webhook', target: hook.url },
      { ...route, kind: 'email', target: 'on-duty@example.com' },
    ],
  })
})
// Whoever comes next finds the admins of the settings told, as at first.
afterAll(async () => void (await shop.api('PUT', '/fleet/alert-routes', { routes: [] })))

async function tick(minutes = 5): Promise<void> {
  shop.watch.now += minutes * MINUTE
  await tickAlerts(bindings, shop.watch.now)
}

/** The carriers turn the business down, or take that back; it says so to the fleet's room by itself. */
async function judge(isTextingRefused: boolean): Promise<void> {
  shop.watch.now += MINUTE
  const outcome = isTextingRefused ? { kind: 'suspended', reason: 'Complaints' } : { kind: 'reinstated' }
  await shop.api('POST', `/tenants/${shop.id}/registration/outcome`, outcome)
  const told = async () => (await room().readHealth()).find(({ tenantId }) => tenantId === shop.id)
  await vi.waitFor(async () => expect(await told()).toMatchObject({ isTextingRefused }), { timeout: 20_000 })
}

/** What the channel shows of this business, as it was written before Slack's signs were put in. */
async function channel(): Promise<string[]> {
  const messages = await shop.control<Posted[]>(`/slack/messages?url=${encodeURIComponent(hook.url)}`)
  const lines = messages.flatMap(({ blocks }) => blocks.map(({ text }) => text.text.replaceAll('&amp;', '&')))
  return lines.filter((line) => line.includes(shop.businessName))
}

const fail = (error: string, forMs?: number) =>
  shop.control('/slack/hooks/error', { url: hook.url, error, ...(forMs === undefined ? {} : { forMs }) })
const slackRoute = async () => (await shop.api<RoutesView>('GET', '/fleet/alert-routes')).routes[0]
const press = async () => {
  return shop.api<RouteTest>('POST', `/fleet/alert-routes/${(await slackRoute())?.id}/test`)
}

describe('an alert in Slack', () => {
  const raised = () => `ALERT · ${shop.businessName}: the carriers refused its registration`
  const over = () => `OVER · ${shop.businessName}: the carriers refused its registration`

  test('arrives once when it is raised and once when it is over, however often it is looked after', async () => {
    await judge(true)
    for (let again = 0; again < 3; again += 1) await tick()
    expect(await channel()).toEqual([raised()])
    await judge(false)
    for (let again = 0; again < 3; again += 1) await tick()
    expect(await channel()).toEqual([raised(), over()])
    expect(await slackRoute()).toMatchObject({ failure: null, waiting: 0, target: expect.not.stringContaining('/') })
  })

  test('waits as long as Slack asks, even where Slack would take it before, and then arrives once', async () => {
    const before = await channel()
    await fail('rate_limited', 15 * MINUTE)
    await judge(true)
    await tick()
    expect(await slackRoute()).toMatchObject({ failure: { code: 'rate_limited', isGivenUp: false }, waiting: 1 })
    await fail('none')
    await tick()
    await tick()
    expect(await channel()).toEqual(before)
    await tick(6)
    await tick()
    expect(await channel()).toEqual([...before, raised()])
    expect(await slackRoute()).toMatchObject({ failure: null, waiting: 0 })
  })

  test('that finds its webhook removed is given up, told at its route, and told elsewhere', async () => {
    const before = await channel()
    await fail('no_service')
    await judge(false)
    await tick()
    await tick()
    expect(await slackRoute()).toMatchObject({ failure: { code: 'no_service', isGivenUp: true }, waiting: 0 })
    expect(await press()).toEqual({ isSent: false, code: 'no_service' })
    const mails = await shop.control<{ text: string }[]>('/emails?to=on-duty%40example.com')
    expect(mails.filter(({ text }) => text.includes(over()))).toHaveLength(2)
    await fail('none')
    expect(await press()).toEqual({ isSent: true, code: null })
    await tick()
    expect(await channel()).toEqual(before)
    expect(await slackRoute()).toMatchObject({ failure: null })
  })
})
