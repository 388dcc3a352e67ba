import { beforeAll, describe, expect, test } from 'vitest'
import { router } from '../../worker/routes.ts'
import { REFUSALS, ROLES, U, type Cell, type RoleName } from '../support/role-cells.ts'
import { FOREIGN_IDS, MATRIX } from '../support/role-matrix.ts'
import { dump, openFilled, openWalk, secretsOf, type Call, type Filled, type Ids } from '../support/two-businesses.ts'

/** Every route, by everybody. */

const ROUTES = router.routes.map(([method, , , path]) => `${method} ${path || '/'}`)

const MATRIX_MISSED = '404 customer_missing'

let own: Filled
let other: Filled
let call: ReturnType<typeof openWalk>['call']

beforeAll(async () => {
  own = await openFilled()
  other = await openFilled()
  call = openWalk(own, other).call
}, 60_000)

const said = (answer: Call, cell: Cell): Cell =>
  typeof cell === 'number' ? answer.status : `${answer.status} ${answer.code}`
const cellOf = (route: string, role: RoleName): Cell => MATRIX[route]?.[ROLES.indexOf(role)] ?? 'no row'
const isRefused = (route: string, role: RoleName) => REFUSALS.includes(cellOf(route, role))

/** What was answered to each of these roles, beside what should have been. */
async function walk(
  route: string,
  ids: Ids,
  roles: readonly RoleName[],
): Promise<[Record<string, Cell>, Record<string, Cell>]> {
  const answered: Record<string, Cell> = {}
  const expected: Record<string, Cell> = {}
  for (const role of roles) {
    const cell = cellOf(route, role)
    const answer = await call(role, route, ids)
    answered[role] = said(answer, cell)
    expected[role] = cell
    if (answer.status >= 400) expectNothingIn(answer)
  }
  return [answered, expected]
}

function expectNothingIn({ text }: Call): void {
  for (const secret of [...secretsOf(own), ...secretsOf(other)]) expect(text).not.toContain(secret)
}

test('every route has a row, and every row a route', () => {
  expect(Object.keys(MATRIX).toSorted()).toEqual([...new Set(ROUTES)].toSorted())
})

describe('whoever may not is told so, learns nothing and changes nothing', () => {
  let before: Record<string, unknown[]>[]
  beforeAll(async () => void (before = [await dump(own), await dump(other)]))

  test.each(ROUTES)('%s', async (route) => {
    const [answered, expected] = await walk(
      route,
      own.ids,
      ROLES.filter((role) => isRefused(route, role)),
    )
    expect(answered).toEqual(expected)
  })

  test('and both businesses are as they were', async () => {
    expect(before[0]?.['customers']).toHaveLength(1)
    expect([await dump(own), await dump(other)]).toEqual(before)
  })
})

describe('whoever may is answered', () => {
  let before: Record<string, unknown[]>
  beforeAll(async () => void (before = await dump(other)))

  test.each(ROUTES)('%s', async (route) => {
    // Nobody's place and no invitation of theirs, so that all of them are still there for the next route.
    const ids = { ...own.ids, email: 'nobody.here@example.com', invitationId: 'inv_gone', requestId: 'prq_gone' }
    const [answered, expected] = await walk(
      route,
      ids,
      ROLES.filter((role) => !isRefused(route, role)),
    )
    expect(answered).toEqual(expected)
  })

  test('and the business next door is as it was', async () => {
    expect(await dump(other)).toEqual(before)
  })
})

describe('ids of another business under this one', () => {
  const WITH_IDS = ROUTES.filter((route) => /tenants\/:id\/.*:/.test(route))
  let before: Record<string, unknown[]>
  beforeAll(async () => void (before = await dump(other)))

  test('have a row for each route that takes any', () => {
    expect(Object.keys(FOREIGN_IDS).toSorted()).toEqual(WITH_IDS.toSorted())
  })

  test.each(WITH_IDS)('%s', async (route) => {
    const { cell, body } = FOREIGN_IDS[route] ?? { cell: 'no row' }
    const ids = { ...other.ids, id: own.ids['id'] ?? '' }
    for (const role of ['admin', 'technician'] as const) {
      const answer = await call(role, route, ids, body)
      // Whoever may not call it at all is told that first, and as everywhere.
      const meant = isRefused(route, role) ? cellOf(route, role) : cell
      expect([role, said(answer, meant)]).toEqual([role, meant])
      expectNothingIn(answer)
    }
  })

  test.each(['calls', 'messages', 'leads', 'journeys', 'appointments', 'timeline'])(
    'in the query of %s find nothing',
    async (list) => {
      const route = `GET /api/v1/tenants/:id/${list}?customerId=${other.ids['customerId']}`
      const answer = await call('technician', route, own.ids)
      expect([answer.status, (JSON.parse(answer.text) as { items: unknown[] }).items]).toEqual([200, []])
    },
  )

  test('in a body or a query of what looks for a customer find nobody', async () => {
    const told = { type: 'access', law: 'ccpa', identity: 'called_back', receivedVia: 'phone' }
    const foreign = { ...told, customerId: other.ids['customerId'] }
    const asked = await call('technician', 'POST /api/v1/tenants/:id/privacy-requests', own.ids, foreign)
    expect(said(asked, MATRIX_MISSED)).toBe(MATRIX_MISSED)
    expectNothingIn(asked)
    const number = { phone: other.ids['phone'] ?? '' }
    const file = await call('technician', 'POST /api/v1/tenants/:id/evidence', own.ids, number)
    expect(file.status).toBe(200)
    expect(file.text).not.toContain(other.ids['customerId'])
    expect(file.text).not.toContain(other.ids['entryId'])
  })

  test('in a link of an e-mail lead nowhere', async () => {
    const [, secret = ''] = (other.ids['token'] ?? '').split('.')
    const crossed = { token: `${own.shop.id.slice(4)}.${secret}` }
    for (const route of ['GET /u/:token', 'POST /u/:token']) {
      const answer = await call('stranger', route, crossed)
      expect(answer.status).toBe(404)
      expectNothingIn(answer)
    }
  })

  test('leave that business as it was', async () => {
    expect(await dump(other)).toEqual(before)
  })
})

test('a forged token is nobody at every route that asks who it is', async () => {
  const routes = ROUTES.filter((route) => cellOf(route, 'stranger') === U)
  expect(routes.length).toBeGreaterThan(50)
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ')
    const upgrade = /^\/live\/|fleet\/live$/.test(path) ? { upgrade: 'websocket' } : {}
    const headers = { 'cf-access-jwt-assertion': 'e30.e30.e30', 'content-type': 'application/json', ...upgrade }
    const at = path.replaceAll(':id', own.shop.id).replaceAll(/:\w+/g, 'x')
    const answer = await own.shop.send(at, { method, headers })
    expect([route, answer.status]).toEqual([route, 401])
  }
})
