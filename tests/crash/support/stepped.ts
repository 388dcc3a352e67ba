import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { runShoulder, type RunningShoulder } from '../../support/running-shoulder.ts'

/** What is asked of a tenant behind its API: to have texted people, or for what stands in its file. */
export type Question = { type: 'texted'; count: number } | { type: 'rows'; sql: string }

const ENTRIES = {
  router: path.join(import.meta.dirname, 'stepped-router.ts'),
  objects: path.join(import.meta.dirname, 'stepped-objects.ts'),
}

export type Stepped = RunningShoulder & {
  /** The run that comes to this point is held there; nothing else is. */
  hold(point: string | null): void
  /** Where a run is being held. */
  heldAt(): string | null
  rows<T>(sql: string): Promise<T[]>
  recordTexted(count: number): Promise<void>
  models(order: Record<string, unknown> | null): Promise<{ asked: unknown[] }>
}

/** Shoulder in a real workerd, whose one business has agents that can be held at each point of a run. */
export async function runStepped(policy: Record<string, unknown>): Promise<Stepped> {
  let wanted: string | null = null
  let held: string | null = null
  const server = createServer((request, response) => {
    request.resume()
    const point = decodeURIComponent((request.url ?? '').slice(1))
    if (point === wanted) held = point
    else response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const closeServer = () => {
    server.closeAllConnections()
    server.close()
  }
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const behind = { entries: ENTRIES, settings: { KNOCK_URL: url } }
  const shoulder = await runShoulder({ tenants: 1, policy, hasModels: true, behind }).catch((error: unknown) => {
    closeServer()
    throw error
  })
  const ask = async (question: Question) => {
    const place = `${shoulder.workerd.url}/stepped/${shoulder.businesses[0]?.id}`
    const answer = await fetch(place, { method: 'POST', body: JSON.stringify(question) })
    if (!answer.ok) throw new Error(`The tenant answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  return {
    ...shoulder,
    hold(point) {
      wanted = point
      held = null
    },
    heldAt: () => held,
    rows: async <T>(sql: string) => (await ask({ type: 'rows', sql })) as T[],
    recordTexted: async (count) => void (await ask({ type: 'texted', count })),
    async models(order) {
      const init = order === null ? {} : { method: 'POST', body: JSON.stringify(order) }
      const answer = await fetch(`${shoulder.sandbox.url}/sandbox/models`, init)
      return (await answer.json()) as { asked: unknown[] }
    },
    async close() {
      closeServer()
      await shoulder.close()
    },
  }
}
