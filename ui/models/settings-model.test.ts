import { afterEach, describe, expect, test, vi } from 'vitest'
import { openSettings } from './settings-model.ts'

/** A server with one business, which two people change. */
function serve() {
  const policy = { textAfterMs: 20_000, textDeadlineMs: 30_000, notifyBy: ['sms'], paused: false }
  let tenant = { id: 'ten_1', businessName: 'Lopez Plumbing', serviceArea: 'Austin', priceBook: [], policy, version: 3 }
  const sent: { body: object; from: string | null }[] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit & { body: string }) => {
    if (init.method === 'GET') return Response.json(tenant)
    const from = new Headers(init.headers).get('if-match')
    const body = JSON.parse(init.body) as object
    sent.push({ body, from })
    if (from !== `"${tenant.version}"`) return Response.json({ code: 'edited_meanwhile' }, { status: 412 })
    const version = tenant.version + 1
    const isPolicy = path.endsWith('/policy')
    tenant = isPolicy ? { ...tenant, policy: { ...tenant.policy, ...body }, version } : { ...tenant, ...body, version }
    return Response.json(isPolicy ? tenant.policy : tenant, { headers: { etag: `"${version}"` } })
  })
  return {
    sent,
    tenant: () => tenant,
    somebodyElseSaves: (change: object) => (tenant = { ...tenant, ...change, version: tenant.version + 1 }),
  }
}

afterEach(() => vi.unstubAllGlobals())

async function open() {
  const server = serve()
  const model = openSettings('ten_1')
  await model.load()
  return { server, model }
}

describe('settings that somebody else changes meanwhile', () => {
  test('a change names the version on the screen, and the next one the version it made', async () => {
    const { server, model } = await open()
    expect(await model.save('policy', { paused: true })).toEqual({ kind: 'saved', isMerged: false })
    expect(model.tenant.value).toMatchObject({ version: 4, policy: { paused: true, textAfterMs: 20_000 } })
    await model.save('profile', { serviceArea: 'Dallas' })
    expect(server.sent.map(({ from }) => from)).toEqual(['"3"', '"4"'])
  })

  test('what changed elsewhere is kept beside mine, without a question', async () => {
    const { server, model } = await open()
    server.somebodyElseSaves({ businessName: 'Lopez & Daughter' })
    expect(await model.save('profile', { serviceArea: 'Dallas' })).toEqual({ kind: 'saved', isMerged: true })
    expect(server.tenant()).toMatchObject({ businessName: 'Lopez & Daughter', serviceArea: 'Dallas' })
  })

  test('two changes of one field are put to a person, and nothing is written before', async () => {
    const { server, model } = await open()
    server.somebodyElseSaves({ serviceArea: 'Houston' })
    expect(await model.save('profile', { serviceArea: 'Dallas', businessName: 'Ana’s' })).toEqual({ kind: 'clash' })
    expect(server.tenant()).toMatchObject({ serviceArea: 'Houston', businessName: 'Lopez Plumbing' })
    expect(model.clash.value?.clashes).toEqual([{ field: 'serviceArea', mine: 'Dallas', theirs: 'Houston' }])

    await model.clash.value?.resolve({ serviceArea: false })
    expect(server.tenant()).toMatchObject({ serviceArea: 'Houston', businessName: 'Ana’s' })
    expect(model.settled.value).toBe(1)
  })

  test('mine stands where the person says so', async () => {
    const { server, model } = await open()
    server.somebodyElseSaves({ serviceArea: 'Houston' })
    await model.save('profile', { serviceArea: 'Dallas' })
    await model.clash.value?.resolve({ serviceArea: true })
    expect(server.tenant().serviceArea).toBe('Dallas')
    expect(model.clash.value).toBeNull()
  })

  test('nothing is sent where nothing changed', async () => {
    const { server, model } = await open()
    await model.save('profile', {})
    expect(server.sent).toEqual([])
  })
})
