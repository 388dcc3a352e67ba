import { beforeAll, expect, test } from 'vitest'
import { ADMIN, APP_URL, openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import type { FleetRoomRpc } from '../../tenants/contract/fleet-room.ts'
import { tellFigures } from '../measure.ts'
import { accessToken, standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

const BOARD = `/live/tenants/ten_${'0'.repeat(24)}`
const FLEET = '/api/v1/fleet/live'
/** The same, beside the boards' sockets. */
const FLEET_BESIDE = '/live/fleet'

/** How a socket is answered that would be opened, were the business or the room there. */
async function open(headers: Record<string, string>, path = BOARD, email = ADMIN) {
  const token = await accessToken({ email })
  const cookie = { cookie: `CF_Authorization=${token}`, upgrade: 'websocket' }
  const answer = await router.send(path, { headers: { ...cookie, ...headers } })
  return [answer.status, answer.json.code]
}

test.each(['cross-site', 'same-site'])(
  'a page from %s opens no socket, even where its origin is not named',
  async (site) => {
    expect(await open({ 'sec-fetch-site': site })).toEqual([403, 'origin_foreign'])
    expect(await open({ 'sec-fetch-site': site, origin: APP_URL })).toEqual([403, 'origin_foreign'])
    expect(await open({ 'sec-fetch-site': site }, FLEET)).toEqual([403, 'origin_foreign'])
    expect(await open({ 'sec-fetch-site': site }, FLEET_BESIDE)).toEqual([403, 'origin_foreign'])
  },
)

test('nor does one whose origin is another', async () => {
  expect(await open({ origin: 'https://evil.example.com' })).toEqual([403, 'origin_foreign'])
  expect(await open({ origin: 'null' })).toEqual([403, 'origin_foreign'])
  expect(await open({ origin: 'https://evil.example.com' }, FLEET)).toEqual([403, 'origin_foreign'])
})

test('a program says nothing of itself and is asked who it is', async () => {
  expect(await open({})).toEqual([404, 'tenant_missing'])
  expect(await open({}, FLEET, 'dana@example.com')).toEqual([403, 'forbidden'])
  expect(await open({}, FLEET_BESIDE, 'dana@example.com')).toEqual([403, 'forbidden'])
})

test('where no room is bound, or it does not answer, that is said and nothing else is lost', async () => {
  expect(await open({}, FLEET)).toEqual([409, 'fleet_off'])
  const fetch = () => Promise.reject(new Error('away'))
  const FLEET_ROOM = { getByName: () => ({ fetch }) as unknown as FleetRoomRpc }
  router = await openRouter({ FLEET_ROOM })
  // Planned already, so that no request of this test waits for its figures to be told.
  tellFigures({ FLEET_ROOM }, () => undefined)
  expect(await open({}, FLEET)).toEqual([503, 'room_unreachable'])
  expect(await open({}, FLEET_BESIDE)).toEqual([503, 'room_unreachable'])
})
