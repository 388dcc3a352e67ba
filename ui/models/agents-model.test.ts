import { afterEach, describe, expect, test, vi } from 'vitest'
import type { AgentsView } from '../../tenants/contract/agents.ts'
import { AgentsModel } from './agents-model.ts'

const proposal = { id: 'dec_1', agent: 'retention', status: 'proposed', sentence: 'Write sooner.', isUndoable: false }

/** A business with one proposal, that may hold back or refuse what it is asked. */
function serve() {
  let view = { isPaused: false, agents: [], proposals: [proposal], findings: [], recent: [] } as object
  let tenant = { policy: { autonomy: { monitor: 'act' } }, version: 3 }
  let holding: Promise<void> | null = null
  const sent: { path: string; body: unknown; from: string | null }[] = []
  let refusal: { status: number; code: string } | null = null
  vi.stubGlobal('fetch', async (path: string, init: RequestInit & { body: string }) => {
    if (init.method === 'GET') return Response.json(path.includes('/agents') ? view : tenant)
    const from = new Headers(init.headers).get('if-match')
    const body = JSON.parse(init.body) as {
      move?: string
      isPaused?: boolean
      autonomy?: typeof tenant.policy.autonomy
    }
    sent.push({ path: path.replace('/api/v1/tenants/ten_1/', ''), body, from })
    await holding
    if (refusal !== null) return Response.json({ code: refusal.code }, { status: refusal.status })
    if (body.autonomy !== undefined) {
      if (from !== `"${tenant.version}"`) return Response.json({ code: 'edited_meanwhile' }, { status: 412 })
      tenant = { policy: { autonomy: body.autonomy }, version: tenant.version + 1 }
      return Response.json(tenant.policy)
    }
    if (body.isPaused !== undefined) view = { ...view, isPaused: body.isPaused }
    if (body.move !== undefined)
      view = { ...view, proposals: [], recent: [{ ...proposal, status: 'applied', isUndoable: true }] }
    return Response.json({ id: 'dec_1', status: 'applied' })
  })
  return {
    sent,
    works: (isRunning: boolean) => (view = { ...view, agents: [{ name: 'cx', isRunning, nextRunAt: null }] }),
    refuse: (status: number, code: string) => (refusal = { status, code }),
    tenant: () => tenant,
    somebodyElseSaves: () => (tenant = { policy: { autonomy: { monitor: 'observe' } }, version: tenant.version + 1 }),
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      holding = promise
      return resolve
    },
  }
}

afterEach(() => vi.unstubAllGlobals())

async function open() {
  const server = serve()
  const model = new AgentsModel('ten_1')
  await vi.waitUntil(() => model.view.value)
  const shown = () => {
    const { proposals, recent } = model.shown.value ?? { proposals: [], recent: [] }
    return { proposals: proposals.length, recent: recent.map(({ status, isSaving }) => [status, isSaving]) }
  }
  return { server, model, shown }
}

describe('what a person decides', () => {
  test('is shown before the server has answered, then as the server tells it', async () => {
    const { server, model, shown } = await open()
    const answer = server.hold()
    const decided = model.decide('dec_1', 'approve')
    expect(shown()).toEqual({ proposals: 0, recent: [['approved', true]] })
    answer()
    expect(await decided).toMatchObject({ ok: true })
    expect(shown()).toEqual({ proposals: 0, recent: [['applied', false]] })
    expect(server.sent).toMatchObject([{ path: 'decisions/dec_1', body: { move: 'approve' } }])
  })

  test('comes back with the reason where it is refused, and may be tried again', async () => {
    const { server, model, shown } = await open()
    server.refuse(503, 'busy')
    expect(await model.decide('dec_1', 'decline')).toMatchObject({ ok: false, problem: { code: 'busy' } })
    expect(shown()).toEqual({ proposals: 1, recent: [] })
    expect(model.refusals.value.get('dec_1')?.code).toBe('busy')
    const again = model.decide('dec_1', 'decline')
    expect(model.refusals.value.size).toBe(0)
    await again
  })
})

test('pausing is shown as the server tells it', async () => {
  const { server, model } = await open()
  expect(await model.setPaused(true)).toBeNull()
  expect(model.view.value).toMatchObject({ isPaused: true } satisfies Partial<AgentsView>)
  server.refuse(403, 'forbidden')
  expect((await model.setPaused(false))?.code).toBe('forbidden')
  expect(model.view.value?.isPaused).toBe(true)
})

test('while an agent is at work it is looked again until it is done', async () => {
  vi.useFakeTimers()
  try {
    const { server, model } = await open()
    const runs = () => model.view.value?.agents.map(({ isRunning }) => isRunning)
    server.works(true)
    await model.load()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(runs()).toEqual([true])
    server.works(false)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(runs()).toEqual([false])
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

describe('how far an agent may go', () => {
  test('is saved beside what the others may, also where somebody saved meanwhile', async () => {
    const { server, model } = await open()
    const answer = server.hold()
    const saved = model.setAutonomy('cx', 'act')
    expect(model.chosen.value.get('cx')).toBe('act')
    await vi.waitUntil(() => server.sent.length === 1)
    server.somebodyElseSaves()
    answer()
    expect(await saved).toBeNull()
    expect(server.sent.map(({ from }) => from)).toEqual(['"3"', '"4"'])
    expect(server.tenant().policy.autonomy).toEqual({ monitor: 'observe', cx: 'act' })
    expect(model.chosen.value.size).toBe(0)
  })

  test('passes over what an arrow key only passed, and keeps what another agent was given', async () => {
    const { server, model } = await open()
    const choices = [
      model.setAutonomy('cx', 'observe'),
      model.setAutonomy('cx', 'propose'),
      model.setAutonomy('cx', 'act'),
      model.setAutonomy('retention', 'act'),
    ]
    expect(await Promise.all(choices)).toEqual([null, null, null, null])
    expect(server.sent).toHaveLength(2)
    expect(server.tenant().policy.autonomy).toEqual({ monitor: 'act', cx: 'act', retention: 'act' })
  })

  test('goes back where it is refused', async () => {
    const { server, model } = await open()
    server.refuse(403, 'forbidden')
    expect((await model.setAutonomy('cx', 'act'))?.code).toBe('forbidden')
    expect(model.chosen.value.size).toBe(0)
  })
})
