import { afterEach, describe, expect, test, vi } from 'vitest'
import { openInvitation } from './invitation-model.ts'
import { openAccessLog, openPeople } from './people-model.ts'

type Asked = { method: string; path: string; body: unknown }

/** A server that answers each address as told, and remembers what it was asked. */
function serve(answers: Record<string, { status?: number; json?: unknown }>): Asked[] {
  const asked: Asked[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const path = input instanceof Request ? input.url : input.toString()
    const method = init?.method ?? 'GET'
    asked.push({ method, path, body: typeof init?.body === 'string' ? JSON.parse(init.body) : null })
    const { status = 200, json = null } = answers[`${method} ${path}`] ?? { status: 404, json: { code: 'not_found' } }
    return new Response(status === 204 ? null : JSON.stringify(json), { status })
  })
  return asked
}
afterEach(() => vi.restoreAllMocks())

const AT = '/api/v1/tenants/ten_1'
const ANN = { email: 'ann+shop@example.com', roles: ['technician'], since: 1 }
const INVITATION = { id: 'inv_1', email: 'bo@example.com', role: 'viewer', mail: { status: 'failed', code: 'bounced' } }

describe('the people of a business', () => {
  test('are read anew after every change, whether it was made or refused', async () => {
    const view = { people: [ANN], invitations: [INVITATION] }
    const asked = serve({
      [`GET ${AT}/people`]: { json: view },
      [`POST ${AT}/invitations`]: { status: 409, json: { code: 'already_member', detail: 'Works here.' } },
      [`POST ${AT}/invitations/inv_1/resend`]: { json: INVITATION },
      [`DELETE ${AT}/invitations/inv_1`]: { status: 204 },
      [`DELETE ${AT}/people/ann%2Bshop%40example.com`]: { status: 409, json: { code: 'last_technician' } },
    })
    const model = openPeople('ten_1')
    const refused = await model.invite({ email: 'bo@example.com', role: 'viewer' })
    expect(refused.ok === false && refused.problem.code).toBe('already_member')
    expect(model.view.value).toEqual(view)
    expect((await model.mailAgain('inv_1')).ok).toBe(true)
    expect(await model.revoke('inv_1')).toBeNull()
    expect((await model.remove(ANN.email))?.code).toBe('last_technician')
    expect(asked.filter(({ method }) => method === 'GET')).toHaveLength(4)
    expect(asked[0]).toMatchObject({ method: 'POST', body: { email: 'bo@example.com', role: 'viewer' } })
  })

  test('that cannot be read leave the problem, and what was known', async () => {
    serve({ [`GET ${AT}/people`]: { status: 403, json: { code: 'forbidden' } } })
    const model = openPeople('ten_1')
    await model.load()
    expect([model.problem.value?.code, model.view.value]).toEqual(['forbidden', null])
  })
})

test('the log goes on where the page before ended, until there is no more', async () => {
  const line = (id: number) => ({
    id,
    at: id,
    email: 'a@example.com',
    action: 'signed_in',
    tenantId: null,
    detail: null,
  })
  serve({
    [`GET ${AT}/access-log?limit=25`]: { json: { items: [line(9), line(8)], next: '8' } },
    [`GET ${AT}/access-log?limit=25&after=8`]: { json: { items: [line(7)], next: null } },
  })
  const model = openAccessLog('ten_1')
  await model.loadMore()
  expect([model.lines.value?.length, model.hasMore.value]).toEqual([2, true])
  await model.loadMore()
  expect([model.lines.value?.map(({ id }) => id), model.hasMore.value]).toEqual([[9, 8, 7], false])
})

describe('an invitation out of a mail', () => {
  test('is looked at and accepted with the token in bodies alone', async () => {
    const business = { tenantId: 'ten_1', businessName: 'Larkspur Plumbing', role: 'viewer' }
    const asked = serve({
      'POST /api/v1/invitations/look': { json: { ...business, invitedBy: 'dana@example.com' } },
      'POST /api/v1/invitations/accept': { json: business },
    })
    const model = openInvitation('secret')
    await model.look()
    expect(model.invited.value?.invitedBy).toBe('dana@example.com')
    expect(await model.accept()).toEqual(business)
    expect(asked.map(({ body }) => body)).toEqual([{ token: 'secret' }, { token: 'secret' }])
    expect(asked.some(({ path }) => path.includes('secret'))).toBe(false)
  })

  test('that was withdrawn meanwhile says so', async () => {
    serve({ 'POST /api/v1/invitations/accept': { status: 404, json: { code: 'invitation_gone' } } })
    const model = openInvitation('secret')
    expect(await model.accept()).toBeNull()
    expect([model.problem.value?.code, model.isBusy.value]).toEqual(['invitation_gone', false])
  })
})
