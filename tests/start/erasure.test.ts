import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canFindProcesses } from '../support/workerd.ts'
import { askSandbox, readTenants, readTexts } from './support/ask.ts'
import {
  endRuns,
  eventually,
  expectNothingLeft,
  makeFolder,
  npmStart,
  removeFolder,
  START_TIMEOUT_MS,
  type Run,
} from './support/npm-start.ts'

const CUSTOMER = '+12145550163'
const NAME = 'Quincey Featherstone'
const WORDS = 'My daughter Odette is allergic to peppermint'
const TRACES = [CUSTOMER, CUSTOMER.slice(2), '(214) 555-0163', 'Quincey', 'Featherstone', 'Odette', 'peppermint']
const DEMO_NUMBER = '+15125550101'

let folder: string
beforeAll(async () => void (folder = await makeFolder()))
afterAll(async () => {
  endRuns()
  await removeFolder(folder)
})

type Api = <T>(method: string, route: string, body?: unknown) => Promise<T>

async function openApi(run: Run): Promise<Api> {
  const { token } = await askSandbox<{ token: string }>(run, '/sandbox/access/token', { email: 'admin@example.com' })
  const headers = { 'cf-access-jwt-assertion': token, 'content-type': 'application/json' }
  return async <T>(method: string, route: string, body?: unknown) => {
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const answer = await fetch(`${run.appUrl}/api/v1${route}`, init)
    if (!answer.ok) throw new Error(`${method} ${route} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
}

/** Which traces stand in the bytes of which files below a folder, deleted or not. */
async function scanFiles(below: string): Promise<string[]> {
  const entries = await readdir(below, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name)
    const bytes = await readFile(file)
    for (const trace of TRACES) if (bytes.includes(trace)) found.push(`${path.relative(below, file)}: ${trace}`)
  }
  return found
}

/** Which traces the providers that the sandbox plays still hold. */
function scanProviders(stateDir: string): string[] {
  const state = new DatabaseSync(path.join(stateDir, 'sandbox', 'sandbox.sqlite'), { readOnly: true })
  const rows = state.prepare('select collection, body from document').all()
  state.close()
  return rows.flatMap(({ collection, body }) =>
    TRACES.filter((trace) => String(body).includes(trace)).map((trace) => `${String(collection)}: ${trace}`),
  )
}

describe.skipIf(!canFindProcesses)('a person who was erased', { timeout: START_TIMEOUT_MS }, () => {
  test('leaves no byte in any file, no word in the log, and nothing at the providers', async () => {
    const stateDir = path.join(folder, 'state')
    const run = await npmStart({ stateDir })
    await run.ready()
    const api = await openApi(run)
    const [tenantId] = await readTenants(run)
    const tenant = `/tenants/${tenantId}`
    const { ghlLocationId: locationId } = await api<{ ghlLocationId: string }>('GET', tenant)
    await api('PATCH', `${tenant}/policy`, { textAfterMs: 0 })
    const call = { to: DEMO_NUMBER, from: CUSTOMER, outcome: 'no-answer', name: NAME }
    await askSandbox(run, '/sandbox/calls', call)
    await eventually('the caller is texted', async () => (await readTexts(run)).length > 0)
    await askSandbox(run, '/sandbox/calls', { ...call, via: 'ghl', locationId })
    await askSandbox(run, '/sandbox/sms', { to: DEMO_NUMBER, from: CUSTOMER, body: `How much to fix a leak? ${WORDS}` })
    await eventually('the question is answered', async () => (await readTexts(run)).length >= 3)
    type Listed = { items: { id: string; name: string | null }[] }
    const isKnown = async () => {
      const { items } = await api<Listed>('GET', `${tenant}/customers`)
      return items.find(({ name }) => name === NAME)
    }
    await eventually('their name is known', isKnown)
    await wait(2_000)
    const isHeld = async (trace: string) => (await scanFiles(stateDir)).some((found) => found.endsWith(trace))
    for (const trace of [CUSTOMER, 'Featherstone', 'Odette'])
      await eventually(`a file holds "${trace}"`, () => isHeld(trace))

    const asked = { phone: CUSTOMER, type: 'erasure', law: 'ccpa', identity: 'called_back', receivedVia: 'phone' }
    const { id } = await api<{ id: string }>('POST', `${tenant}/privacy-requests`, asked)
    await api('POST', `${tenant}/privacy-requests/${id}/close`)
    const isDone = async () =>
      (await api<{ status: string }>('GET', `${tenant}/privacy-requests/${id}`)).status === 'done'
    await eventually('everything is deleted', isDone)
    // While it runs, and once it has stopped.
    await eventually('no file holds a trace', async () => (await scanFiles(path.join(stateDir, 'worker'))).length === 0)
    run.signal('SIGINT')
    await run.ended
    await expectNothingLeft(run)
    expect(await scanFiles(path.join(stateDir, 'worker'))).toEqual([])
    expect(scanProviders(stateDir)).toEqual([])
    for (const trace of TRACES) expect(run.output()).not.toContain(trace)
  })
})
