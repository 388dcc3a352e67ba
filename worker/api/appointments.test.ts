import { beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, openRouter, type OpenRouter, type Shop } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'
import { KNOWN_CUSTOMER } from '../../tests/support/stand-in-trust.ts'

let router: OpenRouter
let shop: Shop
beforeAll(async () => {
  standInAccess()
  router = await openRouter()
  shop = await router.openShop()
})

const AT = Date.UTC(2096, 10, 27, 15, 0)
const call = (method: string, rest: string, body?: unknown) =>
  router.api(ADMIN, method, `/tenants/${shop.id}/${rest}`, body)

describe('free times', () => {
  test('are asked for by day and service, for a week where nobody says', async () => {
    expect((await call('GET', 'slots')).json).toEqual({ items: [] })
    expect((await call('GET', 'slots?from=2026-11-27&days=3&service=Drain%20clearing')).status).toBe(200)
    expect(shop.tenant.slotQueries).toEqual([{ days: 7 }, { from: '2026-11-27', days: 3, service: 'Drain clearing' }])
  })

  test.each(['from=tomorrow', 'from=2026-02-31x', 'days=0', 'days=32', 'days=x'])(
    'cannot be asked for with %s',
    async (query) => {
      const answer = await call('GET', `slots?${query}`)
      expect([answer.status, answer.json.code]).toEqual([400, 'query_invalid'])
      expect((await call('GET', `agenda?${query}`)).status).toBe(400)
    },
  )
})

describe('a visit', () => {
  test('is entered once at a time; whoever comes second is told what is free', async () => {
    shop.tenant.slots = [{ startsAt: AT + 7_200_000, endsAt: AT + 10_800_000, crewId: 'owner' }]
    const wanted = { customerId: KNOWN_CUSTOMER, startsAt: AT }
    const first = await call('POST', 'appointments', wanted)
    expect([first.status, first.json['startsAt']]).toEqual([201, AT])
    const second = await call('POST', 'appointments', wanted)
    expect([second.status, second.json.code, second.json['slots']]).toEqual([409, 'slot_taken', shop.tenant.slots])
  })

  test.each([
    [{ startsAt: AT }, 'customerId'],
    [{ customerId: KNOWN_CUSTOMER, startsAt: -1 }, 'startsAt'],
    [{ customerId: KNOWN_CUSTOMER, startsAt: Math.floor(AT / 1_000) }, 'startsAt'],
    [{ customerId: KNOWN_CUSTOMER, startsAt: AT * 1_000 }, 'startsAt'],
    [{ customerId: KNOWN_CUSTOMER, startsAt: 1e308 }, 'startsAt'],
    [{ customerId: KNOWN_CUSTOMER, startsAt: AT, minutes: 50 }, 'minutes'],
    [{ customerId: KNOWN_CUSTOMER, startsAt: AT, colour: 'red' }, 'colour'],
  ])('of %j is refused at %s', async (body, path) => {
    const answer = await call('POST', 'appointments', body)
    expect([answer.status, answer.json.issues?.[0]?.path]).toEqual([400, path])
  })

  test('is changed by its id, and is missing where nobody knows it', async () => {
    await call('POST', 'appointments', { customerId: KNOWN_CUSTOMER, startsAt: AT + 1 })
    const done = await call('PATCH', `appointments/apt_${AT + 1}`, { move: 'cancel' })
    expect([done.status, done.json['status']]).toEqual([200, 'cancelled'])
    const lost = await call('PATCH', 'appointments/apt_gone', { move: 'cancel' })
    expect([lost.status, lost.json.code]).toEqual([404, 'appointment_missing'])
    for (const body of [
      { move: 'burn' },
      { move: 'reschedule' },
      { move: 'reschedule', startsAt: 1e308 },
      { move: 'complete', amountMinor: -5 },
    ])
      expect((await call('PATCH', 'appointments/apt_gone', body)).status).toBe(400)
  })

  test('stands in the agenda', async () => {
    const agenda = await call('GET', 'agenda?from=2026-11-26')
    expect((agenda.json['visits'] as unknown[]).length).toBeGreaterThan(0)
  })
})
