import { beforeEach, describe, expect, test } from 'vitest'
import { ADMIN, openRouter, type OpenRouter, type Shop } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'
import { FLEET_TOLD_PER_CALL_MAX } from '../bounds.ts'

let router: OpenRouter

beforeEach(async () => {
  standInAccess()
  router = await openRouter()
  await forgetAll()
})

/** The directory is shared by all tests of the file. */
async function forgetAll(): Promise<void> {
  for (const table of ['tenant', 'fleet_switch', 'fleet_untold']) {
    await router.bindings.DIRECTORY.prepare(`delete from ${table}`).run()
  }
}

const SWITCH = '/fleet/kill-switch'
const turn = (on: boolean, by: string | null = ADMIN) =>
  router.api(by, 'PUT', SWITCH, { on, reason: 'Loop in replies' })
const goOn = () => router.api(ADMIN, 'POST', `${SWITCH}/tell`)
const heard = ({ tenant }: Shop) => tenant.fleetOrders.map(({ isOn }) => isOn)

describe('the switch for all businesses', () => {
  test('is told to each of them once, and says who turned it and why', async () => {
    const shops = [await router.openShop(), await router.openShop(), await router.openShop()]
    const turned = await turn(true)
    expect(turned.json).toMatchObject({ on: true, told: 3, failed: 0, remaining: 0, reason: 'Loop in replies' })
    expect(shops.map(heard)).toEqual([[true], [true], [true]])
    expect((await goOn()).json).toMatchObject({ told: 3, remaining: 0 })
    expect(shops.map(heard)).toEqual([[true], [true], [true]])
    expect((await router.api(ADMIN, 'GET', SWITCH)).json).toMatchObject({ on: true, changedBy: ADMIN })
  })

  test('counts who did not answer, and tells them when asked again', async () => {
    const [deaf, well] = [await router.openShop(), await router.openShop()]
    deaf.tenant.mood = 'throws'
    expect((await turn(true)).json).toMatchObject({ told: 1, failed: 1, remaining: 1 })
    expect((await goOn()).json).toMatchObject({ told: 1, failed: 1, remaining: 1 })
    deaf.tenant.mood = 'well'
    expect((await goOn()).json).toMatchObject({ told: 2, failed: 0, remaining: 0 })
    expect([heard(deaf), heard(well)]).toEqual([[true], [true]])
  })

  test('does not wait for one that hangs', async () => {
    const hung = await router.openShop()
    hung.tenant.mood = 'hangs'
    expect((await turn(true)).json).toMatchObject({ failed: 1, remaining: 1 })
  })

  test('goes on where the last call stopped, past those that did not answer', async () => {
    const count = FLEET_TOLD_PER_CALL_MAX + 3
    const ids = Array.from({ length: count }, (_, index) => `ten_${String(index).padStart(24, '0')}`)
    const insert = router.bindings.DIRECTORY.prepare('insert into tenant values (?, ?, ?, ?)')
    await router.bindings.DIRECTORY.batch(ids.map((id) => insert.bind(id, 'Larkspur', 'en', 0)))
    const first = ids.slice(0, FLEET_TOLD_PER_CALL_MAX)
    const deaf = router.bindings.TENANT.getByName(first[0] ?? '') as unknown as Shop['tenant']
    deaf.mood = 'throws'
    expect((await turn(true)).json).toMatchObject({ told: count - 4, failed: 1, remaining: 4 })
    deaf.mood = 'well'
    expect((await goOn()).json).toMatchObject({ told: count, failed: 0, remaining: 0 })
    expect(ids.every((id) => router.tenants.get(id)?.fleetOrders.length === 1)).toBe(true)
  })

  test('that is turned back grows its number, so that an older order that comes late is known', async () => {
    const shop = await router.openShop()
    await turn(true)
    await turn(false)
    const [on, off] = shop.tenant.fleetOrders
    expect(off?.seq).toBeGreaterThan(on?.seq ?? Infinity)
    expect(heard(shop)).toEqual([true, false])
  })

  test('is known to a business before it is opened', async () => {
    await turn(true)
    const shop = await router.openShop()
    expect(shop.tenant.fleetOrders).toMatchObject([{ isOn: true, isOpened: false }])
    await turn(false)
    expect((await router.openShop()).tenant.fleetOrders).toEqual([])
  })

  test('is an admin’s alone, and wants a reason', async () => {
    const { email } = await router.openShop()
    for (const [method, path, body] of [
      ['GET', SWITCH, undefined],
      ['PUT', SWITCH, { on: true, reason: 'Loop' }],
      ['POST', `${SWITCH}/tell`, undefined],
    ] as const) {
      expect((await router.api(email, method, path, body)).status).toBe(403)
      expect((await router.api(null, method, path, body)).status).toBe(401)
    }
    expect((await router.api(ADMIN, 'PUT', SWITCH, { on: true })).json.issues).toMatchObject([{ path: 'reason' }])
    expect((await router.api(ADMIN, 'GET', SWITCH)).json).toMatchObject({ on: false, told: 0, remaining: 0 })
  })

  test('stands in the log of who did what', async () => {
    await turn(true)
    const log = await router.bindings.DIRECTORY.prepare(
      "select email, detail from access_log where action = 'fleet_switched' order by log_id desc limit 1",
    ).first()
    expect(log).toEqual({ email: ADMIN, detail: 'on' })
  })
})
